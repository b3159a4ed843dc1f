"""Gathering points that were reached many times into isolated points, lines, curves and regions."""

from dataclasses import dataclass, replace

import numpy as np

from gdcore.maths.arrays import Array
from gdcore.maths.landscape.critical_points import CriticalKind, refine, zero
from gdcore.maths.landscape.judging import around_found
from gdcore.maths.landscape.scaling import Scaled
from gdcore.maths.landscape.smoothness import one_sided_slopes

MOST_POINTS = 1000
_CELLS = 24  # points of a family are thinned to one for each cell of a grid with so many a side
_JUDGED = 12  # points of a family whose surroundings tell its kind
_FAMILY = 4  # so many thinned points in a row are a family, fewer are isolated


@dataclass(frozen=True)
class CriticalSet:
    """A line, curve or region of points that are all critical.

    Attributes:
        kind: by the values around its points: minimum (a valley's floor: nowhere lower), maximum
            (a ridge), saddle (lower on one side, higher on the other); degenerate where its points
            differ or rounding hides it, and for a flat region.
        shape: "line" (along an axis), "curve" or "region".
        value: the mean of f over it; f is the same at all its points.
        points: some of its points, (k, d).
        held: of a line, the index of the variable that is the same all along it, and its value.
        span: of a line, (low, high) of the other variable.
        smooth: whether f has a gradient at its points.
    """

    kind: CriticalKind
    shape: str
    value: float
    points: Array
    held: tuple[int, float] | None = None
    span: tuple[float, float] | None = None
    smooth: bool = True


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
    box = function.box
    spread = np.ptp(points, axis=0) > np.ptp(box, axis=1) / _CELLS
    whole = _set(function, points, "curve")
    if whole.shape == "region" and spread.all():
        return [whole]
    sets, left = [], np.ones(len(points), dtype=np.bool_)
    for i in range(len(box) if len(box) == 2 else 0):
        column = points[:, i]
        for value in np.unique(np.round(column, 6)):
            on = np.abs(column - value) < 2e-6
            if on.sum() >= _FAMILY:
                other = every[np.abs(every[:, i] - value) < 2e-6][:, 1 - i]
                other = other * function.lengths[1 - i]
                held = column[on].mean() * function.lengths[i] if abs(value) > 1e-9 else 0.0
                span = (float(other.min()), float(other.max()))
                found = _set(function, points[on], "line")
                sets.append(replace(found, shape="line", held=(i, float(held)), span=span))
                left &= ~on
    # What a crossing of lines has left over is no curve of its own.
    if left.all():
        sets.append(whole)
    elif left.sum() >= _FAMILY:
        sets.append(_set(function, points[left], "curve"))
    return sets


def _set(function: Scaled, points: Array, shape: str) -> CriticalSet:
    """The set of (k, d) points in units of the domain; a region where f is constant around most."""
    some = points[np.unique(np.linspace(0, len(points) - 1, _JUDGED).astype(int))]
    around = around_found(function, some)
    places = function.place(points)
    widths = function.lengths * np.ptp(function.box, axis=1)
    smooth = one_sided_slopes(function.whole, function.place(some[len(some) // 2]), widths).smooth
    if sum(a.flat for a in around) > len(around) / 2:
        kind, shape = CriticalKind.DEGENERATE, "region"
    elif all(a.lowest >= 0 for a in around):
        kind = CriticalKind.MINIMUM
    elif all(a.highest <= 0 for a in around):
        kind = CriticalKind.MAXIMUM
    elif all(a.lowest < 0 < a.highest for a in around):
        kind = CriticalKind.SADDLE
    else:
        kind = CriticalKind.DEGENERATE
    value = float(function.value(points).mean())
    return CriticalSet(kind, shape, value, places, smooth=smooth)
