"""The ranking of the descents in a race, by a rule that the winner's caption states."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdcore.maths.arrays import Array

if TYPE_CHECKING:
    from gdcore.story.lesson import Descent, Lesson

WITHIN = 0.01  # share of the way down: a viewer can't see the remaining hundredth

Finish = Literal["escape", "bottom", "lowest"]


@dataclass(frozen=True)
class Ranking:
    """The order in which descents finish.

    Attributes:
        finish: the rule. "escape": the first to leave the domain, for one without a minimum;
            "bottom": the first whose value falls to `lowest`, within WITHIN of the difference to
            the highest start, and stays there; "lowest": the lowest value at the end.
        order: indices of the descents, the winner first.
        arrivals: for each descent the step at which it finishes; None where it does not.
        values: for each descent the value at its last point in the domain.
        lowest: the lowest value that any descent meets in the domain.
    """

    finish: Finish
    order: tuple[int, ...]
    arrivals: tuple[int | None, ...]
    values: tuple[float, ...]
    lowest: float

    @property
    def winner(self) -> int:
        """The index of the descent that wins."""
        return self.order[0]

    @property
    def shared(self) -> bool:
        """Whether the first two finish with the same step."""
        first = self.arrivals[self.order[0]]
        return len(self.order) > 1 and first is not None and first == self.arrivals[self.order[1]]


def rank(lesson: Lesson, by: Literal["first", "lowest"] = "first") -> Ranking:
    """The ranking of the lesson's descents, of which there must be at least one."""
    seen = [seen_values(descent) for descent in lesson.descents]
    finite = [values[np.isfinite(values)] for values in seen]
    lowest = min((float(v.min()) for v in finite if v.size), default=math.nan)
    ends = [float(values[-1]) if np.isfinite(values[-1]) else math.inf for values in seen]
    arrivals: list[int | None] = [None] * len(seen)
    finish: Finish = "lowest"
    if by == "first":
        crossings = [_crossing(lesson, descent) for descent in lesson.descents]
        if any(k is not None for k in crossings) and _bottomless(lesson):
            finish, arrivals = "escape", crossings
        else:
            highest = max((float(v[0]) for v in finite if v.size), default=math.nan)
            limit = lowest + WITHIN * (highest - lowest)
            arrivals = [settled(values, limit) for values in seen]
            finish = "bottom" if any(k is not None for k in arrivals) else "lowest"

    def key(i: int) -> tuple[float, float, int]:
        k = arrivals[i]
        return (math.inf if k is None else k, ends[i], i)

    order = tuple(sorted(range(len(seen)), key=key))
    return Ranking(finish, order, tuple(arrivals), tuple(ends), lowest)


def seen_values(descent: Descent) -> Array:
    """f at the points of a descent up to where it leaves the domain: (k,), k ≥ 1."""
    values = descent.trajectory.values[: int(descent.visible_steps) + 1]
    return np.asarray(values)


def settled(values: Array, limit: float) -> int | None:
    """The first index from which all values stay at or below a limit; None if the last is above."""
    above = np.flatnonzero(~(values <= limit))
    k = int(above[-1]) + 1 if above.size else 0
    return k if k < len(values) else None


def _crossing(lesson: Lesson, descent: Descent) -> int | None:
    """The first step that leaves the domain or is cut at its edge; None if there is none."""
    trajectory = descent.trajectory
    low, high = np.array(lesson.domain).T
    points = trajectory.points
    beyond = ((points < low) | (points > high)).any(axis=1) | trajectory.clipped
    return int(np.argmax(beyond)) if beyond.any() else None


def _bottomless(lesson: Lesson) -> bool:
    """Whether the domain has no minimum in which a descent could come to rest."""
    return len(lesson.variables) <= 2 and not lesson.landscape.minima
