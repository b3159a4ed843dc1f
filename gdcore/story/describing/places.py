"""Places, heights and directions in the words of a description."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gdcore.story.height_field import base_sides
from gdcore.story.lesson import Lesson

_SLIGHT = 0.2
"""Part of a direction's largest component below which a component is not worth a word: 11°."""


def value_at(lesson: Lesson, p: Sequence[float]) -> float:
    """f at a point."""
    return float(lesson.function.value(np.asarray(p, dtype=np.float64)))


def height(lesson: Lesson, value: float) -> str:
    """f = 2.66, and how far that is above the lowest value in the domain, where there is one."""
    write, say = lesson.rounding, lesson.language.say
    text = write.value(value)
    found = lesson.facts.extremes
    if found is None or not found[0].bounded or not math.isfinite(value):
        return say("seen.value", value=text)
    above = value - found[0].value
    # Outside of the domain f may be lower; and what is written alike is no height to tell.
    if above <= 0.0 or write.alike(value, found[0].value):
        return say("seen.value", value=text)
    return say("seen.value-above", value=text, above=write.value(above))


def scaled(lesson: Lesson, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, d) in the proportions in which the domain is drawn: its longest side has 1."""
    widths = np.array([high - low for low, high in lesson.domain])
    sides = base_sides(lesson.domain) if len(widths) == 2 else np.ones(len(widths))
    return np.asarray(points / widths * sides / np.max(sides))


def way(lesson: Lesson, direction: Sequence[float]) -> str | None:
    """Where a direction (d,) leads: "larger x and smaller y"; None for none at all.

    Components that would hardly be seen are left out.
    """
    seen = scaled(lesson, np.asarray([direction], dtype=np.float64))[0]
    largest = float(np.max(np.abs(seen), initial=0.0))
    if not math.isfinite(largest) or largest == 0.0:
        return None
    say = lesson.language.say
    parts = [
        say(f"seen.{'larger' if part > 0 else 'smaller'}", name=name)
        for name, part in zip(lesson.variables, seen, strict=True)
        if abs(part) >= _SLIGHT * largest
    ]
    return lesson.language.listed(parts)


def domain(lesson: Lesson) -> str:
    """The domain: "x from −3 to 3 and y from −2 to 2"."""
    write, say = lesson.rounding, lesson.language.say
    parts = [
        say("seen.interval", name=name, low=write.number(low), high=write.number(high))
        for name, (low, high) in zip(lesson.variables, lesson.domain, strict=True)
    ]
    return lesson.language.listed(parts)
