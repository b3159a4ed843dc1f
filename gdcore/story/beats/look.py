"""A move of the camera to another viewpoint or zoom."""

from __future__ import annotations

from typing import Any

from gdcore.spec import VIEWPOINTS
from gdcore.story.directing.scenery import set_stage
from gdcore.story.directing.shot import Shot, beat, is_opening
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.height_field import raised
from gdcore.story.score import Score

LOOK_SECONDS = 2.5
FASTEST_LOOK = 40.0
"""Degrees per second on average."""
_NOWHERE = (None, None)


@beat("look", quiet=True)
def direct_look(score: Score, options: Any) -> Shot:
    """The camera moves to another viewpoint, turning by at most 180°.

    Before the surface is on stage the move would be invisible: the camera jumps there at once.
    """
    unseen = options.zoom is None and not score.on("surface") and is_opening(score.following)
    if not unseen:
        set_stage(score)
    named = VIEWPOINTS[options.view] if options.view else _NOWHERE
    azimuth = named[0] if options.azimuth is None else options.azimuth
    elevation = named[1] if options.elevation is None else options.elevation
    if elevation is not None:
        elevation = raised(elevation, score.lesson.spec.aspect)
    turn = rise = 0.0
    if azimuth is not None:
        turn = (azimuth - score.value_now("camera.azimuth") + 180.0) % 360.0 - 180.0
    if elevation is not None:
        rise = elevation - score.value_now("camera.elevation")
    caption = caption_of(options, None)
    unread = 0.0 if caption else score.unread()
    natural = max(LOOK_SECONDS, (abs(turn) + abs(rise)) / FASTEST_LOOK, unread)
    seconds = beat_seconds(score, options, 0.0 if unseen else natural, caption)
    if score.viewpoint.turns and (turn or rise):
        # A map can't be seen from the side: the surface is raised on the way.
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
    closer = options.zoom is not None and options.zoom > 1
    chapter = score.lesson.language.say("look.chapter-closer") if closer else ""
    return Shot(seconds, chapter, caption)
