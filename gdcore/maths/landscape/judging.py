"""What each critical point that a search has found really is, and where exactly."""

import math

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.landscape.critical_points import (
    GRADIENT_TOLERANCE,
    CriticalKind,
    CriticalPoint,
    classify,
    newton_step,
    zero,
)
from gdcore.maths.landscape.neighbourhood import Surroundings, surroundings
from gdcore.maths.landscape.scaling import Scaled
from gdcore.maths.landscape.smoothness import one_sided_slopes

_NEAR = 1e-6  # units of the domain: so near, a smooth gradient changes as the Hessian says
_MISSED = 0.5  # … but for this part of the smallest eigenvalue
_NOUGHT = 1e-4  # units of the domain: a coordinate that may be 0, if the gradient allows it
_UNSURE = 4.0  # times Newton's next step: the distance to which a point is known


@np.errstate(all="ignore")
def judged(function: Scaled, points: Array) -> list[CriticalPoint]:
    """The critical points at (k, d) places in units of a domain, in the function's coordinates.

    A Hessian tells the kind where it has no eigenvalue 0 and the gradient near by changes as it
    says; where not, the values around do. A place without a gradient, which only the rule
    sign(0) = 0 makes look critical, is left out unless it is a minimum or a maximum.
    """
    if not len(points):
        return []
    places, whole = function.place(points), function.whole
    values, norms = whole.value(places), np.linalg.norm(whole.gradient(places), axis=1)
    scaled = function.eigenvalues(points)
    own = np.linalg.eigvalsh(np.nan_to_num(whole.hessian(places)))
    kinds = [classify(np.nan_to_num(row), function.curvature) for row in scaled]
    degenerate = np.array([kind is CriticalKind.DEGENERATE for kind in kinds], dtype=np.bool_)
    doubtful = degenerate | _disputed(function, points, scaled)
    seen = around_found(function, points[doubtful])
    around = dict(zip(np.flatnonzero(doubtful).tolist(), seen, strict=True))
    widths = function.lengths * np.ptp(function.box, axis=1)
    result = []
    for i, kind in enumerate(kinds):
        smooth = i not in around or one_sided_slopes(whole, places[i], widths).smooth
        if i in around and (degenerate[i] or not smooth or kind_of(around[i]) is not kind):
            kind = kind_of(around[i])
        if not smooth and kind not in (CriticalKind.MINIMUM, CriticalKind.MAXIMUM):
            continue
        λ = _signed(own[i], scaled[i], function.curvature) if smooth else ()
        norm = float(norms[i]) if smooth else math.nan
        place = tuple(places[i].tolist())
        result.append(CriticalPoint(place, float(values[i]) + 0.0, kind, λ, norm, smooth=smooth))
    return result


def around_found(function: Scaled, points: Array) -> list[Surroundings]:
    """The surroundings of (k, d) points that a search for ∇f = 0 has found, each with its error."""
    steps, gradients = _next_step(function, points)
    doubt = _UNSURE * np.abs(np.einsum("kd,kd->k", gradients, steps))
    return surroundings(function, points, np.nan_to_num(doubt), np.linalg.norm(steps, axis=1))


def kind_of(around: Surroundings) -> CriticalKind:
    """What an isolated point with these surroundings is."""
    if around.lowest > 0:
        return CriticalKind.MINIMUM
    if around.highest < 0:
        return CriticalKind.MAXIMUM
    return CriticalKind.SADDLE if around.lowest < 0 < around.highest else CriticalKind.DEGENERATE


@np.errstate(all="ignore")
def snapped(function: Scaled, points: Array) -> Array:
    """The (k, d) points with 0 for each coordinate that differs from it by the search's error.

    A coordinate that really is small, as on a wide domain, stays: its gradient at 0 is larger.
    """
    points = points.copy()
    for i in range(points.shape[1]):
        small = np.flatnonzero((points[:, i] != 0) & (np.abs(points[:, i]) < _NOUGHT))
        other = points[small].copy()
        other[:, i] = 0.0
        before = np.abs(function.gradient(points[small]) / function.slopes).max(axis=1)
        after = np.abs(function.gradient(other) / function.slopes).max(axis=1)
        kept = after <= np.maximum(2 * before, GRADIENT_TOLERANCE)
        points[small[kept]] = other[kept]
    return points


def _next_step(function: Scaled, points: Array) -> tuple[Array, Array]:
    """Newton's next step from each of (k, d) points, and the gradient there."""
    g = function.gradient(points)
    J = function.hessian(points) / function.slopes[:, None]
    steps = newton_step(J, g / function.slopes, np.full(len(points), 1e-13), np.inf)
    return steps, g


def _disputed(function: Scaled, points: Array, λ: Array) -> NDArray[np.bool_]:
    """Whether ∇f near by differs from what the Hessian at a point says: (k, d) → (k,)."""
    d = points.shape[1]
    ways = np.vstack([np.eye(d), -np.eye(d)])
    if d == 2:
        ways = np.vstack([ways, [[1, 1], [1, -1], [-1, 1], [-1, -1]]])
    root = np.sqrt(function.slopes)
    change = function.gradient(points[:, None] + _NEAR * ways) - function.gradient(points)[:, None]
    said = np.einsum("kij,mj->kmi", function.hessian(points), ways)
    miss = np.abs(change / _NEAR - said) / root / np.abs(ways @ np.diag(root)).max(axis=1)[:, None]
    least = np.abs(λ).min(axis=1)
    return np.asarray(~(miss.max(axis=(1, 2)) <= _MISSED * least))


def _signed(own: Array, scaled: Array, curvature: float) -> tuple[float, ...]:
    """Rising eigenvalues with exact zeros: as many of each sign as in units of the slopes."""
    scaled = np.nan_to_num(scaled)
    small = zero(scaled, curvature)
    below, above = int((scaled < -small).sum()), int((scaled > small).sum())
    λ = own.copy()
    λ[below : len(λ) - above] = 0.0
    return tuple(λ.tolist())
