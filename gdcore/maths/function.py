"""A function of several real variables: its formula, value, gradient and Hessian."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import sympy
from numpy.typing import ArrayLike

from gdcore.maths import generated
from gdcore.maths.arrays import Array
from gdcore.maths.derivation import without_stand_ins
from gdcore.maths.formula.errors import ExpressionError
from gdcore.maths.formula.names import check_variables, ordered
from gdcore.maths.formula.parser import read_expression


@dataclass(frozen=True)
class Function:
    """f: ℝᵈ → ℝ with its derivatives, evaluated in float64.

    Attributes:
        text: the formula as it was written.
        expression: the formula as a SymPy expression in plain symbols.
        variables: the names of the d variables, in the order of a point's coordinates.
        conditions: expressions that have cancelled, such as the root in ``sqrt(x)^2``, and that
            must be finite real numbers for f to be defined.

    Points p are arrays of shape (…, d). Where f is undefined, complex or larger than a
    float64, f and its derivatives are nan, without a warning; where a derivative alone is, it is
    nan. Code is generated at first need and
    kept apart from the object, which stays small, hashable and picklable.
    """

    text: str
    expression: sympy.Expr
    variables: tuple[str, ...]
    conditions: tuple[sympy.Expr, ...] = ()

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
        expression, names, conditions = read_expression(text, variables)
        order = ordered(names) if variables is None else tuple(variables)
        return cls(text, expression, order, conditions)

    def __reduce__(self) -> tuple[Any, ...]:
        # SymPy evaluates an expression anew when it is unpickled; the text gives this one again.
        try:
            if type(self).parse(self.text, self.variables) == self:
                return type(self).parse, (self.text, self.variables)
        except ExpressionError:
            pass
        return type(self), (self.text, self.expression, self.variables, self.conditions)

    @property
    def dimension(self) -> int:
        """d, the number of variables."""
        return len(self.variables)

    def __call__(self, *coordinates: ArrayLike) -> Any:
        """f at one point or many: ``f(2, 1)``, ``f((2, 1))`` or ``f(points)``.

        Args:
            coordinates: d numbers, or d arrays that broadcast to one shape; or one array of points
                of shape (…, d). A function of one variable takes a single number, too.

        Returns:
            A float for one point, else an array of one value for each point.
        """
        if len(coordinates) == 1 and (self.dimension > 1 or np.ndim(coordinates[0])):
            points = np.asarray(coordinates[0], dtype=np.float64)
        elif len(coordinates) == self.dimension:
            points = np.stack(np.broadcast_arrays(*coordinates), axis=-1).astype(np.float64)
        else:
            raise TypeError(
                f"expected {self.dimension} coordinates ({', '.join(self.variables)}) or an array "
                f"of shape (…, {self.dimension}); found {len(coordinates)} arguments"
            )
        value = self.value(points)
        return float(value) if value.ndim == 0 else value

    @property
    def gradient_expressions(self) -> tuple[sympy.Expr, ...]:
        """The d partial derivatives, as SymPy expressions."""
        return tuple(without_stand_ins(g) for g in generated.gradient(self))

    @property
    def shortest_gradient(self) -> tuple[sympy.Expr, ...]:
        """The d partial derivatives for a reader, each in its shortest form."""
        return generated.shortest_gradient(self)

    @property
    def hessian_expressions(self) -> tuple[tuple[sympy.Expr, ...], ...]:
        """The d rows of the symmetric matrix of second derivatives, as SymPy expressions."""
        upper = iter([without_stand_ins(h) for h in generated.hessian(self, self.dimension)])
        d = self.dimension
        found = {(i, j): next(upper) for i in range(d) for j in range(i, d)}
        return tuple(tuple(found[min(i, j), max(i, j)] for j in range(d)) for i in range(d))

    def __str__(self) -> str:
        return f"f({', '.join(self.variables)}) = {self.text}"

    def value(self, p: ArrayLike) -> Array:
        """f(p): shape (…,) for p of shape (…, d)."""
        return self._evaluate("value", p)[0]

    def gradient(self, p: ArrayLike) -> Array:
        """∇f(p): shape (…, d) for p of shape (…, d)."""
        return np.moveaxis(self._evaluate("value_and_gradient", p)[1:], 0, -1)

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        """f(p) and ∇f(p) in one pass, of shapes (…,) and (…, d)."""
        both = self._evaluate("value_and_gradient", p)
        return both[0], np.moveaxis(both[1:], 0, -1)

    def hessian(self, p: ArrayLike, first: int | None = None) -> Array:
        """The symmetric matrix of second derivatives: shape (…, d, d) for p of shape (…, d).

        Args:
            p: the points.
            first: the number of leading variables to differentiate by, if not by all d.
        """
        d = self.dimension if first is None else first
        upper = iter(self._evaluate("hessian", p, d)[1:])
        # Each entry's numbers side by side, as they are computed.
        result = np.empty((d, d, *np.shape(p)[:-1]))
        for i in range(d):
            for j in range(i, d):
                result[i, j] = result[j, i] = next(upper)
        return np.moveaxis(result, (0, 1), (-2, -1))

    @property
    def fast(self) -> Callable[..., tuple[float, ...]]:
        """Code that takes d floats and returns f and its d partial derivatives: (f, ∂f/∂x₁, …).

        It works on Python floats, which for a single point takes a tenth of the time that NumPy
        takes. At a pole, an overflow or the edge of a function's domain it raises ArithmeticError
        or ValueError; ``at`` does not.
        """
        return generated.code_for_floats(self)

    @property
    def step(self) -> Callable[[tuple[float, ...], float], tuple[float, ...]]:
        """Code for one step of plain gradient descent, x ← x − η·∇f(x): (row, η) → row.

        A row has the d coordinates of a point, f, its d partial derivatives, and the values of the
        conditions. Errors are those of ``fast``.
        """
        return generated.code_for_steps(self)

    def at(self, point: Sequence[float]) -> tuple[float, ...]:
        """f and its d partial derivatives at one point of d floats: (f, ∂f/∂x₁, …)."""
        try:
            found = self.fast(*point)
            if math.isfinite(found[0]):
                return found
        except (ArithmeticError, ValueError):
            pass
        value, gradient = self.value_and_gradient(point)
        return (float(value), *gradient.tolist())

    @property
    def operations(self) -> int:
        """The number of elementary operations in a value with its gradient, a measure of cost."""
        return generated.operations(self)

    def _evaluate(self, what: str, p: ArrayLike, first: int = 0) -> Array:
        points = np.asarray(p, dtype=np.float64)
        if points.ndim == 0 or points.shape[-1] != self.dimension:
            raise ValueError(
                f"expected points of shape (…, {self.dimension}) for the variables "
                f"{', '.join(self.variables)}; found shape {points.shape}"
            )
        # Each coordinate's numbers side by side: the processor takes several at once.
        coordinates = np.ascontiguousarray(np.moveaxis(points, -1, 0))
        return self.evaluate(what, coordinates, points.shape[:-1], first)

    def evaluate(
        self, what: str, coordinates: Iterable[Array], shape: tuple[int, ...], first: int = 0
    ) -> Array:
        """The results of generated code, one after the other along the first axis.

        Where the first result, f, is not finite, all are nan.

        Args:
            what: "value"; "value_and_gradient"; or "hessian" for f and the upper triangle of its
                Hessian row by row.
            coordinates: d arrays that broadcast to the shape; what depends on a small one alone is
                computed no more often than it has numbers.
            shape: of each result.
            first: the number of leading variables to differentiate a Hessian by.
        """
        with np.errstate(all="ignore"):
            results = generated.code_for_arrays(self, what, first)(*coordinates)
        count = len(results) - len(self.conditions)
        found = np.empty((count, *shape))
        for i, result in enumerate(results[:count]):
            found[i] = result
        finite = np.isfinite(found)
        if not finite.all():
            found[~finite] = math.nan
            found[:, ~finite[0]] = math.nan
        for condition in results[count:]:
            found[:, ~np.broadcast_to(np.isfinite(condition), shape)] = math.nan
        return found
