"""The gradient at a point."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import gradient_at, point_of, show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare
from gdcore.story.words import gradient_words, named_place

GRADIENT_SECONDS = 5.0

# Cue: `point`, or `descent` if the arrow rides on its ball.
declare(Traits("gradient", moves=True, needs_slope=True, shows_way=True))
# text, "gradient" or "slices": whose colours the partial derivatives have.
declare(Traits("gradient_formula", explains=True))


@beat("gradient")
def direct_gradient(score: Score, options: Any) -> Shot:
    """The arrow of the gradient at a point; at the start of a ball it rides on the ball later."""
    lesson = score.lesson
    p = point_of(lesson, options.at)
    gradient = gradient_at(lesson, p)
    caption = caption_of(options, gradient_words(lesson, p, gradient))
    seconds = beat_seconds(score, options, GRADIENT_SECONDS, caption)
    rides = options.at == "start" and bool(lesson.descents) and not score.has_run()
    where = {"descent": 0} if rides else {"point": p}
    show_for_beat(
        score,
        "gradient",
        seconds,
        stay=True,
        missing=gradient is None,
        beside=("gradient_formula", "gradient"),
        **where,
    )
    speak(score, caption, seconds)
    return Shot(seconds, f"The gradient at {named_place(lesson, p, options.at)}", caption)
