"""The range of a function's values to draw: all in the domain, cut off at poles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.maths import Objective
from gdcore.maths.landscape.extent import SAMPLES, extremes, values_on_grid

# An extreme so many times beyond the range of nearly all values is drawn as a pole in any case: the
# look-up may have hit the very place where only rounding keeps the value finite.
_BEYOND = 1e5
# Values beyond are cut off as at a pole: the difference of two of them must stay a number, also
# when a picture extends it a little.
_LARGEST = 1e305
_SMALLEST = 1 / _LARGEST
"""A range of values below this counts as none: the scale of its picture would be no number."""
_ROUNDING = 1e-12  # relative difference of two values up to which they count as equal
_AROUND = 1e-3  # of a constant value, at least: around 1e20 a range of width 2 would have none
# At a pole values are cut off beyond this range of quantiles, extended by its own width.
_QUANTILES = (0.05, 0.95)
_MARGIN = 1.0

Domain = Sequence[tuple[float, float]]
"""(low, high) for each variable."""


def value_range(function: Objective, domain: Domain) -> tuple[float, float, bool]:
    """(low, high, whether a pole was cut off) of the values to draw, in one or two variables.

    All values that the function takes in the domain, cut off at poles. The range has width 2 around
    the value of a constant function, and around 0 for one that is nowhere defined.
    """
    samples = values_on_grid(function, domain, SAMPLES[len(domain)])
    huge = bool(np.any(np.abs(samples) > _LARGEST))
    samples[np.abs(samples) > _LARGEST] = np.nan
    values = samples[np.isfinite(samples)]
    if values.size == 0:
        return -1.0, 1.0, False
    inner_low, inner_high = (float(q) for q in np.quantile(values, _QUANTILES))
    spread = inner_high - inner_low
    least, greatest = extremes(function, domain, samples)
    low, high = least.value, greatest.value
    below, above = (
        not extreme.bounded or abs(extreme.value - middle) > _BEYOND * spread > 0.0
        for extreme, middle in ((least, inner_high), (greatest, inner_low))
    )
    if below:
        low = inner_low - _MARGIN * spread
    if above:
        high = inner_high + _MARGIN * spread
    low, high = max(low, -_LARGEST), min(high, _LARGEST)
    largest = max(abs(high), abs(low))
    if high - low <= max(_ROUNDING * largest, _SMALLEST):  # constant up to rounding
        around = max(1.0, _AROUND * largest)
        return low - around, high + around, False
    return low, high, below or above or huge
