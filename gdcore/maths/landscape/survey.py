"""What a function's landscape holds: every kind of critical point in a domain, and its edge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from gdcore.maths.arrays import Array
from gdcore.maths.descent.starts import Domain, check_domain, grid_starts
from gdcore.maths.landscape.critical_points import (
    CriticalKind,
    CriticalPoint,
    refine,
)
from gdcore.maths.landscape.families import MOST_POINTS, CriticalSet, gather
from gdcore.maths.landscape.judging import judged, snapped
from gdcore.maths.landscape.scaling import Scaled
from gdcore.maths.landscape.tips import SIDES, lowest, tips
from gdcore.maths.objective import Objective

# Starts of the search. In two dimensions 96 × 96 finds each of the 441 critical points of
# Rastrigin's function on its usual domain.
STARTS = {1: 2048, 2: 96 * 96}
STARTS_ABOVE = 4096
# Operations of the search, of a Hessian's for each start and iteration: a second or two.
BUDGET = 5e8
FEWEST = {1: 32, 2: 64}  # starts, however costly the function is
_SAME = 1e-6  # units of the domain: points nearer to each other are one
MOST_FACES_DIMENSION = 3  # 3^d − 1 faces, edges and corners: 26 in three dimensions


@dataclass(frozen=True)
class Landscape:
    """The critical points of a function in a domain.

    Attributes:
        points: isolated critical points, by kind and then by value.
        sets: whole lines, curves and regions of critical points.
        edge_minima: lowest points along the edge of the domain whose gradient does not vanish.
        complete: False where more than ``MOST_POINTS`` were found and the rest dropped, and where
            f is so costly that the search began at fewer points than it does elsewhere.
        variables: the names of the coordinates.
    """

    points: tuple[CriticalPoint, ...]
    sets: tuple[CriticalSet, ...]
    edge_minima: tuple[CriticalPoint, ...]
    complete: bool
    variables: tuple[str, ...]

    @property
    def minima(self) -> tuple[CriticalPoint, ...]:
        """The isolated minima inside, tips among them, lowest first."""
        lowest = [p for p in self.points if p.kind is CriticalKind.MINIMUM]
        return tuple(sorted(lowest, key=lambda p: (p.value, p.point)))


@np.errstate(all="ignore")
def survey(function: Objective, domain: Domain) -> Landscape:
    """Find and classify the critical points of a function in a domain.

    Newton's method, kept from wandering, starts from an even grid (from seeded random points in
    three and more dimensions), so what is found does not depend on luck from run to run. It is a
    search: a critical point in a hollow much narrower than the grid can be missed.

    Args:
        function: f in d variables.
        domain: (low, high) for each variable.

    Raises:
        ValueError: the domain does not fit.
    """
    box = check_domain(domain, function.dimension)
    scaled = Scaled.to(function, box)
    found, thorough = _search(scaled, BUDGET)
    points, sets, complete = gather(scaled, found)
    known = judged(scaled, points)
    # Where points have been left out, a search would take their hollows for tips.
    for kind in (CriticalKind.MINIMUM, CriticalKind.MAXIMUM) if complete else ():
        near = [p.point for p in known if p.kind is kind]
        there = np.reshape(near, (-1, function.dimension)) / scaled.lengths
        more, followed = tips(scaled, there, kind)
        known, complete = known + more, complete and followed
    described = sorted(_once(known, scaled), key=lambda p: (_ORDER[p.kind], p.value, p.point))
    sets = tuple(s for s in sets if s.smooth or s.kind in _EXTREME)
    edge: list[CriticalPoint] = []
    if function.dimension <= MOST_FACES_DIMENSION:
        faces = list(_faces(function, box))
        for face in faces:
            edge += _edge_minima(face, scaled, BUDGET / len(faces))
    edge.sort(key=lambda p: (p.value, p.point))
    complete = complete and thorough
    return Landscape(tuple(described), sets, tuple(edge), complete, function.variables)


def _once(points: list[CriticalPoint], function: Scaled) -> list[CriticalPoint]:
    """One of each group of points that a search cannot tell apart, the tip if there is one."""
    kept: list[CriticalPoint] = []
    for p in sorted(points, key=lambda p: p.smooth):
        gaps = [np.abs(np.subtract(p.point, q.point)) / function.lengths for q in kept]
        if not any((gap < _SAME).all() for gap in gaps):
            kept.append(p)
    return kept


def critical_points(function: Objective, domain: Domain) -> tuple[CriticalPoint, ...]:
    """The isolated critical points of a function in a domain, by kind (minima first) and value.

    ``survey`` finds more: whole lines of critical points, and minima at the domain's edge.

    Args:
        function: f in d variables.
        domain: (low, high) for each variable; for one variable its pair alone will do.
    """
    return survey(function, domain).points


_EXTREME = (CriticalKind.MINIMUM, CriticalKind.MAXIMUM)
_ORDER = {kind: i for i, kind in enumerate(CriticalKind)}


def _search(function: Scaled, budget: float) -> tuple[Array, bool]:
    """Critical points reached from all over the domain, in no order and many of them many times.

    Returns:
        The points (N, d) in units of the domain, and whether the budget allowed all starts.
    """
    d, box, slopes = function.dimension, function.box, function.slopes
    cost = 4 * d * function.operations * 40
    most = STARTS.get(d, STARTS_ABOVE)
    count = int(np.clip(budget / cost, FEWEST.get(d, 64), most))
    if d <= 2:
        side = max(8, round(count ** (1 / d)))
        starts = grid_starts(box.tolist(), side)
    else:
        starts = np.random.default_rng(0).uniform(box[:, 0], box[:, 1], (count, d))
    size = box[:, 1] - box[:, 0]
    diagonal = float(np.linalg.norm(size))
    reached, critical = refine(function, starts, diagonal / 20, slopes)
    if d in SIDES:
        # From a narrow peak or hollow Newton runs away, unless it starts on it with short steps.
        grid = grid_starts(box.tolist(), SIDES[d])
        values = function.value(grid).reshape((SIDES[d],) * d)
        extremes = grid[(lowest(values) | lowest(-values)).ravel()][:MOST_POINTS]
        more, also = refine(function, extremes, diagonal / (SIDES[d] - 1), slopes)
        reached, critical = np.vstack([reached, more]), np.concatenate([critical, also])
    near = ((reached >= box[:, 0] - 1e-7 * size) & (reached <= box[:, 1] + 1e-7 * size)).all(axis=1)
    found = np.clip(reached[critical & near], box[:, 0], box[:, 1])
    return snapped(function, found), count >= most


@dataclass(frozen=True)
class _Face:
    """A function with some coordinates held at the edge of a box."""

    whole: Objective
    held: Mapping[int, tuple[float, float]]  # coordinate → value, direction inwards (±1)
    free: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.whole.text

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(self.whole.variables[i] for i in self.free)

    @property
    def dimension(self) -> int:
        return len(self.free)

    @property
    def operations(self) -> int:
        return self.whole.operations

    def place(self, p: ArrayLike) -> Array:
        """The point of the whole space: (…, free) → (…, d)."""
        points = np.asarray(p, dtype=np.float64)
        whole = np.empty((*points.shape[:-1], self.whole.dimension))
        whole[..., self.free] = points
        for i, (value, _) in self.held.items():
            whole[..., i] = value
        return whole

    def value(self, p: ArrayLike) -> Array:
        return self.whole.value(self.place(p))

    def gradient(self, p: ArrayLike) -> Array:
        return self.whole.gradient(self.place(p))[..., self.free]

    def hessian(self, p: ArrayLike) -> Array:
        return self.whole.hessian(self.place(p))[..., self.free, :][..., self.free]

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        value, gradient = self.whole.value_and_gradient(self.place(p))
        return value, gradient[..., self.free]


def _faces(function: Objective, box: Array) -> Iterator[_Face]:
    for choice in product((None, 0, 1), repeat=len(box)):
        held = {
            i: (float(box[i, side]), 1.0 - 2 * side)
            for i, side in enumerate(choice)
            if side is not None
        }
        if held:
            yield _Face(function, held, [i for i, side in enumerate(choice) if side is None])


def _edge_minima(face: _Face, whole: Scaled, budget: float) -> list[CriticalPoint]:
    """Isolated minima along a face where f rises inwards across every held coordinate."""
    free = face.free
    if free:
        # The face alone may be as good as flat; the tolerances are those of the whole domain.
        scaled = Scaled(
            face, whole.lengths[free], whole.box[free], whole.slopes[free], whole.curvature
        )
        found, _, _ = gather(scaled, _search(scaled, budget)[0])
        strictly = ((found > scaled.box[:, 0]) & (found < scaled.box[:, 1])).all(axis=1)
        along = judged(scaled, found[strictly])
        along = [p for p in along if p.kind is CriticalKind.MINIMUM]
    else:
        value = float(face.value(np.empty(0)))
        along = [CriticalPoint((), value, CriticalKind.MINIMUM, (), 0.0)]
    places = face.place(np.array([p.point for p in along]).reshape(len(along), len(free)))
    slopes = face.whole.gradient(places) * whole.lengths / whole.slopes
    return [
        replace(p, point=tuple(x.tolist()), on_edge=True)
        for p, x, slope in zip(along, places, slopes, strict=True)
        if all(inward * slope[i] > 1e-9 for i, (_, inward) in face.held.items())
    ]
