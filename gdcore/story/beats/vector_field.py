"""The gradient all over the domain."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts.landscape import steepest_slope
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

FIELD_SECONDS = 6.0

# Cue: `text`, "descent" for arrows of −∇f or "ascent" for ∇f, on a grid.
declare(Traits("vector_field", on_inset=False, fills_map=True))


@beat("vector_field")
def direct_vector_field(score: Score, options: Any) -> Shot:
    """Arrows of the gradient, or against it, on a grid over the whole surface."""
    lesson = score.lesson
    caption = caption_of(options, lambda: _words(lesson, options.direction))
    seconds = beat_seconds(score, options, FIELD_SECONDS, caption)
    show_for_beat(
        score, "vector_field", seconds, stay=options.stay, coming=1.0, text=options.direction
    )
    speak(score, caption, seconds)
    chapter = lesson.language.say(f"vector_field.chapter-{options.direction}")
    return Shot(seconds, chapter, caption)


def _words(lesson: Lesson, direction: str) -> str:
    """What the arrows are, and how steep it gets."""
    say = lesson.language.say
    said, steepest = [say(f"vector_field.{direction}")], steepest_slope(lesson)
    if steepest is not None:
        said.append(say("vector_field.steepest", slope=lesson.rounding.number(steepest)))
    return " ".join(said)
