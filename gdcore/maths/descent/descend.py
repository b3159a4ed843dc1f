"""Descending: xₖ₊₁ = xₖ + step, until it settles, fails, or the steps are used up."""

import math
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.descent.diagnosis import Ending, diagnose
from gdcore.maths.descent.noise import Estimator
from gdcore.maths.descent.record import Record
from gdcore.maths.descent.starts import Domain, check_domain, grid_starts, random_starts
from gdcore.maths.descent.trajectory import ESTIMATE, Outcome, Stop, Trajectory
from gdcore.maths.function import Function, Objective
from gdcore.maths.optimizers import Optimizer, gradient_descent
from gdcore.maths.optimizers.backtracking import backtrack
from gdcore.maths.optimizers.velocity import steepest_descent
from gdcore.maths.schedules import Schedule, constant

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
    start: Array,
    method: Optimizer,
    schedule: Schedule,
    steps: int,
    stop: Stop,
    box: Array | None,
    outside: str,
    estimator: Estimator | None,
) -> Trajectory:
    # Coordinates are lists of floats here: on so few numbers Python is faster than NumPy.
    at, safe_at = _evaluators(function)
    origin: list[float] = start.tolist()
    lows, highs = ([], []) if box is None else box.T.tolist()
    scale = max(1.0, math.hypot(*origin)) if box is None else math.dist(lows, highs)
    far = FAR * scale
    bounded = box is not None and outside != "continue"
    rates, gradient_limit, step_limit = schedule.rate, stop.gradient_norm, stop.step_length
    advance = _Advance(function, method, schedule, estimator, start)
    record = Record(origin, advance.state)
    x, (value, *gradient) = origin, safe_at(*origin)
    record.write(x, value, gradient, advance.state)
    write, dist, hypot, isfinite = record.write, math.dist, math.hypot, math.isfinite
    add_rate = record.rates.append

    def end(outcome: Outcome, lost: list[float] | None = None) -> Trajectory:
        points, values, gradients, taken, clipped = record.columns()
        ending = Ending(
            outcome, points, values, gradients, taken, clipped, estimator is None, scale,
            None if lost is None else np.array(lost),
        )  # fmt: skip
        final, reason = diagnose(function, method, stop, ending)
        return Trajectory(
            points, values, gradients, final, reason, taken, record.state_columns(), clipped,
            method.name, function.variables,
        )  # fmt: skip

    if not (isfinite(value) and isfinite(hypot(*gradient))):
        return end(Outcome.NOT_FINITE, x)
    if bounded and outside == "stop" and _outside(x, lows, highs):
        return end(Outcome.LEFT_DOMAIN)
    if hypot(*gradient) < gradient_limit:
        return end(Outcome.CONVERGED)
    plain = advance.plain
    for k in range(steps):
        rate = rates(k)
        if plain:
            # Both have d entries; strict=True would cost as much as the subtraction.
            new = [a - rate * g for a, g in zip(x, gradient)]  # noqa: B905
        else:
            new, rate = advance(k, x, gradient, rate)
        clipped = left = False
        if bounded and _outside(new, lows, highs):
            left = outside == "stop"
            clipped = not left
            if clipped:
                new = [
                    min(max(a, low), high) for a, low, high in zip(new, lows, highs, strict=True)
                ]
        travelled = dist(new, origin)
        if not isfinite(travelled):
            return end(Outcome.DIVERGED if _grew(record) else Outcome.NOT_FINITE, new)
        try:
            value, *gradient = at(*new)
        except (ArithmeticError, ValueError):  # a pole, an overflow or the edge of f's domain
            value, *gradient = safe_at(*new)
        norm = hypot(*gradient)
        if not (isfinite(value) and isfinite(norm)):
            return end(Outcome.DIVERGED if travelled > far else Outcome.NOT_FINITE, new)
        write(new, value, gradient, advance.state, clipped)
        add_rate(rate)
        if left:
            return end(Outcome.LEFT_DOMAIN)
        if travelled > far:
            return end(Outcome.DIVERGED)
        if norm < gradient_limit:
            return end(Outcome.CONVERGED)
        if step_limit and not clipped and dist(new, x) < step_limit:
            return end(Outcome.CONVERGED)
        x = new
    return end(Outcome.STEPS_EXHAUSTED)


class _Advance:
    """One step after another by any optimizer, with what it has to remember."""

    def __init__(
        self,
        function: Objective,
        method: Optimizer,
        schedule: Schedule,
        estimator: Estimator | None,
        start: Array,
    ) -> None:
        self.function, self.method, self.estimator = function, method, estimator
        self.search = schedule.search
        self.state = method.init(start)
        if estimator is not None:
            self.state = self.state | {ESTIMATE: np.zeros_like(start)}
        # x − η·∇f needs no memory, and the loop does it itself in a tenth of the time.
        self.plain = (
            method.update_state is steepest_descent and estimator is None and self.search is None
        )

    def __call__(
        self, k: int, point: list[float], gradient: list[float], rate: float
    ) -> tuple[list[float], float]:
        """Return the next point and the rate that led there."""
        x, g = np.array(point), np.array(gradient)
        if self.estimator is not None:
            g = self.estimator.estimate(k, x, g)
        step, self.state = self.method.update_state(g, self.state, rate, x, self.function)
        if self.search is not None:
            rule = self.search
            factor = backtrack(self.function, x, g, step, rule.shrink, rule.slope_fraction)
            step, rate = factor * step, float(factor) * rate
        if self.estimator is not None:
            self.state = self.state | {ESTIMATE: g}
        return (x + step).tolist(), rate


def _constant(learning_rate: float) -> Schedule:
    if not (learning_rate > 0 and math.isfinite(learning_rate)):
        raise ValueError(f"learning_rate: expected a positive number, found {learning_rate!r}")
    return constant(float(learning_rate))


def _outside(point: list[float], lows: list[float], highs: list[float]) -> bool:
    # Half the time that any() would take.
    for x, low, high in zip(point, lows, highs, strict=True):  # noqa: SIM110
        if not low <= x <= high:
            return True
    return False


def _grew(record: Record) -> bool:
    """Whether the steps were growing when the arithmetic overflowed."""
    points = record.columns()[0]
    steps = np.linalg.norm(np.diff(points[[0, 1, -2, -1]], axis=0), axis=1)
    return len(points) > 2 and bool(steps[-1] > steps[0])


def _evaluators(
    function: Objective,
) -> tuple[Callable[..., Sequence[float]], Callable[..., Sequence[float]]]:
    """Two ways to (f, ∂f/∂x₁, …) from d floats: the fastest, which may raise, and a safe one."""

    def safe(*x: float) -> Sequence[float]:
        value, gradient = function.value_and_gradient(x)
        return (float(value), *gradient.tolist())

    return (function.fast if isinstance(function, Function) else safe), safe
