"""Facts about a function at a point, by name: f(minimum), slope.x(start), largest_curvature."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.maths.spelling import unknown
from gdcore.story.facts.fact import Fact, UnknownFact
from gdcore.story.lesson import Lesson

Point = tuple[float, ...]


@dataclass(frozen=True)
class PointFact:
    """A fact that is asked for at a point.

    Attributes:
        about: what it is, for the list of all facts.
        find: the fact at a point; None where there is none.
        at_minimum: whether it may be asked for without a point, at the lowest minimum.
        along: whether its name ends with a variable, as slope.x does.
    """

    about: str
    find: Callable[[Lesson, Point, int], Fact | None]
    at_minimum: bool = False
    along: bool = False

    def names(self, head: str, variables: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The names of this fact: (f,), or (slope, x), (slope, y)."""
        yield from ((head, name) for name in variables) if self.along else [(head,)]


def fact_at(lesson: Lesson, parts: Sequence[str], point: Point) -> Fact:
    """The fact of a name such as (slope, x) at a point; LookupError where there is none."""
    head, rest = parts[0], ".".join(parts[1:])
    kind, variable = POINT_FACTS[head], 0
    if kind.along:
        if rest not in lesson.variables:
            raise UnknownFact(
                unknown(f"{head} has no variable", rest, lesson.variables, "the variables are")
            )
        variable = lesson.variables.index(rest)
    elif rest:
        raise UnknownFact(f"{head} has no parts; remove {rest}")
    fact = kind.find(lesson, point, variable)
    if fact is None:
        raise UnknownFact(f"there is no {head} at {lesson.rounding.place(point)}")
    return fact


def _value(lesson: Lesson, point: Point, _: int) -> Fact | None:
    value = lesson.facts.at(point).value
    return Fact("value", value) if np.isfinite(value) else None


def _gradient(lesson: Lesson, point: Point, _: int) -> Fact | None:
    gradient = lesson.facts.at(point).gradient
    return None if gradient is None else Fact("vector", _without_noise(lesson, point, gradient))


def _slope(lesson: Lesson, point: Point, variable: int) -> Fact | None:
    gradient = _gradient(lesson, point, 0)
    return gradient and Fact("number", gradient.point[variable])


def _norm(lesson: Lesson, point: Point, _: int) -> Fact | None:
    gradient = _gradient(lesson, point, 0)
    return gradient and Fact("number", math.hypot(*gradient.point))


def _slope_ratio(lesson: Lesson, point: Point, _: int) -> Fact | None:
    gradient = _gradient(lesson, point, 0)
    if gradient is None or 0.0 in gradient.point:
        return None
    sizes = np.abs(gradient.point)
    return Fact("number", float(sizes.max() / sizes.min()))


def _without_noise(lesson: Lesson, point: Point, gradient: Point) -> Point:
    """A gradient that is 0 but for rounding is told as 0."""
    return (0.0,) * len(gradient) if lesson.facts.at(point).zero else gradient


def _curvatures(lesson: Lesson, point: Point) -> list[float] | None:
    """The eigenvalues of the Hessian, rising; None where it is undefined."""
    hessian = lesson.function.hessian(np.array(point))
    if not np.isfinite(hessian).all():
        return None
    eigenvalues: list[float] = np.linalg.eigvalsh(hessian).tolist()
    return eigenvalues


def _largest(lesson: Lesson, point: Point, _: int) -> Fact | None:
    found = _curvatures(lesson, point)
    return Fact("number", found[-1]) if found else None


def _smallest(lesson: Lesson, point: Point, _: int) -> Fact | None:
    found = _curvatures(lesson, point)
    return Fact("number", found[0]) if found else None


def _condition(lesson: Lesson, point: Point, _: int) -> Fact | None:
    found = _curvatures(lesson, point)
    return Fact("number", found[-1] / found[0]) if found and found[0] > 0 else None


def _stable(lesson: Lesson, point: Point, _: int) -> Fact | None:
    minima = [p for p in lesson.facts.landscape.minima if np.allclose(p.point, point)]
    rate = minima[0].largest_stable_rate if minima else None
    return None if rate is None else Fact("number", rate)


def _share(lesson: Lesson, point: Point, _: int) -> Fact | None:
    if len(lesson.domain) <= 2:
        facts = lesson.facts.basins
        shares = dict(zip(facts.minima, facts.shares, strict=True))
    else:
        shares = {s.minimum: s.share for s in lesson.shares or () if s.minimum is not None}
    found = [share for minimum, share in shares.items() if np.allclose(minimum, point)]
    return Fact("share", found[0]) if found else None


POINT_FACTS = {
    "f": PointFact("the value at a point", _value),
    "gradient": PointFact("the gradient at a point", _gradient),
    "slope": PointFact("the partial derivative at a point", _slope, along=True),
    "gradient_norm": PointFact("the gradient's length at a point", _norm),
    "slope_ratio": PointFact("the largest slope by the smallest, in size", _slope_ratio),
    "largest_curvature": PointFact("λmax, the Hessian's largest eigenvalue", _largest, True),
    "smallest_curvature": PointFact("λmin, the Hessian's smallest eigenvalue", _smallest, True),
    "condition": PointFact("λmax/λmin", _condition, True),
    "largest_stable_rate": PointFact("2/λmax", _stable, True),
    "share": PointFact("the share of all starts that reach a minimum", _share, True),
}
"""The facts that are asked for at a point, by name."""
