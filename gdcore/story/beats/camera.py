"""Moves of the camera. A curve is seen from the front, a map from above: there walks hold."""

from __future__ import annotations

from typing import Any

from gdcore.spec import VIEWPOINTS
from gdcore.story.beats.registry import Shot, beat, length, said, set_stage, speak
from gdcore.story.beats.slope import resolve
from gdcore.story.beats.views import risen, way_seconds
from gdcore.story.explanations import zoom_words
from gdcore.story.score import Score
from gdcore.story.words import named_place, reading_seconds

ORBIT_SPEED = 18.0  # degrees per second on average: a slow walk around the model
LOOK_SECONDS = 2.5
ZOOM_WAY, ZOOM_HOLD = 2.2, 2.5  # seconds to a place, and at it
FASTEST_LOOK = 40.0  # degrees per second on average


@beat("orbit")
def direct_orbit(score: Score, options: Any) -> Shot:
    """The camera walks around the surface; a map rises first."""
    set_stage(score)
    caption = said(options, None)
    natural = max(2.0, abs(options.degrees) / ORBIT_SPEED, _unread(score, caption))
    if score.flat:
        natural += way_seconds(score)
    seconds = length(score, options, natural, caption)
    rising = risen(score, seconds)
    score.turn(options.degrees, score.now + rising, seconds - rising)
    speak(score, caption, seconds)
    return Shot(seconds, "A walk around the surface" if score.camera.turns else "", caption)


@beat("look")
def direct_look(score: Score, options: Any) -> Shot:
    """The camera moves to another place; of all azimuths that look the same, to the nearest.

    Before the surface has come there is no way to see: the camera takes its place at once.
    """
    behind = _before_the_surface(score) and options.zoom is None
    if not behind:
        set_stage(score)
    azimuth, elevation = (
        VIEWPOINTS.get(options.view, (None, None)) if options.view else (None, None)
    )
    azimuth = options.azimuth if options.azimuth is not None else azimuth
    elevation = options.elevation if options.elevation is not None else elevation
    turn = 0.0
    if azimuth is not None:
        turn = (azimuth - score.level("camera.azimuth") + 180.0) % 360.0 - 180.0
    rise = 0.0
    if elevation is not None:
        rise = elevation - score.level("camera.elevation")
    caption = said(options, None)
    natural = max(LOOK_SECONDS, (abs(turn) + abs(rise)) / FASTEST_LOOK, _unread(score, caption))
    if behind:
        natural = 0.0
    seconds = length(score, options, natural, caption)
    if score.camera.turns and (turn or rise):
        # From the side there is no map to see: the surface stands up on the way.
        score.returns_to = None
        score.move("surface.flatten", 0.0, score.now, seconds)
        score.turn(turn, score.now, seconds)
        if elevation is not None:
            score.move("camera.elevation", elevation, score.now, seconds)
    if options.zoom is not None:
        score.move("camera.zoom", options.zoom, score.now, seconds)
        if options.zoom <= 1.0:
            score.move("focus.weight", 0.0, score.now, seconds)
    speak(score, caption, seconds)
    return Shot(seconds, "A closer look" if options.zoom and options.zoom > 1 else "", caption)


@beat("zoom")
def direct_zoom(score: Score, options: Any) -> Shot:
    """The camera goes near a place and, unless it is to stay, comes back; slow at both ends."""
    set_stage(score)
    p = resolve(score.lesson, options.at)
    caption = said(options, zoom_words(score.lesson, p))
    way = ZOOM_WAY * (1 if options.stay else 2)
    natural = way + max(ZOOM_HOLD, reading_seconds(caption) - way)
    seconds = length(score, options, natural, caption)
    there = min(ZOOM_WAY, 0.35 * seconds)
    near, weight = score.level("camera.zoom"), score.level("focus.weight")
    back = 1.0 if weight else near  # from one close look to the next, then all of it
    for i, x in enumerate(p):
        if weight:
            score.move(f"focus.{i}", x, score.now, there)
        else:
            score.jump(f"focus.{i}", x)
    score.move("focus.weight", 1.0, score.now, there)
    score.move("camera.zoom", options.zoom, score.now, there)
    if not options.stay:
        score.move("focus.weight", 0.0, score.now + seconds - there, there)
        score.move("camera.zoom", back, score.now + seconds - there, there)
    speak(score, caption, seconds)
    return Shot(seconds, f"Near {named_place(score.lesson, p)}", caption)


def _before_the_surface(score: Score) -> bool:
    """Whether the stage is empty, and the next beat lets the surface grow on it."""
    return not score.on("surface") and getattr(score.following, "name", "") == "surface"


def _unread(score: Score, caption: str | None) -> float:
    """Seconds that an outcome on screen still needs, unless a caption takes its place."""
    return 0.0 if caption else score.unread()
