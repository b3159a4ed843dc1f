"""From the spec as written to the settled spec: every default is chosen here."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from gdcore.maths.function import Function
from gdcore.spec.document import Document, GridStarts, RandomStarts
from gdcore.spec.methods import OptimizerChoice, ScheduleChoice
from gdcore.spec.spec import DescentPlan, Spec

DEFAULT_INTERVAL = (-3.0, 3.0)

Rate = float | ScheduleChoice
Point = tuple[float, ...]


def settle(document: Document, function: Function, source: Path | None) -> Spec:
    """The spec with every default filled in."""
    domain = {name: document.domain.get(name, DEFAULT_INTERVAL) for name in function.variables}
    lows, highs = np.array(list(domain.values())).T
    starts = document.starts or (default_start(function, lows, highs),)
    points = _points(starts, lows, highs)
    rates: tuple[Rate, ...] = document.learning_rates or (
        default_learning_rate(function, points, lows, highs),
    )
    descents = (
        _product(points, rates, document.optimizers, document.steps)
        if document.descents is None
        else tuple(
            DescentPlan(
                label=entry.label or entry.optimizer.name,
                start=entry.start or points[0],
                learning_rate=entry.learning_rate or rates[0],
                optimizer=entry.optimizer,
                steps=document.steps if entry.steps is None else entry.steps,
            )
            for entry in document.descents
        )
    )
    return Spec(
        title=document.title,
        function=document.function,
        formula=function.text,
        variables=function.variables,
        domain=domain,
        starts=starts,
        learning_rates=rates,
        optimizers=document.optimizers,
        steps=document.steps,
        stop=document.stop,
        outside=document.outside,
        listed=document.descents is not None,
        descents=descents,
        story=document.story,
        source=source,
    )


def _points(
    starts: Sequence[Point] | RandomStarts | GridStarts, lows: np.ndarray, highs: np.ndarray
) -> tuple[Point, ...]:
    from gdcore.maths.descent import grid_starts, random_starts

    if isinstance(starts, RandomStarts):
        rows = random_starts(starts.random, starts.seed, lows, highs)
    elif isinstance(starts, GridStarts):
        rows = grid_starts(starts.grid, lows, highs)
    else:
        return tuple(starts)
    return tuple(tuple(float(number) for number in row) for row in rows)


def _product(
    points: Sequence[Point],
    rates: Sequence[Rate],
    optimizers: Sequence[OptimizerChoice],
    steps: int,
) -> tuple[DescentPlan, ...]:
    return tuple(
        DescentPlan(
            label=optimizer.name, start=start, learning_rate=rate, optimizer=optimizer, steps=steps
        )
        for start, rate, optimizer in itertools.product(points, rates, optimizers)
    )


START = (0.8, 0.6)  # as parts of the domain's half width: well off the middle, axes and diagonal


def default_start(function: Function, lows: np.ndarray, highs: np.ndarray) -> Point:
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
_TRIAL_STEPS = 100
_SLOWEST = 10  # fewer steps than this are too few to see a descent


def default_learning_rate(
    function: Function, starts: Sequence[Point], lows: np.ndarray, highs: np.ndarray
) -> float:
    """The largest rate of the series …, 0.5, 0.2, 0.1, … with a smooth descent from every start.

    Smooth means that gradient descent goes downhill at each of its first 100 steps, that no step
    turns back on the one before (their angle stays below 90°), and that it takes at least ten steps
    before it converges or leaves the domain. That is what a first lesson wants to show; a rate from
    the curvature alone (below 1/λmax) would have to take the steepest place of the whole domain as
    its measure and crawl everywhere else. Where no rate qualifies: 0.1.
    """
    points = np.array(starts[:20], dtype=np.float64)
    for rate in RATES:
        if _is_smooth(function, points, rate, lows, highs):
            return rate
    return FALLBACK_RATE


def _is_smooth(
    function: Function, starts: np.ndarray, rate: float, lows: np.ndarray, highs: np.ndarray
) -> bool:
    points = starts
    values, gradients = function.value_and_gradient(points)
    for step in range(1, _TRIAL_STEPS + 1):
        points = points - rate * gradients
        inside = ((points >= lows) & (points <= highs)).all(axis=-1)
        lower, turned = function.value_and_gradient(points)
        settled = np.linalg.norm(gradients, axis=-1) < 1e-6
        # Not-a-number compares as false: an undefined place is not smooth.
        smooth = (lower <= values) & ((turned * gradients).sum(axis=-1) > 0)
        if step <= _SLOWEST:
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
