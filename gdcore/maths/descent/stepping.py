"""One step of an optimizer with a schedule: the same for a single descent and for many at once."""

from dataclasses import dataclass

import numpy as np

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers import Optimizer
from gdcore.maths.optimizers.backtracking import Backtracking
from gdcore.maths.optimizers.base import State

# A descent has diverged once its distance from the start is a million times the size of the domain,
# or without a domain, of the start's distance from 0 (at least 1). No descent that a viewer could
# follow returns from there.
FAR = 1e6

LARGEST = 1e300
"""The largest size of a domain for this rule: FAR times it is still below the largest float."""


@dataclass(frozen=True)
class Stepper:
    """Takes single steps: an optimizer, its function, and a search along each step.

    Attributes:
        function: f.
        method: the optimizer.
        search: the backtracking that shortens steps; None where they keep their length.
    """

    function: Objective
    method: Optimizer
    search: Backtracking | None

    def step(
        self, gradient: Array, state: State, rate: float, point: Array
    ) -> tuple[Array, State, Array | float]:
        """The step from a point, (…, d), the state after it, and the rate after backtracking.

        The rate is an array (…,), or one number without a search.
        """
        step, state = self.method.update(gradient, state, rate, point, self.function)
        if self.search is None:
            return step, state, rate
        factor = self.search.factor(self.function, point, gradient, step)
        return factor[..., np.newaxis] * step, state, factor * rate

    def pull(self, gradient: Array, point: Array) -> Array:
        """∇f + λ·x with the method's coupled weight decay λ: (…, d); 0 where the method rests."""
        decay = self.method.coupled_decay
        return gradient + decay * point if decay else gradient
