"""Weight decay as part of the function that is minimised."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers import Optimizer


@dataclass(frozen=True)
class Decayed:
    """F(x) = f(x) + λ/2·‖x‖², which a method with coupled weight decay λ minimises.

    Such a method adds λ·x to every gradient, and ∇F = ∇f + λ·x. So it comes to rest where the two
    balance and not at a minimum of f.

    Attributes:
        function: f.
        decay: λ > 0.
    """

    function: Objective
    decay: float

    @property
    def text(self) -> str:
        """The text of f, to which the decay is added."""
        return self.function.text

    @property
    def dimension(self) -> int:
        """d, the number of variables of f."""
        return self.function.dimension

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables of f."""
        return self.function.variables

    @property
    def operations(self) -> int:
        """The time of f with its gradient, in elementary operations."""
        return self.function.operations

    def value(self, p: ArrayLike) -> Array:
        """F(p): (…, d) → (…,)."""
        return self.value_and_gradient(p)[0]

    def gradient(self, p: ArrayLike) -> Array:
        """∇F(p): (…, d) → (…, d)."""
        return self.value_and_gradient(p)[1]

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        """F(p) and ∇F(p): (…, d) → (…,) and (…, d)."""
        x = np.asarray(p, dtype=np.float64)
        value, gradient = self.function.value_and_gradient(x)
        return value + 0.5 * self.decay * (x * x).sum(axis=-1), gradient + self.decay * x

    def hessian(self, p: ArrayLike) -> Array:
        """H of f with λ on its diagonal: (…, d) → (…, d, d)."""
        hessian: Array = self.function.hessian(p) + self.decay * np.eye(self.dimension)
        return hessian


def minimised(function: Objective, method: Optimizer) -> Objective:
    """The function that a method minimises: f, or f with the method's coupled weight decay."""
    decay = method.coupled_decay
    return Decayed(function, decay) if decay else function
