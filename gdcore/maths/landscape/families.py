"""Gathering points that were reached many times into isolated points, lines, curves and regions."""

from dataclasses import dataclass

import numpy as np

from gdcore.maths.arrays import Array
from gdcore.maths.landscape.critical_points import CriticalKind, refine, zero
from gdcore.maths.landscape.scaling import Scaled

MOST_POINTS = 1000
_CELLS = 24  # points of a family are thinned to one for each cell of a grid with so many a side
_FAMILY = 4  # so many thinned points in a row are a family, fewer are isolated


@dataclass(frozen=True)
class CriticalSet:
    """A line, curve or region of points that are all critical.

    Attributes:
        kind: what the points are across it: minimum (a valley's floor), maximum (a ridge), or
            degenerate.
        shape: "line", "curve" or "region".
        value: the mean of f over it; f is the same at all its points.
        points: some of its points, (k, d).
        sentence: it in words.
    """

    kind: CriticalKind
    shape: str
    value: float
    points: Array
    sentence: str


def gather(function: Scaled, found: Array) -> tuple[Array, tuple[CriticalSet, ...], bool]:
    """Sort critical points, each found any number of times, into isolated ones and families.

    Args:
        function: f in units of its domain.
        found: critical points (N, d), in the same units.

    Returns:
        The isolated points (k, d), in the same units; the families; and whether nothing was left
        out.
    """
    box = function.box
    d = len(box)
    if not len(found):
        return np.empty((0, d)), (), True
    size = float(np.linalg.norm(box[:, 1] - box[:, 0]))
    λ = function.eigenvalues(found)
    regular = np.abs(λ).min(axis=1) > zero(λ, function.curvature)
    points = distinct(found[regular], 1e-6 * size)
    singular = found[~regular]
    sets: list[CriticalSet] = []
    if len(singular):
        thinned = _thin(singular, box)
        for family in _connected(function, thinned):
            if len(family) < _FAMILY:
                # An isolated degenerate point is reached slowly, so its copies lie scattered.
                slopes = function.gradient(family) / function.slopes
                norms = np.linalg.norm(slopes, axis=1)
                points = np.vstack([points, family[[np.argmin(norms)]]])
            else:
                sets += _families(function, family, singular)
    return points[:MOST_POINTS], tuple(sets), len(points) <= MOST_POINTS


def distinct(points: Array, tolerance: float) -> Array:
    """One of each group of points that agree within the tolerance, in a fixed order."""
    if not len(points):
        return points
    _, first = np.unique(np.round(points / tolerance), axis=0, return_index=True)
    kept: list[Array] = []
    for x in points[np.sort(first)]:  # rounding can part two that lie on both sides of a border
        if len(kept) > MOST_POINTS:
            break
        if not kept or np.linalg.norm(np.array(kept) - x, axis=1).min() > 3 * tolerance:
            kept.append(x)
    result = np.array(kept)
    return result[np.lexsort(result.T[::-1])]


def _thin(points: Array, box: Array) -> Array:
    """The first point in each cell of a coarse grid."""
    cell = (box[:, 1] - box[:, 0]) / _CELLS
    _, first = np.unique(np.round((points - box[:, 0]) / cell), axis=0, return_index=True)
    return points[np.sort(first)[:MOST_POINTS]]


def _connected(function: Scaled, points: Array) -> list[Array]:
    """Split points into families: two belong together if the point half-way is critical too."""
    n, box = len(points), function.box
    unit = (points - box[:, 0]) / (box[:, 1] - box[:, 0]) * _CELLS
    near = np.linalg.norm(unit[:, None] - unit[None], axis=-1) < 2.6
    first, second = np.nonzero(np.triu(near, 1))
    if len(first):
        middle = (points[first] + points[second]) / 2
        reached, critical = refine(function, middle, slopes=function.slopes)
        apart = np.linalg.norm(points[first] - points[second], axis=1)
        moved = np.linalg.norm(reached - middle, axis=1)
        linked = (critical & (moved < 0.3 * apart)) | (
            apart < 1e-3 * np.linalg.norm(np.ptp(box, 1))
        )
        first, second = first[linked], second[linked]
    # Imported late: SciPy takes half a second, which `import gdcore` need not wait for.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(first)), (first, second)), shape=(n, n))
    count, family = connected_components(links, directed=False)
    return [points[family == f] for f in range(count)]


def _families(function: Scaled, points: Array, every: Array) -> list[CriticalSet]:
    """The straight lines along the axes in a family, and the rest of it as one curve or region."""
    box, λ = function.box, function.eigenvalues(points)
    spread = np.ptp(points, axis=0) > np.ptp(box, axis=1) / _CELLS
    if (np.abs(λ).max(axis=1) <= zero(λ, function.curvature)).all() and spread.all():
        return [_set(function, points, "region", "", λ)]
    sets, left = [], np.ones(len(points), dtype=np.bool_)
    for i in range(len(box) if len(box) == 2 else 0):
        column = points[:, i]
        for value in np.unique(np.round(column, 6)):
            on = np.abs(column - value) < 2e-6
            if on.sum() >= _FAMILY:
                other = every[np.abs(every[:, i] - value) < 2e-6][:, 1 - i]
                other = other * function.lengths[1 - i]
                held = column[on].mean() * function.lengths[i] if abs(value) > 1e-9 else 0.0
                name, along = function.variables[i], function.variables[1 - i]
                words = f"{name} = {held:g} for {along} from {other.min():.3g} to {other.max():.3g}"
                sets.append(_set(function, points[on], "line", words, λ[on]))
                left &= ~on
    # What a crossing of lines has left over is no curve of its own.
    if left.sum() >= _FAMILY or not sets:
        rest = left if left.any() else ~left
        sets.append(_set(function, points[rest], "curve", "", λ[rest]))
    return sets


def _set(function: Scaled, points: Array, shape: str, words: str, λ: Array) -> CriticalSet:
    value = float(function.value(points).mean())
    small = zero(λ.ravel(), function.curvature)
    places = function.place(points)
    up, down = bool((λ > small).any()), bool((λ < -small).any())
    kind = (
        CriticalKind.DEGENERATE
        if up == down
        else CriticalKind.MINIMUM
        if up
        else CriticalKind.MAXIMUM
    )
    if not words:
        some = places[len(points) // 2]
        words = "through (" + ", ".join(f"{v:.4g}" for v in some) + ")"
    what = {"region": "flat region", "curve": "curve", "line": "line"}[shape]
    kinds = {
        CriticalKind.MINIMUM: "minima",
        CriticalKind.MAXIMUM: "maxima",
        CriticalKind.DEGENERATE: "critical points",
    }
    sentence = f"A whole {what} of {kinds[kind]}: {words}, f = {value:.6g}."
    return CriticalSet(kind, shape, value, places, sentence)
