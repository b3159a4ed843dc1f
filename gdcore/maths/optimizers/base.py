"""The base of all optimizers: frozen parameters with two pure functions, init and update."""

from typing import Any, ClassVar

import numpy as np

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective
from gdcore.maths.parameters import (
    FRACTION,
    NOT_NEGATIVE,
    Parameterized,
    parameter,
    parameterized,
)

State = dict[str, Array]


@parameterized
class Optimizer(Parameterized):
    """A rule that turns gradients into steps: xₖ₊₁ = xₖ + step.

    Class attributes:
        name: as in ``OPTIMIZERS``.
        usual_rate: the learning rate with which the method is usually run, whatever the scale of
            the function; None where a good rate depends on the function.
        cost: the time of a step without the gradient, in elementary operations.
        searches: whether each step evaluates the function at several points along a line.
        needs_function: whether ``update`` needs values or Hessians of the function.
        memory: names of the state's entries that begin as zeros in the shape of the point.

    The state is a dictionary of arrays with the field's names (velocity, second_moment, …); it is
    recorded in the trajectory, except for names that begin with an underscore. An entry is one
    number, or it leads with the same axes as the points before their last.
    """

    usual_rate: ClassVar[float | None] = None
    cost: ClassVar[float] = 20
    searches: ClassVar[bool] = False
    needs_function: ClassVar[bool] = False
    memory: ClassVar[tuple[str, ...]] = ()

    @property
    def stability(self) -> float | None:
        """c: the method is stable near a minimum while η·λmax < c; None where c is not known.

        λmax is the largest eigenvalue of the Hessian at the minimum.
        """
        return None

    def recurrence(self, learning_rate: float, curvature: float) -> tuple[float, float] | None:
        """(T, D) of the method on λ/2·x²: its errors satisfy eₖ₊₁ = T·eₖ − D·eₖ₋₁.

        So near a minimum, along an eigenvector of the Hessian with the eigenvalue λ, the errors
        shrink like the larger root of r² − T·r + D in size, and swing about 0 where the roots are
        complex or below 0. With a weight decay, λ includes it.

        Args:
            learning_rate: η, the same in every step.
            curvature: λ.

        Returns:
            (T, D), or None for a method whose steps are not linear in the gradient.
        """
        return None

    @property
    def decoupled_decay(self) -> bool:
        """Whether a weight decay acts on the point, not through the gradient."""
        return False

    @property
    def coupled_decay(self) -> float:
        """λ of a weight decay that is added to the gradient as λ·x; 0 without."""
        return 0.0 if self.decoupled_decay else float(getattr(self, "weight_decay", 0.0))

    @property
    def stateless(self) -> bool:
        """Whether every step is −η·g, whatever the point and the steps before."""
        return False

    def init(self, point: Array) -> State:
        """The state before the first step from a point of shape (…, d)."""
        return {name: np.zeros_like(point) for name in self.memory} | {"step": np.zeros(())}

    def update(
        self,
        gradient: Array,
        state: State,
        learning_rate: float,
        point: Array,
        function: Objective | None = None,
        /,
    ) -> tuple[Array, State]:
        """One step; nothing that is passed in is changed.

        Args:
            gradient: g at the point, or an estimate of it, (…, d).
            state: the state before the step.
            learning_rate: η.
            point: x, (…, d); the axes before the last are those of many descents at once.
            function: f; needed where ``needs_function`` says so.

        Returns:
            The step (…, d) and the state after it.

        Raises:
            ValueError: the method needs the function, and it is not given.
        """
        raise NotImplementedError

    def required(self, function: Objective | None) -> Objective:
        """The function, for a method that needs it; ValueError if it is None."""
        if function is None:
            raise ValueError(f"{self.name} needs the function")
        return function


def ratio(above: Array, below: Array) -> Array:
    """above/below, and 0 where both are 0, so that without a gradient there is no step if ε = 0."""
    return np.divide(above, below, out=np.zeros_like(above), where=(above != 0) | (below != 0))


def decay(default: float = 0.0, text: str = "λ, adds λ·x to the gradient.") -> Any:
    """The field ``weight_decay``, λ."""
    return parameter(default=default, within=NOT_NEGATIVE, text=text)


def divisor(default: float = 1e-8) -> Any:
    """The field ``eps``, ε, of a method that divides by an average of gradients."""
    return parameter(default=default, within=NOT_NEGATIVE, text="ε, keeps the division finite.")


def two_betas() -> Any:
    """The field ``betas``, (β₁, β₂), of a method with two averages."""
    text = "β₁ and β₂, the parts of the two averages that are kept."
    return parameter(default=(0.9, 0.999), within=FRACTION, text=text)
