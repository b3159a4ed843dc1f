"""The rule of a step as a formula, with its numbers."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.scenery import set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

RULE_SECONDS = 7.0  # longer than for a sentence: a formula is read symbol by symbol

# Cue: `descent`, the numbers of whose first step are shown with the rule.
declare(Traits("update_rule", explains=True, aside="shared", top_row="card", covers_edge=True))


@beat("update_rule")
def direct_update_rule(score: Score, options: Any) -> Shot:
    """The rule of the first descent's optimizer with the numbers of its first step."""
    descents = score.lesson.descents
    moves = bool(descents and descents[0].trajectory.steps)
    caption = caption_of(options, lambda: _words(score.lesson) if moves else None)
    seconds = beat_seconds(score, options, RULE_SECONDS, caption)
    if moves:
        show_for_beat(score, "update_rule", seconds, coming=0.5, going=0.5, descent=0)
    else:
        set_stage(score)
    speak(score, caption, seconds)
    return Shot(seconds, score.lesson.language.say("update_rule.chapter"), caption)


def _words(lesson: Lesson) -> str:
    """What the first step does, and what ĝ is where the rule has one."""
    say, write, descent = lesson.language.say, lesson.rounding, lesson.descents[0]
    t = descent.trajectory
    parts = []
    if t.stochastic and descent.batches is not None and lesson.data is not None:
        few, everything = len(descent.batches(0)), len(lesson.data.targets)
        parts.append(say("update_rule.batch", few=few, all=everything))
    elif t.stochastic:
        parts.append(say("update_rule.noise"))
    before, after = float(t.values[0]), float(t.values[1])
    name = "stays" if write.alike(before, after) else "falls" if after < before else "rises"
    start, end = write.place(t.points[0].tolist()), write.place(t.points[1].tolist())
    arguments = {"from": start, "to": end}
    parts.append(
        say(
            f"update_rule.{name}",
            before=write.value(before),
            after=write.value(after),
            **arguments,
        )
    )
    return " ".join(parts)
