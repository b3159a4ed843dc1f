"""What is valid in a spec but probably not meant: descents that leave at once, or do not move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdcore.maths import CriticalPoint, Outcome
from gdcore.story.computed import Descent
from gdcore.story.lesson import Lesson

Path = tuple[str | int, ...]

SEEN = 0.002
"""The least share of a variable's interval over which a movement is seen: two pixels of 1080."""
NEAR = 1e-4
"""The greatest distance, as a share of the intervals, at which a start lies on a critical point."""


_AT_REST = (Outcome.CONVERGED, Outcome.AT_SADDLE, Outcome.AT_MAXIMUM, Outcome.ON_PLATEAU)


@dataclass(frozen=True)
class Warning:
    """Something that a spec's author should look at.

    Attributes:
        path: the value of the spec that it speaks of: ("descents", 0, "start").
        message: what is the case, and what to change.
    """

    path: Path
    message: str


def warnings(lesson: Lesson) -> tuple[Warning, ...]:
    """What is probably not meant in a lesson, each once, in the order of the descents."""
    found = [*_leaving(lesson), *_still(lesson), *_unstable(lesson)]
    return tuple(dict.fromkeys(found))


def _leaving(lesson: Lesson) -> Iterator[Warning]:
    """The lesson whose descents all leave the domain in the first step."""
    lows, highs = np.array(lesson.domain).T
    for descent in lesson.descents:
        points = descent.trajectory.points
        if len(points) < 2:
            return
        inside = ((lows <= points[1]) & (points[1] <= highs)).all()
        if inside and not descent.trajectory.clipped[1]:
            return
    if lesson.descents:
        every = "every descent leaves" if len(lesson.descents) > 1 else "the descent leaves"
        advice = "choose a smaller learning rate, or a wider domain"
        yield Warning(_rate_path(lesson, 0), f"{every} the domain in the first step; {advice}")


def _still(lesson: Lesson) -> Iterator[Warning]:
    """The descents that begin where nothing moves, and the lesson in which nothing is seen to."""
    still = [index for index, descent in enumerate(lesson.descents) if _way(lesson, descent) < SEEN]
    unexplained = 0
    for index in still:
        descent = lesson.descents[index]
        point = _critical_point_at(lesson, descent.start)
        if point is None or not descent.trajectory.steps < lesson.spec.descents[index].steps:
            unexplained += 1
            continue
        why = "where the gradient is 0" if point.smooth else "a tip without a gradient"
        where = f"this start lies on a {point.kind}, {why}"
        yield Warning(_start_path(lesson, index), f"{where}: nothing moves; choose another start")
    if unexplained and len(still) == len(lesson.descents):
        if not any(plan.steps for plan in lesson.spec.descents):
            yield Warning(("steps",), "no descent takes a step: nothing moves")
            return
        longest = max(_way(lesson, descent) for descent in lesson.descents)
        share = f"the longest way is {100 * longest:.2g} % of the domain's width"
        advice = "choose a larger learning rate, more steps or another start"
        message = f"nothing is seen to move: {share}; {advice}"
        yield Warning(_rate_path(lesson, still[0]), message)


def _way(lesson: Lesson, descent: Descent) -> float:
    """How far a descent goes from its start, as the largest share of a variable's interval."""
    lows, highs = np.array(lesson.domain).T
    points = descent.trajectory.points
    return float((np.abs(points - points[0]) / (highs - lows)).max())


def _critical_point_at(lesson: Lesson, start: tuple[float, ...]) -> CriticalPoint | None:
    lows, highs = np.array(lesson.domain).T
    for point in lesson.critical_points:
        distance = np.abs(np.array(point.point) - start) / (highs - lows)
        if distance.max() < NEAR:
            return point
    return None


def _unstable(lesson: Lesson) -> Iterator[Warning]:
    """The learning rates with which a method can settle at none of the minima.

    Only a constant rate, a method and minima whose bounds are known tell that: with
    η·λmax > c at every minimum the steps there grow (`Optimizer.stability`). The landscape, which
    takes a second to survey, is asked for only where a descent has not come to rest.
    """
    for index, descent in enumerate(lesson.descents):
        stability = lesson.spec.descents[index].optimizer.stability
        rate = descent.learning_rate
        if stability is None or not isinstance(rate, float) or descent.estimator is not None:
            continue
        if descent.trajectory.outcome in _AT_REST:
            continue
        curvature = _least_curvature(lesson)
        if curvature is None or rate * curvature <= stability * (1 + 1e-9):
            continue
        bound = f"{descent.optimizer} needs a rate below {stability / curvature:.4g}"
        message = f"with η = {rate:.4g} the descent can settle at no minimum; {bound}"
        yield Warning(_rate_path(lesson, index), message)


def _least_curvature(lesson: Lesson) -> float | None:
    """The least λmax of all minima; None where a place to settle may have no known one."""
    landscape = lesson.landscape
    clipped = lesson.spec.outside == "clip" and landscape.edge_minima
    if not landscape.complete or landscape.sets or clipped:
        return None
    # A degenerate point may be a minimum as well, and a tip is one without a curvature.
    curvatures = [p.eigenvalues[-1] for p in landscape.minima if p.largest_stable_rate is not None]
    degenerate = any(p.kind == "degenerate" for p in landscape.points)
    if degenerate or not curvatures or len(curvatures) < len(landscape.minima):
        return None
    return min(curvatures)


def _start_path(lesson: Lesson, index: int) -> Path:
    """The path of a descent's start in the spec."""
    spec = lesson.spec
    if spec.listed:
        return "descents", index, "start"
    if not isinstance(spec.starts, tuple):
        return ("starts",)
    return "starts", index // (len(spec.descents) // len(spec.starts))


def _rate_path(lesson: Lesson, index: int) -> Path:
    """The path of a descent's learning rate in the spec."""
    spec = lesson.spec
    if spec.listed:
        return "descents", index, "learning_rate"
    rates = len(spec.learning_rates) or 1
    return "learning_rates", index // len(spec.optimizers) % rates
