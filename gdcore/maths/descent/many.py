"""Many descents at once, of which only the ends are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.arrays import Array, lengths
from gdcore.maths.descent.outcome import Stop
from gdcore.maths.descent.stepping import FAR, LARGEST, Stepper
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers import Optimizer, as_optimizer
from gdcore.maths.optimizers.base import State
from gdcore.maths.schedules import Schedule, schedule_for

# Starts that are computed at once: their temporaries stay in the processor's cache, and memory
# stays the same however many there are.
CHUNK = 8192
_COMPACT_EVERY = 8  # steps after which descents that have ended are removed from the arrays

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Ends:
    """The ends of N descents.

    Attributes:
        points: (N, d), the last point of each descent, as in its trajectory.
        steps: (N,), the number of steps of each.
        converged: (N,), whether the descent met the stop rule.
    """

    points: Array
    steps: NDArray[np.int64]
    converged: Flags


def descend_many(
    function: Objective,
    starts: ArrayLike,
    optimizer: Optimizer | str | None = None,
    learning_rate: float | Schedule | Callable[[int], float] | None = None,
    steps: int = 100,
    stop: Stop | None = None,
) -> Ends:
    """Descend from many starts at once and keep only where each ends.

    Each descent takes the steps of ``descend`` without a domain, whatever its neighbours do. For a
    ``Function`` the last digit of a gradient may differ: arrays and single numbers are
    computed by different libraries.

    Args:
        function: f, to be minimised.
        starts: (N, d).
        optimizer: the method or its name; gradient descent by default.
        learning_rate: as in ``descend``.
        steps: the most steps to take.
        stop: the condition of convergence; ``Stop()`` by default.
    """
    method = as_optimizer(optimizer)
    schedule = schedule_for(method, learning_rate)
    x = np.asarray(starts, dtype=np.float64)
    if x.ndim != 2 or x.shape[1] != function.dimension:
        raise ValueError(f"starts: expected the shape (N, {function.dimension}), found {x.shape}")
    ends = Ends(x.copy(), np.zeros(len(x), dtype=np.int64), np.zeros(len(x), dtype=np.bool_))
    stepper = Stepper(function, method, schedule.search)
    with np.errstate(all="ignore"):
        for first in range(0, len(x), CHUNK):
            rows = slice(first, first + CHUNK)
            part = Ends(ends.points[rows], ends.steps[rows], ends.converged[rows])
            _descend_chunk(stepper, schedule, steps, stop or Stop(), part)
    return ends


def _descend_chunk(
    stepper: Stepper, schedule: Schedule, steps: int, stop: Stop, ends: Ends
) -> None:
    """Descend from ``ends.points``, the starts, and overwrite ``ends`` with the results."""
    rows = np.arange(len(ends.points))  # indices of the descents that the arrays below hold
    # Column-major: the compiled function reads all numbers of one coordinate together.
    x = np.asfortranarray(ends.points)
    origin = x
    far = FAR * np.clip(lengths(x), 1.0, LARGEST)
    state = stepper.method.init(x)
    value, gradient = stepper.function.value_and_gradient(x)
    size = lengths(stepper.pull(gradient, x))
    converged = size < stop.gradient_norm
    going = np.isfinite(value) & np.isfinite(size) & ~converged
    ends.converged[:] = converged & np.isfinite(value)
    for k, rate in enumerate(islice(schedule.rates(), steps)):
        if k % _COMPACT_EVERY == 0:
            if not going.any():
                break
            if going.mean() < 0.75:
                x, origin, far, gradient = x[going], origin[going], far[going], gradient[going]
                state, rows = _kept(state, going), rows[going]
                going = np.ones(len(rows), dtype=np.bool_)
        step, state, _ = stepper.step(gradient, state, rate, x)
        new = x + step
        value, slope = stepper.function.value_and_gradient(new)
        travelled, size = lengths(new - origin), lengths(stepper.pull(slope, new))
        fine = np.isfinite(travelled) & np.isfinite(value) & np.isfinite(size)
        converged = size < stop.gradient_norm
        if stop.step_length:
            converged |= lengths(new - x) < stop.step_length
        near = travelled <= far
        moved = going & fine
        if moved.all():
            x, gradient = new, slope
        else:
            x = np.where(moved[:, np.newaxis], new, x)
            gradient = np.where(moved[:, np.newaxis], slope, gradient)
        ended = going & ~(fine & near & ~converged)
        if ended.any():
            which = rows[ended]
            ends.points[which] = x[ended]
            ends.steps[which] = np.where(fine[ended], k + 1, k)
            ends.converged[which] = (fine & near & converged)[ended]
            going &= ~ended
    ends.points[rows[going]] = x[going]
    ends.steps[rows[going]] = steps


def _kept(state: State, rows: Flags) -> State:
    """The state of the descents marked in ``rows``.

    An entry is a single number for all descents, or has the descents as its first axis.
    """
    return {name: entry if entry.ndim == 0 else entry[rows] for name, entry in state.items()}
