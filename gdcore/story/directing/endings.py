"""How descents ended, in words: for one descent, in a list of several, and in a narrow table."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Literal

from gdcore.story.directing.causes import after_words
from gdcore.story.facts import DescentFacts
from gdcore.story.lesson import Lesson

SEVERAL = 4
"""The most descents whose outcomes are described one by one; more are counted."""

Form = Literal["", "line-", "short-"]


def outcome_words(lesson: Lesson, said: Collection[str] = ()) -> str | None:
    """How the descents ended, each in a line; of many, how many came to rest.

    said: what the beat says before, which is not said again.
    """
    facts = lesson.facts.descents
    if not facts:
        return None
    if len(facts) == 1:
        return ending(lesson, facts[0], said)
    if len(facts) <= SEVERAL:
        return "\n".join(_say(lesson, f, "line-") for f in facts)
    return _counted(lesson)


def ending(lesson: Lesson, f: DescentFacts, said: Collection[str] = ()) -> str:
    """How one descent ended, in a sentence or two, and why if that is known and not yet said."""
    say = lesson.language.say
    parts = [_say(lesson, f, "")]
    if f.exit is not None and f.ending != "left":
        parts.append(say("outcome.exit", exit=f.exit))
    if f.diagnosis.clipped:
        parts.append(say("outcome.cut", cut=f.diagnosis.clipped))
    if (why := after_words(lesson, f)) and why not in said:
        parts.append(why)
    return " ".join(parts)


def short_ending(lesson: Lesson, f: DescentFacts) -> str:
    """How one descent ended, in a few words."""
    return _say(lesson, f, "short-")


def _say(lesson: Lesson, f: DescentFacts, form: Form) -> str:
    write, d = lesson.rounding, f.diagnosis
    name: str = f.ending
    if not f.steps and f.at_rest:
        name = f"rest-{'still' if name == 'converged' else name}"
    if name == "under-way" and f.local is None:
        name = "falling"
    if name == "halted" and not form and d.gradient_norm >= lesson.spec.stop.gradient_norm:
        name = "halted-short"
    if name == "arrived" and d.decay:
        name = "arrived-balance"
    unstable = d.instability
    if name == "never" and unstable is not None and unstable.at_limit and form == "line-":
        name = "wanders"
    product = limit = ""
    if unstable is not None:
        product, limit = write.beside(unstable.product, unstable.limit)
    return lesson.language.say(
        f"outcome.{form}{name}",
        label=lesson.descents[f.index].label,
        steps=f.steps,
        value=write.value(f.last),
        first=write.value(f.first),
        place=write.place(f.point),
        goal="" if f.local is None else write.place(f.local.minimum),
        next="" if d.lost is None else write.place(d.lost),
        exit=f.exit or f.steps,
        product=product,
        limit=limit,
    )


def _counted(lesson: Lesson) -> str:
    """How many of many descents came to rest, and which ends lowest."""
    facts = lesson.facts.descents
    say, count = lesson.language.say, len(facts)
    known = [f for f in facts if math.isfinite(f.last)]
    if not known:
        return say("outcome.none-known", count=count)
    best = min(known, key=lambda f: f.last)
    rest = sum(f.at_rest for f in facts)
    which = "all-rest" if rest == count else "rest" if rest else "no-rest"
    ties = [f for f in known if lesson.rounding.alike(f.last, best.last)]
    names = [lesson.descents[f.index].label for f in ties]
    many = len(names) >= SEVERAL
    label = say("outcome.so-many", count=len(names)) if many else lesson.language.listed(names)
    value = lesson.rounding.value(best.last)
    return say(f"outcome.{which}", count=count, rest=rest, label=label, value=value)
