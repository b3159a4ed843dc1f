"""Minima without a gradient: the tips of |x| and of Ackley's function."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.descent.starts import grid_starts
from gdcore.maths.landscape.scaling import Scaled

SIDES = {1: 1025, 2: 129}  # odd: the middle of the domain, where most tips are, is on the grid
MOST_STARTS = 200  # of compass searches
# Of a compass search. It halves its steps fifty times and takes some hundred; along the bottom of
# a long curved valley it would creep for minutes, and a tip has no such valley.
MOST_STEPS = 1000
FEWEST_STEPS = 100  # however costly the function is
BUDGET = 5e8  # elementary operations of all compass searches: a second or two


def cusps(function: Scaled, known: Array) -> tuple[Array, bool]:
    """Minima in the inside of a domain that no method with gradients can reach.

    Each point of a grid that is lower than its neighbours, without a known critical point near
    it, is followed downhill by compass search: try all directions, halve the step where none is
    lower. The end of a search is a cusp if f is continuous there and slopes up from it.

    Args:
        function: f in units of its domain; only one and two variables are searched.
        known: (k, d), critical points in the same units, not to be found again.

    Returns:
        The cusps, (m, d), and whether all of the grid's lowest points were followed.

    Reference: Kolda, Lewis, Torczon, SIAM Review 45 (2003) 385.
    """
    d, box = function.dimension, function.box
    if d not in SIDES:
        return np.empty((0, d)), True
    side = SIDES[d]
    grid = grid_starts(box.tolist(), side)
    cell = (box[:, 1] - box[:, 0]) / (side - 1)
    values = function.value(grid)
    spread = float(np.nanmax(values) - np.nanmin(values)) if np.isfinite(values).any() else 0.0
    starts = grid[lowest(values.reshape((side,) * d)).ravel()]
    near = np.all(np.abs(starts[:, None] - known) < 2 * cell, axis=2)
    starts = starts[~np.logical_or.reduce(near, axis=1)]
    complete = len(starts) <= MOST_STARTS
    starts = starts[:MOST_STARTS]
    if not len(starts):
        return np.empty((0, d)), complete
    x, value = _compass(function, starts, cell)
    directions = cell * _directions(d)
    close = x[:, None] + 1e-6 * directions
    around = function.value(close)
    jump = np.abs(around - value[:, None]).max(axis=1)
    continuous = np.isfinite(around).all(axis=1) & (jump < 1e-2 * spread)
    inside = ((x > box[:, 0]) & (x < box[:, 1])).all(axis=1)
    rise = function.value(x[:, None] + 1e-3 * directions) - value[:, None]
    slopes = (rise > 1e-12 * spread).all(axis=1)
    # Where the slope on either side is steep and opposite, the tip lies between; along the
    # bottom of a crease, as in x² + |y|, it fades.
    steep = (np.linalg.norm(function.gradient(close), axis=2) > 1e-6 * spread).any(axis=1)
    found: list[Array] = []
    for index in np.flatnonzero(inside & continuous & slopes & steep):
        if not any((np.abs(starts[index] - tip) < 2 * cell).all() for tip in found):
            found.append(x[index])
    return np.array(found).reshape(-1, d), complete


def _directions(d: int) -> Array:
    """All combinations of −1, 0 and 1 but the one that stands still: (3^d − 1, d)."""
    every = np.array(list(product((-1.0, 0.0, 1.0), repeat=d)))
    return every[np.abs(every).any(axis=1)]


def lowest(values: Array) -> NDArray[np.bool_]:
    """Where on a grid a value is below all its neighbours; never on the edge or beside a hole."""
    neighbours = np.ones((3,) * values.ndim, dtype=np.bool_)
    neighbours[(1,) * values.ndim] = False
    known = np.isfinite(values)
    filled = np.where(known, values, -np.inf)
    # Imported late: SciPy takes half a second, which `import gdcore` need not wait for.
    from scipy.ndimage import minimum_filter

    around = minimum_filter(filled, footprint=neighbours, mode="constant", cval=-np.inf)
    return np.asarray(known & (filled < around))


def _compass(function: Scaled, starts: Array, cell: Array) -> tuple[Array, Array]:
    """The ends of compass searches from all starts at once, (n, d), and f there, (n,)."""
    x, value = starts.copy(), function.value(starts)
    step = np.repeat(cell[None] / 2, len(x), axis=0)
    active = np.ones(len(x), dtype=np.bool_)
    directions = _directions(x.shape[1])
    cost = len(x) * len(directions) * function.operations
    for _ in range(int(np.clip(BUDGET / cost, FEWEST_STEPS, MOST_STEPS))):
        active &= (step > 1e-15 * (np.abs(x) + cell)).any(axis=1)
        active &= ~(np.abs(x - starts) > 3 * cell).any(axis=1)
        (index,) = np.nonzero(active)
        if not len(index):
            break
        around = function.value(x[index, None] + step[index, None] * directions)
        around = np.where(np.isfinite(around), around, np.inf)
        best = np.argmin(around, axis=1)
        least = around.min(axis=1)
        lower = least < value[index]
        moved = index[lower]
        x[moved] += step[moved] * directions[best[lower]]
        value[moved] = least[lower]
        step[index[~lower]] /= 2
    return x, value
