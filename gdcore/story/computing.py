"""The computing of a lesson from its spec."""

from __future__ import annotations

from hashlib import sha256

import numpy as np

from gdcore.maths import BasinMap, Landscape, Stop, Trajectory, descend
from gdcore.maths.remembering import remembered
from gdcore.spec import Spec, make_estimator
from gdcore.story.basins import Share
from gdcore.story.computed import Descent, kept_survey
from gdcore.story.computing_time import announce
from gdcore.story.height_field import visible_steps
from gdcore.story.lesson import Lesson
from gdcore.story.quoting import with_labels
from gdcore.story.value_range import value_range
from gdcore.words.numerals import with_minus

MOST_KEPT_STEPS = 5000
"""The most steps of a descent that is kept for the next lesson: a megabyte or two."""

_kept_descent = remembered(16)(descend)
_kept_range = remembered(16)(value_range)


class NotYetKnown(Exception):
    """A fact that takes a search has been asked for of a lesson in which it is left out."""


class Sketched(Lesson):
    """A lesson of which nothing is known that takes a search; who asks for it gets NotYetKnown."""

    @property
    def landscape(self) -> Landscape:
        """Unknown."""
        raise NotYetKnown

    @property
    def basins(self) -> BasinMap:
        """Unknown."""
        raise NotYetKnown

    @property
    def shares(self) -> tuple[Share, ...] | None:
        """Unknown."""
        raise NotYetKnown


def compute_sketch(spec: Spec) -> Lesson:
    """The lesson of a spec without what takes a search. Its descents and ranges are kept for
    `compute_lesson`.

    Raises:
        NotYetKnown: a label quotes what takes a search.
    """
    return _compute(spec, Sketched)


def searches(before: Lesson, spec: Spec) -> bool:
    """Whether a changed spec has to search anew for what the lesson before the change asked for.

    Critical points depend on the function and its domain, basins on the first descent, too.
    """
    asked = vars(before)
    domain = tuple(zip(spec.lows, spec.highs, strict=True))
    if "landscape" in asked and not kept_survey.holds(spec.objective, domain):
        return True
    ways = [
        [(plan.optimizer, plan.learning_rate) for plan in each.descents[:1]]
        for each in (before.spec, spec)
    ]
    return ("basins" in asked or "shares" in asked) and ways[0] != ways[1]


def compute_lesson(spec: Spec) -> Lesson:
    """Compute the descents, domain and range of values of a spec, in any number of variables.

    Descents that diverge or leave the domain are part of the lesson, not errors.
    """
    return _compute(spec, Lesson)


def _compute(spec: Spec, kind: type[Lesson]) -> Lesson:
    announce(spec)
    function = spec.objective
    domain = tuple(zip(spec.lows, spec.highs, strict=True))
    stop = Stop(spec.stop.gradient_norm, spec.stop.step_length)
    descents: list[Descent] = []
    for plan in spec.descents:
        estimator = make_estimator(spec.data, plan.batch_size, plan.noise)
        trajectory = (_kept_descent if plan.steps <= MOST_KEPT_STEPS else descend)(
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
        low, high, poles = _kept_range(function, domain)
    else:
        (low, high), poles = _visited([d.trajectory for d in descents]), False
    digest = sha256(spec.digest.encode())
    digest.update(repr((low, high)).encode())
    for descent in descents:
        trajectory = descent.trajectory
        digest.update(str(trajectory.outcome).encode())
        for numbers in (trajectory.points, trajectory.values, trajectory.gradients):
            digest.update(np.ascontiguousarray(numbers).tobytes())
    lesson = kind(
        spec,
        function,
        spec.variables,
        domain,
        (low, high),
        poles,
        tuple(descents),
        digest.hexdigest(),
    )
    return with_labels(lesson)


def _visited(trajectories: list[Trajectory]) -> tuple[float, float]:
    """(low, high) of the values that the descents meet: the range to draw in many variables.

    If they meet a single value, a range of width 2 around it, as for a constant function.
    """
    values = np.concatenate([t.values for t in trajectories]) if trajectories else np.zeros(0)
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    return (low, high) if low < high else (low - 1.0, high + 1.0)
