"""A lesson: what a spec asks for, computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdcore.maths import Function, Trajectory
    from gdcore.spec import Spec


@dataclass(frozen=True, eq=False)
class Descent:
    """One descent of the lesson, computed.

    Attributes:
        label: short, and telling it from the others: "η = 0.1", "Adam", "start (1, 3)".
        optimizer: its name in the spec, as in "gradient_descent".
        learning_rate: a number, or the spec's record of a schedule.
        start: (d,) in data space.
        trajectory: all points, values, gradients and the outcome.
        visible_steps: how many steps lie within the domain, fractional where the last one
            crosses its edge; what lies beyond is not on the surface.
    """

    label: str
    optimizer: str
    learning_rate: object
    start: tuple[float, ...]
    trajectory: Trajectory
    visible_steps: float


@dataclass(frozen=True, eq=False)
class Lesson:
    """All that a story can be told about.

    Attributes:
        spec: what the lecturer wrote, with its defaults.
        function: the function, its variables in the order of `variables`.
        domain: (low, high) for each variable.
        value_range: (low, high) of the values to draw: all that the surface takes in the domain,
            but for poles, which are cut off.
        descents: in the order of the spec; may be empty.
        digest: a fingerprint of the spec and of every number computed from it.
    """

    spec: Spec
    function: Function
    variables: tuple[str, ...]
    domain: tuple[tuple[float, float], ...]
    value_range: tuple[float, float]
    descents: tuple[Descent, ...]
    digest: str
