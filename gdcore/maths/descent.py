"""Descending: xₖ₊₁ = xₖ + step, until it settles, fails, or the steps are used up."""

import math
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.diagnosis import Ending, diagnose
from gdcore.maths.function import Function, Objective
from gdcore.maths.optimizers import Optimizer, gradient_descent
from gdcore.maths.optimizers.backtracking import backtrack
from gdcore.maths.schedules import Schedule, constant
from gdcore.maths.starts import Domain, check_domain, grid_starts, random_starts
from gdcore.maths.stochastic import Estimator
from gdcore.maths.trajectory import Outcome, Stop, Trajectory

__all__ = ["Outcome", "Stop", "Trajectory", "descend", "grid_starts", "random_starts"]

Array = NDArray[np.float64]
Outside = Literal["stop", "clip", "continue"]

# A descent has diverged once it is a million times farther from its start than the size of the
# picture: of the domain, or without one of the start itself (at least 1). Nothing that a viewer
# could follow goes so far and comes back.
FAR = 1e6

SETTLED = Stop()


def descend(
    function: Objective,
    start: ArrayLike,
    optimizer: Optimizer | None = None,
    learning_rate: float | Schedule = 0.1,
    steps: int = 100,
    stop: Stop = SETTLED,
    domain: Domain | None = None,
    outside: Outside = "stop",
    estimator: Estimator | None = None,
) -> Trajectory:
    """Follow an optimizer from a start; return every point of the way.

    Args:
        function: what to descend.
        start: d coordinates.
        optimizer: the method; gradient descent by default.
        learning_rate: η > 0, or a schedule of it.
        steps: the most steps to take; n steps make n+1 points.
        stop: when the descent has settled. It is looked at in every point, the start included.
        domain: (low, high) for each variable, or None for the whole space.
        outside: what happens when a step leaves the domain. ``stop``: that first point outside is
            the last. ``clip``: the point is moved to the nearest point of the domain and marked
            in ``clipped``. ``continue``: nothing.
        estimator: where the steps get their gradient from instead of ∇f, for stochastic descent.
            The estimates are in ``states["gradient_estimate"]``; the stop rule sees ∇f itself.

    Returns:
        The trajectory; how it ended is its ``outcome``, never an exception.

    Raises:
        ValueError: an argument has the wrong shape or range.
    """
    method = gradient_descent() if optimizer is None else optimizer
    x = np.array(start, dtype=np.float64)
    if x.shape != (function.dimension,) or not np.isfinite(x).all():
        raise ValueError(f"start: expected {function.dimension} finite numbers, found {start!r}")
    if steps < 0:
        raise ValueError(f"steps: expected at least 0, found {steps}")
    if outside not in ("stop", "clip", "continue"):
        raise ValueError(f"outside: expected stop, clip or continue, found {outside!r}")
    schedule = learning_rate if isinstance(learning_rate, Schedule) else _constant(learning_rate)
    box = None if domain is None else check_domain(domain, function.dimension)
    with np.errstate(all="ignore"):
        return _follow(function, x, method, schedule, steps, stop, box, outside, estimator)


def _follow(
    function: Objective,
    x: Array,
    method: Optimizer,
    schedule: Schedule,
    steps: int,
    stop: Stop,
    box: Array | None,
    outside: str,
    estimator: Estimator | None,
) -> Trajectory:
    at = _evaluator(function)
    value, gradient = at(x)
    state = method.init(x)
    known = state if estimator is None else state | {"gradient_estimate": np.zeros_like(x)}
    book = _Book(x, value, gradient, known, steps)
    scale = (
        float(np.linalg.norm(box[:, 1] - box[:, 0]))
        if box is not None
        else max(1.0, float(np.linalg.norm(x)))
    )
    start, far = x.tolist(), FAR * scale
    lows, highs = box.T.tolist() if box is not None else ([], [])

    def end(outcome: Outcome, lost: Array | None = None) -> Trajectory:
        book.close()
        ending = Ending(
            outcome, book.points, book.values, book.gradients, book.rates, book.clipped,
            estimator is None, scale, lost,
        )  # fmt: skip
        final, reason = diagnose(function, method, stop, ending)
        return book.trajectory(final, reason, method, function)

    if not (math.isfinite(value) and np.isfinite(gradient).all()):
        return end(Outcome.NOT_FINITE, x)
    if box is not None and outside == "stop" and _outside(start, lows, highs):
        return end(Outcome.LEFT_DOMAIN)
    if _norm(gradient) < stop.gradient_norm:
        return end(Outcome.CONVERGED)
    rates, search = schedule.rate, schedule.search
    for k in range(steps):
        rate = rates(k)
        used = gradient if estimator is None else estimator.estimate(k, x, gradient)
        step, state = method.update_state(used, state, rate, x, function)
        if search is not None:
            factor = backtrack(function, x, used, step, search.shrink, search.slope_fraction)
            step, rate = factor * step, float(factor) * rate
        new = x + step
        coordinates = new.tolist()
        clipped = left = False
        if box is not None and outside != "continue" and _outside(coordinates, lows, highs):
            left = outside == "stop"
            if outside == "clip":
                clipped = True
                new = np.clip(new, box[:, 0], box[:, 1])
                coordinates = new.tolist()
        travelled = math.dist(coordinates, start)
        if not math.isfinite(travelled):
            return end(Outcome.DIVERGED if _grew(book) else Outcome.NOT_FINITE)
        value, gradient = at(new)
        if not (math.isfinite(value) and math.isfinite(_norm(gradient))):
            return end(Outcome.DIVERGED if travelled > far else Outcome.NOT_FINITE, new)
        length = math.dist(coordinates, x.tolist())
        x = new
        known = state if estimator is None else state | {"gradient_estimate": used}
        book.write(x, value, gradient, rate, known, clipped)
        if left:
            return end(Outcome.LEFT_DOMAIN)
        if travelled > far:
            return end(Outcome.DIVERGED)
        if _norm(gradient) < stop.gradient_norm or (length < stop.step_length and not clipped):
            return end(Outcome.CONVERGED)
    return end(Outcome.STEPS_EXHAUSTED)


def _constant(learning_rate: float) -> Schedule:
    if not (learning_rate > 0 and math.isfinite(learning_rate)):
        raise ValueError(f"learning_rate: expected a positive number, found {learning_rate!r}")
    return constant(float(learning_rate))


def _norm(gradient: Array) -> float:
    return math.hypot(*gradient.tolist())


def _outside(point: list[float], lows: list[float], highs: list[float]) -> bool:
    return any(not low <= x <= high for x, low, high in zip(point, lows, highs, strict=True))


def _grew(book: "_Book") -> bool:
    """Whether the steps were growing when the arithmetic overflowed."""
    n = book.rows
    return n > 2 and _norm(book.points[n - 1] - book.points[n - 2]) > _norm(
        book.points[1] - book.points[0]
    )


def _evaluator(function: Objective) -> Callable[[Array], tuple[float, Array]]:
    """f and ∇f at one point, by the fastest way that the function has."""
    if isinstance(function, Function):
        fast = function.at

        def at(x: Array) -> tuple[float, Array]:
            value, *gradient = fast(x.tolist())
            return value, np.array(gradient)

        return at

    def plain(x: Array) -> tuple[float, Array]:
        value, gradient = function.value_and_gradient(x)
        return float(value), gradient

    return plain


class _Book:
    """Rows written as the descent goes; the arrays grow by half when they are full."""

    def __init__(
        self, x: Array, value: float, gradient: Array, state: dict[str, Array], steps: int
    ) -> None:
        self.most = steps + 1
        rows = min(self.most, 1024)
        self.rows = 1
        self.points = np.empty((rows, len(x)))
        self.values = np.empty(rows)
        self.gradients = np.empty((rows, len(x)))
        self.rates = np.empty(rows)
        self.clipped = np.zeros(rows, dtype=np.bool_)
        self.states = {
            name: np.empty((rows, *np.shape(entry)))
            for name, entry in state.items()
            if not name.startswith("_")
        }
        self.points[0], self.values[0], self.gradients[0] = x, value, gradient
        for name, column in self.states.items():
            column[0] = state[name]

    def write(
        self,
        x: Array,
        value: float,
        gradient: Array,
        rate: float,
        state: dict[str, Array],
        clipped: bool,
    ) -> None:
        k = self.rows
        if k == len(self.values):
            self._resize(min(self.most, k + k // 2))
        self.points[k] = x
        self.values[k] = value
        self.gradients[k] = gradient
        self.rates[k - 1] = rate
        self.clipped[k] = clipped
        for name, column in self.states.items():
            column[k] = state[name]
        self.rows = k + 1

    def _resize(self, rows: int) -> None:
        # In place: the system moves pages instead of copying, so memory stays that of the arrays.
        for column in (self.rates, *self._columns()):
            column.resize((rows, *column.shape[1:]), refcheck=False)

    def _columns(self) -> list[NDArray[Any]]:
        rows = [self.points, self.values, self.gradients, self.clipped]
        return [*rows, *self.states.values()]

    def close(self) -> None:
        """Cut the arrays to what was written, for good."""
        self._resize(self.rows)
        self.rates.resize(self.rows - 1, refcheck=False)
        for column in (self.rates, *self._columns()):
            column.flags.writeable = False

    def trajectory(
        self, outcome: Outcome, reason: str, method: Optimizer, function: Objective
    ) -> Trajectory:
        return Trajectory(
            self.points, self.values, self.gradients, outcome, reason, self.rates,
            self.states, self.clipped, method.name, function.variables,
        )  # fmt: skip
