"""Minima and maxima that no gradient leads to: the tips of |x| and of Ackley's function."""

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.descent.starts import grid_starts
from gdcore.maths.landscape.critical_points import CriticalKind, CriticalPoint
from gdcore.maths.landscape.neighbourhood import surroundings
from gdcore.maths.landscape.scaling import Scaled
from gdcore.maths.landscape.smoothness import one_sided_slopes

SIDES = {1: 1025, 2: 129}  # odd: the middle of the domain, where most tips are, is on the grid
MOST_STARTS = 200  # of searches
# Of a search. It halves its steps fifty times and takes some hundred; along the bottom of a long
# curved valley it would creep for minutes, and a tip has no such valley.
MOST_STEPS = 1000
FEWEST_STEPS = 100  # however costly the function is
BUDGET = 5e8  # elementary operations of all searches: a second or two
_DIRECTIONS = 16  # of a search in two variables; they turn from step to step
_TURN = 2.399963229728653  # radians: the golden angle, whose multiples leave no direction out
_NOUGHT = 1e-9  # units of the domain: a coordinate that may be 0 with an error of the search
_TIED = {1: (0, 1), 2: (0, 1, 3)}  # neighbours as low as a grid's lowest point: a tip between them


@np.errstate(all="ignore")
def tips(function: Scaled, known: Array, kind: CriticalKind) -> tuple[list[CriticalPoint], bool]:
    """Minima or maxima inside a domain that a search for ∇f = 0 has not found.

    Each point of a grid that is lower (higher) than its neighbours, without a known one near it, is
    followed by direct search: try directions all around, halve the step where none is lower. The
    end of a search counts if f is continuous there and rises (falls) all around.

    Args:
        function: f in units of its domain; only one and two variables are searched.
        known: (k, d), minima (maxima) in the same units, not to be found again.
        kind: minimum or maximum.

    Returns:
        The points, in the function's own coordinates, and whether all of the grid's lowest points
        were followed.

    Reference: Kolda, Lewis, Torczon, SIAM Review 45 (2003) 385.
    """
    d, box = function.dimension, function.box
    if d not in SIDES:
        return [], True
    sign = 1.0 if kind is CriticalKind.MINIMUM else -1.0
    side = SIDES[d]
    grid = grid_starts(box.tolist(), side)
    cell = (box[:, 1] - box[:, 0]) / (side - 1)
    values = sign * function.value(grid)
    spread = float(np.nanmax(values) - np.nanmin(values)) if np.isfinite(values).any() else 0.0
    starts = grid[lowest(values.reshape((side,) * d)).ravel()]
    near = np.all(np.abs(starts[:, None] - known) < 2 * cell, axis=2)
    starts = starts[~np.logical_or.reduce(near, axis=1)]
    complete = len(starts) <= MOST_STARTS
    starts = starts[:MOST_STARTS]
    if not len(starts):
        return [], complete
    x = _nought(function, _search(function, starts, cell, sign), sign)
    value = function.value(x)
    close = function.value(x[:, None] + 1e-6 * cell * _ways(d, 0))
    jump = np.abs(close - value[:, None]).max(axis=1)
    continuous = np.isfinite(close).all(axis=1) & (jump < 1e-2 * spread)
    inside = ((x > box[:, 0]) & (x < box[:, 1])).all(axis=1)
    x = x[inside & continuous]
    widths = function.lengths * np.ptp(box, axis=1)
    kept: list[Array] = []
    found: list[CriticalPoint] = []
    for u, around in zip(x, surroundings(function, x), strict=True):
        rises = around.lowest > 0 if sign > 0 else around.highest < 0
        if rises and not any((np.abs(u - other) < 2 * cell).all() for other in kept):
            place = function.place(u)
            smooth = one_sided_slopes(function.whole, place, widths).smooth
            norm = float(np.linalg.norm(function.whole.gradient(place))) if smooth else np.nan
            at, here = tuple(place.tolist()), float(function.value(u)) + 0.0
            kept.append(u)
            found.append(CriticalPoint(at, here, kind, (), norm, smooth=smooth))
    return found, complete


def lowest(values: Array) -> NDArray[np.bool_]:
    """Where on a grid no neighbour is lower and few are as low; not on the edge, not by a hole."""
    d = values.ndim
    filled = np.pad(np.where(np.isfinite(values), values, -np.inf), 1, constant_values=-np.inf)
    middle = filled[(slice(1, -1),) * d]
    result, ties = np.isfinite(values), np.zeros(values.shape, dtype=np.int64)
    for shift in np.ndindex((3,) * d):
        if shift != (1,) * d:
            beside = filled[
                tuple(slice(s, s + n) for s, n in zip(shift, values.shape, strict=True))
            ]
            result &= middle <= beside
            ties += middle == beside
    return result & np.isin(ties, _TIED[d])


def _ways(d: int, turns: int) -> Array:
    """Directions all around, turned so many times: (m, d)."""
    if d == 1:
        return np.array([[1.0], [-1.0]])
    angles = turns * _TURN + np.arange(_DIRECTIONS) * (2 * np.pi / _DIRECTIONS)
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def _search(function: Scaled, starts: Array, cell: Array, sign: float) -> Array:
    """The ends of direct searches for the least sign·f from all starts at once, (n, d)."""
    x, value = starts.copy(), sign * function.value(starts)
    step = np.full(len(x), 0.5)  # in cells
    active = np.ones(len(x), dtype=np.bool_)
    d = x.shape[1]
    cost = len(x) * len(_ways(d, 0)) * function.operations
    for turn in range(int(np.clip(BUDGET / cost, FEWEST_STEPS, MOST_STEPS))):
        active &= step > 1e-15 * (np.abs(x) / cell + 1).max(axis=1)
        active &= ~(np.abs(x - starts) > 3 * cell).any(axis=1)
        (index,) = np.nonzero(active)
        if not len(index):
            break
        # Along the axes first: a tip on one is met exactly.
        ways = cell * _ways(d, turn // 2 if turn % 2 else 0)
        around = sign * function.value(x[index, None] + step[index, None, None] * ways)
        around = np.where(np.isfinite(around), around, np.inf)
        best, least = np.argmin(around, axis=1), around.min(axis=1)
        lower = least < value[index]
        moved = index[lower]
        x[moved] += step[moved, None] * ways[best[lower]]
        value[moved] = least[lower]
        # A step in which the directions have not turned says nothing about those between them.
        step[index[~lower]] /= 2 if turn % 2 or d == 1 else 1
    return x


def _nought(function: Scaled, x: Array, sign: float) -> Array:
    """The points with 0 for each coordinate that is nearly 0, where f is no higher for it."""
    x = x.copy()
    for i in range(x.shape[1]):
        other = x.copy()
        other[:, i] = np.where(np.abs(x[:, i]) < _NOUGHT, 0.0, x[:, i])
        kept = sign * function.value(other) <= sign * function.value(x)
        x[kept] = other[kept]
    return x
