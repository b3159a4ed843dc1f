"""The surface as the viewer sees it: its heights on a grid, and paths on it.

Everything here is measured in the viewer's box: the domain becomes the unit square (for one
variable the unit interval) and the drawn values become heights from 0 to HEIGHT, so that lengths
are proportional to lengths on screen, whatever the units of the variables.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths import Objective
from gdcore.maths.landscape.extent import values_on_grid
from gdcore.story.value_range import Domain

HEIGHT = 0.45
"""Height of the box, whose base has width 1: hills are visible, yet seldom hide a valley."""
RELIEF = {"9:16": 1.4}
"""How many times as high the box is in films of this shape: with the view from above that goes with
it (`raised`), a square base takes as much of an upright frame's height as of its width.
"""
LEAST_SIDE = 0.4
"""No side of the base is shorter than this share of the longest."""
GRID = 97
"""Points along each side: finer than the smallest hill that a viewer can see."""


@dataclass(frozen=True, eq=False)
class HeightField:
    """The drawn part of a function of two variables, in the viewer's box.

    Attributes:
        heights: (GRID, GRID), first index along the first variable; a hole is −1, below all.
    """

    function: Objective
    domain: tuple[tuple[float, float], ...]
    value_range: tuple[float, float]
    heights: NDArray[np.float64]

    @classmethod
    def sample(cls, function: Objective, domain: Domain, drawn: tuple[float, float]) -> HeightField:
        """Evaluate a function on the grid; `drawn` is (low, high) of the values to draw."""
        values = values_on_grid(function, domain, GRID)
        heights = np.nan_to_num(_height(values, drawn), nan=-1.0)
        return cls(function, tuple(domain), drawn, heights)

    @property
    def sides(self) -> NDArray[np.float64]:
        """Lengths of the base's sides on screen, as shares of the longest: (d,)."""
        return base_sides(self.domain)

    def place(self, points: ArrayLike) -> NDArray[np.float64]:
        """Points of the domain, (m, 2), on the surface in the box: (m, 3)."""
        p = np.asarray(points, dtype=np.float64)
        return in_box(p, self.function.value(p), self.domain, self.value_range)


def raised(elevation: float, aspect: str) -> float:
    """The elevation, degrees, from which as much is seen of the box of a film's shape as of one of
    the usual height from `elevation`: what is hidden stays so, what is visible as well.
    """
    return math.degrees(math.atan(RELIEF.get(aspect, 1.0) * math.tan(math.radians(elevation))))


def base_sides(domain: Domain) -> NDArray[np.float64]:
    """Lengths of the domain's sides as shares of the longest, (d,), each at least LEAST_SIDE.

    Unless a side is lengthened, all variables have one scale, so that right angles stay right.
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
    base = np.clip((0.5 * points - 0.5 * low) / (0.5 * high - 0.5 * low), 0.0, 1.0)
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
    """The number of steps of a path, (n + 1, d), until it leaves the domain for good.

    Fractional, since the last step crosses the edge; n for a path that ends inside.
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
    # Halved, so that differences of values near the largest number stay finite.
    low, high = 0.5 * drawn[0], 0.5 * drawn[1]
    # A range so small that half of it is 0 has no heights; beside it values are beyond all bounds.
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        return np.asarray(np.clip((0.5 * values - low) / (high - low), 0.0, 1.0) * HEIGHT)
