"""Minima without a gradient: the tips of |x| and of Ackley's function."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.descent.starts import grid_starts
from gdcore.maths.function import Objective
from gdcore.maths.landscape.critical_points import CriticalKind, CriticalPoint

Array = NDArray[np.float64]

SIDES = {1: 1025, 2: 129}  # odd: the middle of the domain, where most tips are, is on the grid


def cusps(
    function: Objective, box: Array, known: Sequence[tuple[float, ...]]
) -> list[CriticalPoint]:
    """Minima in the inside of a domain that no method with gradients can reach.

    Each point of a grid that is lower than its neighbours, without a known critical point near
    it, is followed downhill by compass search: try all directions, halve the step where none is
    lower. What it reaches is a cusp if f is continuous there and slopes up from it.

    Args:
        function: f; only one and two variables are searched.
        box: the domain, (d, 2).
        known: critical points, not to be found again.

    Reference: Kolda, Lewis, Torczon, SIAM Review 45 (2003) 385.
    """
    d = len(box)
    if d not in SIDES:
        return []
    side = SIDES[d]
    grid = grid_starts(box.tolist(), side)
    cell = (box[:, 1] - box[:, 0]) / (side - 1)
    values = function.value(grid)
    spread = float(np.nanmax(values) - np.nanmin(values)) if np.isfinite(values).any() else 0.0
    found: list[CriticalPoint] = []
    for start in grid[lowest(values.reshape((side,) * d)).ravel()][:200]:
        taken = [*known, *(c.point for c in found)]
        if any((np.abs(start - x) < 2 * cell).all() for x in taken):
            continue
        x, value = _compass(function, start, cell)
        around = function.value(x + 1e-6 * cell * _directions(d))
        continuous = np.isfinite(around).all() and np.abs(around - value).max() < 1e-2 * spread
        inside = ((x > box[:, 0]) & (x < box[:, 1])).all()
        rise = function.value(x + 1e-3 * cell * _directions(d)) - value
        slopes = (rise > 1e-12 * spread).all()
        # Where the slope on either side is steep and opposite, the tip lies between; along the
        # bottom of a crease, as in x² + |y|, it fades.
        steep = np.linalg.norm(function.gradient(x + 1e-6 * cell * _directions(d)), axis=1)
        if inside and continuous and slopes and (steep > 1e-6 * spread).any():
            found.append(CriticalPoint(tuple(x.tolist()), value, CriticalKind.CUSP, (), 0.0))
    return found


def _directions(d: int) -> Array:
    """All combinations of −1, 0 and 1 but the first that stands still: (3^d − 1, d)."""
    every = np.array(list(product((-1.0, 0.0, 1.0), repeat=d)))
    return every[np.abs(every).any(axis=1)]


def lowest(values: Array) -> NDArray[np.bool_]:
    """Where on a grid a value is below all its neighbours; never on the edge or beside a hole."""
    d = values.ndim
    inner = values[(slice(1, -1),) * d]
    below = np.isfinite(inner)
    for shift in _directions(d).astype(int):
        window = tuple(slice(1 + s, n - 1 + s) for s, n in zip(shift, values.shape, strict=True))
        below = below & (inner < values[window])
    return np.pad(below, 1)


MOST_STEPS = 1000
"""Of a compass search. It halves its steps fifty times and takes some hundred; along the bottom of
a long curved valley it would creep for minutes, and a tip has no such valley."""


def _compass(function: Objective, start: Array, cell: Array) -> tuple[Array, float]:
    x, value = start, float(function.value(start))
    step = cell / 2
    directions = _directions(len(start))
    for _ in range(MOST_STEPS):
        if not (step > 1e-15 * (np.abs(x) + cell)).any():
            break
        around = function.value(x + step * directions)
        if np.isfinite(around).any() and np.nanmin(around) < value:
            best = int(np.nanargmin(around))
            x, value = x + step * directions[best], float(around[best])
        else:
            step = step / 2
        if (np.abs(x - start) > 3 * cell).any():
            break
    return x, value
