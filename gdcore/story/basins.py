"""The basins of a lesson's minima: the minimum that its method reaches from each start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import (
    BasinMap,
    Landscape,
    Objective,
    Schedule,
    Stop,
    basin_map,
    descend_many,
    nearest_minimum,
    random_starts,
)
from gdcore.maths.optimizers import GradientDescent
from gdcore.maths.remembering import remembered
from gdcore.spec import Spec

GRID = 192  # starts along each variable: borders as fine as the surface's own mesh
COARSEST = 24  # starts along each variable, at least, in the map of a costly function
STEPS = (1000, 5000)  # most steps of a descent; with a good rate it settles within some hundred
GRADIENT = 1e-4  # |∇f| at which a descent stops, where the lesson's stop rule names none
# Most operations (starts × steps × operations of one gradient) of a map, some seconds, and of an
# estimate of the shares, about one second.
MAP_BUDGET, SHARE_BUDGET = 5e9, 4e8
SEARCH = 10  # factor of the time of a step with a line search
SAMPLE = 4096  # random starts: the standard error of a share is at most 0.8 %
FEWEST = 100


class Surveyed(Protocol):
    """The parts of a lesson that its basins follow from."""

    @property
    def spec(self) -> Spec:
        """Method, learning rate, steps and stop rule."""

    @property
    def function(self) -> Objective:
        """The function that is descended."""

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """(low, high) for each variable."""

    @property
    def landscape(self) -> Landscape:
        """Its critical points, of which the minima have basins."""


@dataclass(frozen=True)
class Share:
    """The share of the starts that reach one minimum.

    Attributes:
        minimum: (d,) in data space; None for the starts that reach none.
        value: f at the minimum.
        share: of all starts, 0 to 1.
        steps: the median number of steps from these starts to the minimum.
        settled: whether most of these descents stop at the minimum by the stop rule, rather than
            only come near it.
    """

    minimum: tuple[float, ...] | None
    value: float
    share: float
    steps: float
    settled: bool


def map_basins(lesson: Surveyed) -> BasinMap:
    """The minimum that each start of a grid over the domain reaches, in one or two variables.

    The grid is coarser for functions that take longer to evaluate.
    """
    side = (MAP_BUDGET / _cost(lesson)) ** (1 / len(lesson.domain))
    return _map(lesson, int(np.clip(side, COARSEST, GRID)))


def basin_shares(lesson: Surveyed) -> tuple[Share, ...] | None:
    """The share of the starts that reach each minimum, the lowest minimum first.

    The last entry is for starts that reach none. Counted on a grid, in three and more variables
    among random starts. None where counting would take longer than about a second.
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


def _cost(lesson: Surveyed) -> float:
    """Operations of the descent from one start."""
    arguments = _arguments(lesson)
    method, rate = arguments["optimizer"], arguments["learning_rate"]
    searching = method.searches or (isinstance(rate, Schedule) and rate.search is not None)
    times = SEARCH if searching else 1
    return float(arguments["steps"] * times * (lesson.function.operations + method.cost))


def _map(lesson: Surveyed, side: int) -> BasinMap:
    minima = tuple(map(tuple, _minima(lesson).tolist()))
    return _kept_map(lesson.function, lesson.domain, side, minima, **_arguments(lesson))


@remembered(8)
def _kept_map(
    function: Objective,
    domain: tuple[tuple[float, float], ...],
    side: int,
    minima: tuple[tuple[float, ...], ...],
    **arguments: Any,
) -> BasinMap:
    places = np.reshape(np.array(minima, dtype=np.float64), (-1, len(domain)))
    return basin_map(function, domain, side, minima=places, **arguments)


def _minima(lesson: Surveyed) -> NDArray[np.float64]:
    """The minima in the domain, lowest first: (k, d)."""
    points = [p.point for p in lesson.landscape.minima]
    return np.reshape(np.array(points, dtype=np.float64), (-1, len(lesson.domain)))


def _arguments(lesson: Surveyed) -> dict[str, Any]:
    """The first descent's method and rate, the lesson's stop rule and enough steps to settle."""
    spec = lesson.spec
    stop = Stop(spec.stop.gradient_norm or GRADIENT, spec.stop.step_length)
    if not spec.descents:
        stable = [p.largest_stable_rate or np.inf for p in lesson.landscape.minima]
        rate = min([*stable, 0.4]) / 4  # a quarter of the largest stable rate does not oscillate
        return {
            "optimizer": GradientDescent(),
            "learning_rate": rate,
            "steps": STEPS[0],
            "stop": stop,
        }
    plan = spec.descents[0]
    return {
        "optimizer": plan.optimizer,
        "learning_rate": plan.learning_rate,
        "steps": int(np.clip(plan.steps, *STEPS)),
        "stop": stop,
    }
