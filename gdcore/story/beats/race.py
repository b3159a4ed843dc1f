"""The race of several descents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from gdcore.story.directing.causes import cause_words
from gdcore.story.directing.clock import longest, motion_seconds
from gdcore.story.directing.narration import narration
from gdcore.story.directing.runs import DRIFT, play, prepare_run
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.facts import Ranking
from gdcore.story.lesson import Lesson
from gdcore.story.reading import reading_seconds
from gdcore.story.score import FADE, Score
from gdcore.story.traits import Traits, declare

NAMED = 3
"""Of those who come in, so many are named with their steps; more are counted."""

# The legend with live values and ranks. Cue: `values`, the step at which each descent finishes,
# infinite for never; descents that have finished are ranked by it, the others by their values of f.
declare(Traits("race", moves=True, top_row="numbers", in_place_of=("legend", "readout", "winner")))
declare(Traits("winner", moves=True, spoken=True))  # Cue: `text`; `descent`, the winner


@beat("race")
def direct_race(score: Score, options: Any) -> Shot:
    """All descents run on one clock with a live table of their values; the winner is named."""
    lesson = score.lesson
    ranking = lesson.facts.ranking(options.by)
    told = narration(
        options, lambda: [(0, _question(lesson, ranking))], lambda: _result(lesson, ranking)
    )
    plate = _plate(lesson, ranking)
    motion = motion_seconds(longest(lesson))
    run = prepare_run(
        score, options, motion, told, anew=True, after=reading_seconds(plate) + 2 * FADE
    )
    fade = min(FADE, run.seconds / 6)
    score.make_room("race", fade)
    score.hide("race", fade=fade)
    arrivals = tuple(math.inf if k is None else float(k) for k in ranking.arrivals)
    score.show("race", at=min(score.now + fade, run.begin), fade=fade, values=arrivals)
    play(score, run)
    score.sway(DRIFT, score.now, run.seconds)
    score.show("winner", at=run.end, fade=min(0.4, (score.now + run.seconds - run.end) / 2),
               text=plate, descent=ranking.winner)  # fmt: skip
    if not told.outcome:
        score.hide("winner", at=score.now + run.seconds - fade, fade=fade)
    chapter = lesson.language.say("race.chapter", count=len(lesson.descents))
    return Shot(run.seconds, chapter, told.text)


def _question(lesson: Lesson, ranking: Ranking) -> str:
    """What the race is for, and what will decide it."""
    question = lesson.language.say(f"race.who-{ranking.finish}", count=len(lesson.descents))
    return f"{question} {cause_words(lesson) or ''}".strip()


def _plate(lesson: Lesson, ranking: Ranking) -> str:
    """The winner's name and what it won by, short."""
    best, say = lesson.descents[ranking.winner].label, lesson.language.say
    step = ranking.arrivals[ranking.winner]
    if step is None:
        value = lesson.rounding.value(ranking.values[ranking.winner])
        return say("race.plate-lowest", who=best, value=value)
    name = "plate-out" if ranking.finish == "escape" else "plate-there"
    return say(f"race.{name}", who=best, steps=step)


def _result(lesson: Lesson, ranking: Ranking) -> str:
    """Who won and by which rule, who followed, and who never came and why."""
    say, write = lesson.language.say, lesson.rounding
    arrived = [i for i in ranking.order if ranking.arrivals[i] is not None]
    if not arrived:
        return _by_value(lesson, ranking)
    steps = ranking.arrivals[ranking.winner] or 0
    first = [i for i in arrived if ranking.arrivals[i] == steps]
    verb = "tied" if len(first) > 1 else "won"
    who, floor = _names(lesson, first), ranking.floor
    if ranking.finish == "escape" or floor is None:
        parts = [say(f"race.{verb}-escape", who=who, steps=steps)]
    else:
        name = f"{verb}-{'minimum' if floor.minimum else 'met'}"
        low, gap = write.value(floor.value), write.number(ranking.gap)
        parts = [say(f"race.{name}", who=who, low=low, gap=gap, steps=steps)]
    if others := arrived[len(first) :]:
        most = NAMED + (len(others) == NAMED + 1)
        named = [f"{lesson.descents[i].label} ({ranking.arrivals[i]})" for i in others[:most]]
        text, more = lesson.language.listed(named), len(others) - most
        then = "then-more" if more > 0 else "then"
        parts.append(say(f"race.{then}", others=text, more=more))
    lines = [" ".join(parts)]
    lines += _missing(lesson, ranking)
    return "\n".join(lines)


def _missing(lesson: Lesson, ranking: Ranking) -> list[str]:
    """Those who do not come in: too large a rate, out of the domain, or not there yet."""
    say, facts = lesson.language.say, lesson.facts.descents
    missing = [i for i in ranking.order if ranking.arrivals[i] is None]
    never = [i for i in missing if facts[i].diagnosis.instability is not None]
    gone = [i for i in missing if i not in never and facts[i].exit is not None]
    late = [i for i in missing if i not in never and i not in gone]
    told = (("never", never), ("gone", gone), (f"late-{ranking.finish}", late))
    return [say(f"race.{name}", who=_names(lesson, who)) for name, who in told if who]


def _by_value(lesson: Lesson, ranking: Ranking) -> str:
    say, write = lesson.language.say, lesson.rounding
    best, last = ranking.order[0], ranking.order[-1]
    value, high = ranking.values[best], ranking.values[last]
    if not any(f.stays for f in lesson.facts.descents):
        return say("race.all-gone", count=len(lesson.descents))
    if not math.isfinite(value):
        return say("race.nobody")
    if write.alike(value, high):
        return say("race.level", count=len(lesson.descents), value=write.value(value))
    return say(
        "race.lowest",
        who=lesson.descents[best].label,
        value=write.value(value),
        last=lesson.descents[last].label,
        high=write.value(high),
    )


def _names(lesson: Lesson, those: Sequence[int]) -> str:
    return lesson.language.listed([lesson.descents[i].label for i in those])
