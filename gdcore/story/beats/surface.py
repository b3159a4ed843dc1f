"""The surface appears: in one variable the curve, on a board the formula."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.map_view import forget_views, rise
from gdcore.story.directing.scenery import bring_balls, pictured, scenery, set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.score import Score
from gdcore.story.words import surface_words

SURFACE_SECONDS = 6.0
FORMULA_SECONDS = 4.0
TURN = 30.0
"""Degrees by which the camera turns while the surface grows: motion makes its depth visible."""
RISE = 6.0
"""Degrees by which the camera's elevation rises meanwhile."""


@beat("surface", opening=True)
def direct_surface(score: Score, options: Any) -> Shot:
    """The surface grows under a slow turn of the camera; axes, numbers and balls come one by one.

    If the surface is on stage already, the camera turns and the missing scenery is brought.
    """
    lesson = score.lesson
    caption = caption_of(options, surface_words(lesson))
    if not pictured(score):
        seconds = beat_seconds(score, options, FORMULA_SECONDS, caption)
        set_stage(score)
        speak(score, caption, seconds)
        return Shot(seconds, f"The function f({', '.join(lesson.variables)})", caption)
    seconds = beat_seconds(score, options, SURFACE_SECONDS, caption)
    start, viewpoint = score.now, score.viewpoint
    if score.flat:
        rise(score, start, 0.4 * seconds)
    if not score.on("surface"):
        forget_views(score)
        score.jump("surface.reveal", 0.0)
        score.move("surface.reveal", 1.0, start + 0.08 * seconds, 0.5 * seconds)
    if viewpoint.turns and score.is_unmoved("camera.azimuth"):
        score.jump("camera.azimuth", viewpoint.azimuth - TURN)
        score.jump("camera.elevation", viewpoint.elevation - RISE)
        score.move("camera.elevation", viewpoint.elevation, start, seconds)
    score.turn(TURN, start, seconds)
    for piece in scenery(score):  # one after the other, so that each is noticed
        score.bring(piece.prop, at=start + piece.entrance * seconds, text=piece.text)
    bring_balls(score, at=start + 0.72 * seconds)
    speak(score, caption, seconds)
    kind = "surface" if len(lesson.variables) > 1 else "curve"
    return Shot(seconds, f"The {kind} of f({', '.join(lesson.variables)})", caption)
