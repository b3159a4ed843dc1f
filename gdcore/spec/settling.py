"""From the spec as written to the settled spec: every default is chosen here."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import Function, grid_starts, random_starts
from gdcore.spec.document import Document, GridStarts, RandomStarts
from gdcore.spec.labels import label
from gdcore.spec.methods import ScheduleChoice
from gdcore.spec.spec import DescentPlan, Spec
from gdcore.spec.vocabulary import default_interval

Array = NDArray[np.float64]
Rate = float | ScheduleChoice
Point = tuple[float, ...]


def settle(document: Document, function: Function, source: Path | None) -> Spec:
    """The spec with every default filled in."""
    domain = {
        name: (document.domain or {}).get(name) or default_interval(document.function, name)
        for name in function.variables
    }
    box = np.array(list(domain.values()))
    lows, highs = box.T
    starts = document.starts or (default_start(function, lows, highs),)
    points = _points(starts, tuple(domain.values()))

    @cache
    def rate() -> float:
        return default_learning_rate(function, points, lows, highs, document.steps)

    listed = document.descents
    if listed is None:
        rates: tuple[Rate, ...] = document.learning_rates or (rate(),)
        chosen = list(itertools.product(points, rates, document.optimizers))
        steps = [document.steps] * len(chosen)
        names: list[str | None] = [None] * len(chosen)
    else:
        chosen = [(d.start or points[0], d.learning_rate or rate(), d.optimizer) for d in listed]
        steps = [document.steps if d.steps is None else d.steps for d in listed]
        names = [d.label for d in listed]
    descents = tuple(
        DescentPlan(label=name, start=start, learning_rate=eta, optimizer=method, steps=most)
        for name, (start, eta, method), most in zip(
            label(chosen, names), chosen, steps, strict=True
        )
    )
    return Spec(
        title=document.title,
        function=document.function,
        formula=function.text,
        variables=function.variables,
        domain=domain,
        starts=starts if listed is None else (),
        learning_rates=rates if listed is None else (),
        optimizers=document.optimizers if listed is None else (),
        steps=document.steps,
        stop=document.stop,
        outside=document.outside,
        listed=listed is not None,
        descents=descents,
        story=document.story,
        source=source,
    )


def _points(
    starts: Sequence[Point] | RandomStarts | GridStarts, box: Sequence[tuple[float, float]]
) -> tuple[Point, ...]:
    if isinstance(starts, RandomStarts):
        rows = random_starts(box, starts.random, starts.seed)
    elif isinstance(starts, GridStarts):
        rows = grid_starts(box, starts.grid)
    else:
        return tuple(starts)
    return tuple(tuple(row) for row in rows.tolist())


START = (0.8, 0.6)  # as parts of the domain's half width: well off the middle, axes and diagonal


def default_start(function: Function, lows: Array, highs: Array) -> Point:
    """A start well off the middle of the domain where the function and its gradient are defined.

    The offset is (0.8, 0.6) of the domain's half width, alternating in more dimensions. Where the
    function is undefined there, the other quadrants and then points nearer to the middle are tried.
    """
    d = function.dimension
    middle, half = (lows + highs) / 2, (highs - lows) / 2
    # Short decimals, since this number stands on the screen.
    offset = np.resize(START, d)
    signs = itertools.product((1, -1), repeat=min(d, 3))
    quadrants = [np.resize(s, d) for s in signs]
    candidates = [scale * q * offset for scale in (1, 0.75, 0.5, 0.25, 0.1) for q in quadrants]
    for candidate in candidates:
        point = np.array([float(f"{x:.6g}") for x in middle + half * candidate])
        if np.isfinite(function.at(tuple(point.tolist()))).all():
            return tuple(point.tolist())
    return tuple((middle + half * candidates[0]).tolist())


RATES = tuple(float(f"{m}e{k}") for k in range(3, -7, -1) for m in (5, 2, 1))
FALLBACK_RATE = 0.1
_FEWEST = 10  # steps; with fewer there is no descent to see
_LONGEST = 1000  # steps of a trial; a tenth of a second for all rates together


def default_learning_rate(
    function: Function, starts: Sequence[Point], lows: Array, highs: Array, steps: int
) -> float:
    """The largest rate of the series …, 0.5, 0.2, 0.1, … with a smooth descent from every start.

    Smooth means that gradient descent goes downhill at each of its steps (of the first
    1000 at most), that no step
    turns back on the one before (their angle stays below 90°), and that it takes at least ten steps
    before it converges or leaves the domain. That is what a first lesson wants to show; a rate from
    the curvature alone (below 1/λmax) would have to take the steepest place of the whole domain as
    its measure and crawl everywhere else. Where no rate qualifies: 0.1.
    """
    points = np.array(starts[:20], dtype=np.float64)
    trial = min(max(steps, _FEWEST), _LONGEST)
    for rate in RATES:
        if _is_smooth(function, points, rate, lows, highs, trial):
            return rate
    return FALLBACK_RATE


def _is_smooth(
    function: Function, starts: Array, rate: float, lows: Array, highs: Array, steps: int
) -> bool:
    points = starts
    values, gradients = function.value_and_gradient(points)
    for step in range(1, steps + 1):
        points = points - rate * gradients
        inside = ((points >= lows) & (points <= highs)).all(axis=-1)
        lower, turned = function.value_and_gradient(points)
        settled = np.linalg.norm(gradients, axis=-1) < 1e-6
        # Not-a-number compares as false: an undefined place is not smooth.
        smooth = (lower <= values) & ((turned * gradients).sum(axis=-1) > 0)
        if step <= _FEWEST:
            if not (inside & smooth & ~settled).all():
                return False
        else:
            going = inside & ~settled
            if not smooth[going].all():
                return False
            if not going.any():
                return True
            points, lower, turned = points[going], lower[going], turned[going]
        values, gradients = lower, turned
    return True
