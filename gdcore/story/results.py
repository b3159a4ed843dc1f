"""What is said where descents are measured against each other, or against their own beginning."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gdcore.maths import Kind
from gdcore.story.explanations import listed
from gdcore.story.lesson import Lesson
from gdcore.story.numbers import count, significant
from gdcore.story.ranking import WITHIN, Ranking
from gdcore.story.words import estimate_words

_NAMED = 3  # of those who come in, so many are named with their steps; more are counted
_SAME = 1e-4  # of the drawn values: what is nearer ends at the same height, to the eye
_NOTHING = 1e-7  # of the drawn values: rounding and the last steps, for a value that tends to 0
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
        else f"to come within {100 * WITHIN:.0f} % of the lowest value, "
        f"f = {_level(lesson, ranking.lowest)}"
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
        named = [f"{labels[i]} ({ranking.arrivals[i]})" for i in others[:_NAMED]]
        more = len(others) - len(named)
        text += f"; then {', '.join(named)}" + (f" and {more} more" if more else "")
    missing = [labels[i] for i in ranking.order if ranking.arrivals[i] is None]
    if missing:
        who = listed(missing) if len(missing) <= _NAMED else f"{len(missing)} others"
        text += f".\nNot {'out' if ranking.finish == 'escape' else 'there'} by the end: {who}"
    return f"{text}."


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
        text = f"To the eye they all end at the same value, f = {_level(lesson, value)}"
        return f"{text}, after {count(steps[best], 'step')} each." if alike else f"{text}."
    after = f" after {count(steps[best], 'step')}" + (" each" if alike else "")
    others = [
        f"{lesson.descents[i].label} at {significant(v)}" + ("" if alike else f" after {steps[i]}")
        for v, i in ends
        if i != best
    ]
    return (
        f"{lesson.descents[best].label} ends lowest, f = {_level(lesson, value)}{after}; "
        f"{listed(others)}."
    )


def loss_words(lesson: Lesson, axis: str) -> str | None:
    """How fast f falls, and what a logarithmic axis makes of it."""
    falls = []
    for descent in lesson.descents:
        values = descent.trajectory.values
        values = values[np.isfinite(values)]
        if len(values) > 1 and values[-1] < values[0]:
            limit = values[0] - _FALL * (values[0] - values[-1])
            above = np.flatnonzero(values > limit)
            falls.append((int(above[-1]) + 1, descent.label, values))
    if not falls:
        return "f against the step: it does not fall." if lesson.descents else None
    step, label, values = min(falls, key=lambda fall: fall[0])
    if len(lesson.descents) == 1:
        text = (
            f"f falls from {significant(float(values[0]))} to {significant(float(values[-1]))}; "
            f"{100 * _FALL:.0f} % of the fall takes {count(step, 'step')} of {len(values) - 1}."
        )
    else:
        slow, last, _ = max(falls, key=lambda fall: fall[0])
        text = f"{label} needs {count(step, 'step')} for {100 * _FALL:.0f} % of its fall" + (
            f", {last} needs {slow}." if slow > step else ", and so do the others."
        )
    if axis == "log":
        everything = np.concatenate([d.trajectory.values for d in lesson.descents])
        least = float(np.nanmin(everything))
        text += " On this scale a straight line is the same factor in every step."
        if least <= 0:
            text += f" Shown is f − f_min with f_min = {significant(least)}."
    return text


def _obstacle(lesson: Lesson) -> str:
    """What a race for the edge leaves behind."""
    if len(lesson.variables) <= 2:
        kinds = [p.kind for p in lesson.critical_points]
        if kinds.count(Kind.SADDLE) == 1:
            return "the saddle"
        if kinds.count(Kind.MAXIMUM) == 1 and Kind.SADDLE not in kinds:
            return "the hill"
    return "the domain"


def _level(lesson: Lesson, value: float) -> str:
    """A value as the eye sees it: 0 where it differs from it by nothing that is drawn."""
    low, high = lesson.value_range
    return significant(0.0 if abs(value) < _NOTHING * (high - low) else value)
