"""The surface appears: in one variable the curve, on a board the formula."""

from __future__ import annotations

import math
from typing import Any

from gdcore.story.directing.map_view import forget_views, rise
from gdcore.story.directing.scenery import bring_balls, pictured, scenery, set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score

SURFACE_SECONDS = 6.0
FORMULA_SECONDS = 4.0
_MOST_WRITTEN = 4  # components of a vector that a sentence can hold
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
    caption = caption_of(options, lambda: _words(lesson))
    f = _function(lesson)
    if not pictured(score):
        seconds = beat_seconds(score, options, FORMULA_SECONDS, caption)
        set_stage(score)
        speak(score, caption, seconds)
        return Shot(seconds, lesson.language.say("surface.chapter-formula", f=f), caption)
    seconds = beat_seconds(score, options, SURFACE_SECONDS, caption)
    start, viewpoint = score.now, score.viewpoint
    if score.flat:
        rise(score, start, 0.4 * seconds)
    fresh = not score.on("surface")
    if fresh:
        forget_views(score)
        score.jump("surface.reveal", 0.0)
        score.move("surface.reveal", 1.0, start + 0.08 * seconds, 0.5 * seconds)
    if viewpoint.turns and score.is_unmoved("camera.azimuth"):
        score.jump("camera.azimuth", viewpoint.azimuth - TURN)
        score.jump("camera.elevation", viewpoint.elevation - RISE)
        score.move("camera.elevation", viewpoint.elevation, start, seconds)
    elif fresh and viewpoint.turns:  # the turn ends at the view that a look has asked for
        score.jump("camera.azimuth", score.value_now("camera.azimuth") - TURN)
    score.turn(TURN, start, seconds)
    for piece in scenery(score):  # one after the other, so that each is noticed
        score.bring(piece.prop, at=start + piece.entrance * seconds, text=piece.text)
    bring_balls(score, at=start + 0.72 * seconds)
    speak(score, caption, seconds)
    kind = "surface" if len(lesson.variables) > 1 else "curve"
    return Shot(seconds, lesson.language.say(f"surface.chapter-{kind}", f=f), caption)


def _function(lesson: Lesson) -> str:
    """f with its variables: f(x, y)."""
    return f"f({', '.join(lesson.variables)})"


def _words(lesson: Lesson) -> str:
    """What the height is, and the range of values that is drawn."""
    say, write, f = lesson.language.say, lesson.rounding, _function(lesson)
    if lesson.spec.layout == "board":
        return _board(lesson, f)
    assert lesson.facts.extremes is not None
    least, greatest = lesson.facts.extremes
    over = f[1:] if len(lesson.variables) > 1 else lesson.variables[0]
    if math.isnan(least.value):
        return say("surface.nowhere", f=f)
    given = {"low": write.value(least.value), "high": write.value(greatest.value)}
    endless = not (least.bounded and greatest.bounded)
    if lesson.spec.flat:
        return say("surface.map-endless") if endless else say("surface.map", **given)
    if endless:
        return say("surface.height-endless", over=over, f=f)
    if lesson.poles:
        return say("surface.height-cut", over=over, f=f, **given)
    if lesson.data is not None:
        model, count = lesson.spec.formula.replace("*", "·"), len(lesson.data.targets)
        loss = say(f"surface.{lesson.data.loss}")
        return say("surface.loss", over=over, loss=loss, model=model, count=count, **given)
    if given["low"] == given["high"]:
        return say("surface.height-constant", over=over, f=f, low=given["low"])
    return say("surface.height", over=over, f=f, **given)


def _board(lesson: Lesson, f: str) -> str:
    """What there is to look at where no picture is: the gradient as a list of numbers."""
    say, write, count = lesson.language.say, lesson.rounding, len(lesson.variables)
    said = [say(f"surface.board{'-many' if count > 2 else ''}", f=f, count=count)]
    if lesson.descents:
        here = lesson.facts.at(lesson.descents[0].start)
        if here.gradient is not None and count <= _MOST_WRITTEN:
            at, gradient = write.place(here.point), write.vector(here.gradient)
            said.append(say("surface.board-gradient", at=at, gradient=gradient))
        elif here.gradient is not None:
            said.append(say("surface.board-long", count=count))
    return " ".join(said)
