"""A function of several real variables: its formula, value, gradient and Hessian."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, Self

import numpy as np
import sympy
from numpy.typing import ArrayLike, NDArray

from gdcore.maths import derivatives, kernels
from gdcore.maths.coding import compile_source, source
from gdcore.maths.formula.errors import ExpressionError
from gdcore.maths.formula.parser import read_expression
from gdcore.maths.formula.vocabulary import check_variables, ordered
from gdcore.maths.tape import Tape

Array = NDArray[np.float64]

# With more variables the Hessian is computed by products with unit vectors, since code for each of
# its d(d+1)/2 entries would grow without bound.
MOST_ENTRIES = 3


class Objective(Protocol):
    """What can be descended: ``Function``, or a loss that is computed from data."""

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
class Function:
    """f: ℝᵈ → ℝ with its derivatives, evaluated in float64.

    Attributes:
        text: the formula as it was written.
        expression: the formula as a SymPy expression in plain symbols.
        variables: the names of the d variables, in the order of a point's coordinates.

    Points p are arrays of shape (…, d). Where f or a derivative is undefined, complex or larger
    than a float64, the result is nan there, without a warning. Code is generated at first need and
    kept apart from the object, which stays small, hashable and picklable.
    """

    text: str
    expression: sympy.Expr
    variables: tuple[str, ...]

    def __post_init__(self) -> None:
        check_variables(self.variables)
        if not self.variables:
            raise ExpressionError("the function has no variable")
        unknown = {str(s) for s in self.expression.free_symbols} - set(self.variables)
        if unknown:
            raise ExpressionError(f"not among the variables: {', '.join(sorted(unknown))}")

    @classmethod
    def parse(cls, text: str, variables: Sequence[str] | None = None) -> Self:
        """Read a formula; variables in the given order, else alphabetical.

        Raises:
            ExpressionError: the text is no formula, or it has no variable.
        """
        expression, names = read_expression(text, variables)
        return cls(text, expression, ordered(names) if variables is None else tuple(variables))

    @property
    def dimension(self) -> int:
        """d, the number of variables."""
        return len(self.variables)

    def __str__(self) -> str:
        return f"f({', '.join(self.variables)}) = {self.text}"

    def value(self, p: ArrayLike) -> Array:
        """f(p): shape (…,) for p of shape (…, d)."""
        return self._evaluate("value", p)[0]

    def gradient(self, p: ArrayLike) -> Array:
        """∇f(p): shape (…, d) for p of shape (…, d)."""
        return np.moveaxis(self._evaluate("gradient", p), 0, -1)

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        """f(p) and ∇f(p) in one pass, of shapes (…,) and (…, d)."""
        both = self._evaluate("value_and_gradient", p)
        return both[0], np.moveaxis(both[1:], 0, -1)

    def hessian(self, p: ArrayLike) -> Array:
        """The symmetric matrix of second derivatives: shape (…, d, d) for p of shape (…, d)."""
        d = self.dimension
        if d <= MOST_ENTRIES:
            upper = self._evaluate("hessian", p)
            result = np.empty((*upper.shape[1:], d, d))
            for entry, i, j in zip(upper, *np.triu_indices(d), strict=True):
                result[..., i, j] = result[..., j, i] = entry
            return result
        points = np.asarray(p, dtype=np.float64)[..., None, :]
        both = np.concatenate(np.broadcast_arrays(points, np.eye(d)), axis=-1)
        return np.moveaxis(self._evaluate("product", both), 0, -1)

    @property
    def fast(self) -> Callable[..., tuple[float, ...]]:
        """Code that takes d floats and returns f and its d partial derivatives: (f, ∂f/∂x₁, …).

        It works on Python floats, which for a single point takes a tenth of the time that NumPy
        takes. At a pole, an overflow or the edge of a function's domain it raises ArithmeticError
        or ValueError; ``at`` does not.
        """
        return _numbers(self)

    def at(self, point: Sequence[float]) -> tuple[float, ...]:
        """f and its d partial derivatives at one point of d floats: (f, ∂f/∂x₁, …)."""
        try:
            return self.fast(*point)
        except (ArithmeticError, ValueError):
            value, gradient = self.value_and_gradient(point)
            return (float(value), *gradient.tolist())

    @property
    def operations(self) -> int:
        """The number of elementary operations in a value with its gradient, a measure of cost."""
        return _operations(self)

    def _evaluate(self, what: str, p: ArrayLike) -> Array:
        """The results of generated code, one after the other along the first axis."""
        points = np.asarray(p, dtype=np.float64)
        width = 2 * self.dimension if what == "product" else self.dimension
        if points.ndim == 0 or points.shape[-1] != width:
            raise ValueError(
                f"expected points of shape (…, {self.dimension}) for the variables "
                f"{', '.join(self.variables)}; found shape {points.shape}"
            )
        # Each coordinate's numbers side by side: the processor takes several at once.
        coordinates = np.ascontiguousarray(np.moveaxis(points, -1, 0))
        return self.evaluate(what, coordinates, points.shape[:-1])

    def evaluate(self, what: str, coordinates: Iterable[Array], shape: tuple[int, ...]) -> Array:
        """The results of generated code, one after the other along the first axis.

        Args:
            what: "value", "gradient", "value_and_gradient", or "hessian" for its upper triangle
                row by row.
            coordinates: d arrays that broadcast to the shape; what depends on a small one alone is
                computed no more often than it has numbers.
            shape: of each result.
        """
        with np.errstate(all="ignore"):
            results = _arrays(self, what)(*coordinates)
        found = np.empty((len(results), *shape))
        for i, result in enumerate(results):
            found[i] = result
        finite = np.isfinite(found)
        if not finite.all():
            found[~finite] = math.nan
        return found


def _source(function: Function, what: str) -> str:
    d = function.dimension
    directions = [f"_{name}" for name in function.variables] if what == "product" else []
    tape = Tape((*function.variables, *directions))
    value = tape.add_expression(function.expression)
    if what == "value":
        return source(tape, [value])
    gradient = derivatives.gradient(tape, value)[:d]
    if what == "gradient":
        return source(tape, gradient)
    if what == "value_and_gradient":
        return source(tape, [value, *gradient])
    if what == "product":  # the gradient of ∇f·v is H·v, for any v: no code for every entry of H
        slope = tape.constant(0.0)
        for partial, v in zip(gradient, tape.variables[d:], strict=True):
            slope = tape.add(slope, tape.mul(partial, v))
        return source(tape, derivatives.gradient(tape, slope)[:d])
    rows = [derivatives.gradient(tape, g)[i:] for i, g in enumerate(gradient)]
    return source(tape, [entry for row in rows for entry in row])


@lru_cache(maxsize=256)
def _operations(function: Function) -> int:
    tape = Tape(function.variables)
    value = tape.add_expression(function.expression)
    return len(tape.needed([value, *derivatives.gradient(tape, value)]))


@lru_cache(maxsize=1024)
def _arrays(function: Function, what: str) -> Callable[..., tuple[Any, ...]]:
    return compile_source(_source(function, what), kernels.ARRAYS)


@lru_cache(maxsize=256)
def _numbers(function: Function) -> Callable[..., tuple[float, ...]]:
    code: Any = compile_source(_source(function, "value_and_gradient"), kernels.NUMBERS)
    return code
