"""The diagnosis of a descent: a closer look at where it stands and at its last steps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.descent.decay import minimised
from gdcore.maths.descent.outcome import Diagnosis, Instability, Outcome, Stop
from gdcore.maths.landscape.critical_points import CriticalKind, describe, refine
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers import Optimizer

# Number of last steps that are examined: enough to see a repeating motion, and so few that the way
# to it does not count.
WINDOW = 12
# The fit of a factor to the last lengths says that they shrink if it is so many times farther from
# 0 than its own uncertainty: lengths that vary without a trend are left apart.
_SURE = 3.0
_UNSEEN = 1e-8  # |∇f| of a descent that stands still, whether a stopping rule noticed or not


@dataclass(frozen=True)
class Termination:
    """The record of a descent at its end, from which it is diagnosed. n steps, d variables.

    Attributes:
        outcome: the rule for which the loop stopped.
        points: (n+1, d).
        values: (n+1,).
        gradients: (n+1, d).
        rates: (n,).
        clipped: (n+1,).
        exact: whether the steps used the exact gradient.
        scale: the domain's diagonal, or without a domain the start's distance from 0.
        lost: the point (d,) that was not finite, or at which f was not; else None.
    """

    outcome: Outcome
    points: Array
    values: Array
    gradients: Array
    rates: Array
    clipped: NDArray[np.bool_]
    exact: bool
    scale: float
    lost: Array | None = None


def diagnose(function: Objective, method: Optimizer, stop: Stop, end: Termination) -> Diagnosis:
    """How a descent ended, after a closer look.

    A descent that stands still is classified by the Hessian's eigenvalues as at a minimum, saddle,
    maximum or plateau. One that used up its steps is classified by the last of them: *oscillating*
    if they turn back on themselves and do not shrink, *diverged* if they grow and the values rise,
    or if the values fall ever faster.
    """
    target = minimised(function, method)
    outcome, cause = end.outcome, None
    eigenvalues: tuple[float, ...] = ()
    lengths = np.linalg.norm(np.diff(end.points[-WINDOW - 1 :], axis=0), axis=1)
    pull = float(np.linalg.norm(end.gradients[-1] + method.coupled_decay * end.points[-1]))
    standing = end.outcome is Outcome.STEPS_EXHAUSTED and pull < _UNSEEN
    if end.outcome is Outcome.CONVERGED or standing:
        found, eigenvalues = _standing(target, stop, end, pull)
        if end.outcome is Outcome.CONVERGED or found is not Outcome.CONVERGED:
            outcome = found
    elif end.exact and end.outcome is Outcome.STEPS_EXHAUSTED and len(end.rates) >= 4:
        if _explodes(end, lengths):
            outcome = Outcome.DIVERGED
        elif _swings(end):
            outcome = Outcome.OSCILLATING
    if end.exact and outcome in _UNSTABLE and len(end.rates):
        cause = _instability(target, method, end)
    return Diagnosis(
        outcome,
        end.outcome,
        len(end.rates),
        float(np.linalg.norm(end.gradients[-1])),
        float(lengths[-1]) if len(lengths) else None,
        _fitted(lengths)[0],
        float(np.linalg.norm(end.points[-1] - end.points[0])),
        method.coupled_decay,
        cause,
        eigenvalues,
        None if end.lost is None else tuple(end.lost.tolist()),
        int(end.clipped.sum()),
    )


_UNSTABLE = (
    Outcome.STEPS_EXHAUSTED,
    Outcome.OSCILLATING,
    Outcome.DIVERGED,
    Outcome.LEFT_DOMAIN,
    Outcome.NOT_FINITE,
)


def _standing(
    target: Objective, stop: Stop, end: Termination, norm: float
) -> tuple[Outcome, tuple[float, ...]]:
    """What a descent stands on, and the eigenvalues of the Hessian there; none where undefined."""
    H = target.hessian(end.points[-1])
    if not np.isfinite(H).all():
        return Outcome.CONVERGED, ()
    λ = np.linalg.eigvalsh(H)
    own = tuple(λ.tolist())
    size = float(np.abs(λ).max())
    threshold = max(stop.gradient_norm, 1e-12)
    if norm < threshold and size * end.scale < threshold:
        return Outcome.ON_PLATEAU, own
    # Far from any critical point a short step does not mean that the descent is at a saddle.
    if norm > 1e-3 * size * end.scale or λ[0] >= -1e-6 * size:
        return Outcome.CONVERGED, own
    return (Outcome.AT_SADDLE if λ[-1] > 1e-6 * size else Outcome.AT_MAXIMUM), own


def _swings(end: Termination) -> bool:
    """Whether the last steps turn back on themselves, and neither they nor the values shrink."""
    n = len(end.rates)
    m = min(n // 2, WINDOW)
    steps = np.diff(end.points[-2 * m - 1 :], axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    turns = (np.einsum("ni,ni->n", steps[1:], steps[:-1]) < 0)[-m:]
    factor, sure = _fitted(lengths)
    if factor is not None and factor < 1 and sure:
        return False
    gain = end.values[-2 * m - 1 : -m].mean() - end.values[-m:].mean()
    swing = np.ptp(end.values[-2 * m - 1 :])
    still_jumping = lengths[m:].max() > 0.5 * lengths[:m].max()
    return bool(turns.mean() >= 0.5 and still_jumping and gain < max(0.5 * swing, 1e-300))


def _fitted(lengths: Array) -> tuple[float | None, bool]:
    """The factor q of lengths ∝ qᵏ by least squares of their logarithms, and whether q ≠ 1 surely.

    None for fewer than 4 lengths, and where one is 0 or not a number.
    """
    n = len(lengths)
    if n < 4 or not (lengths > 0).all() or not np.isfinite(lengths).all():
        return None, False
    k = np.arange(n) - (n - 1) / 2
    logs = np.log(lengths)
    slope = float(k @ logs / (k @ k))
    rest = logs - logs.mean() - slope * k
    error = float(np.sqrt(rest @ rest / (n - 2) / (k @ k)))
    return float(np.exp(slope)), abs(slope) > max(_SURE * error, 1e-12)


def _explodes(end: Termination, lengths: Array) -> bool:
    """Whether the steps keep growing while the values rise, or fall ever faster without end."""
    growing = bool((np.diff(lengths) > 0).all())
    return growing and bool(
        end.values[-1] > end.values[-len(lengths) - 1] or lengths[-1] > end.scale
    )


def _instability(target: Objective, method: Optimizer, end: Termination) -> Instability | None:
    """The minimum near by at which the rate is too large, if the descent jumps over it."""
    limit = method.stability
    if limit is None:
        return None
    rate = float(end.rates[-1])
    for minimum in _minima_near(target, end):
        λ, U = np.linalg.eigh(target.hessian(minimum))
        curvature = float(λ[-1])
        # Along the steepest direction an unstable descent lands on the other side in every step.
        along = (end.points[-WINDOW - 1 :] - minimum) @ U[:, -1]
        jumps = (along[1:] * along[:-1] < 0).any()
        if rate * curvature >= limit * (1 - 1e-9) and jumps:
            return Instability(tuple(minimum.tolist()), rate, curvature, limit)
    return None


def _minima_near(target: Objective, end: Termination) -> list[Array]:
    """The minima near the trajectory's lowest point and near the mean of its last points."""
    finite = np.isfinite(end.values)
    if not finite.any():
        return []
    lowest = end.points[finite][np.argmin(end.values[finite])]
    seeds = np.array([end.points[-WINDOW:].mean(axis=0), lowest, end.points[0]])
    found, critical = refine(target, seeds, longest_step=end.scale / 10)
    near = np.linalg.norm(found - lowest, axis=1) <= 2 * end.scale
    minima = list(found[critical & near])
    return [x for x in minima if describe(target, x).kind is CriticalKind.MINIMUM]
