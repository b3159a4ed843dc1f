"""Moves of the camera. A function of one variable is seen from the front: there they hold."""

from __future__ import annotations

from typing import Any

from gdcore.spec import VIEWS
from gdcore.story.beats.registry import Shot, beat, length, said, set_stage, speak
from gdcore.story.score import Score

ORBIT_SPEED = 18.0  # degrees per second on average: a slow walk around the model
LOOK_SECONDS = 2.5
FASTEST_LOOK = 40.0  # degrees per second on average


@beat("orbit")
def direct_orbit(score: Score, options: Any) -> Shot:
    """The camera walks around the surface."""
    set_stage(score)
    caption = said(options, None)
    natural = max(2.0, abs(options.degrees) / ORBIT_SPEED, _unread(score, caption))
    seconds = length(score, options, natural, caption)
    score.turn(options.degrees, score.now, seconds)
    speak(score, caption, seconds)
    return Shot(seconds, "A walk around the surface" if score.camera.turns else "", caption)


@beat("look")
def direct_look(score: Score, options: Any) -> Shot:
    """The camera moves to another place; of all azimuths that look the same, to the nearest."""
    set_stage(score)
    azimuth, elevation = VIEWS.get(options.view, (None, None)) if options.view else (None, None)
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
    seconds = length(score, options, natural, caption)
    if score.camera.turns:
        score.turn(turn, score.now, seconds)
        if elevation is not None:
            score.move("camera.elevation", elevation, score.now, seconds)
    if options.zoom is not None:
        score.move("camera.zoom", options.zoom, score.now, seconds)
    speak(score, caption, seconds)
    return Shot(seconds, "A closer look" if options.zoom and options.zoom > 1 else "", caption)


def _unread(score: Score, caption: str | None) -> float:
    """Seconds that an outcome on screen still needs, unless a caption takes its place."""
    return 0.0 if caption else score.unread()
