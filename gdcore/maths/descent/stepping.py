"""One step of an optimizer with a schedule: the same for a single descent and for many at once."""

from dataclasses import dataclass

import numpy as np

from gdcore.maths.arrays import Array
from gdcore.maths.function import Objective
from gdcore.maths.optimizers import Optimizer
from gdcore.maths.optimizers.backtracking import Backtracking
from gdcore.maths.optimizers.base import State

# A descent has diverged once it is a million times farther from its start than the size of the
# picture: of the domain, or without one of the start itself (at least 1). Nothing that a viewer
# could follow goes so far and comes back.
FAR = 1e6

LARGEST = 1e300
"""The largest size of a picture: a million times as much is still a number."""


@dataclass(frozen=True)
class Stepper:
    """How a point moves.

    Attributes:
        function: f.
        method: the optimizer.
        search: how its steps are shortened; None where they are taken as they are.
    """

    function: Objective
    method: Optimizer
    search: Backtracking | None

    def step(
        self, gradient: Array, state: State, rate: float, point: Array
    ) -> tuple[Array, State, Array | float]:
        """The step from a point (…, d), the state after it, and the rates in force: (…,) or one."""
        step, state = self.method.update(gradient, state, rate, point, self.function)
        if self.search is None:
            return step, state, rate
        factor = self.search.factor(self.function, point, gradient, step)
        return factor[..., np.newaxis] * step, state, factor * rate
