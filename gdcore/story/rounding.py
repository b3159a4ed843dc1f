"""How each quantity of a lesson is rounded and written, one way for all who show it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gdcore.words.numerals import Numerals, places_for

# Part of the drawn values below which a value is written as 0: rounding and the last steps of a
# descent, where f tends to 0.
_NOTHING = 1e-7
_DIGITS = 3
_NOISE = 1e-10
"""Part of a value that rounding may add up to; values that differ by less are one."""


@dataclass(frozen=True)
class Rounding:
    """How the quantities of one lesson are rounded and written.

    Two numbers are equal for the viewer when they are written alike; `alike` decides it for
    values.

    Attributes:
        numerals: numbers by the rules of the lesson's language.
        variables: the names of the objective's variables.
        domain: (low, high) for each of them.
        value_range: (low, high) of the values that are drawn.
    """

    numerals: Numerals
    variables: tuple[str, ...]
    domain: tuple[tuple[float, float], ...]
    value_range: tuple[float, float]

    def value(self, value: float) -> str:
        """A value of f: three significant digits, 0 where nothing that is drawn parts it from 0.

        Values that all lie far from 0 and close together have as many more as part them.
        """
        low, high = self.value_range
        drawn = high - low
        if abs(value) < _NOTHING * drawn:
            return self.numerals.significant(0.0)
        more = 0
        if low <= value <= high and abs(value) < drawn / _NOISE:
            more = max(math.ceil(math.log10(abs(value) / drawn)) - 1, 0)
        return self.numerals.significant(value, _DIGITS + more)

    def alike(self, one: float, other: float) -> bool:
        """Whether two values are written alike, −4 and −4.00 included."""
        return self._bare(one) == self._bare(other)

    def _bare(self, value: float) -> str:
        text, mark = self.value(value), self.numerals.decimal
        return text.rstrip("0").removesuffix(mark) if mark in text else text

    def point(self, p: Sequence[float]) -> str:
        """A point of the domain, as exact as the eye: (0.375, 0.951); far outside of it, short."""
        widths = [high - low for low, high in self.domain]
        if all(abs(x) < 100 * w for x, w in zip(p, widths, strict=True)):
            return self.numerals.point(p, [places_for(w) for w in widths])
        return self.numerals.vector(p)

    def place(self, p: Sequence[float]) -> str:
        """A point in a sentence: (1, 3), or x = 2 for one variable."""
        text = self.point(p)
        return text if len(p) > 1 else f"{self.variables[0]} = {text}"

    def together(self, p: Sequence[float], q: Sequence[float]) -> bool:
        """Whether two points of the domain are one to the eye: alike in every place of `point`."""
        places = [places_for(high - low) for low, high in self.domain]
        write = self.numerals.fixed
        return all(write(x, n) == write(y, n) for x, y, n in zip(p, q, places, strict=True))

    def coordinate(self, p: Sequence[float], i: int) -> str:
        """One coordinate of a point, as in `point`."""
        places = places_for(self.domain[i][1] - self.domain[i][0])
        return self.numerals.fixed(p[i], places, pad=False)

    def slopes(self, gradient: Sequence[float]) -> list[str]:
        """The components of a gradient, as `vector` writes them."""
        return self.numerals.components(gradient)

    def vector(self, components: Sequence[float]) -> str:
        """A gradient or a step: three significant digits of its largest component."""
        return self.numerals.vector(components)

    def number(self, number: float, digits: int = 3) -> str:
        """Another quantity, such as a learning rate or a length."""
        return self.numerals.significant(number, digits)

    def percent(self, share: float) -> str:
        """A share: 24 %; never 0 % or 100 % of what is neither none nor all."""
        whole = round(100 * share)
        if whole == 0 and share > 0:
            return "< 1 %"
        if whole == 100 and share < 1:
            return "> 99 %"
        return f"{whole} %"

    def beside(self, number: float, limit: float) -> tuple[str, str]:
        """A number and the limit it is measured by, with digits enough to tell them apart."""
        for digits in (3, 4, 5, 6):
            texts = self.number(number, digits), self.number(limit, digits)
            if texts[0] != texts[1]:
                break
        return texts
