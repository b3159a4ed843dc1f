"""Facts about the way of a descent near the minimum that it approaches."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.maths import CriticalKind, Objective, Optimizer, Trajectory
from gdcore.maths.arrays import Array
from gdcore.maths.descent.decay import minimised
from gdcore.maths.descent.diagnosis import WINDOW
from gdcore.maths.landscape.critical_points import ZERO_IN_DOMAIN, describe, refine
from gdcore.maths.remembering import remembered

NEAR = 0.01  # a descent is said to be there once its distance is this part of that at its start
# A measured factor confirms the one from the curvature if their logarithms differ by this part: so
# much do the numbers of steps differ that follow from them.
_AGREE = 0.1
_EXACT = 1e-9  # distance, part of that at the start, below which rounding rules it


@dataclass(frozen=True)
class LocalRates:
    """How the distance to a minimum shrinks from step to step, by the curvature there.

    The minimum is one of F(x) = f(x) + λ/2·‖x‖² with the coupled weight decay λ, mostly 0. Near it
    the error along each eigenvector of the Hessian satisfies eₖ₊₁ = T·eₖ − D·eₖ₋₁
    (`Optimizer.recurrence`), and shrinks like the larger root of r² − T·r + D in size.

    Attributes:
        minimum: (d,).
        value: f there.
        curvatures: (d,), the eigenvalues of the Hessian of F, rising.
        rate: the learning rate η of every step; None where it changes.
        limit: c; the method is stable there while η·λmax < c; None where c is not known.
        factors: (d,), the factor along each eigenvector; empty where it is not known.
        turns: (d,), whether the error changes its sign, in every step or from time to time.
        distances: of the start and of the last point.
        measured: the factor of the distance, fitted to the last steps; None for too few.
    """

    minimum: tuple[float, ...]
    value: float
    curvatures: tuple[float, ...]
    rate: float | None
    limit: float | None
    factors: tuple[float, ...]
    turns: tuple[bool, ...]
    distances: tuple[float, float]
    measured: float | None

    @property
    def product(self) -> float | None:
        """η·λmax; None where the rate changes."""
        return None if self.rate is None else self.rate * self.curvatures[-1]

    @property
    def condition(self) -> float:
        """λmax/λmin, the ratio of the largest to the smallest curvature."""
        return self.curvatures[-1] / self.curvatures[0]

    @property
    def factor(self) -> float | None:
        """The factor by which the distance shrinks in a step, where the last steps confirm it."""
        slowest = max(self.factors, default=0.0)
        if self.measured is None or not (0.0 < slowest < 1.0 and self.measured > 0.0):
            return None
        gap = abs(math.log(self.measured) - math.log(slowest))
        return slowest if gap <= _AGREE * abs(math.log(slowest)) else None

    @property
    def to_go(self) -> int | None:
        """Further steps until the distance is NEAR times that at the start, by `factor`.

        0 where it is so already; None where the factor is not known.
        """
        first, last = self.distances
        if last <= NEAR * first:
            return 0
        if self.factor is None:
            return None
        return math.ceil(math.log(NEAR * first / last) / math.log(self.factor))


@remembered(32)
def local_rates(function: Objective, method: Optimizer, t: Trajectory) -> LocalRates | None:
    """The rates at the minimum that a descent approaches; None if it approaches none."""
    target = minimised(function, method)
    found, critical = refine(target, t.points[-1:], longest_step=math.inf)
    if not critical[0]:
        return None
    at = describe(target, found[0])
    distance = np.linalg.norm(t.points - found[0], axis=1)
    # Where the curvature tends to 0, as for x⁴, that of a point near by tells nothing.
    first = np.linalg.eigvalsh(target.hessian(t.points[0]))
    flat = np.isfinite(first).all() and at.eigenvalues[0] <= ZERO_IN_DOMAIN * np.abs(first).max()
    if at.kind is not CriticalKind.MINIMUM or flat or t.diagnosis.instability is not None:
        return None
    if 2 * distance[-1] > distance[0] and not _comes_down(target, t, found[0], distance):
        return None
    rates = t.learning_rates
    rate = float(rates[0]) if len(rates) and np.ptp(rates) == 0 else None
    roots = [_root(method, rate, λ) for λ in at.eigenvalues] if rate is not None else []
    known = [root for root in roots if root is not None]
    return LocalRates(
        at.point,
        float(function.value(found[0])),
        at.eigenvalues,
        rate,
        method.stability,
        tuple(factor for factor, _ in known),
        tuple(turns for _, turns in known),
        (float(distance[0]), float(distance[-1])),
        None if t.stochastic else _fit(distance),
    )


def _comes_down(target: Objective, t: Trajectory, minimum: Array, distance: Array) -> bool:
    """Whether each of the last steps came nearer, and the straight way on only leads down."""
    u = np.linspace(0.0, 1.0, 50)[:, np.newaxis]
    ahead = target.value((1 - u) * t.points[-1] + u * minimum)
    return bool((np.diff(distance[-WINDOW - 1 :]) < 0).all() and (np.diff(ahead) < 0).all())


def _root(method: Optimizer, rate: float, curvature: float) -> tuple[float, bool] | None:
    """The size of the larger root of r² − T·r + D, and whether the error turns its sign."""
    pair = method.recurrence(rate, curvature)
    if pair is None:
        return None
    T, D = pair
    root = cmath.sqrt(T * T - 4 * D)
    ends: Sequence[complex] = ((T + root) / 2, (T - root) / 2)
    largest = max(ends, key=abs)
    return abs(largest), abs(largest.imag) > 0 or largest.real < 0


def _fit(distance: Array) -> float | None:
    """The factor q of distances ∝ qᵏ, fitted to the last of them that rounding does not rule."""
    seen = distance[distance > _EXACT * distance[0]]
    last = seen[-WINDOW - 1 :]
    if len(last) < 4:
        return None
    k = np.arange(len(last)) - (len(last) - 1) / 2
    return float(np.exp(k @ np.log(last) / (k @ k)))
