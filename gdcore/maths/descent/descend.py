"""Descending: xₖ₊₁ = xₖ + step, until it converges, fails, or the steps are used up."""

import math
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from gdcore.maths.arrays import Array
from gdcore.maths.descent.diagnosis import Termination, diagnose
from gdcore.maths.descent.noise import Estimator
from gdcore.maths.descent.outcome import Outcome, Stop
from gdcore.maths.descent.plain import PlainSteps
from gdcore.maths.descent.record import Record
from gdcore.maths.descent.starts import Domain, check_domain
from gdcore.maths.descent.stepping import FAR, LARGEST, Stepper
from gdcore.maths.descent.trajectory import ESTIMATE, Trajectory
from gdcore.maths.function import Function
from gdcore.maths.objective import Objective, as_objective
from gdcore.maths.optimizers import Optimizer, as_optimizer
from gdcore.maths.schedules import Schedule, schedule_for

Outside = Literal["stop", "clip", "continue"]


def descend(
    function: Objective | Callable[[Any], Any],
    start: ArrayLike,
    optimizer: Optimizer | str | None = None,
    learning_rate: float | Schedule | Callable[[int], float] | None = None,
    steps: int = 100,
    stop: Stop | None = None,
    domain: Domain | None = None,
    outside: Outside = "stop",
    estimator: Estimator | None = None,
    *,
    gradient: Callable[[Any], Any] | None = None,
) -> Trajectory:
    """Run an optimizer from a start; return its trajectory, with every point.

    Args:
        function: f, to be minimised: a ``Function``, or a Python function of one point, which
            needs the argument ``gradient``.
        start: d coordinates, or a number in one dimension. If it is a number, a Python function is
            called with numbers, otherwise with arrays (d,).
        optimizer: the method or its name, as in "adam"; gradient descent by default.
        learning_rate: η > 0, a schedule of it, or a function of the step's number k = 0, 1, ….
            None: the optimizer's usual rate, or 0.1.
        steps: the most steps to take; n steps make n+1 points.
        stop: the condition of convergence, ``Stop()`` by default; checked at every point, the
            start included.
        domain: (low, high) for each variable, or None for the whole space.
        outside: the action when a step leaves the domain. ``stop``: the first point outside is
            the last. ``clip``: the point is moved to the nearest point of the domain and marked
            in ``clipped``. ``continue``: none.
        estimator: the source of the gradients that the steps use in place of ∇f, for stochastic
            descent; None for ∇f. The estimates are recorded in ``states["gradient_estimate"]``;
            the stop rule uses ∇f.
        gradient: ∇f of a Python function: point → d numbers.

    Returns:
        The trajectory. A descent that fails raises no exception: see its ``outcome``.

    Raises:
        ValueError: an argument has the wrong shape or range.
    """
    objective = as_objective(function, gradient, start)
    method = as_optimizer(optimizer)
    x = np.array(start, dtype=np.float64)
    if x.ndim == 0:
        x = x.reshape(1)
    if x.shape != (objective.dimension,) or not np.isfinite(x).all():
        raise ValueError(f"start: expected {objective.dimension} finite numbers, found {start!r}")
    if steps < 0:
        raise ValueError(f"steps: expected at least 0, found {steps}")
    if outside not in ("stop", "clip", "continue"):
        raise ValueError(f"outside: expected stop, clip or continue, found {outside!r}")
    schedule = schedule_for(method, learning_rate)
    box = None if domain is None else check_domain(domain, objective.dimension)
    with np.errstate(all="ignore"):
        return _follow(
            objective, x, method, schedule, steps, stop or Stop(), box, outside, estimator
        )


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
    # Points are lists of floats here: on so few numbers Python is faster than NumPy.
    at, safe_at = _evaluators(function)
    origin: list[float] = start.tolist()
    d = len(origin)
    lows, highs = ([], []) if box is None else box.T.tolist()
    scale = max(1.0, math.hypot(*origin)) if box is None else math.dist(lows, highs)
    scale = min(scale, LARGEST)
    far = FAR * scale
    bounded = box is not None and outside != "continue"
    gradient_limit, step_limit = stop.gradient_norm, stop.step_length
    advance = _Advance(Stepper(function, method, schedule.search), estimator, start)
    record = Record(origin, advance.state)
    x, (value, *gradient) = origin, safe_at(*origin)
    record.write(x, value, gradient, advance.state)
    write, dist, hypot, isfinite = record.write, math.dist, math.hypot, math.isfinite
    add_rate = record.rates.append

    def end(outcome: Outcome, lost: list[float] | None = None) -> Trajectory:
        points, values, gradients, taken, clipped = record.columns()
        termination = Termination(
            outcome, points, values, gradients, taken, clipped, estimator is None, scale,
            None if lost is None else np.array(lost),
        )  # fmt: skip
        diagnosis = diagnose(function, method, stop, termination)
        return Trajectory(
            points, values, gradients, diagnosis, taken, record.state_columns(), clipped,
            method.name, function.variables,
        )  # fmt: skip

    decay = method.coupled_decay

    def pull(gradient: list[float], point: list[float]) -> list[float]:
        return [g + decay * a for g, a in zip(gradient, point, strict=True)]

    if not (isfinite(value) and isfinite(hypot(*gradient))):
        return end(Outcome.NOT_FINITE, x)
    if bounded and outside == "stop" and _outside(x, lows, highs):
        return end(Outcome.LEFT_DOMAIN)
    if hypot(*pull(gradient, x)) < gradient_limit:
        return end(Outcome.CONVERGED)
    blocks = None
    plain = method.stateless and estimator is None and schedule.search is None
    if plain and isinstance(function, Function) and outside != "clip":
        blocks = PlainSteps(function, origin, stop, far, box if bounded else None)
    k, rates = 0, schedule.rates()
    while k < steps:
        if blocks is not None:
            ahead = list(islice(rates, min(blocks.size, steps - k)))
            taken = blocks.take(x, value, gradient, ahead)
            record.extend(taken, ahead)
            k += len(taken)
            if len(taken):
                x, (value, *gradient) = taken[-1, :d].tolist(), taken[-1, d:].tolist()
            if len(taken) == len(ahead):
                continue
            rates = schedule.rates(k)
        new, rate = advance(k, x, gradient, next(rates))
        k += 1
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
        norm = hypot(*(pull(gradient, new) if decay else gradient))
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
    """Takes the steps of an optimizer and keeps its state between them."""

    def __init__(self, stepper: Stepper, estimator: Estimator | None, start: Array) -> None:
        self.stepper, self.estimator = stepper, estimator
        self.state = stepper.method.init(start)
        if estimator is not None:
            self.state = self.state | {ESTIMATE: np.zeros_like(start)}

    def __call__(
        self, k: int, point: list[float], gradient: list[float], rate: float
    ) -> tuple[list[float], float]:
        """Return the point after step k, and the learning rate of that step."""
        x, g = np.array(point), np.array(gradient)
        if self.estimator is not None:
            g = self.estimator.estimate(k, x, g)
        step, self.state, in_force = self.stepper.step(g, self.state, rate, x)
        if self.estimator is not None:
            self.state = self.state | {ESTIMATE: g}
        return (x + step).tolist(), float(in_force)


def _outside(point: list[float], lows: list[float], highs: list[float]) -> bool:
    # Half the time that any() would take.
    for x, low, high in zip(point, lows, highs, strict=True):  # noqa: SIM110
        if not low <= x <= high:
            return True
    return False


def _grew(record: Record) -> bool:
    """Whether the last steps before an overflow were growing in length."""
    points = record.columns()[0]
    if len(points) < 3:
        return False
    steps = np.linalg.norm(np.diff(points[[0, 1, -2, -1]], axis=0), axis=1)
    return bool(steps[-1] > steps[0])


def _evaluators(
    function: Objective,
) -> tuple[Callable[..., Sequence[float]], Callable[..., Sequence[float]]]:
    """Two functions from d floats to (f, ∂f/∂x₁, …): a fast one that may raise, and a safe one."""

    def safe(*x: float) -> Sequence[float]:
        value, gradient = function.value_and_gradient(x)
        return (float(value), *gradient.tolist())

    return getattr(function, "fast", safe), safe
