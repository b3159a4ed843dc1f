"""Facts about one descent, by name: descent.1.steps, descent.Adam.end, descent.2.value.12."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from gdcore.maths import Trajectory
from gdcore.spec.labels import title
from gdcore.story.computed import Descent
from gdcore.story.directing.endings import short_ending
from gdcore.story.facts.fact import Fact
from gdcore.story.lesson import Lesson

DescentFact = Callable[["DescentView", int | None], Fact | None]


@dataclass(frozen=True)
class DescentView:
    """One descent of a lesson, by its index."""

    lesson: Lesson
    index: int

    @property
    def descent(self) -> Descent:
        """The descent itself."""
        return self.lesson.descents[self.index]

    @property
    def trajectory(self) -> Trajectory:
        """Its points, values and gradients."""
        return self.descent.trajectory


def _point(view: DescentView, step: int | None) -> Fact:
    """The point after so many steps; None: the last one."""
    k = -1 if step is None else step
    return Fact("point", tuple(view.trajectory.points[k].tolist()))


def _value(view: DescentView, step: int | None) -> Fact:
    return Fact("value", float(view.trajectory.values[-1 if step is None else step]))


def _norm(view: DescentView, step: int | None) -> Fact:
    k = -1 if step is None else step
    return Fact("number", math.hypot(*view.trajectory.gradients[k]))


def _move(view: DescentView, step: int | None) -> Fact | None:
    """The vector of a step, counted from 1."""
    k = view.trajectory.steps if step is None else step
    if k == 0:
        return None
    points = view.trajectory.points
    return Fact("vector", tuple((points[k] - points[k - 1]).tolist()))


def _length(view: DescentView, step: int | None) -> Fact | None:
    move = _move(view, step)
    return move and Fact("number", math.hypot(*move.point))


def _rate(view: DescentView, step: int | None) -> Fact | None:
    rate = view.descent.learning_rate
    if isinstance(rate, float):
        return Fact("number", rate)
    if not step:  # a schedule has a rate for each step
        return None
    return Fact("number", float(view.trajectory.learning_rates[step - 1]))


def _stretch(view: DescentView, step: int | None) -> Fact | None:
    """How long a step is beside that of plain gradient descent from the same point, η·‖∇f‖."""
    move = _length(view, step)
    k = view.trajectory.steps if step is None else step
    if move is None:
        return None
    norm = math.hypot(*view.trajectory.gradients[k - 1])
    plain = float(view.trajectory.learning_rates[k - 1]) * norm
    return Fact("number", move.numbers[0] / plain) if plain > 0 else None


def _distance(view: DescentView, step: int | None) -> Fact | None:
    """How far a point of the descent lies from the nearest minimum."""
    point = _point(view, step).point
    minima = [p.point for p in view.lesson.landscape.minima]
    far = [math.dist(point, minimum) for minimum in minima]
    return Fact("number", min(far)) if far else None


def _arrival(view: DescentView, step: int | None) -> Fact | None:
    """The step at which it is there, as a race counts it."""
    arrival = view.lesson.facts.ranking().arrivals[view.index]
    return None if arrival is None or step is not None else Fact("count", float(arrival))


def _whole(find: Callable[[DescentView], Fact]) -> DescentFact:
    """A fact about the whole descent, which has none for single steps."""
    return lambda view, step: find(view) if step is None else None


def _outcome(view: DescentView) -> Fact:
    return Fact("text", short_ending(view.lesson, view.lesson.facts.descent(view.index)))


def _optimizer(view: DescentView) -> Fact:
    name = title(view.descent.optimizer, view.lesson.language, bool(view.descent.batches))
    return Fact("text", name)


def _batch_size(view: DescentView, step: int | None) -> Fact | None:
    """The number of data that each step sees."""
    batches = view.descent.batches
    return None if batches is None or step is not None else Fact("count", float(len(batches(0))))


DESCENT_FACTS: dict[str, DescentFact] = {
    "label": _whole(lambda view: Fact("text", view.descent.label)),
    "optimizer": _whole(_optimizer),
    "rate": _rate,
    "start": _whole(lambda view: Fact("point", view.descent.start)),
    "end": _whole(lambda view: _point(view, None)),
    "steps": _whole(lambda view: Fact("count", float(view.trajectory.steps))),
    "outcome": _whole(_outcome),
    "arrival": _arrival,
    "batch_size": _batch_size,
    "point": _point,
    "value": _value,
    "gradient_norm": _norm,
    "distance": _distance,
    "step": _move,
    "step_length": _length,
    "stretch": _stretch,
}
"""The facts about a descent by name; those of a point or step take its number behind a dot."""
