"""What f does on small circles around a point, which tells its kind where the Hessian cannot."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.landscape.scaling import Scaled

# In units of the domain, which is 2 to 4 of them wide: small enough to be near, and many, since the
# smallest drown in rounding where f is flat.
RADII = 2.0 ** -np.arange(4, 20.5, 0.5)
_DECIDING = 3  # so many of the smallest radii at which a change can be told from rounding decide
_FARTHER = 48  # times the distance to which the point itself is known: the least radius
_ON_CIRCLE = 256  # directions in two dimensions; halfway between two of them is refined
_ON_SPHERE = 64  # directions for each dimension, in three and more
_GOLDEN = (np.sqrt(5) - 1) / 2
_REFINEMENTS = 60  # of golden-section search: to 0.025·0.618⁶⁰ = 10⁻¹⁴ radians
# Values at distances of r·(1 ± 10⁻⁶) lie on a straight line but for rounding: third differences
# of a smooth f there are 10⁻¹⁸ of its change.
_JITTER: Array = 1.0 + 1e-6 * np.arange(-2.0, 3.0)
_DIRECTION = 1e-15  # what rounding of a direction does to f, as a part of its change on the circle
_SURE = 8.0  # times the rounding seen
_CHUNK = 16  # points at once, for memory's sake
_EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Surroundings:
    """How f changes from a point to small circles around it, as far as rounding lets it be seen.

    Attributes:
        lowest: the sign of the least change: 1 where f is higher all around, −1 where it is lower
            somewhere, 0 where the least change can't be told from none.
        highest: the sign of the greatest change, in the same way.
    """

    lowest: int
    highest: int

    @property
    def flat(self) -> bool:
        """Whether f does not change at all."""
        return self.lowest == self.highest == 0


@np.errstate(all="ignore")
def surroundings(
    function: Scaled, points: Array, doubt: Array | float = 0.0, reach: Array | float = 0.0
) -> list[Surroundings]:
    """The surroundings of each of (n, d) points, in units of the domain.

    The least and the greatest value on each of many circles (two points for one variable, spheres
    for more than two) are looked up in dense directions and refined by golden-section search, so
    that a narrow way down is found which no straight line through the point shows, as in
    (y − x²)·(y − 2x²).

    Args:
        function: f in units of its domain.
        points: where f is finite.
        doubt: (n,), the uncertainty of f at each point, because the point is not known exactly.
        reach: (n,), the distance to which each point is known; much smaller circles say nothing.
    """
    n = len(points)
    doubts, reaches = np.broadcast_to(doubt, n), np.broadcast_to(reach, n)
    result: list[Surroundings] = []
    for first in range(0, n, _CHUNK):
        part = slice(first, first + _CHUNK)
        p = points[part]
        here = function.value(p)[:, None]
        signs = []
        for sign in (1.0, -1.0):
            value, noise = _least(function, p, here, sign)
            noise = _SURE * (noise + _EPSILON * (np.abs(here) + np.abs(value)))
            noise = noise + doubts[part, None]
            change = value - sign * here
            seen = (np.abs(change) > noise) & (_FARTHER * reaches[part, None] <= RADII)
            signs.append([_sign(c, s) for c, s in zip(change, seen, strict=True)])
        result += [Surroundings(low, -high) for low, high in zip(*signs, strict=True)]
    return result


def _sign(change: Array, seen: NDArray[np.bool_]) -> int:
    """The sign of the changes at the smallest radii where one is seen; 0 if they differ."""
    (index,) = np.nonzero(seen)
    if len(index) < _DECIDING:
        return 0
    signs = np.sign(change[index[-_DECIDING:]])
    return int(signs[0]) if (signs == signs[0]).all() else 0


def _least(function: Scaled, p: Array, here: Array, sign: float) -> tuple[Array, Array]:
    """The least sign·f on each circle around each point, and the rounding seen: (n, K) each."""

    def at(ways: Array, lengths: Array) -> Array:
        """Values at (n, K, m, d) unit vectors times (m,) parts of the radii: (n, K, m)."""
        places = p[:, None, None] + (RADII[:, None] * lengths)[..., None] * ways
        values = sign * function.value(places)
        return np.where(np.isfinite(values), values, np.inf)

    d, one = p.shape[1], np.ones(1)
    directions = _directions(d)
    around = at(directions, np.ones(len(directions)))
    best = around.min(axis=2)
    way = directions[around.argmin(axis=2)]
    for axis in range(d) if d > 1 else ():
        across = _across(way, axis)
        turned, value = _golden(lambda w: at(w[:, :, None], one)[..., 0], way, across)
        lower = value < best
        way, best = np.where(lower[..., None], turned, way), np.where(lower, value, best)
    rough = np.abs(np.diff(at(way[:, :, None], _JITTER), 3, axis=2)).max(axis=2)
    rough = np.where(np.isfinite(rough), rough, 0.0).max(axis=1, keepdims=True)
    most = np.where(np.isfinite(around), np.abs(around - sign * here[..., None]), 0.0).max(axis=2)
    return best, rough + _DIRECTION * most


def _directions(d: int) -> Array:
    """Unit vectors all around: (m, d)."""
    if d == 1:
        return np.array([[1.0], [-1.0]])
    if d == 2:
        turns = np.arange(_ON_CIRCLE) * (2 * np.pi / _ON_CIRCLE)
        return np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    some = np.random.default_rng(0).normal(size=(_ON_SPHERE * d, d))
    every = np.vstack([np.eye(d), -np.eye(d), some])
    return np.asarray(every / np.linalg.norm(every, axis=1, keepdims=True))


def _across(way: Array, axis: int) -> Array:
    """Unit vectors at right angles to others, (…, d), as near to an axis as can be."""
    unit = np.eye(way.shape[-1])[axis]
    across = unit - way[..., axis, None] * way
    length = np.linalg.norm(across, axis=-1, keepdims=True)
    return np.asarray(across / np.where(length > 1e-6, length, np.inf))


def _golden(at: Callable[[Array], Array], way: Array, across: Array) -> tuple[Array, Array]:
    """The directions near others, turned towards those across, in which values are least.

    Args:
        at: the values in (n, K, d) directions.
        way, across: (n, K, d), at right angles.
    """
    d = way.shape[-1]
    wide = 2 * np.pi / _ON_CIRCLE if d == 2 else 0.5

    def turned(angle: Array) -> Array:
        angle = angle[..., None]
        return np.asarray(np.cos(angle) * way + np.sin(angle) * across)

    low, high = np.full(way.shape[:2], -wide), np.full(way.shape[:2], wide)
    one, two = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    f_one, f_two = at(turned(one)), at(turned(two))
    for _ in range(_REFINEMENTS):
        left = f_one < f_two
        low, high = np.where(left, low, one), np.where(left, two, high)
        fresh = np.where(left, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
        value = at(turned(fresh))
        one, two = np.where(left, fresh, two), np.where(left, one, fresh)
        f_one, f_two = np.where(left, value, f_two), np.where(left, f_one, value)
    best = np.where(f_one < f_two, one, two)
    return turned(best), np.minimum(f_one, f_two)
