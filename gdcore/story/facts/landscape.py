"""Facts about a landscape: where the gradient is 0, the minima, and the lowest value there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gdcore.maths import CriticalKind, CriticalPoint, CriticalSet
from gdcore.maths.landscape.extent import Extreme
from gdcore.story.computed import Computed

_SEARCH = 1e-9  # of the drawn values: the error of a value that a search for a minimum has found

_OUTSIDE = 1e-5  # of the domain: just outside
_FIELD = 25  # places along each variable at which slopes are looked up

Lowest = Literal["minimum", "set", "edge", "elsewhere", "pole", "unknown"]


@dataclass(frozen=True)
class LandscapeFacts:
    """What may be said about a function in its domain.

    Attributes:
        points: the isolated places where the gradient is 0, by kind and value.
        tips: minima and maxima without a gradient.
        sets: lines, curves and regions of critical points.
        minima: all isolated minima, lowest first.
        lowest_minima: those of the minima that are as low as the lowest one, but for the error of
            the search, and are written alike.
        floors: the sets of minima that are as low as all other minima, or lower.
        lowest: where f is lowest in the domain: in its minima, on a set of them, at the edge,
            elsewhere inside (where no critical point was found), nowhere, since it falls without
            bound towards a pole; unknown in more than two variables.
        cut: whether f is lowest at the edge, and lower still just outside of it.
        ties: how many lowest places along the edge are as low as the lowest value there is.
        least, greatest: the extreme values found in the domain; None where not looked for.
        complete: False where the search was cut short, so that there may be more points.
    """

    points: tuple[CriticalPoint, ...]
    tips: tuple[CriticalPoint, ...]
    sets: tuple[CriticalSet, ...]
    minima: tuple[CriticalPoint, ...]
    lowest_minima: tuple[CriticalPoint, ...]
    floors: tuple[CriticalSet, ...]
    lowest: Lowest
    cut: bool
    ties: int
    least: Extreme | None
    greatest: Extreme | None
    complete: bool

    @property
    def counts(self) -> Counter[CriticalKind]:
        """How many of the places where the gradient is 0 are of which kind."""
        return Counter(p.kind for p in self.points)


def landscape_facts(
    lesson: Computed, least: Extreme | None, greatest: Extreme | None
) -> LandscapeFacts:
    """The facts about the landscape of a lesson's function, of which the extremes are known."""
    found, domain = lesson.landscape, lesson.domain
    low, high = lesson.value_range
    near = _SEARCH * (high - low)
    minima = found.minima
    lowest_minima = tuple(
        p
        for p in minima
        if p.value - minima[0].value <= near and lesson.rounding.alike(p.value, minima[0].value)
    )
    # Every point inside a flat region is as low as those around it.
    valleys = [s for s in found.sets if s.kind is CriticalKind.MINIMUM or s.shape == "region"]
    floor = min([s.value for s in valleys] + [p.value for p in minima[:1]], default=np.inf)
    floors = tuple(s for s in valleys if s.value - floor <= near)
    lowest = _lowest(domain, least, minima, floors, near)
    return LandscapeFacts(
        tuple(p for p in found.points if p.smooth),
        tuple(p for p in found.points if not p.smooth),
        found.sets,
        minima,
        lowest_minima,
        floors,
        lowest,
        lowest == "edge" and least is not None and falls_on(lesson, least.point),
        sum(least is not None and p.value - least.value <= near for p in found.edge_minima),
        least,
        greatest,
        found.complete,
    )


def _lowest(
    domain: tuple[tuple[float, float], ...],
    least: Extreme | None,
    minima: tuple[CriticalPoint, ...],
    floors: tuple[CriticalSet, ...],
    near: float,
) -> Lowest:
    """Where f is lowest, from the least value that was found anywhere."""
    if least is None or np.isnan(least.value):
        return "unknown"
    if not least.bounded:
        return "pole"
    if minima and minima[0].value <= least.value + near:
        return "minimum"
    if floors and floors[0].value <= least.value + near:
        return "set"
    at_edge = any(x in ends for x, ends in zip(least.point, domain, strict=True))
    return "edge" if at_edge else "elsewhere"


def falls_on(lesson: Computed, edge: Sequence[float]) -> bool:
    """Whether f is defined and lower just outside the domain than at a point on its edge."""
    p = np.array(edge, dtype=np.float64)
    for i, (low, high) in enumerate(lesson.domain):
        if p[i] in (low, high):
            p[i] += (_OUTSIDE if p[i] == high else -_OUTSIDE) * (high - low)
    return bool(lesson.function.value(p) < lesson.function.value(edge))


def steepest_slope(lesson: Computed) -> float | None:
    """The largest ‖∇f‖ on a grid over the domain: a slope that f reaches. None where all are 0."""
    axes = [np.linspace(low, high, _FIELD) for low, high in lesson.domain]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    with np.errstate(over="ignore"):  # a slope beyond all numbers is left out below
        norms = np.linalg.norm(lesson.function.gradient(grid), axis=-1)
    largest = float(norms[np.isfinite(norms)].max(initial=0.0))
    return largest or None
