"""The diagnosis of a descent: how it ended and why, as a sentence with numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.descent.trajectory import Outcome, Stop
from gdcore.maths.landscape.critical_points import CriticalKind, CriticalPoint, describe, refine
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers import Optimizer

# Number of last steps that are examined: enough to see a repeating motion, and so few that the way
# to it does not count.
WINDOW = 12


@dataclass(frozen=True)
class Termination:
    """The record of a descent at its end, from which it is diagnosed. n steps, d variables.

    Attributes:
        outcome: the reason for which the loop stopped.
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


def diagnose(
    function: Objective, method: Optimizer, stop: Stop, end: Termination
) -> tuple[Outcome, str]:
    """The outcome after a closer look, and its reason as a sentence.

    A descent that stands still is classified by the Hessian's eigenvalues as at a minimum, saddle,
    maximum or plateau. One that used up its steps is classified by the last of them: *oscillating*
    if they turn back on themselves and neither their lengths nor the values shrink, *diverged* if
    they grow and the values rise, or if the values fall ever faster.
    """
    n = len(end.points) - 1
    match end.outcome:
        case Outcome.CONVERGED:
            return _standing(function, stop, end, n)
        case Outcome.LEFT_DOMAIN:
            where = f"{_step(n)} leads to {_place(function, end.points[-1])}, outside the domain"
            why = _why_unstable(function, method, end) if n else None
            return end.outcome, f"{where}; {why}" if why else f"{where}."
        case Outcome.NOT_FINITE:
            where = "there" if end.lost is None else f"at {_place(function, end.lost)}"
            return end.outcome, (
                f"The function or its gradient is undefined or too large for a number {where}."
            )
        case Outcome.DIVERGED:
            return end.outcome, _why_unstable(function, method, end) or (
                f"After {n} steps the distance from the start is "
                f"{np.linalg.norm(end.points[-1] - end.points[0]):.3g} and grows."
            )
    norm = float(np.linalg.norm(end.gradients[-1]))
    if norm < 1e-8:
        outcome, reason = _standing(function, stop, end, n)
        if outcome is not Outcome.CONVERGED:
            return outcome, reason
    elif end.exact and n >= 4:
        if _explodes(end):
            why = _why_unstable(function, method, end)
            return Outcome.DIVERGED, why or (
                f"Every one of the last steps was longer than the one before; the last was "
                f"{np.linalg.norm(end.points[-1] - end.points[-2]):.3g} long."
            )
        if _swings(end):
            why = _why_unstable(function, method, end)
            m = min(n, WINDOW)
            mean = np.linalg.norm(np.diff(end.points[-m - 1 :], axis=0), axis=1).mean()
            return Outcome.OSCILLATING, why or (
                f"The last {m} steps turn back on themselves and do not shrink: "
                f"their mean length is {mean:.3g}."
            )
    cut = int(end.clipped.sum())
    clip = f"; {cut} of them were cut at the edge of the domain" if cut else ""
    return end.outcome, f"After {n} steps the gradient's norm is {norm:.3g}{clip}."


def _standing(function: Objective, stop: Stop, end: Termination, n: int) -> tuple[Outcome, str]:
    norm = float(np.linalg.norm(end.gradients[-1]))
    if norm < stop.gradient_norm:
        text = f"The gradient's norm is {norm:.3g}, below {stop.gradient_norm:g}"
    elif n:
        length = np.linalg.norm(end.points[-1] - end.points[-2])
        text = f"{_step(n)} is {length:.3g} long"
        if length < stop.step_length:
            text += f", below {stop.step_length:g}"
    else:
        text = f"The gradient's norm is {norm:.3g}"
    text += f", after {n} step{'s' * (n != 1)}"
    H = function.hessian(end.points[-1])
    if not np.isfinite(H).all():
        return Outcome.CONVERGED, text + "."
    λ = np.linalg.eigvalsh(H)
    size = float(np.abs(λ).max())
    threshold = max(stop.gradient_norm, 1e-12)
    if norm < threshold and size * end.scale < threshold:
        return Outcome.ON_PLATEAU, text + ", and the function is flat all around."
    # Far from any critical point a short step does not mean that the descent is at a saddle.
    if norm > 1e-3 * size * end.scale or λ[0] >= -1e-6 * size:
        return Outcome.CONVERGED, text + "."
    numbers = ", ".join(f"{v:.4g}" for v in λ)
    text += f"; the Hessian's eigenvalues there are {numbers}."
    return (Outcome.AT_SADDLE if λ[-1] > 1e-6 * size else Outcome.AT_MAXIMUM), text


def _swings(end: Termination) -> bool:
    """Whether the last steps turn back on themselves, while lengths and values do not shrink."""
    n = len(end.points) - 1
    m = min(n // 2, WINDOW)
    steps = np.diff(end.points[-2 * m - 1 :], axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    earlier, later = lengths[:m], lengths[m:]
    turns = (np.einsum("ni,ni->n", steps[1:], steps[:-1]) < 0)[-m:]
    gain = end.values[-2 * m - 1 : -m].mean() - end.values[-m:].mean()
    swing = np.ptp(end.values[-2 * m - 1 :])
    still_jumping = later.max() > 0.5 * earlier.max()
    return bool(turns.mean() >= 0.5 and still_jumping and gain < max(0.5 * swing, 1e-300))


def _explodes(end: Termination) -> bool:
    """Whether the steps keep growing while the values rise, or fall ever faster without end."""
    m = min(len(end.points) - 1, WINDOW)
    lengths = np.linalg.norm(np.diff(end.points[-m - 1 :], axis=0), axis=1)
    growing = bool((np.diff(lengths) > 0).all())
    return growing and bool(end.values[-1] > end.values[-m - 1] or lengths[-1] > end.scale)


def _why_unstable(function: Objective, method: Optimizer, end: Termination) -> str | None:
    """ "η·λmax = … > c at the minimum …", if there is one near by where that is so."""
    if method.stability is None or not len(end.rates):
        return None
    rate = float(end.rates[-1])
    for minimum in _minima_near(function, end):
        product = rate * minimum.eigenvalues[-1]
        if product >= method.stability * (1 - 1e-9):
            above = product > method.stability * (1 + 1e-9)
            limit = f"> {method.stability:.3g}" if above else "(the limit)"
            place = _place(function, np.array(minimum.point))
            return f"η·λmax = {product:.3g} {limit} at the minimum {place}."
    return None


def _minima_near(function: Objective, end: Termination) -> list[CriticalPoint]:
    """The minima near the trajectory's lowest point and near the mean of its last points."""
    finite = np.isfinite(end.values)
    if not finite.any():
        return []
    lowest = end.points[finite][np.argmin(end.values[finite])]
    seeds = np.array([end.points[-WINDOW:].mean(axis=0), lowest, end.points[0]])
    found, critical = refine(function, seeds, longest_step=end.scale / 10)
    near = np.linalg.norm(found - lowest, axis=1) <= 2 * end.scale
    described = [describe(function, x) for x in found[critical & near]]
    return [c for c in described if c.kind is CriticalKind.MINIMUM]


def _step(n: int) -> str:
    return f"Step {n}" if n else "The start"


def _place(function: Objective, point: Array) -> str:
    names = ", ".join(function.variables)
    numbers = ", ".join(f"{v:.4g}" for v in np.where(np.abs(point) < 1e-9, 0.0, point))
    return f"({names}) = ({numbers})" if len(point) > 1 else f"{names} = {numbers}"
