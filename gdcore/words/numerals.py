"""Numbers as text, for captions, read-outs and tables.

The minus sign is U+2212, which is as wide as a plus; minus zero is written 0; digits beyond a
number's precision, or too many to read, are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MINUS = "−"
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_THIN = "\u2009"

# Outside these bounds a plain decimal is harder to read than a power of ten.
_LEAST_PLAIN = 1e-4
_MOST_PLAIN = 1e6
_MOST_PLACES = 12  # decimal places; more cannot be read


@dataclass(frozen=True)
class Numerals:
    """Numbers by the rules of a language.

    Attributes:
        decimal: the decimal mark.
        between: what stands between the coordinates of a point.
        listing: what stands between the items of a list.
        undefined: how not-a-number is written.
    """

    decimal: str = "."
    between: str = ", "
    listing: str = ", "
    undefined: str = "undefined"

    def significant(self, value: float, digits: int = 3) -> str:
        """Write `value` with so many significant digits: −0.0649, 29.5, 1.2 × 10⁻⁷, 12 345.

        Whole numbers below a million are written in full, as are the whole parts of the others;
        an exact decimal is not padded (0.1, not 0.100).
        """
        special = self._special(value)
        if special is not None:
            return special
        if _LEAST_PLAIN <= abs(value) < _MOST_PLAIN:
            places = max(0, digits - 1 - _exponent(value, digits))
            return self.fixed(value, places, pad=False)
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        if "." in mantissa:
            mantissa = mantissa.rstrip("0").rstrip(".").replace(".", self.decimal)
        power = f"10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
        sign = MINUS if mantissa.startswith("-") else ""
        mantissa = mantissa.lstrip("-")
        return f"{sign}{power}" if mantissa == "1" else f"{sign}{mantissa} × {power}"

    def fixed(self, value: float, places: int, pad: bool = True) -> str:
        """Write `value` with so many decimal places; without `pad`, an exact decimal is not padded.

        With `pad`, the width of a changing number stays the same, as a read-out needs it. Without,
        a number within a hundredth of the last place of a shorter decimal is written as that: 3
        for 2.999999.
        """
        special = self._special(value)
        if special is not None and not (value == 0.0 and pad):
            return special
        text = f"{value:.{places}f}"
        # A hundredth of the last digit shown: 2.9999999 is written as 3, 2.9996 is not.
        if not pad and "." in text and abs(float(text) - value) <= 0.01 * 10.0**-places:
            text = text.rstrip("0").rstrip(".")
        if float(text) == 0.0:
            text = text.lstrip("-")
        return self._grouped(text.replace("-", MINUS))

    def point(
        self, coordinates: Iterable[float], places: int | Sequence[int] = 3, pad: bool = False
    ) -> str:
        """Write a point: (0.375, 0.951), or with exact coordinates (1, 3).

        A single coordinate has no brackets. places: decimal places, one number for all coordinates
        or one for each; pad: see `fixed`.
        """
        numbers = list(coordinates)
        each = [places] * len(numbers) if isinstance(places, int) else list(places)
        return self._bracketed([self.fixed(x, n, pad) for x, n in zip(numbers, each, strict=True)])

    def components(self, vector: Iterable[float], digits: int = 3) -> list[str]:
        """Write each component of a vector, with so many significant digits of the largest one."""
        numbers = list(vector)
        largest = max((abs(x) for x in numbers if math.isfinite(x)), default=0.0)
        if len(numbers) == 1 or not _LEAST_PLAIN <= largest < _MOST_PLAIN:
            return [self.significant(x, digits) for x in numbers]
        # One place more than the largest needs, so that one a tenth as large has as many digits.
        places = max(0, digits - _exponent(largest, digits))
        return [
            self.significant(x, digits)
            if abs(x) >= 0.1 * largest
            else self.fixed(x, places, pad=False)
            for x in numbers
        ]

    def vector(self, components: Iterable[float], digits: int = 3) -> str:
        """Write a vector, its components as by `components`: (−1.23, 0.04)."""
        return self._bracketed(self.components(components, digits))

    def whole(self, number: int) -> str:
        """Write a whole number: 2, 20 000 (thin spaces, as mathematics sets thousands)."""
        return self._grouped(str(number).replace("-", MINUS))

    def _bracketed(self, texts: Sequence[str]) -> str:
        return texts[0] if len(texts) == 1 else f"({self.between.join(texts)})"

    def _grouped(self, text: str) -> str:
        """A plain number by the language's rules, from 10 000 on with thin spaces."""
        whole, dot, rest = text.partition(".")
        sign, digits = whole[: len(whole.rstrip("0123456789"))], whole.lstrip(MINUS)
        if len(digits) >= 5:
            whole = f"{sign}{int(digits):,}".replace(",", _THIN)
        return whole + self.decimal * bool(dot) + rest

    def _special(self, value: float) -> str | None:
        if math.isnan(value):
            return self.undefined
        if math.isinf(value):
            return "∞" if value > 0 else f"{MINUS}∞"
        return "0" if value == 0.0 else None


def places_for(width: float, digits: int = 3) -> int:
    """The number of decimal places needed for points of an interval of this width.

    With three digits the last place is about a thousandth of half the width, the smallest distance
    that can be seen on a surface.
    """
    if not math.isfinite(width) or width <= 0.0:
        return digits
    half = width / 2.0
    if half == 0.0:  # half of the smallest positive float
        return _MOST_PLACES
    return min(max(0, digits - math.floor(math.log10(half))), _MOST_PLACES)


def with_minus(text: str) -> str:
    """The text with a true minus sign before its negative numbers; hyphens in words stay."""
    return re.sub(r"(?<![\w.)-])-(?=[\d.])", MINUS, text)


def _exponent(value: float, digits: int) -> int:
    """The power of ten of the first digit once `value` is rounded: 9.999 has 1 with 3 digits."""
    return int(f"{value:.{digits - 1}e}".split("e")[1])
