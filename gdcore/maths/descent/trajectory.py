"""The trajectory of a descent: points, values, gradients, the optimizer's states, the outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.descent.outcome import Diagnosis, Outcome

ESTIMATE = "gradient_estimate"
"""The name of the state that holds the estimated gradients of a stochastic descent."""


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """A descent of n steps in d dimensions.

    Attributes:
        points: (n+1, d); row 0 is the start, every later row is finite.
        values: (n+1,), f at the points; nan where f is undefined (only at the start).
        gradients: (n+1, d), ∇f at the points, exact also where the steps used an estimate.
        diagnosis: how the descent ended and why, in numbers.
        learning_rates: (n,), the rate of each step.
        states: the optimizer's inner state by name, (n+1, …); row k is the state after k steps.
        clipped: (n+1,), whether the step to this point was cut at the edge of the domain.
        optimizer: the name of the method.
        variables: the names of the d coordinates.
    """

    points: Array
    values: Array
    gradients: Array
    diagnosis: Diagnosis
    learning_rates: Array
    states: Mapping[str, Array]
    clipped: NDArray[np.bool_]
    optimizer: str
    variables: tuple[str, ...] = field(default=())

    @property
    def outcome(self) -> Outcome:
        """How the descent ended."""
        return self.diagnosis.outcome

    @property
    def steps(self) -> int:
        """n, the number of steps taken."""
        return len(self.points) - 1

    @property
    def stochastic(self) -> bool:
        """Whether the steps followed estimates of the gradients."""
        return ESTIMATE in self.states

    @property
    def followed(self) -> Array:
        """(n, d), the gradients that the steps used: ∇f at each point, or an estimate of it."""
        return self.states[ESTIMATE][1:] if self.stochastic else self.gradients[:-1]

    @property
    def start(self) -> Array:
        """The first point, (d,)."""
        first: Array = self.points[0]
        return first

    @property
    def end(self) -> Array:
        """The last point, (d,)."""
        last: Array = self.points[-1]
        return last

    def __repr__(self) -> str:
        """Optimizer, number of steps, start, end and outcome, in one line."""
        n = self.steps
        return (
            f"Trajectory({self.optimizer}, {n} step{'s' * (n != 1)} from {_point(self.start)} to "
            f"{_point(self.end)}, f = {self.values[-1]:.6g}, {self.outcome})"
        )

    def to_dict(self) -> dict[str, Any]:
        """The trajectory as lists, numbers and texts, ready for ``json.dumps``.

        Returns:
            variables: d names.
            optimizer: the name of the method.
            outcome: how the descent ended, such as "converged".
            diagnosis: why it ended, the fields of `Diagnosis` by name.
            points, gradients: n+1 lists of d numbers.
            values: n+1 numbers.
            learning_rates: n numbers.
            clipped: n+1 booleans.
            states: the inner state by name; n+1 entries each, row k after k steps.

            A number that is not finite, which JSON does not have, is None.
        """
        return {
            "variables": list(self.variables),
            "optimizer": self.optimizer,
            "outcome": str(self.outcome),
            "diagnosis": self.diagnosis.to_dict(),
            "points": _plain(self.points),
            "values": _plain(self.values),
            "gradients": _plain(self.gradients),
            "learning_rates": _plain(self.learning_rates),
            "clipped": self.clipped.tolist(),
            "states": {name: _plain(rows) for name, rows in self.states.items()},
        }


def _plain(numbers: Array) -> list[Any]:
    """The numbers as nested lists, None for those that are not finite."""
    entries = numbers.astype(object)
    entries[~np.isfinite(numbers)] = None
    return entries.tolist()


def _point(point: Array) -> str:
    numbers = ", ".join(f"{number:.4g}" for number in point)
    return f"({numbers})" if len(point) > 1 else numbers
