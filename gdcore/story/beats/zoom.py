"""A close look at a point."""

from __future__ import annotations

import math
from typing import Any

from gdcore.story.directing.points import point_of
from gdcore.story.directing.scenery import set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import PointFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score

ZOOM_WAY = 2.2
"""Seconds of the camera's move to a point, and of its move back."""
ZOOM_HOLD = 2.5
"""Seconds that the camera stays near the point."""


@beat("zoom")
def direct_zoom(score: Score, options: Any) -> Shot:
    """The camera moves close to a point and, without `stay`, back again, easing in and out."""
    set_stage(score)
    p = point_of(score.lesson, options.at)
    caption = caption_of(options, lambda: _words(score.lesson, score.lesson.facts.at(p)))
    way = ZOOM_WAY * (1 if options.stay else 2)
    natural = way + max(ZOOM_HOLD, score.telling.seconds(caption) - way)
    seconds = beat_seconds(score, options, natural, caption)
    there = min(ZOOM_WAY, 0.35 * seconds)
    near, weight = score.value_now("camera.zoom"), score.value_now("focus.weight")
    back = 1.0 if weight else near  # after two close-ups in a row, back to the whole surface
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
    chapter = score.lesson.language.say("zoom.chapter", at=score.lesson.rounding.place(p))
    return Shot(seconds, chapter, caption)


def _words(lesson: Lesson, here: PointFacts) -> str:
    """What there is to see at the place."""
    say, write = lesson.language.say, lesson.rounding
    at, value = write.place(here.point), write.value(here.value)
    if here.smoothness == "undefined":
        return say("zoom.undefined", at=at)
    if here.gradient is None:
        return say("zoom.rough", value=value, at=at)
    if len(here.point) == 1:
        return say("zoom.slope", value=value, at=at, slope=write.slopes(here.gradient)[0])
    norm = 0.0 if here.zero else math.hypot(*here.gradient)
    return say("zoom.gradient", value=value, at=at, norm=write.number(norm))
