"""What is said where descents are measured against each other, or against their own beginning."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gdcore.maths import CriticalKind, Outcome
from gdcore.story.explanations import listed
from gdcore.story.lesson import Lesson
from gdcore.story.numbers import count, significant
from gdcore.story.ranking import WITHIN, Ranking, seen_values, settled
from gdcore.story.words import estimate_words, level

_NAMED = 3  # of those who come in, so many are named with their steps; more are counted
_SAME = 1e-4  # of the drawn values: what is nearer ends at the same height, to the eye
_FALL = 0.9  # the part of its fall by which a descent's speed is told


def challenge_words(lesson: Lesson, ranking: Ranking) -> str:
    """Who races, and what for."""
    descents = lesson.descents
    alike = []
    if len({d.start for d in descents}) == 1:
        alike.append("one start")
    rates = {d.learning_rate for d in descents if isinstance(d.learning_rate, float)}
    if len(rates) == 1 and all(isinstance(d.learning_rate, float) for d in descents):
        alike.append(f"η = {significant(next(iter(rates)))}")
    methods = len({d.optimizer for d in descents}) > 1
    who = f"{len(descents)} {'methods' if methods else 'descents'}"
    question = {
        "escape": f"who is the first to leave {_obstacle(lesson)}?",
        "bottom": "who is the first at the bottom?",
        "lowest": "who ends lowest?",
    }[ranking.finish]
    return f"{', '.join([who, *alike])}: {question} {estimate_words(lesson)}".strip()


def winner_words(lesson: Lesson, ranking: Ranking) -> str:
    """The winner's name and what it won by, short."""
    best = lesson.descents[ranking.winner]
    step = ranking.arrivals[ranking.winner]
    if step is None:
        return f"{best.label}: f = {significant(ranking.values[ranking.winner])}"
    after = f"after {count(step, 'step')}"
    return f"{best.label}: {'out' if ranking.finish == 'escape' else 'there'} {after}"


def race_words(lesson: Lesson, ranking: Ranking) -> str:
    """Who won and by which rule, who followed, and who never came."""
    labels = [descent.label for descent in lesson.descents]
    arrived = [i for i in ranking.order if ranking.arrivals[i] is not None]
    if not arrived:
        best = ranking.winner
        value = ranking.values[best]
        if not math.isfinite(value):
            return "Nobody wins: no descent ends where f is defined."
        last = ranking.order[-1]
        return (
            f"{labels[best]} ends lowest, f = {significant(value)}; "
            f"{labels[last]} highest, f = {significant(ranking.values[last])}."
        )
    first = ranking.winner
    what = (
        f"to leave {_obstacle(lesson)}"
        if ranking.finish == "escape"
        else f"to come {100 * (1 - WITHIN):.0f} % of the whole way down"
    )
    steps = count(ranking.arrivals[first] or 0, "step")
    if ranking.shared:
        tie = [i for i in arrived if ranking.arrivals[i] == ranking.arrivals[first]]
        text = f"{listed([labels[i] for i in tie][:_NAMED])} are first {what}, after {steps}"
        others = [i for i in arrived if i not in tie]
    else:
        text = f"{labels[first]} is the first {what}, after {steps}"
        others = arrived[1:]
    if others:
        named = [f"{labels[i]} ({ranking.arrivals[i]})" for i in others[: _named(others)]]
        more = len(others) - len(named)
        text += f"; then {', '.join(named)}" + (f" and {more} more" if more else "")
    missing = [labels[i] for i in ranking.order if ranking.arrivals[i] is None]
    if missing:
        who = listed(missing) if len(missing) <= _NAMED else f"{len(missing)} others"
        text += f".\nNot {'out' if ranking.finish == 'escape' else 'there'} by the end: {who}"
    return f"{text}."


def _named(those: Sequence[object]) -> int:
    """How many are named: one more rather than "and 1 more", which takes as long to read."""
    return _NAMED + (len(those) == _NAMED + 1)


def compare_words(lesson: Lesson, chosen: Sequence[int]) -> str:
    """Who ends lower, and after how many steps."""
    ends = [(float(lesson.descents[i].trajectory.values[-1]), i) for i in chosen]
    finite = sorted((value, i) for value, i in ends if math.isfinite(value))
    if not finite:
        return "None of them ends where f is defined."
    value, best = finite[0]
    steps = {i: lesson.descents[i].trajectory.steps for i in chosen}
    alike = len(set(steps.values())) == 1
    low, high = lesson.value_range
    if len(finite) == len(ends) and finite[-1][0] - value < _SAME * (high - low):
        text = f"To the eye they all end at the same value, f = {level(lesson, value)}"
        return f"{text}, after {count(steps[best], 'step')} each." if alike else f"{text}."
    after = f" after {count(steps[best], 'step')}" + (" each" if alike else "")
    left = {i for i in chosen if lesson.descents[i].trajectory.outcome is Outcome.LEFT_DOMAIN}
    if best in left:
        after = f" where it left the domain,{after}"
    others = []
    for v, i in ends:
        if i != best:
            how = "left at" if i in left else "at"
            when = "" if alike else f" after {steps[i]}"
            others.append(f"{lesson.descents[i].label} {how} {significant(v)}{when}")
    return (
        f"{lesson.descents[best].label} ends lowest, f = {level(lesson, value)}{after}; "
        f"{listed(others)}."
    )


def loss_words(lesson: Lesson, axis: str) -> str | None:
    """How fast f falls, and what a logarithmic axis makes of it."""
    seen = [seen_values(descent) for descent in lesson.descents]
    finite = [values[np.isfinite(values)] for values in seen]
    finite = [values for values in finite if values.size]
    if not finite:
        return None
    least = min(float(values.min()) for values in finite)
    part = f"{100 * _FALL:.0f} %"
    if len(lesson.descents) == 1:
        values = finite[0]
        first, last = float(values[0]), float(values[-1])
        step = settled(values, least + (1 - _FALL) * (first - least))
        text = f"f goes from {significant(first)} to {significant(last)}"
        if first > least and step is not None:
            text += f"; {part} of the fall takes {count(step, 'step')} of {len(values) - 1}"
        text += "."
    else:
        steps = [settled(v, least + (1 - _FALL) * (float(v[0]) - least)) for v in seen]
        arrived = sorted((k, i) for i, k in enumerate(steps) if k is not None)
        missing = [lesson.descents[i].label for i, k in enumerate(steps) if k is None]
        text = "Nobody stays low."
        if arrived:
            most = _named(arrived)
            named = [f"{lesson.descents[i].label} after {k}" for k, i in arrived[:most]]
            text = f"{part} of the way to the lowest value, for good: {', '.join(named)}"
            text += f" and {len(arrived) - most} more" if len(arrived) > most else " steps"
            if missing:
                text += f"; not yet: {listed(missing) if len(missing) <= _NAMED else len(missing)}"
            text += "."
    if axis == "log":
        least = float(np.nanmin(np.concatenate([d.trajectory.values for d in lesson.descents])))
        text += " On this scale a straight line is the same factor in every step."
        if least <= 0:
            text += f" Shown is f − f_min with f_min = {significant(least)}."
    return text


def _obstacle(lesson: Lesson) -> str:
    """What a race for the edge leaves behind."""
    if len(lesson.variables) <= 2:
        kinds = [p.kind for p in lesson.critical_points]
        if kinds.count(CriticalKind.SADDLE) == 1:
            return "the saddle"
        if kinds.count(CriticalKind.MAXIMUM) == 1 and CriticalKind.SADDLE not in kinds:
            return "the hill"
    return "the domain"
