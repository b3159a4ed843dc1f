"""The least and the greatest value of a function in a domain, and whether there is one at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective

SAMPLES = {1: 4001, 2: 193}  # points along each variable where extremes are looked for
_CANDIDATES = 12  # places that are looked at ever closer: the most extreme neighbourhoods
# Each look is at two cells of the last one, cut in CELLS: 8¹⁵ = 3·10¹³ times closer at last.
_LOOKS, _CELLS = 15, 16
_FRAMES = 13  # around an extreme, each an eighth of the one before
_LASTING = 0.6  # of the fall over four frames before, below which the fall will end
_ENDLESS = 1e300  # a far larger value than the others; the next one is not a number


@dataclass(frozen=True)
class Extreme:
    """The least or the greatest value that was found in a domain.

    Attributes:
        value: f there; nan where f is nowhere defined.
        point: (d,), where.
        bounded: False where f seems to go on without bound towards a pole there.
    """

    value: float
    point: tuple[float, ...]
    bounded: bool


@np.errstate(all="ignore")
def extremes(
    function: Objective,
    domain: Sequence[tuple[float, float]],
    samples: NDArray[np.float64] | None = None,
) -> tuple[Extreme, Extreme]:
    """The least and the greatest value of f in a domain, edges included, in one or two variables.

    Args:
        function: f.
        domain: (low, high) for each variable.
        samples: the values of `values_on_grid` with SAMPLES points, if they are known.
    """
    if samples is None:
        samples = values_on_grid(function, domain, SAMPLES[len(domain)])
    box = np.array(domain, dtype=np.float64)
    return _extreme(function, box, samples, 1.0), _extreme(function, box, samples, -1.0)


def values_on_grid(
    function: Objective, domain: Sequence[tuple[float, float]], count: int
) -> NDArray[np.float64]:
    """The values at `count` points along each of the d variables, corners included."""
    axes = [np.linspace(low, high, count) for low, high in domain]
    return function.value(np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1))


def _extreme(function: Objective, box: Array, samples: Array, sign: float) -> Extreme:
    """The least sign·f."""
    known = np.isfinite(samples)
    if not known.any():
        return Extreme(float("nan"), tuple(box.mean(axis=1).tolist()), True)
    values = np.where(known, sign * samples, np.inf)
    centres, cell = _candidates(values, box), np.ptp(box, axis=1) / (samples.shape[0] - 1)
    low, high = box.T
    around = _pattern(len(box))
    rows = np.arange(len(centres))
    found = sign * function.value(centres)
    found = np.where(np.isfinite(found), found, np.inf)
    for _ in range(_LOOKS):
        points = np.clip(centres[:, None] + cell * around, low, high)
        near = sign * function.value(points)
        near = np.where(np.isfinite(near), near, np.inf)
        index = near.argmin(axis=1)
        lower = near[rows, index] < found
        centres = np.where(lower[:, None], points[rows, index], centres)
        found = np.where(lower, near[rows, index], found)
        cell = cell * (2 / _CELLS)
    best = int(found.argmin())
    middle = float(np.ptp(np.quantile(samples[known], (0.05, 0.95))))
    huge = abs(found[best]) > max(_ENDLESS, 1e9 * middle)
    cells = np.ptp(box, axis=1) / samples.shape[0]
    bounded = not huge and _bounded(function, centres[best], cells, sign)
    place = tuple((centres[best] + 0.0).tolist())
    return Extreme(float(sign * found[best]) + 0.0, place, bounded)


def _bounded(function: Objective, p: Array, cell: Array, sign: float) -> bool:
    """Whether sign·f tends to a least value at a place, rather than falls without bound.

    The lower quartile on ever smaller frames around it falls by less and less towards a finite
    value, be it a tip (|x|^½: a hundredth of the fall of four frames ago), and by as much or more
    towards a pole (log x: as much).
    """
    unit = _pattern(len(p))
    frame = unit[np.abs(unit).max(axis=1) == 1.0]
    radii = 0.5 ** (3.0 * np.arange(_FRAMES))
    values = sign * function.value(p + radii[:, None, None] * cell * frame)
    known = np.isfinite(values).any(axis=1)
    if not known.all():
        return True
    falls = -np.diff(np.nanquantile(values, 0.25, axis=1)[:: _FRAMES // 3])
    return not bool((falls[0] > 0) and (falls[1:] >= _LASTING * falls[:-1]).all())


def _pattern(d: int) -> Array:
    """A grid over the cube from −1 to 1: (k, d)."""
    offsets = np.linspace(-1.0, 1.0, _CELLS + 1)
    return np.stack(np.meshgrid(*[offsets] * d, indexing="ij"), axis=-1).reshape(-1, d)


def _candidates(values: Array, box: Array) -> Array:
    """The places of the lowest of a grid's local minima, edges included: (k, d)."""
    from scipy.ndimage import minimum_filter

    local = np.isfinite(values) & (values <= minimum_filter(values, 3, mode="nearest"))
    index = np.flatnonzero(local)
    index = index[np.argsort(values.ravel()[index], kind="stable")[:_CANDIDATES]]
    at = np.stack(np.unravel_index(index, values.shape), axis=-1)
    cells = np.array(values.shape) - 1
    return np.asarray(box[:, 0] + at / cells * np.ptp(box, axis=1))
