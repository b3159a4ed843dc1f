"""A lesson: what a spec asks for, computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import (
    BasinMap,
    CriticalPoint,
    DataLoss,
    Estimator,
    Function,
    Landscape,
    Objective,
    Schedule,
    Stop,
    Trajectory,
    descend,
    survey,
)
from gdcore.spec import Spec, make_estimator
from gdcore.story.basins import map_basins
from gdcore.story.height_field import visible_steps
from gdcore.story.numbers import with_minus
from gdcore.story.value_range import value_range


@dataclass(frozen=True, eq=False)
class Descent:
    """One descent of the lesson, computed.

    Attributes:
        label: short, and telling it from the others: "η = 0.1", "Adam", "start (1, 3)".
        optimizer: its name in the spec, as in "gradient_descent".
        learning_rate: a number, or a schedule.
        start: (d,) in data space.
        trajectory: all points, values, gradients and the outcome.
        estimator: where its steps got their gradients from; None for the exact ones.
        visible_steps: how many steps lie within the domain, fractional where the last one
            crosses its edge; what lies beyond is not on the surface.
    """

    label: str
    optimizer: str
    learning_rate: float | Schedule
    start: tuple[float, ...]
    trajectory: Trajectory
    visible_steps: float
    estimator: Estimator | None = None

    @property
    def batches(self) -> Callable[[int], NDArray[np.int64]] | None:
        """Number of a step from 0 → which entries of the data it used; None without batches."""
        return self.estimator.batches if self.estimator else None


@dataclass(frozen=True, eq=False)
class Lesson:
    """All that a story can be told about.

    Attributes:
        spec: what the lecturer wrote, with its defaults.
        function: what is descended, its variables in the order of `variables`; with data, their
            loss as a function of the model's parameters.
        domain: (low, high) for each variable.
        value_range: (low, high) of the values to draw: all that the surface takes in the domain,
            but for poles, which are cut off.
        poles: whether some were.
        descents: in the order of the spec; may be empty.
        digest: a fingerprint of the spec and of every number computed from it.
    """

    spec: Spec
    function: Objective
    variables: tuple[str, ...]
    domain: tuple[tuple[float, float], ...]
    value_range: tuple[float, float]
    poles: bool
    descents: tuple[Descent, ...]
    digest: str

    @property
    def data(self) -> DataLoss | None:
        """The data and the model that is fitted to them; None for a plain function."""
        return self.function if isinstance(self.function, DataLoss) else None

    @property
    def formula(self) -> Function:
        """What can be written down: the function itself, or the model of a loss."""
        if isinstance(self.function, DataLoss):
            return self.function.model
        assert isinstance(self.function, Function)
        return self.function

    @cached_property
    def landscape(self) -> Landscape:
        """What the search found in the domain: critical points, whole lines of them, the edge."""
        return survey(self.function, self.domain)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The isolated critical points in the domain, minima first."""
        return self.landscape.points

    @cached_property
    def basins(self) -> BasinMap:
        """Which minimum the first descent's method reaches from each start in the domain.

        Its learning rate and stop rule are those of the lesson, and it takes as many steps as it
        needs, so that the map shows the landscape's basins and not where the steps ran out. A
        start that ends on a whole line of minima, or outside the domain, has the label −1.

        Raises:
            ValueError: the function has more than two variables.
        """
        return map_basins(self)


class StoryError(ValueError):
    """A spec that is right in itself, but can't be shown; the message says what can be done."""


def compute_lesson(spec: Spec) -> Lesson:
    """Compute everything that a spec asks for, in any number of variables.

    Descents that diverge or leave the domain are part of the lesson, not errors.
    """
    function = spec.objective
    domain = tuple(zip(spec.lows, spec.highs, strict=True))
    stop = Stop(spec.stop.gradient_norm, spec.stop.step_length)
    descents: list[Descent] = []
    for plan in spec.descents:
        estimator = make_estimator(spec.data, plan.batch_size, plan.noise)
        trajectory = descend(
            function,
            plan.start,
            plan.optimizer,
            plan.learning_rate,
            plan.steps,
            stop,
            domain,
            spec.outside,
            estimator,
        )
        descents.append(
            Descent(
                with_minus(plan.label),
                plan.optimizer.name,
                plan.learning_rate,
                plan.start,
                trajectory,
                visible_steps(trajectory.points, domain),
                estimator,
            )
        )
    if len(domain) <= 2:
        low, high, poles = value_range(function, domain)
    else:
        (low, high), poles = _visited([d.trajectory for d in descents]), False
    digest = sha256(spec.digest.encode())
    digest.update(repr((low, high)).encode())
    for descent in descents:
        trajectory = descent.trajectory
        digest.update(str(trajectory.outcome).encode())
        for numbers in (trajectory.points, trajectory.values, trajectory.gradients):
            digest.update(np.ascontiguousarray(numbers).tobytes())
    return Lesson(
        spec,
        function,
        spec.variables,
        domain,
        (low, high),
        poles,
        tuple(descents),
        digest.hexdigest(),
    )


def _visited(trajectories: list[Trajectory]) -> tuple[float, float]:
    """The range of the values that the descents meet: all there is to show in many variables.

    Around a single value it has width 2, as that of a constant function.
    """
    values = np.concatenate([t.values for t in trajectories]) if trajectories else np.zeros(0)
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    return (low, high) if low < high else (low - 1.0, high + 1.0)
