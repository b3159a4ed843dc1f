"""The rule of a step as a formula, with its numbers."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.scenery import set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare
from gdcore.story.words import first_step_words

RULE_SECONDS = 7.0  # longer than for a sentence: a formula is read symbol by symbol

# Cue: `descent`, the numbers of whose first step are shown with the rule.
declare(Traits("update_rule", explains=True, aside="shared", top_row="card", covers_edge=True))


@beat("update_rule")
def direct_update_rule(score: Score, options: Any) -> Shot:
    """The rule of the first descent's optimizer with the numbers of its first step."""
    descents = score.lesson.descents
    words = first_step_words(score.lesson, descents[0]) if descents else None
    caption = caption_of(options, words)
    seconds = beat_seconds(score, options, RULE_SECONDS, caption)
    if descents and descents[0].trajectory.steps:
        show_for_beat(score, "update_rule", seconds, coming=0.5, going=0.5, descent=0)
    else:
        set_stage(score)
    speak(score, caption, seconds)
    return Shot(seconds, "The update rule", caption)
