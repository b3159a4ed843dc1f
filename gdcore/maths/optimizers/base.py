"""What an optimizer is: a frozen pair of pure functions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.catalogue import require
from gdcore.maths.function import Objective

Array = NDArray[np.float64]
State = dict[str, Array]


# gradient, state, learning rate, point, function → step, state. The arrays may have leading axes:
# many descents at once.
Update = Callable[[Array, State, float, Array, Objective | None], tuple[Array, State]]


@dataclass(frozen=True)
class Optimizer:
    """A rule that turns gradients into steps: xₖ₊₁ = xₖ + step.

    Attributes:
        name: as in ``OPTIMIZERS``.
        parameters: every parameter by name, with the values in force.
        init_state: point → state before the first step.
        update_state: gradient, state, learning rate, point, function → step, state.
        natural_rate: a learning rate with which this method is usually run.
        stability: c in "stable near a minimum while η·λmax < c", with λmax the largest eigenvalue
            of the Hessian there; None where no such number is known.
        needs_function: whether it asks the function for more than its gradient.

    The state is a dictionary of arrays with the field's names (velocity, second_moment, …); it is
    recorded in the trajectory, except for names that begin with an underscore. An entry is one
    number, or it leads with the same axes as the points before their last.
    """

    name: str
    parameters: tuple[tuple[str, Any], ...]
    init_state: Callable[[Array], State]
    update_state: Update
    natural_rate: float
    stability: float | None = None
    needs_function: bool = False

    def init(self, point: ArrayLike) -> State:
        """The state before the first step from a point of shape (…, d)."""
        return self.init_state(np.asarray(point, dtype=np.float64))

    def update(
        self,
        gradient: ArrayLike,
        state: State,
        learning_rate: float = 0.1,
        point: ArrayLike | None = None,
        function: Objective | None = None,
    ) -> tuple[Array, State]:
        """One step: the gradient (…, d) and the state before it → the step (…, d), the state after.

        The point is needed by weight decay and by methods that ask the function; without it, it
        is taken to be the origin.

        Raises:
            ValueError: the method needs the function, and it is not given.
        """
        if self.needs_function and (function is None or point is None):
            raise ValueError(f"{self.name} needs the point and the function")
        g = np.asarray(gradient, dtype=np.float64)
        x = np.zeros_like(g) if point is None else np.asarray(point, dtype=np.float64)
        return self.update_state(g, state, learning_rate, x, function)


def zeros(*names: str) -> Callable[[Array], State]:
    """An ``init_state``: each name starts as zeros in the point's shape, ``step`` as 0."""

    def init(point: Array) -> State:
        return {name: np.zeros_like(point) for name in names} | {"step": np.zeros(())}

    return init


def fraction(name: str, value: float) -> None:
    """Raise ParameterError unless 0 ≤ value < 1."""
    require(0 <= value < 1, name, "a number from 0 to below 1", value)


def not_negative(name: str, value: float) -> None:
    """Raise ParameterError unless value ≥ 0."""
    require(value >= 0, name, "a number of at least 0", value)


def positive(name: str, value: float) -> None:
    """Raise ParameterError unless value > 0."""
    require(value > 0, name, "a positive number", value)


def ratio(above: Array, below: Array) -> Array:
    """above/below, and 0 where both are 0: without a gradient there is no step, whatever ε is."""
    return np.divide(above, below, out=np.zeros_like(above), where=(above != 0) | (below != 0))
