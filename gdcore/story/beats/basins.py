"""The basins of attraction of the minima."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import BasinFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

COLOURS_SECONDS = 7.0

# `lesson.basins`: the surface coloured by the minimum that each start reaches.
declare(Traits("basins", recolours=True, fills_map=True))


@beat("basins")
def direct_basins(score: Score, options: Any) -> Shot:
    """The surface is coloured, point by point, by the minimum that a descent from there reaches."""
    lesson = score.lesson
    caption = caption_of(options, lambda: _words(lesson, lesson.facts.basins))
    seconds = beat_seconds(score, options, COLOURS_SECONDS, caption)
    show_for_beat(score, "basins", seconds, stay=options.stay, coming=1.0)
    speak(score, caption, seconds)
    return Shot(seconds, lesson.language.say("basins.chapter"), caption)


def _words(lesson: Lesson, facts: BasinFacts) -> str:
    """That the start decides, which part of the starts leads to the lowest, and the border."""
    say, write = lesson.language.say, lesson.rounding
    if not facts.minima:
        return say(f"basins.{'floor' if facts.floor else 'nowhere'}")
    value, at, count = write.value(facts.value), write.place(facts.minima[0]), len(facts.minima)
    rest = write.percent(facts.rest)
    share = write.percent(sum(facts.shares[: facts.lowest]))
    if count == 1:
        if facts.rest == 0.0:
            said = [say("basins.one-all", value=value, at=at)]
        else:
            said = [say("basins.one-some", share=share, rest=rest, value=value, at=at)]
    else:
        if facts.lowest == count:
            said = [say("basins.tied", count=count, value=value)]
        elif facts.lowest > 1:
            ties = facts.lowest
            said = [say("basins.lowest-tied", count=count, share=share, ties=ties, value=value)]
        else:
            said = [say("basins.lowest", count=count, share=share, value=value, at=at)]
        if facts.border is not None:
            said.append(say("basins.border", at=write.place(facts.border)))
        if facts.rest > 0.0:
            said.append(say("basins.rest", rest=rest))
    if facts.several:
        said.append(say("basins.shown", label=lesson.descents[0].label))
    return " ".join(said)
