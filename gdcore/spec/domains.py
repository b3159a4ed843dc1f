"""The default domain of a function: intervals in which it is mostly defined."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import numpy as np

from gdcore.maths import NAMED_FUNCTIONS, DataLoss, Objective
from gdcore.maths.arrays import Array
from gdcore.maths.landscape.critical_points import refine
from gdcore.spec.functions import DEFAULT_INTERVAL, default_interval
from gdcore.spec.values import FARTHEST, as_coordinate

Interval = tuple[float, float]

MOSTLY = 0.9
"""The least share of a domain's points at which f must be defined. With a pole, or a line of poles,
the share is larger; with a disc it is π/4 of the square around it, whose corners would be empty."""

_OFFSETS = (1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000)
CANDIDATES: tuple[Interval, ...] = (
    DEFAULT_INTERVAL,
    *((0.0, 6.0), (-6.0, 0.0)),
    *((-half, half) for half in (2.0, 1.0, 0.5, 0.2, 0.1)),
    *((0.0, 1.0), (-1.0, 0.0)),
    *(
        (min(sign * k, sign * (k + width)), max(sign * k, sign * (k + width)))
        for width in (6.0, 2.0)
        for k in _OFFSETS
        for sign in (1, -1)
    ),
)
"""Intervals of one variable, the preferred first: on one side of 0, narrower ones around 0, then
ever farther from 0."""

_ROOM = 0.2  # of the whole interval, beyond a start outside a candidate
_SIDE = 12  # sample points along each variable, for one or two variables
_SAMPLE = 256  # sample points in all, for more variables
_AROUND = 1.2  # factor on the half width of a loss's interval: 0 and the risen loss are well inside


def default_domain(
    text: str,
    function: Objective,
    given: Mapping[str, Interval] | None = None,
    starts: object = (),
) -> dict[str, Interval]:
    """The interval of each variable, in the function's order.

    A named function has its own domain. A loss with one minimum that Newton's method finds from 0
    gets intervals around it as far as the loss rises by what it falls from 0 to there, and 0
    itself. Any other function gets [−3, 3] for each variable if it is defined there in at least
    the share ``MOSTLY`` of the points, else the first combination of ``CANDIDATES`` in which it
    is; where there is none, the one with the largest share. Candidates that do not hold the starts
    are widened until they do.

    Args:
        text: the function as the spec has it, a formula or a name.
        function: f.
        given: the intervals that the spec gives; they are kept.
        starts: the points at which descents begin, as the spec has them; all else is passed over.
    """
    given = given or {}
    if isinstance(function, DataLoss):
        return _around_minimum(function) | dict(given)
    usual = {name: default_interval(text, name) for name in function.variables} | dict(given)
    free = [i for i, name in enumerate(function.variables) if name not in given]
    if text.strip() in NAMED_FUNCTIONS or not free:
        return usual
    box = np.array(list(usual.values()))
    if _shares(function, box[None])[0] < MOSTLY:
        held = _extent(starts, function.dimension)
        box = _mostly_defined(function, box, free, held)
    return {
        name: given.get(name, (float(low), float(high)))
        for name, (low, high) in zip(function.variables, box, strict=True)
    }


def _extent(starts: object, d: int) -> Array:
    """The least and the largest coordinate of the starts, (d, 2); (∞, −∞) where there are none."""
    listed = starts if isinstance(starts, list | tuple) else []
    entries = [s if isinstance(s, list | tuple) else [s] for s in listed]
    points = [[as_coordinate(x) for x in entry] for entry in entries if len(entry) == d]
    sound = np.array([p for p in points if None not in p], dtype=np.float64).reshape(-1, d)
    return np.stack([sound.min(axis=0, initial=np.inf), sound.max(axis=0, initial=-np.inf)], axis=1)


def _widened(candidate: Interval, held: Array) -> Interval:
    """The interval, moved at the ends beyond which starts lie to a round number behind them."""
    (low, high), (least, most) = candidate, held.tolist()
    if low <= least and most <= high:
        return candidate
    room = _ROOM * (max(high, most) - min(low, least))
    wide = _rounded(min(low, least - room), max(high, most + room))
    ends = (low if low <= least else wide[0], high if most <= high else wide[1])
    return max(ends[0], -FARTHEST), min(ends[1], FARTHEST)


def _mostly_defined(function: Objective, box: Array, free: list[int], held: Array) -> Array:
    """The box (d, 2) with the intervals of the free variables replaced by candidates.

    held: the extent of the starts, (d, 2), which the intervals are to hold.

    For one or two free variables all combinations are tried. More first get one interval in
    common, and then each in turn the best one for it.
    """
    if len(free) <= 2:
        ranks = itertools.product(range(len(CANDIDATES)), repeat=len(free))
        # Candidates in order of preference; one interval for both counts as a single choice.
        combinations = sorted(ranks, key=lambda r: (sum(set(r)), sum(r), r))
        return _first_best(function, box, free, combinations, held)
    common = [(i,) * len(free) for i in range(len(CANDIDATES))]
    box = _first_best(function, box, free, common, held)
    for i in free:
        if _shares(function, box[None])[0] >= MOSTLY:
            break
        own = _first_best(function, box, [i], [(k,) for k in range(len(CANDIDATES))], held)
        if _shares(function, own[None])[0] > _shares(function, box[None])[0]:
            box = own
    return box


def _first_best(
    function: Objective,
    box: Array,
    free: list[int],
    combinations: list[tuple[int, ...]],
    held: Array,
) -> Array:
    """The first combination with a share of at least ``MOSTLY``, else the one with the largest."""
    boxes = np.repeat(box[None], len(combinations), axis=0)
    ranks = np.array(combinations)
    for column, i in enumerate(free):
        boxes[:, i] = np.array([_widened(c, held[i]) for c in CANDIDATES])[ranks[:, column]]
    best, largest = box, 0.0
    for part in np.array_split(boxes, math.ceil(len(boxes) / 32)):  # 32 boxes at a time, for memory
        shares = _shares(function, part)
        enough = shares >= MOSTLY
        index = int(np.argmax(enough if enough.any() else shares))
        if shares[index] > largest:
            best, largest = part[index], float(shares[index])
        if enough.any():
            break
    return np.asarray(best)


def _shares(function: Objective, boxes: Array) -> Array:
    """The share of sample points in each box at which f is defined: (n, d, 2) → (n,)."""
    d = boxes.shape[1]
    if d <= 2:  # the middles of cells, so that no point lies on an edge
        middles = (np.arange(_SIDE) + 0.5) / _SIDE
        parts = np.stack(np.meshgrid(*[middles] * d, indexing="ij"), axis=-1).reshape(-1, d)
    else:
        parts = np.random.default_rng(0).random((_SAMPLE, d))
    lows, highs = boxes[:, None, :, 0], boxes[:, None, :, 1]
    points = lows * (1 - parts) + highs * parts
    return np.asarray(np.isfinite(function.value(points)).mean(axis=1))


def _around_minimum(loss: DataLoss) -> dict[str, tuple[float, float]]:
    origin = np.zeros((1, loss.dimension))
    (minimum,), (found,) = refine(loss, origin)
    H = np.nan_to_num(loss.hessian(minimum))
    λ = np.linalg.eigvalsh(H)
    if not found or λ[0] <= 1e-9 * λ[-1]:
        return dict.fromkeys(loss.variables, DEFAULT_INTERVAL)
    low = float(loss.value(minimum))
    fall = float(loss.value(origin)[0]) - low
    if not fall > 1e-6 * low:
        fall = low or 1.0
    rise = np.sqrt(2 * fall / np.diag(H))
    half = _AROUND * np.maximum(rise, np.abs(minimum))
    return {
        name: _rounded(float(x - h), float(x + h))
        for name, x, h in zip(loss.variables, minimum, half, strict=True)
    }


def _rounded(low: float, high: float) -> tuple[float, float]:
    """The interval, its ends rounded outwards to multiples of 1, 2 or 5 times a power of ten."""
    unit = (high - low) / 10
    step = 10.0 ** math.floor(math.log10(unit))
    step *= max(m for m in (1, 2, 5) if m * step <= unit)
    ends = (math.floor(low / step) * step, math.ceil(high / step) * step)
    return float(f"{ends[0]:.12g}"), float(f"{ends[1]:.12g}")
