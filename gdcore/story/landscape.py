"""The surface as the viewer meets it: which values are drawn, and heights on a grid.

Everything here is measured in the viewer's box: the domain becomes the unit square (for one
variable the unit interval) and the drawn values the heights 0 to HEIGHT, so that lengths are what
the eye sees, whatever the units of the variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths import Objective

HEIGHT = 0.45  # of the box, where its base has width 1: hills to see, no walls to hide behind
LEAST_SIDE = 0.4
"""No side of the base is shorter than this share of the longest."""
GRID = 97  # points along each side; finer than any hill that a viewer can make out
_SAMPLES = {1: 4001, 2: 193}  # points along each axis where the range of values is looked up

# An extreme is looked up ever closer: ZOOMS times, each window two cells of the last wide and
# cut in CELLS. At a pole the extreme still grows in the last one, by 32 for 1/x, by a quarter or so
# for log x; at a peak, even one with a cusp, it no longer does.
_ZOOMS, _CELLS = 4, 64
_GROWTH_AT_A_POLE = 1.05
# An extreme so many times beyond the range of nearly all values is drawn as a pole in any case: the
# look-up may have hit the very place where only rounding keeps the value finite.
_BEYOND = 1e5
_ROUNDING = 1e-12  # relative; an extreme that is only this much better is noise
# What is drawn at a pole: beyond the range of all values but the outermost twentieths, as much
# again.
_QUANTILES = (0.05, 0.95)
_MARGIN = 1.0

Domain = Sequence[tuple[float, float]]


def value_range(function: Objective, domain: Domain) -> tuple[float, float, bool]:
    """(low, high, whether a pole was cut off) of the values to draw, in one or two variables.

    All that the function takes in the domain, but for poles. A constant function and one that is
    nowhere defined get a range of width 2 around their value, or around 0.
    """
    samples = _sample(function, domain, _SAMPLES[len(domain)])
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
    if high - low <= 1e-12 * max(1.0, abs(high), abs(low)):
        return low - 1.0, high + 1.0, False
    return low, high, below or above


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
            grid = _sample(function, window.tolist(), _CELLS + 1)
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


def _sample(function: Objective, domain: Domain, count: int) -> NDArray[np.float64]:
    axes = [np.linspace(low, high, count) for low, high in domain]
    return function.value(np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1))


@dataclass(frozen=True, eq=False)
class Landscape:
    """The drawn part of a function of two variables, in the viewer's box.

    Attributes:
        heights: (GRID, GRID), first index along the first variable; a hole is −1, below all.
    """

    function: Objective
    domain: tuple[tuple[float, float], ...]
    value_range: tuple[float, float]
    heights: NDArray[np.float64]

    @classmethod
    def survey(cls, function: Objective, domain: Domain, drawn: tuple[float, float]) -> Landscape:
        """Look the heights up."""
        values = _sample(function, domain, GRID)
        heights = np.nan_to_num(_height(values, drawn), nan=-1.0)
        return cls(function, tuple(domain), drawn, heights)

    @property
    def sides(self) -> NDArray[np.float64]:
        """The sides of the base on screen, the longer one 1: (d,)."""
        return base_sides(self.domain)

    def place(self, points: ArrayLike) -> NDArray[np.float64]:
        """Points of the domain, (m, 2), on the surface in the box: (m, 3)."""
        p = np.asarray(points, dtype=np.float64)
        return in_box(p, self.function.value(p), self.domain, self.value_range)


def base_sides(domain: Domain) -> NDArray[np.float64]:
    """The sides of a domain to the longest, but for one that would be too narrow: (d,).

    One scale for both variables where it can be: right angles stay right angles.
    """
    sides = np.array([high - low for low, high in domain])
    return np.asarray(np.maximum(sides / sides.max(), LEAST_SIDE))


def in_box(
    points: NDArray[np.float64],
    values: NDArray[np.float64],
    domain: Domain,
    drawn: tuple[float, float],
) -> NDArray[np.float64]:
    """Points (m, d) with their values (m,) in the box: (m, d + 1), clipped to it.

    A value that is not a number lies on the floor.
    """
    low = np.array([side[0] for side in domain])
    high = np.array([side[1] for side in domain])
    base = np.clip((points - low) / (high - low), 0.0, 1.0)
    height = np.nan_to_num(_height(values, drawn), nan=0.0)
    return np.concatenate([base, height[:, None]], axis=1)


def visible_lengths(
    points: NDArray[np.float64],
    values: NDArray[np.float64],
    domain: Domain,
    drawn: tuple[float, float],
) -> NDArray[np.float64]:
    """The length in the box of each of the n steps between n + 1 points: (n,)."""
    places = in_box(points, values, domain, drawn)
    return np.asarray(np.linalg.norm(np.diff(places, axis=0), axis=1))


def visible_steps(points: NDArray[np.float64], domain: Domain) -> float:
    """How many steps of a path, (n + 1, d), it takes until it leaves the domain for good.

    Fractional where that step crosses the edge; n for a path that ends inside.
    """
    low = np.array([side[0] for side in domain])
    high = np.array([side[1] for side in domain])
    slack = 1e-12 * (high - low)  # a point that was clipped to the edge is inside
    inside = np.all((points >= low - slack) & (points <= high + slack), axis=1)
    if inside[-1]:
        return float(len(points) - 1)
    if not inside.any():
        return 0.0
    k = len(points) - 1 - int(np.argmax(inside[::-1]))
    here, there = points[k], points[k + 1]
    with np.errstate(all="ignore"):
        crossings = np.where(there > high, (high - here) / (there - here), 1.0)
        crossings = np.where(there < low, (low - here) / (there - here), crossings)
    return k + float(np.clip(crossings.min(), 0.0, 1.0))


def _height(values: NDArray[np.float64], drawn: tuple[float, float]) -> NDArray[np.float64]:
    low, high = drawn
    return np.asarray(np.clip((values - low) / (high - low), 0.0, 1.0) * HEIGHT)
