"""A step along the sign of the gradient beside one along the gradient itself."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdcore.story.directing.points import point_of, show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import PointFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

SIGN_SECONDS = 8.0
_USUAL_RATE = 0.1  # the learning rate for a lesson without descents

# Cue: `point`; `values`, (S, α) of the two steps −S·sign(∇f) and −α·∇f from that point.
declare(
    Traits(
        "sign_step",
        explains=True,
        aside="always",
        needs_slope=True,
        in_place_of=("update_rule", "algorithm"),
    )
)


@beat("sign_step")
def direct_sign_step(score: Score, options: Any) -> Shot:
    """One step along the sign of the gradient and one along the gradient, from one point."""
    lesson = score.lesson
    p = point_of(lesson, options.at)
    here = lesson.facts.at(p)
    rate = options.learning_rate or _first_rate(lesson)
    size = options.size or rate * max(map(abs, here.gradient or (0.0,))) or rate
    caption = caption_of(options, lambda: _words(lesson, here, size, rate))
    seconds = beat_seconds(score, options, SIGN_SECONDS, caption)
    show_for_beat(score, "sign_step", seconds, stay=options.stay, going=0.6,
                  missing=here.gradient is None, point=p, values=(size, rate))  # fmt: skip
    speak(score, caption, seconds)
    chapter = lesson.language.say("sign_step.chapter", at=lesson.rounding.place(p))
    return Shot(seconds, chapter, caption)


def _words(lesson: Lesson, here: PointFacts, size: float, rate: float) -> str:
    """The two steps with their numbers."""
    say, write = lesson.language.say, lesson.rounding
    if here.gradient is None:
        return say("sign_step.none")
    moved = [v for v, g in zip(lesson.variables, here.gradient, strict=True) if g]
    if not moved:
        return say("sign_step.nowhere")
    g = np.asarray(here.gradient)
    with np.errstate(over="ignore"):  # a step beyond all numbers is written as infinite
        sign, plain = -size * np.sign(g), -rate * g
    every = len(moved) == len(lesson.variables)
    return say(
        "sign_step.steps" if every else "sign_step.some-steps",
        sign=write.vector(sign.tolist()),
        moved=lesson.language.listed(moved),
        size=write.number(size),
        plain=write.vector(plain.tolist()),
    )


def _first_rate(lesson: Lesson) -> float:
    """The first descent's learning rate at its first step."""
    for descent in lesson.descents:
        if isinstance(descent.learning_rate, float):
            return descent.learning_rate
        if len(descent.trajectory.learning_rates):
            return float(descent.trajectory.learning_rates[0])
    return _USUAL_RATE
