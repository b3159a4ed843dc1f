"""Objectives, which can be descended: their interface, and plain Python functions as ones."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import ArrayLike

from gdcore.maths.arrays import Array

# The relative step of a central difference with the least total error in float64: ∛ε, where
# truncation and rounding errors are about equal.
_STEP = float(np.cbrt(np.finfo(np.float64).eps))
_COST = 1000  # assumed time of a call of a Python function, in elementary operations


class Objective(Protocol):
    """The interface of a function to be minimised: a ``Function``, or a loss on data."""

    @property
    def text(self) -> str:
        """The formula, or what stands for it."""
        ...

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the d coordinates."""
        ...

    @property
    def dimension(self) -> int:
        """d."""
        ...

    @property
    def operations(self) -> int:
        """The number of elementary operations in a value with its gradient, a measure of cost."""
        ...

    def value(self, p: ArrayLike) -> Array:
        """(…, d) → (…,)"""
        ...

    def gradient(self, p: ArrayLike) -> Array:
        """(…, d) → (…, d)"""
        ...

    def hessian(self, p: ArrayLike) -> Array:
        """(…, d) → (…, d, d)"""
        ...

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        """(…, d) → (…,) and (…, d)"""
        ...


@dataclass(frozen=True)
class PythonObjective:
    """f: ℝᵈ → ℝ from two Python functions of one point.

    Attributes:
        function: point → f, a number.
        derivative: point → ∇f, d numbers.
        dimension: d.
        scalar: whether a point is handed over as a float (d = 1) in place of an array (d,).

    Where a function raises ArithmeticError or a ValueError of the domain's edge ("math domain
    error"), or gives a number that is not finite, f and ∇f are nan. The Hessian is computed by
    central differences of the gradient.
    """

    function: Callable[[Any], Any]
    derivative: Callable[[Any], Any]
    dimension: int
    scalar: bool = False

    def __post_init__(self) -> None:
        if self.dimension < 1 or (self.scalar and self.dimension != 1):
            raise ValueError(f"dimension: expected at least 1, found {self.dimension}")

    @property
    def text(self) -> str:
        """The function's name."""
        return str(getattr(self.function, "__name__", "f"))

    @property
    def variables(self) -> tuple[str, ...]:
        """("x",), ("x", "y"), ("x", "y", "z"), or ("x1", "x2", …) for more than three."""
        d = self.dimension
        return tuple("xyz"[:d]) if d <= 3 else tuple(f"x{i + 1}" for i in range(d))

    @property
    def operations(self) -> int:
        """The assumed time of a value with its gradient, in elementary operations."""
        return _COST

    def fast(self, *x: float) -> tuple[float, ...]:
        """f and its d partial derivatives at d floats; nan where f is undefined."""
        point = x[0] if self.scalar else np.array(x, dtype=np.float64)
        try:
            value, gradient = self.function(point), self.derivative(point)
        except (ArithmeticError, ValueError) as error:
            if isinstance(error, ValueError) and "math domain" not in str(error):
                raise
            return (np.nan,) * (self.dimension + 1)
        if np.ndim(value):
            raise ValueError(
                f"the function: expected a number at {point!r}, found the shape {np.shape(value)}"
            )
        slope = np.asarray(gradient, dtype=np.float64)
        if slope.size != self.dimension:
            raise ValueError(
                f"gradient: expected {self.dimension} numbers at {point!r}, found the shape "
                f"{slope.shape}"
            )
        row = (float(value), *slope.ravel().tolist())
        return row if np.isfinite(row).all() else (np.nan,) * (self.dimension + 1)

    def value(self, p: ArrayLike) -> Array:
        """f(p): (…, d) → (…,)"""
        return self.value_and_gradient(p)[0]

    def gradient(self, p: ArrayLike) -> Array:
        """∇f(p): (…, d) → (…, d)"""
        return self.value_and_gradient(p)[1]

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        """f(p) and ∇f(p): (…, d) → (…,) and (…, d)"""
        points = np.asarray(p, dtype=np.float64)
        if points.ndim == 0 or points.shape[-1] != self.dimension:
            raise ValueError(
                f"expected points of shape (…, {self.dimension}), found shape {points.shape}"
            )
        flat: Iterable[list[float]] = points.reshape(-1, self.dimension).tolist()
        rows = np.array([self.fast(*x) for x in flat]).reshape(*points.shape[:-1], -1)
        if not points.size:
            rows = np.empty((*points.shape[:-1], self.dimension + 1))
        return rows[..., 0], rows[..., 1:]

    def hessian(self, p: ArrayLike) -> Array:
        """The symmetric matrix of second derivatives: (…, d) → (…, d, d)

        Hᵢⱼ = (∂ᵢf(x + h·eⱼ) − ∂ᵢf(x − h·eⱼ))/2h with h = ∛ε·max(1, |xⱼ|), and the mean of H and Hᵀ.
        """
        points = np.asarray(p, dtype=np.float64)
        h = _STEP * np.maximum(1.0, np.abs(points))
        nudges = h[..., np.newaxis] * np.eye(self.dimension)
        around = points[..., np.newaxis, :]
        rise = self.gradient(around + nudges) - self.gradient(around - nudges)
        columns = rise / (2 * h[..., np.newaxis])
        symmetric: Array = 0.5 * (columns + np.swapaxes(columns, -1, -2))
        return symmetric


def as_objective(
    function: Objective | Callable[[Any], Any],
    gradient: Callable[[Any], Any] | None,
    start: ArrayLike,
) -> Objective:
    """The function itself if it is an objective, or a Python function made into one.

    start: a point, which gives the dimension of a Python function.

    Raises:
        ValueError: a Python function is given without a gradient, or an objective with one.
    """
    if hasattr(function, "value_and_gradient"):
        if gradient is not None:
            raise ValueError("gradient: expected only with a Python function; this one knows its")
        return cast(Objective, function)
    if not callable(function):
        raise ValueError(
            f"function: expected a Function or a Python function, found {function!r}; a formula "
            "is read by Function.parse"
        )
    if gradient is None:
        raise ValueError("gradient: expected the gradient of the Python function, found None")
    return PythonObjective(function, gradient, np.size(start), np.ndim(start) == 0)
