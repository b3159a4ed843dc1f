"""The map of which minimum each start reaches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.arrays import Array, lengths
from gdcore.maths.descent.many import Ends, descend_many
from gdcore.maths.descent.outcome import Stop
from gdcore.maths.descent.starts import Domain, check_domain
from gdcore.maths.landscape.critical_points import CriticalKind, refine
from gdcore.maths.landscape.families import distinct, gather
from gdcore.maths.landscape.judging import judged, snapped
from gdcore.maths.landscape.scaling import Scaled
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers import Optimizer
from gdcore.maths.schedules import Schedule


@dataclass(frozen=True, eq=False)
class BasinMap:
    """Which minimum each start of a grid reaches.

    Attributes:
        axes: for each variable the coordinates of the grid, from low to high.
        minima: (k, d), the isolated minima that were reached, lowest first.
        values: (k,), f there.
        labels: the row of ``minima`` that each start reaches, −1 for none. In two dimensions the
            shape is (rows of y, columns of x), row 0 at the lowest y; in one dimension (x,).
        steps: in the same shape, how many steps it took.
    """

    axes: tuple[Array, ...]
    minima: Array
    values: Array
    labels: NDArray[np.int64]
    steps: NDArray[np.int64]


@np.errstate(all="ignore")
def basin_map(
    function: Objective,
    domain: Domain,
    shape: int | Sequence[int] = 512,
    optimizer: Optimizer | str | None = None,
    learning_rate: float | Schedule | Callable[[int], float] | None = None,
    steps: int = 200,
    stop: Stop | None = None,
    minima: ArrayLike | None = None,
) -> BasinMap:
    """Descend from every point of a grid and tell which minimum is reached, and how fast.

    Args:
        function: f in one or two variables.
        domain: (low, high) for each variable. A descent may leave it and come back.
        shape: points of the grid along each variable, edges included; one number for all.
        optimizer: the method or its name; gradient descent by default.
        learning_rate: as in ``descend``.
        steps: the most steps of each descent.
        stop: when a descent has converged; ``Stop()`` by default.
        minima: (k, d), minima that are known, tips perhaps; None finds those that are reached.

    Raises:
        ValueError: the function has more than two variables, or an argument does not fit.
    """
    d = function.dimension
    if d > 2:
        raise ValueError(f"a basin map needs one or two variables; the function has {d}")
    box = check_domain(domain, d)
    counts = [shape] * d if isinstance(shape, int) else list(shape)
    if len(counts) != d or min(counts) < 1:
        raise ValueError(f"shape: expected {d} numbers of at least 1, found {shape!r}")
    axes = tuple(np.linspace(b[0], b[1], n) for b, n in zip(box, counts, strict=True))
    grid = np.stack(np.meshgrid(*axes, indexing="xy"), axis=-1)
    ends = descend_many(function, grid.reshape(-1, d), optimizer, learning_rate, steps, stop)
    size = float(np.linalg.norm(box[:, 1] - box[:, 0]))
    known = _reached(function, ends, box) if minima is None else np.reshape(minima, (-1, d))
    known = np.asarray(known, dtype=np.float64)
    values = function.value(known)
    order = np.argsort(values, kind="stable")
    labels = nearest_minimum(ends.points, known[order], size)
    return BasinMap(
        axes,
        known[order],
        values[order],
        labels.reshape(grid.shape[:-1]),
        ends.steps.reshape(grid.shape[:-1]),
    )


def _reached(function: Objective, ends: Ends, box: Array) -> Array:
    """The isolated minima beside the ends, refined, each once.

    A start on a ridge or a hilltop never moves, so that its end is critical and yet no minimum.
    """
    scaled = Scaled.to(function, box)
    low, high = scaled.box.T
    size = float(np.linalg.norm(high - low))
    candidates = distinct(ends.points / scaled.lengths, size / 500)
    refined, critical = refine(scaled, candidates, size / 100, scaled.slopes)
    near = np.linalg.norm(refined - candidates, axis=1) < size / 50
    points, _, _ = gather(scaled, snapped(scaled, refined[critical & near]))
    minima = [p.point for p in judged(scaled, points) if p.kind is CriticalKind.MINIMUM]
    return np.array(minima).reshape(-1, len(box))


@np.errstate(over="ignore")  # what lies beyond all numbers is not near
def nearest_minimum(points: Array, minima: Array, size: float) -> NDArray[np.int64]:
    """Which minimum each end of a descent has reached, even if it has not settled there yet.

    Args:
        points: (N, d).
        minima: (k, d).
        size: the length of the domain's diagonal; a fiftieth of it is near.

    Returns:
        (N,): the row of the nearest minimum, −1 where none is near.
    """
    labels = np.full(len(points), -1)
    best = np.full(len(points), size / 50)
    for i, minimum in enumerate(minima):
        distance = lengths(points - minimum)
        nearer = distance < best
        labels[nearer], best[nearer] = i, distance[nearer]
    return labels
