"""How a lesson begins: its title, then the surface."""

from __future__ import annotations

from typing import Any

from gdcore.story.beats.registry import (
    Shot,
    beat,
    bring_balls,
    length,
    pictured,
    said,
    scenery,
    set_stage,
    speak,
)
from gdcore.story.beats.views import rise
from gdcore.story.score import FADE, Score
from gdcore.story.words import reading_seconds, surface_words, title

TITLE_SECONDS = 3.0
SURFACE_SECONDS = 6.0
FORMULA_SECONDS = 4.0
_ENTRANCES = {"axes": 0.0, "surface": 0.0, "formula": 0.2, "color_bar": 0.45, "data": 0.45}
"""When props come, as parts of the beat; all others after them."""
TURN = 30.0  # degrees that the camera turns while the surface grows: depth is seen in motion
RISE = 6.0  # degrees that it rises meanwhile


@beat("title")
def direct_title(score: Score, options: Any) -> Shot:
    """The title card, alone on the screen; what was on stage fades first."""
    text = options.text or title(score.lesson)
    subtitle = options.subtitle or ""
    caption = said(options, None)
    seconds = length(score, options, max(TITLE_SECONDS, reading_seconds(text + subtitle)), caption)
    fade = min(0.6, seconds / 4)
    begin = 0.0
    if score.on("surface") or score.on("formula"):
        begin = min(FADE, seconds / 4)
        score.clear(fade=begin)
    score.show("title", at=score.now + begin, fade=fade, text=text, subtitle=subtitle)
    score.hide("title", at=score.now + seconds - fade, fade=fade)
    speak(score, caption, seconds)
    return Shot(seconds, text, caption)


@beat("surface")
def direct_surface(score: Score, options: Any) -> Shot:
    """The surface grows under a slow turn of the camera; axes, numbers and balls come one by one.

    If the surface is there already, the camera turns and what is missing comes.
    """
    lesson = score.lesson
    caption = said(options, surface_words(lesson))
    if not pictured(score):
        seconds = length(score, options, FORMULA_SECONDS, caption)
        set_stage(score)
        speak(score, caption, seconds)
        return Shot(seconds, f"The function f({', '.join(lesson.variables)})", caption)
    seconds = length(score, options, SURFACE_SECONDS, caption)
    start = score.now
    if score.flat:
        rise(score, start, 0.4 * seconds)
    if not score.on("surface"):
        score.forget_views()
        score.jump("surface.reveal", 0.0)
        score.move("surface.reveal", 1.0, start + 0.08 * seconds, 0.5 * seconds)
    if score.camera.turns and score.still("camera.azimuth"):
        score.jump("camera.azimuth", score.camera.azimuth - TURN)
        score.jump("camera.elevation", score.camera.elevation - RISE)
        score.move("camera.elevation", score.camera.elevation, start, seconds)
    score.turn(TURN, start, seconds)
    # In the order in which a lecturer would point at things; each has time to be noticed.
    for prop, text in scenery(score):
        score.bring(prop, at=start + _ENTRANCES.get(prop, 0.65) * seconds, text=text)
    bring_balls(score, at=start + 0.72 * seconds)
    speak(score, caption, seconds)
    kind = "surface" if len(lesson.variables) > 1 else "curve"
    return Shot(seconds, f"The {kind} of f({', '.join(lesson.variables)})", caption)
