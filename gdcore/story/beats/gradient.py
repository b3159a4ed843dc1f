"""The gradient at a point."""

from __future__ import annotations

import math
from typing import Any

from gdcore.story.directing.points import name_of, point_of, show_for_beat, why_no_gradient
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import PointFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

GRADIENT_SECONDS = 5.0

# Cue: `point`, or `descent` if the arrow rides on its ball.
declare(Traits("gradient", moves=True, needs_slope=True, shows_way=True))
# text, "of gradient" or "of slices": whose colours the partial derivatives have.
declare(Traits("gradient_formula", explains=True, ends_line=True))


@beat("gradient")
def direct_gradient(score: Score, options: Any) -> Shot:
    """The arrow of the gradient at a point; at the start of a ball it rides on the ball later."""
    lesson = score.lesson
    p = point_of(lesson, options.at)
    here = lesson.facts.at(p)
    caption = caption_of(options, lambda: _words(lesson, here))
    seconds = beat_seconds(score, options, GRADIENT_SECONDS, caption)
    rides = options.at == "start" and bool(lesson.descents) and not score.has_run()
    where = {"descent": 0} if rides else {"point": p}
    show_for_beat(
        score,
        "gradient",
        seconds,
        stay=True,
        missing=here.gradient is None,
        beside=("gradient_formula", "of gradient"),
        **where,
    )
    speak(score, caption, seconds)
    chapter = lesson.language.say("gradient.chapter", at=name_of(lesson, options.at))
    return Shot(seconds, chapter, caption)


def _words(lesson: Lesson, here: PointFacts) -> str:
    """Where the gradient points and where the way down is, or why there is no gradient."""
    say, write = lesson.language.say, lesson.rounding
    at = write.place(here.point)
    if here.gradient is None:
        return why_no_gradient(lesson, here, "gradient")
    if here.zero:
        return say("gradient.zero", at=at)
    if here.flat:
        return say("gradient.flat", at=at, norm=write.number(math.hypot(*here.gradient)))
    if len(here.point) == 1:
        (slope,) = here.gradient
        return say(
            f"gradient.falls-{'left' if slope > 0 else 'right'}",
            derivative=f"f′({write.point(here.point)})",
            slope=write.number(slope),
            name=lesson.variables[0],
        )
    plain = any(descent.optimizer == "gradient_descent" for descent in lesson.descents)
    gradient = write.vector(here.gradient)
    return say(f"gradient.{'opposite' if plain else 'uphill'}", gradient=gradient)
