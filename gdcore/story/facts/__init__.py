"""What may be said about a lesson: computed once, and read by captions, read-outs and reports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import numpy as np

from gdcore.maths.landscape.extent import Extreme, extremes
from gdcore.maths.remembering import remembered
from gdcore.story.computed import Computed
from gdcore.story.facts.basins import BasinFacts, basin_facts
from gdcore.story.facts.comparison import (
    Ends,
    Falls,
    Floor,
    Ranking,
    Ridge,
    ends_of,
    falls_of,
    floor_of,
    rank,
    ridge_of,
    stable_limit,
    without_minimum,
)
from gdcore.story.facts.descents import DescentFacts, descent_facts
from gdcore.story.facts.landscape import LandscapeFacts, landscape_facts
from gdcore.story.facts.local import LocalRates
from gdcore.story.facts.point import PointFacts, point_facts

__all__ = [
    "BasinFacts",
    "DescentFacts",
    "Ends",
    "Facts",
    "Falls",
    "Floor",
    "LandscapeFacts",
    "LocalRates",
    "PointFacts",
    "Ranking",
    "Ridge",
]

_extremes = remembered(8)(extremes)


class Facts:
    """The facts of one lesson, each computed when it is first asked for.

    Args:
        lesson: the lesson that they are about.
    """

    def __init__(self, lesson: Computed) -> None:
        self._lesson = lesson
        self._points: dict[tuple[float, ...], PointFacts] = {}
        self._descents: dict[int, DescentFacts] = {}

    def at(self, p: Sequence[float]) -> PointFacts:
        """The facts about the lesson's function at a point, (d,) in data space."""
        key, lesson = tuple(p), self._lesson
        if key not in self._points:
            self._points[key] = point_facts(lesson.function, key, lesson.domain, lesson.value_range)
        return self._points[key]

    def descent(self, index: int) -> DescentFacts:
        """The facts about one of the lesson's descents, counted from 0."""
        if index not in self._descents:
            self._descents[index] = descent_facts(self._lesson, self.at, index)
        return self._descents[index]

    @property
    def descents(self) -> tuple[DescentFacts, ...]:
        """The facts about all descents of the lesson, in its order."""
        return tuple(self.descent(i) for i in range(len(self._lesson.descents)))

    def ranking(self, by: Literal["first", "lowest"] = "first") -> Ranking:
        """The order in which the descents finish; there must be at least one."""
        return rank(self._lesson, self.descents, self.floor, by)

    def ends(self, chosen: Sequence[int]) -> Ends:
        """The ends of some descents, given by their indices, beside each other."""
        return ends_of(self._lesson, {i: self.descent(i) for i in chosen})

    @cached_property
    def floor(self) -> Floor | None:
        """The lowest value that the descents can be measured by."""
        return floor_of(self._lesson, self.descents, lambda: self.landscape)

    @cached_property
    def least(self) -> float:
        """The lowest value known, from which a logarithmic axis counts: of a minimum, or met."""
        values = np.concatenate([d.trajectory.values for d in self._lesson.descents])
        met = float(np.min(values[np.isfinite(values)], initial=np.inf))
        return met if self.floor is None else min(met, self.floor.value)

    @cached_property
    def falls(self) -> Falls:
        """How fast the values of the descents fall."""
        return falls_of(self._lesson, self.descents, self.floor)

    @cached_property
    def ridge(self) -> Ridge | None:
        """What parts two descents that come to rest at different places."""
        return ridge_of(self._lesson, self.descents)

    @cached_property
    def stable_limit(self) -> tuple[tuple[float, ...], float, float] | None:
        """(minimum, c, λmax) of the minimum that all descents are about: stable for η·λmax < c."""
        return stable_limit(self._lesson, self.descents)

    @cached_property
    def without_minimum(self) -> bool:
        """Whether the domain is known to hold no minimum in which a descent could rest."""
        return without_minimum(self._lesson)

    @cached_property
    def extremes(self) -> tuple[Extreme, Extreme] | None:
        """The least and the greatest value found in the domain; None in more than two variables.

        Apart from `landscape`, whose search for critical points takes several times as long.
        """
        lesson = self._lesson
        return _extremes(lesson.function, lesson.domain) if len(lesson.domain) <= 2 else None

    @cached_property
    def landscape(self) -> LandscapeFacts:
        """The facts about the critical points and the lowest value."""
        return landscape_facts(self._lesson, *(self.extremes or (None, None)))

    @cached_property
    def basins(self) -> BasinFacts:
        """The facts about the basins of a function of one or two variables."""
        return basin_facts(self._lesson, self.landscape)
