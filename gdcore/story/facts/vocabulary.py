"""The facts that a caption may quote and a lecturer may look up, by their published names.

A name is looked up in the tables below, part by part; nothing is evaluated, and no attribute of an
object can be reached but those that a table lists.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from gdcore.maths import CriticalKind, CriticalPoint
from gdcore.maths.spelling import unknown
from gdcore.spec.quotes import Quote
from gdcore.story.facts.fact import Fact, UnknownFact
from gdcore.story.facts.of_descents import DESCENT_FACTS, DescentView
from gdcore.story.facts.of_points import POINT_FACTS, fact_at
from gdcore.story.lesson import Lesson

Point = tuple[float, ...]
Argument = float | tuple[str, ...]

CRITICAL = {
    "minimum": (CriticalKind.MINIMUM,),
    "saddle": (CriticalKind.SADDLE,),
    "maximum": (CriticalKind.MAXIMUM,),
}
COUNTS = {"minima": "minimum", "saddles": "saddle", "maxima": "maximum"}
RANKED = ("fastest", "lowest")
MOST_LISTED = 4
"""Points of a kind, and descents, that the list of all facts names one by one."""


class Vocabulary:
    """The facts of one lesson by name, each computed when it is asked for.

    Args:
        lesson: the lesson that they are about.
    """

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson

    def look_up(self, quote: Quote) -> Fact:
        """The fact of a field; UnknownFact where there is none of that name."""
        parts, arguments = quote.parts, quote.arguments
        head = parts[0]
        if head == "distance":
            return self._distance(parts, arguments or ())
        if head in POINT_FACTS:
            return fact_at(self._lesson, parts, self._point_of(head, arguments))
        if arguments is not None:
            raise UnknownFact(unknown("no fact takes a point", head, _CALLS, "those that do are"))
        return self._named(parts)

    def published(self, shares: bool = True) -> Iterator[tuple[str, Fact]]:
        """Every fact with its name; of many points, descents and steps the first ones.

        shares: whether the shares of starts are among them, which take seconds to count.
        """
        for name in self._names():
            try:
                yield ".".join(name), self._named(name)
            except UnknownFact:
                continue
        for at in self._places():
            for head, about in POINT_FACTS.items():
                if head == "share" and not shares:
                    continue
                for parts in about.names(head, self._lesson.variables):
                    try:
                        fact = fact_at(self._lesson, parts, self._named(at).point)
                    except UnknownFact:
                        continue
                    yield f"{'.'.join(parts)}({'.'.join(at)})", fact

    def _names(self) -> Iterator[tuple[str, ...]]:
        yield from self._places()
        yield from ((name,) for name in (*COUNTS, *_SCALARS))
        subjects = [("descent", str(i + 1)) for i in range(len(self._lesson.descents))]
        for subject in subjects[:MOST_LISTED]:
            yield from ((*subject, name) for name in DESCENT_FACTS)
        yield from ((name,) for name in RANKED)

    def _places(self) -> Iterator[tuple[str, ...]]:
        """The names of points: (minimum,), (minimum, 2), …"""
        for name in CRITICAL:
            count = min(len(self._critical(name)), MOST_LISTED)
            yield from ((name, str(i + 1)) if i else (name,) for i in range(count))
        starts = dict.fromkeys(d.start for d in self._lesson.descents)
        if len(starts) == 1:
            yield ("start",)
        elif starts:
            count = min(len(self._lesson.descents), MOST_LISTED)
            yield from (("start", str(i + 1)) for i in range(count))

    def _named(self, parts: Sequence[str]) -> Fact:
        """The fact of a name without brackets."""
        head, rest = parts[0], list(parts[1:])
        if head in CRITICAL:
            points = self._critical(head)
            i = _index(rest, len(points), head)
            return self._of_point(points[i].point, rest)
        if head == "start":
            i = _index(rest, len(self._lesson.descents), "descent")
            return self._of_point(self._lesson.descents[i].start, rest)
        if head == "descent":
            return self._of_descent(self._descent(rest), rest)
        if head in RANKED:
            return self._of_descent(self._ranked(head), rest)
        if head in COUNTS and not rest:
            return Fact("count", float(len(self._critical(COUNTS[head]))))
        if ".".join(parts) in _SCALARS:
            return _SCALARS[".".join(parts)](self._lesson)
        names = (*CRITICAL, "start", "descent", *RANKED, *COUNTS, *_SCALARS, *_CALLS)
        raise UnknownFact(unknown("there is no fact", ".".join(parts), names, "the facts are"))

    def _of_point(self, point: Point, rest: Sequence[str]) -> Fact:
        """A point, or the coordinate that the rest of its name says."""
        if not rest:
            return Fact("point", point)
        names = self._lesson.variables
        if len(rest) > 1 or rest[0] not in names:
            raise UnknownFact(
                unknown("a point has no coordinate", ".".join(rest), names, "its coordinates are")
            )
        i = names.index(rest[0])
        return Fact("coordinate", point[i], variable=i)

    def _of_descent(self, index: int, rest: list[str]) -> Fact:
        """The fact about a descent that the rest of its name says."""
        descent = self._lesson.descents[index]
        if not rest:
            return Fact("text", descent.label)
        name = rest.pop(0)
        if name not in DESCENT_FACTS:
            message = unknown("a descent has no", name, DESCENT_FACTS, "what it has is")
            raise UnknownFact(message)
        view = DescentView(self._lesson, index)
        step = None
        if rest and rest[0].isdecimal():
            step = int(rest.pop(0))
            if step > descent.trajectory.steps:
                took = f"it takes {descent.trajectory.steps}"
                raise UnknownFact(f"there is no step {step} of {descent.label}; {took}")
        fact = DESCENT_FACTS[name](view, step)
        if fact is None:
            raise UnknownFact(f"{descent.label} has no {name}" + f" {step}" * (step is not None))
        if fact.kind == "point" and rest:
            return self._of_point(fact.point, rest)
        if rest:
            raise UnknownFact(f"{name} has no parts; remove {'.'.join(rest)}")
        return fact

    def _descent(self, rest: list[str]) -> int:
        """The index of the descent that the first of these parts names; it is taken away."""
        labels = [descent.label for descent in self._lesson.descents]
        if not rest:
            raise UnknownFact("say which descent, as in descent.1.steps")
        which = rest.pop(0)
        if which in labels:
            return labels.index(which)
        if which.isdecimal() and 1 <= int(which) <= len(labels):
            return int(which) - 1
        known = [str(i + 1) for i in range(len(labels))] + labels
        raise UnknownFact(unknown("there is no descent", which, known, "the descents are"))

    def _ranked(self, name: str) -> int:
        """The index of the descent that a comparison of all finds."""
        if not self._lesson.descents:
            raise UnknownFact("there is no descent")
        ranking = self._lesson.facts.ranking("first" if name == "fastest" else "lowest")
        if name == "fastest" and (ranking.shared or ranking.arrivals[ranking.winner] is None):
            raise UnknownFact("no descent is the fastest of all")
        return ranking.winner

    def _point_of(self, head: str, arguments: tuple[Argument, ...] | None) -> Point:
        """The point at which a fact is asked for: a name, numbers, or the lowest minimum."""
        if arguments is None and POINT_FACTS[head].at_minimum:
            return self._named(("minimum",)).point
        given = arguments or ()
        if len(given) == 1 and isinstance(given[0], tuple):
            fact = self._named(given[0])
            if fact.kind != "point":
                raise UnknownFact(f"{'.'.join(given[0])} is no point")
            return fact.point
        numbers = tuple(x for x in given if isinstance(x, float))
        d, names = len(self._lesson.variables), ", ".join(self._lesson.variables)
        if len(numbers) != len(given) or len(numbers) != d:
            wanted = f"{d} number{'s' * (d != 1)} for {names}"
            raise UnknownFact(f"{head} takes a point: a name such as start, or {wanted}")
        return numbers

    def _distance(self, parts: Sequence[str], arguments: tuple[Argument, ...]) -> Fact:
        """How far two named points lie apart."""
        if len(parts) > 1 or len(arguments) != 2 or any(isinstance(a, float) for a in arguments):
            raise UnknownFact("distance takes the names of two points: distance(start, minimum)")
        one, other = (self._point_of("f", (argument,)) for argument in arguments)
        return Fact("number", math.dist(one, other))

    def _critical(self, name: str) -> list[CriticalPoint]:
        """The isolated critical points of a kind, lowest first."""
        return self._points[name]

    @cached_property
    def _points(self) -> dict[str, list[CriticalPoint]]:
        found = sorted(self._lesson.landscape.points, key=lambda p: (p.value, p.point))
        return {
            name: [p for p in found if p.kind in kinds and not p.on_edge]
            for name, kinds in CRITICAL.items()
        }


def _index(rest: list[str], count: int, name: str) -> int:
    """The index that the first of the parts says, counted from 1 there; it is taken away."""
    number = int(rest.pop(0)) if rest and rest[0].isdecimal() else 1
    if not 1 <= number <= count:
        there = f"there are {count}" if count > 1 else "there is one" if count else "there is none"
        raise UnknownFact(f"there is no {name} {number}; {there}")
    return number - 1


def _data(lesson: Lesson) -> Fact:
    if lesson.data is None:
        raise UnknownFact("the lesson has no data")
    return Fact("count", float(len(lesson.data.targets)))


_SCALARS: dict[str, Callable[[Lesson], Fact]] = {
    "descents": lambda lesson: Fact("count", float(len(lesson.descents))),
    "data": _data,
    "range.low": lambda lesson: Fact("value", lesson.value_range[0]),
    "range.high": lambda lesson: Fact("value", lesson.value_range[1]),
}
"""Facts about the whole lesson."""

_CALLS = (*POINT_FACTS, "distance")
