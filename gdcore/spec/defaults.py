"""Default start and learning rate, chosen so that the smallest spec is a good lesson."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from gdcore.maths import Objective, Stop, grid_starts, random_starts
from gdcore.maths.arrays import Array, dot, lengths
from gdcore.maths.descent.plain import PlainSteps
from gdcore.maths.remembering import remembered

Point = tuple[float, ...]

START = (0.8, 0.6)  # parts of the domain's half width: well off the middle, the axes, the diagonal
SCALES = (1, 0.5, 0.25, 0.1)  # ever nearer to the middle
RATES = tuple(float(f"{m}e{k}") for k in range(3, -7, -1) for m in (5, 2, 1))
FALLBACK_RATE = 0.1

_FEWEST = 10  # steps; with fewer there is no descent to see
_LONGEST = 300  # steps of a trial; a fifth of a second for all rates together
_SHORT = 100  # steps of a trial of many starts
_MOST_TRIED = 20  # starts
_CONVERGED = 1e-6  # |∇f|, as in the default stop rule
# A descent has arrived when no more than this part of the first |∇f| is left, where the function
# curves upwards (on a plateau the slope fades as well), so many half widths from the start.
_FADED = 0.1
_CURVED = 3  # variables; the Hessian of many more would take longer than all the rest
_TRAVELLED = 0.1
_ROUNDED = 0.01  # the most half widths by which a start may move for a shorter number
_UNSURE = 1e-9  # parts of a size, far more than rounding is
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
    return _default_start(function, tuple(lows.tolist()), tuple(highs.tolist()))


@remembered(16)
@np.errstate(over="ignore", invalid="ignore")  # slopes may be beyond all numbers
def _default_start(function: Objective, left: Point, right: Point) -> Point:
    lows, highs = np.array(left), np.array(right)
    candidates = list(_candidates(lows, highs))
    defined = [point for point in candidates if _is_defined(function, point)]
    if not defined:
        found = _amid_defined(function, lows, highs)
        return candidates[0] if found is None else found
    for point in defined:
        rates = _not_too_large(function, point, lows, highs)
        if any(_trial(function, point, rate, lows, highs, _SHORT)[1] for rate in rates):
            return point
    return defined[0]


def _not_too_large(function: Objective, start: Point, lows: Array, highs: Array) -> list[float]:
    """The rates of which not even the first step tells that a trial with them would fail.

    All first steps at once take as long as one trial.
    """
    value, gradient = function.value_and_gradient(np.array(start))
    rates = np.array(RATES)
    points = start - rates[:, None] * gradient
    values, gradients = function.value_and_gradient(points)
    # Other roundings than those of a trial: what is nearly so is left to that.
    spare = _UNSURE * (highs - lows)
    good = ((points >= lows - spare) & (points <= highs + spare)).all(axis=1)
    good &= values <= value + _UNSURE * np.abs(value)
    first = np.broadcast_to(gradient, gradients.shape)
    good &= dot(gradients, first) >= -_UNSURE * lengths(gradients) * lengths(first)
    return [rate for rate, may in zip(RATES, good.tolist(), strict=True) if may]


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
    steps = min(max(steps, _FEWEST), _LONGEST)
    box = tuple(lows.tolist()), tuple(highs.tolist())
    tried = tuple(tuple(start) for start in starts[:_MOST_TRIED])
    return _default_learning_rate(function, tried, *box, steps)


@remembered(16)
def _default_learning_rate(
    function: Objective, starts: Sequence[Point], left: Point, right: Point, steps: int
) -> float:
    lows, highs = np.array(left), np.array(right)
    otherwise = None
    for rate in RATES:
        all_arrive = True
        for start in starts:
            smooth, arrives = _trial(function, start, rate, lows, highs, steps)
            all_arrive &= arrives
            if not (smooth and (arrives or otherwise is None)):
                break
        else:
            if all_arrive:
                return rate
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
        for rounded in (_short(point, lows, highs), tuple(point.tolist())):
            if _is_defined(function, rounded):
                return rounded
    return None


def _candidates(lows: Array, highs: Array) -> Iterator[Point]:
    middle, half = (lows + highs) / 2, (highs - lows) / 2
    offset = np.resize(START, len(lows))
    quadrants = list(itertools.product((1, -1), repeat=min(len(lows), 2)))
    for scale, quadrant in itertools.product(SCALES, quadrants):
        point = middle + scale * half * offset * np.resize(quadrant, len(lows))
        yield _short(point, lows, highs)


def _short(point: Array, lows: Array, highs: Array) -> Point:
    """The point in six digits, since it is shown, or in more where its domain is narrow."""
    short = []
    for x, low, high in zip(point.tolist(), lows.tolist(), highs.tolist(), strict=True):
        rounded = (float(f"{x:.{digits}g}") for digits in (6, 9, 12))
        short.append(next((r for r in rounded if abs(r - x) <= _ROUNDED * (high / 2 - low / 2)), x))
    return tuple(short)


@np.errstate(over="ignore", invalid="ignore")  # slopes may be beyond all numbers
def _trial(
    function: Objective, start: Point, rate: float, lows: Array, highs: Array, steps: int
) -> tuple[bool, bool]:
    """Whether gradient descent from a start is smooth, and whether it arrives in a valley, too."""
    d = function.dimension
    value, gradient = function.value_and_gradient(start)
    before = np.array([*start, value, *gradient])
    box = np.stack([lows, highs], axis=1)
    descent = PlainSteps(function, start, Stop(gradient_norm=0.0), np.inf, box)
    rows = np.vstack([before, descent.take(start, float(value), gradient.tolist(), [rate] * steps)])
    settled = lengths(rows[1:, d + 1 :]) <= _CONVERGED
    inside = settled.any() or len(rows) > steps
    if settled.any():
        rows = rows[: np.argmax(settled) + 2]
    elif not inside:  # the step that leads out of the domain, or to where f is undefined
        out = rows[-1, :d] - rate * rows[-1, d + 1 :]
        value, gradient = function.value_and_gradient(out)
        rows = np.vstack([rows, [*out, value, *gradient]])
    if len(rows) <= _FEWEST:
        return False, False
    values, gradients = rows[:, d], rows[:, d + 1 :]
    # Not-a-number compares as false: an undefined place is not smooth.
    ahead = dot(gradients[1:], gradients[:-1]) > 0
    smooth = bool((np.diff(values) <= 0).all() and ahead.all())
    first, *_, last = lengths(gradients)
    far = (np.abs(rows[-1, :d] - start) >= _TRAVELLED * (highs - lows) / 2).any()
    arrives = bool(smooth and inside and far and last < _FADED * first)
    if arrives and d <= _CURVED:
        # Where the Hessian is undefined it is taken for 0, which curves nowhere.
        arrives = bool(np.linalg.eigvalsh(np.nan_to_num(function.hessian(rows[-1, :d])))[0] > 0)
    return smooth, arrives
