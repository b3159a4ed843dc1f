"""Facts about several descents: who is first, who ends lowest, and what parts them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gdcore.maths import CriticalKind
from gdcore.maths.arrays import Array
from gdcore.maths.descent.diagnosis import WINDOW
from gdcore.story.computed import Computed, Descent
from gdcore.story.facts.descents import DescentFacts
from gdcore.story.facts.landscape import LandscapeFacts

WITHIN = 0.01  # share of the way down: a viewer can't see the remaining hundredth
_SAME = 1e-9  # of the drawn values: the error of the value of a minimum that was searched for
FALL = 0.9  # the part of its fall by which a descent's speed is told

Facts = Sequence[DescentFacts]
Finish = Literal["escape", "bottom", "lowest"]


@dataclass(frozen=True)
class Floor:
    """The lowest value that descents can be measured by.

    Attributes:
        value: of f.
        minimum: whether f has a minimum of this value; else it is the lowest that a descent met.
    """

    value: float
    minimum: bool


@dataclass(frozen=True)
class Ranking:
    """The order in which descents finish.

    Attributes:
        finish: the rule. "escape": the first to leave the domain, for one without a minimum;
            "bottom": the first whose value stays within `gap` of the floor; "lowest": the lowest
            value at the end.
        order: indices of the descents, the winner first.
        arrivals: for each descent the step at which it finishes; None where it does not.
        values: for each descent the value at its last point in the domain.
        floor: the value by which the descents are measured; None if none stays in the domain.
        gap: WITHIN of the difference between the highest start and the floor.
    """

    finish: Finish
    order: tuple[int, ...]
    arrivals: tuple[int | None, ...]
    values: tuple[float, ...]
    floor: Floor | None
    gap: float

    @property
    def winner(self) -> int:
        """The index of the descent that wins."""
        return self.order[0]

    @property
    def shared(self) -> bool:
        """Whether the first two finish with the same step."""
        first = self.arrivals[self.order[0]]
        return len(self.order) > 1 and first is not None and first == self.arrivals[self.order[1]]


@dataclass(frozen=True)
class Ends:
    """The ends of some descents, beside each other; values that are written alike are equal.

    Attributes:
        chosen: the indices of the descents.
        order: those of them with a finite last value, the lowest first.
        lowest: those that end lowest; empty if all end alike.
        alike: whether all end with the same value, none outside the domain.
        bottomless: those that leave the domain or fall without end, below all that stay.
    """

    chosen: tuple[int, ...]
    order: tuple[int, ...]
    lowest: tuple[int, ...]
    alike: bool
    bottomless: tuple[int, ...]


@dataclass(frozen=True)
class Falls:
    """How fast the values of descents fall.

    Attributes:
        floor: the value by which they are measured; None if no descent stays in the domain.
        steps: for each descent the step from which it has done FALL of its way from its start to
            `floor` for good; None where it has not.
    """

    floor: Floor | None
    steps: tuple[int | None, ...]


@dataclass(frozen=True)
class Ridge:
    """What parts two descents that come to rest at different places.

    Attributes:
        pair: their indices.
        height: the highest value of f on the straight line between their ends.
        valleys: whether they lie in two valleys: f curves upwards in all directions at the minimum
            that each approaches, so that it has no other one around it. Along a ring of minima f
            can rise on the straight line between two of them, too.
    """

    pair: tuple[int, int]
    height: float
    valleys: bool


def rank(
    lesson: Computed, facts: Facts, floor: Floor | None, by: Literal["first", "lowest"] = "first"
) -> Ranking:
    """The ranking of the lesson's descents, of which there must be at least one."""
    seen = [seen_values(descent) for descent in lesson.descents]
    ends = [f.inside if math.isfinite(f.inside) else math.inf for f in facts]
    staying = [seen[f.index] for f in facts if f.stays]
    gap = math.nan
    arrivals: list[int | None] = [None] * len(seen)
    finish: Finish = "lowest"
    if by == "first":
        crossings = [_crossing(lesson, descent) for descent in lesson.descents]
        if any(k is not None for k in crossings) and without_minimum(lesson):
            finish, arrivals = "escape", crossings
        elif floor is not None:
            gap = WITHIN * (max(float(v[0]) for v in staying) - floor.value)
            limit = floor.value + gap
            arrivals = [_arrival(f, v, limit) for f, v in zip(facts, seen, strict=True)]
            finish = "bottom" if gap > 0 and any(k is not None for k in arrivals) else "lowest"
            arrivals = arrivals if finish == "bottom" else [None] * len(seen)

    def key(i: int) -> tuple[bool, float, bool, float, int]:
        k = arrivals[i]
        gone = finish != "escape" and not facts[i].stays
        return (k is None, math.inf if k is None else k, gone, ends[i], i)

    order = tuple(sorted(range(len(seen)), key=key))
    return Ranking(finish, order, tuple(arrivals), tuple(ends), floor, gap)


def floor_of(
    lesson: Computed, facts: Facts, landscape: Callable[[], LandscapeFacts]
) -> Floor | None:
    """The value of the minimum that the lowest descent is above, or else the lowest value met.

    None if no descent stays in the domain. The landscape is only asked for where the lowest
    descent approaches no minimum.
    """
    staying = [f for f in facts if f.stays]
    if not staying:
        return None
    lows = [float(np.nanmin(seen_values(lesson.descents[f.index]))) for f in staying]
    met = min(lows)
    best = staying[lows.index(met)]
    near = _SAME * (lesson.value_range[1] - lesson.value_range[0])
    local, domain = best.local, lesson.domain
    inside = local and all(a <= x <= b for x, (a, b) in zip(local.minimum, domain, strict=True))
    if local is not None and inside and not best.diagnosis.decay:
        value = local.value
    else:
        found = landscape()
        known = [p.value for p in found.lowest_minima]
        known += [s.value for s in found.floors if s.kind is CriticalKind.MINIMUM]
        value = min(known, default=math.inf)
    return Floor(min(value, met), True) if value <= met + near else Floor(met, False)


def ends_of(lesson: Computed, facts: Mapping[int, DescentFacts]) -> Ends:
    """The ends of some descents beside each other, by their indices."""
    chosen = tuple(facts)
    known = [i for i in chosen if math.isfinite(facts[i].last)]
    order = tuple(sorted(known, key=lambda i: (facts[i].last, i)))
    staying = [facts[i].last for i in order if facts[i].stays]
    floor = min(staying, default=math.inf)
    gone = [i for i in order if not facts[i].stays and facts[i].ending != "rises"]
    bottomless = tuple(i for i in gone if facts[i].last < min(floor, facts[i].first))
    alike = lesson.rounding.alike
    best = [i for i in order if i not in bottomless] or list(order)
    lowest = tuple(i for i in best if alike(facts[i].last, facts[best[0]].last))
    same = len(lowest) == len(chosen) and all(f.stays for f in facts.values())
    return Ends(chosen, order, () if same else lowest, same, bottomless)


def falls_of(lesson: Computed, facts: Facts, floor: Floor | None) -> Falls:
    """How fast the values of the lesson's descents fall."""
    seen = [seen_values(descent) for descent in lesson.descents]
    if floor is None:
        return Falls(None, (None,) * len(seen))
    low = floor.value
    steps = [
        _arrival(f, v, low + (1 - FALL) * (float(v[0]) - low))
        for f, v in zip(facts, seen, strict=True)
    ]
    return Falls(floor, tuple(steps))


def ridge_of(lesson: Computed, facts: Facts) -> Ridge | None:
    """The ridge between the first two descents that rest at different places; None without one."""
    resting = [f for f in facts if f.ending in ("converged", "minimum")]
    place = lesson.rounding.point
    for n, one in enumerate(resting):
        for other in resting[n + 1 :]:
            if place(one.point) == place(other.point):
                continue
            u = np.linspace(0.0, 1.0, 401)[:, np.newaxis]
            line = (1 - u) * np.array(one.point) + u * np.array(other.point)
            height = float(np.max(lesson.function.value(line)))
            top = max(one.last, other.last)
            if math.isfinite(height) and height > top and not lesson.rounding.alike(height, top):
                minima = [f.local.minimum for f in (one, other) if f.local is not None]
                valleys = len({place(p) for p in minima}) == 2
                return Ridge((one.index, other.index), height, valleys)
    return None


def stable_limit(lesson: Computed, facts: Facts) -> tuple[tuple[float, ...], float, float] | None:
    """(minimum, c, λmax) where the descents, all with one method, approach or jump over one.

    Near it the method is stable while η·λmax < c. None where two of them are about different ones.
    """
    found = []
    for f in facts:
        if (unstable := f.diagnosis.instability) is not None:
            found.append((unstable.minimum, unstable.limit, unstable.curvature))
        elif f.local is not None and f.local.limit is not None:
            found.append((f.local.minimum, f.local.limit, f.local.curvatures[-1]))
    if len({(lesson.rounding.point(p), limit) for p, limit, _ in found}) != 1:
        return None
    return found[0]


def seen_values(descent: Descent) -> Array:
    """f at the points of a descent up to where it leaves the domain: (k,), k ≥ 1."""
    values = descent.trajectory.values[: int(descent.visible_steps) + 1]
    return np.asarray(values)


def settled(values: Array, limit: float) -> int | None:
    """The first index from which all values stay at or below a limit; None if the last is above."""
    above = np.flatnonzero(~(values <= limit))
    k = int(above[-1]) + 1 if above.size else 0
    return k if k < len(values) else None


def _arrival(f: DescentFacts, values: Array, limit: float) -> int | None:
    """The step from which a descent stays at or below a limit.

    At its end it must rest, or have been there for a step, or if f has risen of late for WINDOW.
    """
    k = settled(values, limit)
    unsteady = bool((np.diff(values[-WINDOW - 1 :]) > 0).any())
    further = 0 if f.at_rest else WINDOW if unsteady else 1
    return k if k is not None and k + further < len(values) and f.stays else None


def _crossing(lesson: Computed, descent: Descent) -> int | None:
    """The first step that leaves the domain; None if there is none."""
    low, high = np.array(lesson.domain).T
    points = descent.trajectory.points
    beyond = ((points < low) | (points > high)).any(axis=1)
    return int(np.argmax(beyond)) if beyond.any() else None


def without_minimum(lesson: Computed) -> bool:
    """Whether the domain is known to have no minimum in which a descent could come to rest."""
    if len(lesson.variables) > 2:
        return False
    lines = any(s.kind is CriticalKind.MINIMUM for s in lesson.landscape.sets)
    return not lesson.landscape.minima and not lines
