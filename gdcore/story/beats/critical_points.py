"""The critical points of the domain."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.explanations import critical_words
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

MARKS_SECONDS = 6.0

# A mark and a name on each of `lesson.critical_points`.
declare(Traits("critical_points", top_row="list", on_inset=False, fills_map=True))


@beat("critical_points")
def direct_critical_points(score: Score, options: Any) -> Shot:
    """Minima, maxima and saddles are marked and named."""
    caption = caption_of(options, critical_words(score.lesson))
    seconds = beat_seconds(score, options, MARKS_SECONDS, caption)
    show_for_beat(score, "critical_points", seconds, stay=options.stay, coming=1.0)
    speak(score, caption, seconds)
    return Shot(seconds, "Critical points", caption)
