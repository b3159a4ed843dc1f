"""The range of a function's values to draw: all in the domain, cut off at poles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import Objective

_SAMPLES = {1: 4001, 2: 193}  # points along each axis where the range of values is looked up

# An extreme is looked up ever closer: ZOOMS times, each window two cells of the last wide and
# cut in CELLS. At a pole the extreme still grows in the last one, by 32 for 1/x, by a quarter or so
# for log x; at a peak, even one with a cusp, it no longer does.
_ZOOMS, _CELLS = 4, 64
_GROWTH_AT_A_POLE = 1.05
# An extreme so many times beyond the range of nearly all values is drawn as a pole in any case: the
# look-up may have hit the very place where only rounding keeps the value finite.
_BEYOND = 1e5
# Values beyond are cut off as at a pole: the difference of two of them must stay a number, also
# when a picture extends it a little.
_LARGEST = 1e305
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
    samples = values_on_grid(function, domain, _SAMPLES[len(domain)])
    huge = bool(np.any(np.abs(samples) > _LARGEST))
    samples[np.abs(samples) > _LARGEST] = np.nan
    values = samples[np.isfinite(samples)]
    if values.size == 0:
        return -1.0, 1.0, False
    inner_low, inner_high = (float(q) for q in np.quantile(values, _QUANTILES))
    middle, spread = 0.5 * (inner_low + inner_high), inner_high - inner_low
    low, below = _extreme(function, domain, samples, middle, spread, -1.0)
    high, above = _extreme(function, domain, samples, middle, spread, 1.0)
    if below:
        low = max(low, inner_low - _MARGIN * spread)
    if above:
        high = min(high, inner_high + _MARGIN * spread)
    low, high = max(low, -_LARGEST), min(high, _LARGEST)
    largest = max(abs(high), abs(low))
    if high - low <= _ROUNDING * largest:  # constant up to rounding
        around = max(1.0, _AROUND * largest)
        return low - around, high + around, False
    return low, high, below or above or huge


def _extreme(
    function: Objective,
    domain: Domain,
    samples: NDArray[np.float64],
    middle: float,
    spread: float,
    sign: float,
) -> tuple[float, bool]:
    """The greatest value (sign 1) or the least (sign −1), and whether it is at a pole."""
    box = np.array(domain, dtype=np.float64)
    window, grid = box, samples
    best, before = -np.inf, -np.inf
    for zoom in range(_ZOOMS + 1):
        if zoom:
            grid = values_on_grid(function, window.tolist(), _CELLS + 1)
        if not np.isfinite(grid).any():
            break
        at = np.unravel_index(int(np.nanargmax(sign * grid)), grid.shape)
        before, found = best, float(sign * grid[at])
        if found > best + _ROUNDING * abs(found):
            best = found
        cells = np.array(grid.shape) - 1
        cell = (window[:, 1] - window[:, 0]) / cells
        centre = window[:, 0] + np.array(at) * cell
        window = np.stack((centre - cell, centre + cell), axis=1).clip(box[:, :1], box[:, 1:])
    height, height_before = best - sign * middle, before - sign * middle
    pole = height_before > 0.0 and height > _GROWTH_AT_A_POLE * height_before
    return sign * best, pole or height > _BEYOND * spread > 0.0


def values_on_grid(function: Objective, domain: Domain, count: int) -> NDArray[np.float64]:
    """The values at `count` points along each of the d variables, corners included."""
    axes = [np.linspace(low, high, count) for low, high in domain]
    return function.value(np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1))
