"""The gradient all over the domain."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.explanations import field_words
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

FIELD_SECONDS = 6.0

# Cue: `text`, "descent" for arrows of −∇f or "ascent" for ∇f, on a grid.
declare(Traits("vector_field", on_inset=False, fills_map=True))


@beat("vector_field")
def direct_vector_field(score: Score, options: Any) -> Shot:
    """Arrows of the gradient, or against it, on a grid over the whole surface."""
    caption = caption_of(options, field_words(score.lesson, options.direction))
    seconds = beat_seconds(score, options, FIELD_SECONDS, caption)
    show_for_beat(
        score, "vector_field", seconds, stay=options.stay, coming=1.0, text=options.direction
    )
    speak(score, caption, seconds)
    what = "The gradient field" if options.direction == "ascent" else "The way down, everywhere"
    return Shot(seconds, what, caption)
