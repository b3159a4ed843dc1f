"""Two slices through the surface at a point."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import gradient_at, point_of, show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.explanations import slices_words
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare
from gdcore.story.words import named_place

SLICES_SECONDS = 8.0  # for two planes, two curves and two slopes, one after the other

# Cue: `point`, where two planes cut the surface and leave slices with their tangents and slopes.
declare(Traits("slices", explains=True, stands_up=True, needs_slope=True))


@beat("slices")
def direct_slices(score: Score, options: Any) -> Shot:
    """Two planes cut the surface at a point; the slices' slopes are the partial derivatives."""
    lesson = score.lesson
    p = point_of(lesson, options.at)
    gradient = gradient_at(lesson, p)
    caption = caption_of(options, slices_words(lesson, p, gradient))
    seconds = beat_seconds(score, options, SLICES_SECONDS, caption)
    show_for_beat(
        score,
        "slices",
        seconds,
        stay=options.stay,
        coming=1.0,
        missing=gradient is None,
        beside=("gradient_formula", "slices"),
        point=p,
    )
    speak(score, caption, seconds)
    return Shot(seconds, f"Slices at {named_place(lesson, p)}", caption)
