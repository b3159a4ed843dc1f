"""A step along the sign of the gradient beside one along the gradient itself."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import gradient_at, point_of, show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.explanations import sign_words
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare
from gdcore.story.words import named_place

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
    gradient = gradient_at(lesson, p)
    rate = options.learning_rate or _first_rate(lesson)
    size = options.size or rate * max(map(abs, gradient or (0.0,))) or rate
    caption = caption_of(options, sign_words(p, gradient, size, rate))
    seconds = beat_seconds(score, options, SIGN_SECONDS, caption)
    show_for_beat(score, "sign_step", seconds, stay=options.stay, going=0.6,
                  missing=gradient is None, point=p, values=(size, rate))  # fmt: skip
    speak(score, caption, seconds)
    return Shot(seconds, f"Which way, and how far, at {named_place(lesson, p)}", caption)


def _first_rate(lesson: Lesson) -> float:
    """The first descent's learning rate at its first step."""
    for descent in lesson.descents:
        if isinstance(descent.learning_rate, float):
            return descent.learning_rate
        if len(descent.trajectory.learning_rates):
            return float(descent.trajectory.learning_rates[0])
    return _USUAL_RATE
