"""Default start and learning rate, chosen so that the smallest spec is a good lesson."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import Objective, grid_starts, random_starts
from gdcore.maths.arrays import Array

Flags = NDArray[np.bool_]
Point = tuple[float, ...]

START = (0.8, 0.6)  # parts of the domain's half width: well off the middle, the axes, the diagonal
SCALES = (1, 0.5, 0.25, 0.1)  # ever nearer to the middle
RATES = tuple(float(f"{m}e{k}") for k in range(3, -7, -1) for m in (5, 2, 1))
FALLBACK_RATE = 0.1

_FEWEST = 10  # steps; with fewer there is no descent to see
_LONGEST = 300  # steps of a trial; a fifth of a second for all rates together
_MOST_TRIED = 20  # starts
_CONVERGED = 1e-6  # |∇f|, as in the default stop rule
# A descent has arrived when no more than this part of the first |∇f| is left, where the function
# curves upwards (on a plateau the slope fades as well), so many half widths from the start.
_FADED = 0.1
_CURVED = 3  # variables; the Hessian of many more would take longer than all the rest
_TRAVELLED = 0.1
_SEARCHED = 4096  # points of a domain, where none of the candidates for a start is defined


def default_start(function: Objective, lows: Array, highs: Array) -> Point:
    """A start well off the middle from which a descent arrives in a valley within the domain.

    The first candidate is (0.8, 0.6) of the half width away from the middle, alternating in more
    dimensions; then come the other quadrants, then points nearer to the middle. The first from
    which some learning rate leads smoothly into a valley is taken; where none does, as on a plane
    or a saddle, the first where f and ∇f are defined. Where none of the candidates is such a
    point, one in the midst of such points of a grid serves; if there is none either, the first
    candidate, at which the spec's check then reports f undefined.
    """
    candidates = list(_candidates(lows, highs))
    defined = [point for point in candidates if _is_defined(function, point)]
    if not defined:
        found = _amid_defined(function, lows, highs)
        return candidates[0] if found is None else found
    arrives: Flags = np.zeros(len(defined), dtype=np.bool_)
    for rate in RATES:
        arrives |= _try(function, np.array(defined), rate, lows, highs, 100)[1]
        if arrives[0]:
            break
    return defined[int(np.argmax(arrives))]


def default_learning_rate(
    function: Objective, starts: Sequence[Point], lows: Array, highs: Array, steps: int
) -> float:
    """The largest rate of the series …, 0.5, 0.2, 0.1, … with a smooth descent from every start.

    Smooth means that gradient descent goes downhill at each step, that no step turns back on the
    one before (their angle stays below 90°), and that it takes at least ten steps. Rates with which
    all descents arrive in a valley within the domain go before those with which some do not.
    Where no rate is smooth: 0.1.

    A rate from the curvature alone (below 1/λmax) would have to go by the steepest place of the
    whole domain, and crawl everywhere else.
    """
    points = np.array(starts[:_MOST_TRIED], dtype=np.float64)
    trial = min(max(steps, _FEWEST), _LONGEST)
    otherwise = None
    for rate in RATES:
        smooth, arrives = _try(function, points, rate, lows, highs, trial)
        if arrives.all():
            return rate
        if smooth.all() and otherwise is None:
            otherwise = rate
    return FALLBACK_RATE if otherwise is None else otherwise


def _is_defined(function: Objective, point: Point) -> bool:
    value, gradient = function.value_and_gradient(np.array(point))
    return bool(np.isfinite(value).all() and np.isfinite(gradient).all())


def _amid_defined(function: Objective, lows: Array, highs: Array) -> Point | None:
    """The grid point nearest to the mean of those inside the domain where f and ∇f are defined."""
    box, d = list(zip(lows.tolist(), highs.tolist(), strict=True)), len(lows)
    if d <= 2:
        side = round(_SEARCHED ** (1 / d))
        points = grid_starts(box, side)
        points = points[((points > lows) & (points < highs)).all(axis=1)]
    else:
        points = random_starts(box, _SEARCHED, seed=0)
    values, gradients = function.value_and_gradient(points)
    points = points[np.isfinite(values) & np.isfinite(gradients).all(axis=1)]
    if not len(points):
        return None
    away = np.abs((points - (points / len(points)).sum(axis=0)) / (highs / 2 - lows / 2)).max(
        axis=1
    )
    for point in points[np.argsort(away, kind="stable")]:
        short = tuple(float(f"{x:.6g}") for x in point)
        for rounded in (short, tuple(point.tolist())):
            if _is_defined(function, rounded):
                return rounded
    return None


def _candidates(lows: Array, highs: Array) -> Iterator[Point]:
    middle, half = (lows + highs) / 2, (highs - lows) / 2
    offset = np.resize(START, len(lows))
    quadrants = list(itertools.product((1, -1), repeat=min(len(lows), 2)))
    for scale, quadrant in itertools.product(SCALES, quadrants):
        point = middle + scale * half * offset * np.resize(quadrant, len(lows))
        # Short decimals, since these numbers stand on the screen.
        yield tuple(float(f"{x:.6g}") for x in point)


@np.errstate(over="ignore", invalid="ignore")  # slopes may be beyond all numbers
def _try(
    function: Objective, starts: Array, rate: float, lows: Array, highs: Array, steps: int
) -> tuple[Flags, Flags]:
    """Gradient descent from all starts at once: which are smooth, and which arrive as well."""
    points = starts
    values, gradients = function.value_and_gradient(points)
    first = np.linalg.norm(gradients, axis=-1)
    smooth: Flags = np.isfinite(first)
    inside: Flags = np.ones(len(points), dtype=np.bool_)
    for step in range(1, steps + 1):
        going = smooth & inside & (np.linalg.norm(gradients, axis=-1) > _CONVERGED)
        if not going.any():
            break
        points = np.where(going[:, np.newaxis], points - rate * gradients, points)
        inside[:] = ((points >= lows) & (points <= highs)).all(axis=-1)
        lower, turned = function.value_and_gradient(points)
        # Not-a-number compares as false: an undefined place is not smooth.
        smooth &= ~going | ((lower <= values) & ((turned * gradients).sum(axis=-1) > 0))
        values, gradients = lower, turned
        if step < _FEWEST:
            smooth &= inside & (np.linalg.norm(gradients, axis=-1) > _CONVERGED)
    faded = np.linalg.norm(gradients, axis=-1) < _FADED * first
    far = (np.abs(points - starts) >= _TRAVELLED * (highs - lows) / 2).any(axis=-1)
    arrives: Flags = smooth & inside & faded & far
    if arrives.any() and function.dimension <= _CURVED:
        # Where the Hessian is undefined it is taken for 0, which curves nowhere.
        lowest = np.linalg.eigvalsh(np.nan_to_num(function.hessian(points)))[:, 0]
        arrives &= lowest > 0
    return smooth, arrives
