"""Which minimum the method of a lesson reaches, from starts all over its domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import (
    BasinMap,
    Schedule,
    Stop,
    basin_map,
    descend_many,
    nearest_minimum,
    random_starts,
)

if TYPE_CHECKING:
    from gdcore.story.lesson import Lesson

GRID = 192  # starts along each variable: borders as fine as the surface's own mesh
COARSEST = 24  # of the map of a costly function
STEPS = (1000, 5000)  # with a good rate a descent settles within some hundred
GRADIENT = 1e-4  # |∇f| where the lesson's own stop rule has none
# Operations (starts × steps × those of a gradient) of a map and of an estimate of its shares: some
# seconds, and one.
MAP_BUDGET, SHARE_BUDGET = 5e9, 4e8
# What a step of an optimizer takes beside the gradient, in the time of so many operations.
OVERHEAD = {"conjugate_gradient": 150, "newton": 500, "lbfgs": 1500}
PLAIN = 20
SEARCH = 10  # times as long is a step whose length is searched for
SEARCHING = {"conjugate_gradient", "line_search"}  # optimizers that do so themselves
SAMPLE = 4096  # starts, which tell a share to one in a hundred
FEWEST = 100


@dataclass(frozen=True)
class Share:
    """How many of the starts reach a minimum.

    Attributes:
        minimum: (d,) in data space; None for the starts that reach none.
        value: f there.
        share: of all starts, from 0 to 1.
        steps: the median number of steps on the way there.
        settled: whether most of them settle there, not only come near.
    """

    minimum: tuple[float, ...] | None
    value: float
    share: float
    steps: float
    settled: bool


def map_basins(lesson: Lesson) -> BasinMap:
    """Which minimum each start of a grid reaches, in one or two variables.

    The grid is the coarser the longer the function takes.
    """
    side = (MAP_BUDGET / _cost(lesson)) ** (1 / len(lesson.domain))
    return _map(lesson, int(np.clip(side, COARSEST, GRID)))


def basin_shares(lesson: Lesson) -> tuple[Share, ...] | None:
    """Which part of the starts reaches which minimum, lowest first, and last those that reach none.

    Counted on a grid, or in three and more variables among random starts. None where a count would
    take longer than about a second.
    """
    d, arguments = len(lesson.domain), _arguments(lesson)
    affordable = SHARE_BUDGET / _cost(lesson)
    if affordable < FEWEST:
        return None
    count = int(min(affordable, SAMPLE))
    if d <= 2:
        found = _map(lesson, int(count ** (1 / d)))
        minima, labels, steps = found.minima, found.labels.ravel(), found.steps.ravel()
    else:
        minima = _minima(lesson)
        starts = random_starts(lesson.domain, count, seed=0)
        ends = descend_many(lesson.function, starts, **arguments)
        size = float(np.linalg.norm(np.ptp(np.array(lesson.domain), axis=1)))
        labels, steps = nearest_minimum(ends.points, minima, size), ends.steps
    result = []
    for index in [*range(len(minima)), -1]:
        reached = labels == index
        if reached.any():
            at = None if index < 0 else tuple(minima[index].tolist())
            value = float("nan") if at is None else float(lesson.function.value(minima[index]))
            share, median = float(reached.mean()), float(np.median(steps[reached]))
            result.append(Share(at, value, share, median, median < arguments["steps"]))
    return tuple(result)


def _cost(lesson: Lesson) -> float:
    """Of one start, in operations."""
    arguments, plans = _arguments(lesson), lesson.spec.descents
    beside = OVERHEAD.get(plans[0].optimizer.name, PLAIN) if plans else PLAIN
    rate = arguments["learning_rate"]
    searching = bool(plans) and plans[0].optimizer.name in SEARCHING
    if isinstance(rate, Schedule):
        searching = searching or rate.search is not None
    times = SEARCH if searching else 1
    return float(arguments["steps"] * times * (lesson.function.operations + beside))


def _map(lesson: Lesson, side: int) -> BasinMap:
    return basin_map(
        lesson.function, lesson.domain, side, minima=_minima(lesson), **_arguments(lesson)
    )


def _minima(lesson: Lesson) -> NDArray[np.float64]:
    """The minima in the domain, lowest first: (k, d)."""
    points = [p.point for p in lesson.landscape.minima]
    return np.reshape(np.array(points, dtype=np.float64), (-1, len(lesson.domain)))


def _arguments(lesson: Lesson) -> dict[str, Any]:
    """The first descent's method and rate, the lesson's stop rule and enough steps to settle."""
    spec = lesson.spec
    stop = Stop(spec.stop.gradient_norm or GRADIENT, spec.stop.step_length)
    if not spec.descents:
        stable = [p.largest_stable_rate or np.inf for p in lesson.landscape.minima]
        rate = min([*stable, 0.4]) / 4  # a quarter of the limit is smooth
        return {"learning_rate": rate, "steps": STEPS[0], "stop": stop}
    plan = spec.descents[0]
    return {
        "optimizer": plan.optimizer,
        "learning_rate": plan.learning_rate,
        "steps": int(np.clip(plan.steps, *STEPS)),
        "stop": stop,
    }
