"""Facts about what is inside a step: what the optimizer divides by, and how it bends the way."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gdcore.maths import Optimizer, Trajectory
from gdcore.maths.arrays import Array

_TINY = 1e-12
_SIMILAR = 3.0  # components of a step whose sizes differ by less are of similar size


@dataclass(frozen=True)
class StepFacts:
    """What may be said about one step of a descent.

    Attributes:
        number: counted from 1.
        rate: η of the step, after backtracking.
        first, length: of the first step and of this one.
        ratio: the length in parts of η times the length of the gradient that was followed; None
            where that is 0.
        angle: degrees between the step and the direction against that gradient; 0 for one variable.
        divisor: (d,), what each component is divided by; None for a method that does not divide.
        step_sizes: (d,), the step size that the method keeps for each variable; None without.
        similar: whether the components of the step are of similar size and none is 0.
    """

    number: int
    rate: float
    first: float
    length: float
    ratio: float | None
    angle: float
    divisor: tuple[float, ...] | None
    step_sizes: tuple[float, ...] | None
    similar: bool


def step_facts(t: Trajectory, method: Optimizer, number: int) -> StepFacts:
    """The facts about step `number` of a trajectory, counted from 1."""
    k = number - 1
    moved = t.points[k + 1] - t.points[k]
    gradient = t.followed[k] + method.coupled_decay * t.points[k]
    length, plain = math.hypot(*moved), math.hypot(*gradient)
    rate = float(t.learning_rates[k])
    sizes = np.abs(moved)
    own = t.states.get("step_size")
    divisor = _divisor(t, method, number)
    return StepFacts(
        number,
        rate,
        math.dist(t.points[0], t.points[1]),
        length,
        length / (rate * plain) if rate * plain > _TINY else None,
        _angle(moved, -gradient),
        None if divisor is None else tuple(divisor.tolist()),
        None if own is None else tuple(own[number].tolist()),
        bool(sizes.min() > 0 and sizes.max() <= _SIMILAR * sizes.min()),
    )


def _divisor(t: Trajectory, method: Optimizer, n: int) -> Array | None:
    """What the method divides each component by in its n-th step, but for its ε: (d,)."""
    states = t.states
    if "largest_gradient" in states:
        return np.asarray(states["largest_gradient"][n])
    if "squared_gradient_sum" in states:
        return np.asarray(np.sqrt(states["squared_gradient_sum"][n]))
    if "corrected_second_moment" in states:
        return np.asarray(np.sqrt(states["corrected_second_moment"][n]))
    if "squared_gradient" in states:
        mean = states["mean_gradient"][n] if "mean_gradient" in states else 0.0
        return np.asarray(np.sqrt(states["squared_gradient"][n] - mean * mean))
    if "momentum_product" in states:  # NAdam corrects its second moment in the step alone
        _, β2 = getattr(method, "betas")  # noqa: B009 (no optimizer's base has it)
        return np.asarray(np.sqrt(states["second_moment"][n] / (1 - β2**n)))
    return None


def _angle(a: Array, b: Array) -> float:
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    if len(a) == 1 or size <= _TINY:
        return 0.0
    return math.degrees(math.acos(min(1.0, max(-1.0, float(a @ b) / size))))
