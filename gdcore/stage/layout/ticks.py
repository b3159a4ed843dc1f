"""Numbers for axes, colour bars and level curves that a person would choose."""

from __future__ import annotations

import math

from gdcore.words import Numerals

_LEAST_STEP = 1e-300
"""Below it powers of ten lose their digits."""
_MOST = 1000
"""Ticks of an axis; a step that makes more than that divides nothing that can be seen."""


def nice_step(low: float, high: float, about: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that divides [low, high] into some `about` parts."""
    # Each divided first: the difference of two large numbers may be too large for a float.
    rough = high / max(about, 1) - low / max(about, 1)
    if not _LEAST_STEP < rough < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    # The bounds are geometric means of neighbours, so that the count errs as little either way.
    share = rough / power
    for bound, factor in ((math.sqrt(2), 1), (math.sqrt(10), 2), (math.sqrt(50), 5)):
        if share < bound:
            return factor * power
    return 10 * power


def nice_ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Multiples of a nice step within [low, high]."""
    step = nice_step(low, high, about)
    if not high / step - low / step < _MOST:
        return [low, high]
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [k * step for k in range(first, last + 1)]


def few_ticks(low: float, high: float, room: int) -> list[float]:
    """Nice ticks for an edge with room for so many numbers: three at least, if that is possible.

    One number alone says nothing about a scale.
    """
    choices = [nice_ticks(low, high, about) for about in range(2, max(room, 2) + 4)]
    enough = [ticks for ticks in choices if len(ticks) >= 3] or choices
    fitting = [ticks for ticks in enough if len(ticks) <= room]
    return max(fitting, key=len) if fitting else min(enough, key=len)


def tick_labels(ticks: list[float], numerals: Numerals) -> list[str]:
    """The numbers as text, with as many decimals as tell them apart, and no more."""
    if len(ticks) < 2:
        return [numerals.significant(t, 4) for t in ticks]
    step = ticks[1] - ticks[0]
    largest = max(abs(t) for t in ticks)
    if largest >= 1e6 or largest < 1e-3:
        for digits in range(3, 16):
            labels = [numerals.significant(t, digits) for t in ticks]
            if len(set(labels)) == len(labels):
                break
        return labels
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return [numerals.fixed(t, places) for t in ticks]
