"""One axis of a chart: which numbers it holds, and which are written on it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.ticks import nice_ticks, tick_labels
from gdcore.words import Numerals

MOST_DECADES = 12
"""A logarithmic axis of differences goes no deeper: floats have hardly more digits."""
DEEPEST = 60
"""An axis of other positive numbers goes as deep as they do, but no deeper than anybody reads."""
_PLAIN = (0.01, 1000.0)  # decades between these are written plainly, others as powers


@dataclass(frozen=True)
class Scale:
    """One axis of a chart: numbers from low to high onto 0..1, evenly or by their logarithm."""

    low: float
    high: float
    log: bool = False

    @classmethod
    def around(cls, values: Array, log: bool = False, decades: int = MOST_DECADES) -> Scale:
        """The scale on which all finite values (positive ones if `log`) have room.

        decades: powers of ten below the greatest value, where a logarithmic scale ends at last.
        """
        finite = values[np.isfinite(values) & (values > 0 if log else True)]
        if not len(finite):
            return cls(0.1, 1.0, True) if log else cls(0.0, 1.0)
        low, high = float(finite.min()), float(finite.max())
        if log:
            low = max(low, high * 10.0**-decades)
            reach = max((high / low) ** 0.04, 1.05)
            return cls(low / reach, high * reach, True)
        room = 0.05 * (high - low) or 0.05 * abs(high) or 1.0
        return cls(low - room, high + room)

    def share(self, values: Array) -> Array:
        """Where values (n,) lie: 0 at the low end, 1 at the high one, nan where nowhere."""
        with np.errstate(all="ignore"):
            if self.log:
                shares = np.log(values / self.low) / math.log(self.high / self.low)
            else:
                shares = (values - self.low) / (self.high - self.low)
        return np.where(np.isfinite(values) & ((values > 0) | (not self.log)), shares, np.nan)

    def ticks(
        self, about: int, numerals: Numerals, whole: bool = False
    ) -> tuple[list[float], list[str]]:
        """Some `about` numbers to write on the axis, and how they are written (Typst)."""
        if self.log and self.high / self.low >= 10.0:
            first = math.ceil(math.log10(self.low) - 1e-9)
            last = math.floor(math.log10(self.high) + 1e-9)
            spans = [n for n in (1, 2, 5) if (last - first) // n <= max(about, 2)]
            every = spans[0] if spans else 10
            powers = [p for p in range(first, last + 1) if p % every == 0]
            values = [10.0**p for p in powers]
            if _PLAIN[0] <= values[0] and values[-1] <= _PLAIN[1]:
                return values, [numerals.fixed(10.0**p, max(0, -p)) for p in powers]
            return values, [f"$10^({p})$".replace("-", "−") for p in powers]
        ticks = nice_ticks(self.low, self.high, about)
        if whole:
            ticks = [t for t in ticks if t == round(t)]
        return ticks, tick_labels(ticks, numerals)
