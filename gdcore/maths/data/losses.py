"""Losses of a model on data, as functions of the model's parameters.

Letters: θ parameters, n entries of data, xᵢ features and yᵢ target of entry i, z = m(θ, xᵢ) the
model's output, ℓ the loss of one entry; L(θ) = (1/n)·Σ ℓ(m(θ, xᵢ), yᵢ).
"""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import sympy
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.data.least_squares import LeastSquares, is_linear
from gdcore.maths.data.table import MOST_FAULTS, DataError, DataFault, Table
from gdcore.maths.formula.names import ordered
from gdcore.maths.function import Function

_MOST_AT_ONCE = 20_000  # model evaluations in one pass, so that temporaries fit into the cache


def _squared(z: Array, y: Array) -> tuple[Array, Array, Array]:
    """ℓ = (z − y)² with ∂ℓ/∂z and ∂²ℓ/∂z²"""
    r = z - y
    return r * r, 2 * r, np.full_like(r, 2.0)


def _log(z: Array, y: Array) -> tuple[Array, Array, Array]:
    """ℓ = −y·log σ(z) − (1−y)·log(1−σ(z)) = log(1 + eᶻ) − y·z, without overflow"""
    σ = 0.5 * (1 + np.tanh(z / 2))
    return np.logaddexp(0.0, z) - y * z, σ - y, σ * (1 - σ)


LOSSES: dict[str, Callable[[Array, Array], tuple[Array, Array, Array]]] = {
    "mean_squared_error": _squared,
    "log_loss": _log,
}


# Time of a loss and its mean without the model, in elementary operations for each entry.
_AROUND = {"mean_squared_error": 10, "log_loss": 30}


@dataclass(frozen=True, eq=False)
class DataLoss:
    """The mean loss of a model on data, an objective like ``Function``.

    Attributes:
        model: the model with parameters first and features after them.
        variables: the names of the d parameters.
        features: (n, m).
        targets: (n,).
        loss: "mean_squared_error", or "log_loss", for which the model's output is the log-odds
            of y = 1.
        text: a description of the loss in words.
        target: the name of the targets' column.
        quadratic: the loss as a small quadratic form, if the model is linear; else None.
    """

    model: Function
    variables: tuple[str, ...]
    features: Array = field(repr=False)
    targets: Array = field(repr=False)
    loss: str
    text: str
    target: str = "y"
    quadratic: LeastSquares | None = field(default=None, repr=False)

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The columns that the model uses, in the order of ``features``."""
        return self.model.variables[self.dimension :]

    @property
    def dimension(self) -> int:
        """d, the number of parameters."""
        return len(self.variables)

    @property
    def operations(self) -> int:
        """The number of elementary operations in a value with its gradient."""
        if self.quadratic is not None:
            return 2 * self.quadratic.R.size
        return (self.model.operations + _AROUND[self.loss]) * len(self.targets)

    def predict(self, p: ArrayLike, features: ArrayLike) -> Array:
        """The model's output for parameters (d,) and features (…, m): shape (…,).

        With log loss it is the probability σ(z) of y = 1.
        """
        x = np.asarray(features, dtype=np.float64)
        θ = np.broadcast_to(np.asarray(p, dtype=np.float64), (*x.shape[:-1], self.dimension))
        z = self.model.value(np.concatenate([θ, x], axis=-1))
        return 0.5 * (1 + np.tanh(z / 2)) if self.loss == "log_loss" else z

    def value(self, p: ArrayLike) -> Array:
        """L: (…, d) → (…,)"""
        return self._map(p, self._value)

    def gradient(self, p: ArrayLike) -> Array:
        """∂L/∂θ: (…, d) → (…, d)"""
        return self._map(p, lambda θ: self._mean(θ, None)[1])

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        """L and ∂L/∂θ: (…, d) → (…,) and (…, d)"""

        def both(θ: Array) -> Array:
            value, gradient = self._mean(θ, None)
            return np.concatenate([value[..., None], gradient], axis=-1)

        result = self._map(p, both)
        return result[..., 0], result[..., 1:]

    def hessian(self, p: ArrayLike) -> Array:
        """(1/n)·Σ [ℓ″·∂z·∂zᵀ + ℓ′·∂²z]: (…, d) → (…, d, d)"""
        if self.quadratic is not None:
            return self._map(p, self.quadratic.hessian)

        def mean(θ: Array) -> Array:
            z, dz = self._outputs(θ, self.features)
            _, first, second = LOSSES[self.loss](z, self.targets)
            outer = np.einsum("...n,i...n,j...n->...ij", second, dz, dz, optimize=True)
            bend = np.einsum("...n,...nij->...ij", first, self._bends(θ))
            return (outer + bend) / len(self.targets)

        return self._map(p, mean)

    def estimate(self, p: ArrayLike, entries: ArrayLike) -> tuple[float, Array]:
        """L and ∂L/∂θ at the parameters (d,), of only the entries with the given indices."""
        with np.errstate(all="ignore"):
            value, gradient = self._mean(np.asarray(p, dtype=np.float64), np.asarray(entries))
        return float(value), gradient

    def _value(self, θ: Array) -> Array:
        if self.quadratic is not None:
            return self.quadratic.value_and_gradient(θ)[0]
        (z,) = self.model.evaluate("value", *self._coordinates(θ, self.features))
        return np.asarray(LOSSES[self.loss](z, self.targets)[0].mean(axis=-1))

    def _mean(self, θ: Array, entries: NDArray[np.int64] | None) -> tuple[Array, Array]:
        if entries is None and self.quadratic is not None:
            return self.quadratic.value_and_gradient(θ)
        features = self.features if entries is None else self.features[entries]
        targets = self.targets if entries is None else self.targets[entries]
        z, dz = self._outputs(θ, features)
        loss, slope, _ = LOSSES[self.loss](z, targets)
        gradient = np.moveaxis((slope * dz).mean(axis=-1), 0, -1)
        return np.asarray(loss.mean(axis=-1)), gradient

    def _outputs(self, θ: Array, features: Array) -> tuple[Array, Array]:
        """z and ∂z/∂θ: (…, d) and (n, m) → (…, n) and (d, …, n)"""
        both = self.model.evaluate("value_and_gradient", *self._coordinates(θ, features))
        return both[0], both[1 : self.dimension + 1]

    def _bends(self, θ: Array) -> Array:
        """∂²z/∂θ∂θᵀ: (…, d) → (…, n, d, d)"""
        d, (n, m) = self.dimension, self.features.shape
        at = np.empty((*θ.shape[:-1], n, d + m))
        at[..., :d] = θ[..., None, :]
        at[..., d:] = self.features
        return self.model.hessian(at, first=d)

    def _coordinates(self, θ: Array, features: Array) -> tuple[list[Array], tuple[int, ...]]:
        """The model's variables as arrays that broadcast to (…, n), and the shape (…, n)."""
        parameters = [θ[..., i, None] for i in range(self.dimension)]
        return [*parameters, *features.T], (*θ.shape[:-1], len(features))

    def _map(self, p: ArrayLike, mean: Callable[[Array], Array]) -> Array:
        """Apply ``mean`` to points (…, d), in pieces of at most _MOST_AT_ONCE evaluations."""
        points = np.asarray(p, dtype=np.float64)
        if points.ndim == 0 or points.shape[-1] != self.dimension:
            raise ValueError(
                f"expected points of shape (…, {self.dimension}) for the parameters "
                f"{', '.join(self.variables)}; found shape {points.shape}"
            )
        flat = points.reshape(-1, self.dimension)
        rows = len(self.targets if self.quadratic is None else self.quadratic.z)
        size = max(1, _MOST_AT_ONCE // rows)
        with np.errstate(all="ignore"):
            pieces = [mean(flat[i : i + size]) for i in range(0, max(len(flat), 1), size)]
        result = np.concatenate(pieces)
        result[~np.isfinite(result)] = math.nan
        return result.reshape(points.shape[:-1] + result.shape[1:])


def data_loss(
    model: str | Function,
    table: Table,
    target: str,
    loss: str = "mean_squared_error",
    variables: Sequence[str] | None = None,
) -> DataLoss:
    """The loss of a model on data.

    mean_squared_error: L(θ) = (1/n)·Σ (m(θ, xᵢ) − yᵢ)²
    log_loss: L(θ) = −(1/n)·Σ [yᵢ·log σ(z) + (1 − yᵢ)·log(1 − σ(z))],  z = m(θ, xᵢ)

    Args:
        model: a function, or a formula such as ``w*x + b``. The names that are columns of the
            table are features, all others parameters. For log loss it is the log-odds z, and
            ``sigmoid(w*x + b)`` means the same as ``w*x + b``.
        table: the data.
        target: the column with y; for log loss 0 or 1.
        loss: "mean_squared_error" or "log_loss".
        variables: the parameters in their order; alphabetical by default.

    Raises:
        ExpressionError: the model is not a valid formula.
        DataError: the target is not a column, is used in the model, or has values other than 0 and
            1 for log loss; or the model has no parameter, or is undefined for an entry.
    """
    if loss not in LOSSES:
        message = f"unknown loss {loss!r}; the losses are: {', '.join(LOSSES)}"
        raise DataError(DataFault(message, argument="loss"))
    written = Function.parse(model) if isinstance(model, str) else model
    model, names = written.text, written.variables
    features = tuple(sorted(name for name in names if name in table.columns))
    parameters = ordered(set(names) - set(features)) if variables is None else tuple(variables)
    faults = [*_misplaced(model, table, target, names, parameters)]
    if not faults and loss == "log_loss":
        faults += _not_classes(table, target)
    if faults:
        raise DataError(*faults)
    y = table.columns[target]
    formula = _log_odds(written.expression) if loss == "log_loss" else written.expression
    function = replace(written, expression=formula, variables=(*parameters, *features))
    x = np.empty((len(y), len(features)))
    for i, name in enumerate(features):
        x[:, i] = table.columns[name]
    words = f"{loss.replace('_', ' ')} of {model}"
    quadratic = None
    if loss == "mean_squared_error" and is_linear(function, len(parameters)):
        at_zero = np.concatenate([np.zeros((len(y), len(parameters))), x], axis=1)
        c, slopes = function.value_and_gradient(at_zero)
        A = slopes[:, : len(parameters)]
        undefined = ~(np.isfinite(c) & np.isfinite(A).all(axis=1))
        if undefined.any():
            found = [
                DataFault(f"the model {model} is undefined for this entry", table.rows[i])
                for i in np.flatnonzero(undefined)[:MOST_FAULTS]
            ]
            raise DataError(*found)
        quadratic = LeastSquares.reduce(A, y - c)
    return DataLoss(function, parameters, x, y, loss, words, target, quadratic)


def _misplaced(
    model: str, table: Table, target: str, names: Collection[str], parameters: Sequence[str]
) -> Iterator[DataFault]:
    if target not in table.columns:
        known = ", ".join(table.columns)
        message = f"no column {target!r} for the target; the columns are: {known}"
        yield DataFault(message, argument="target")
    elif target in names:
        yield DataFault(f"the model uses the target {target!r}", argument="model")
    if not parameters:
        message = f"the model {model} has no parameter: every name is a column"
        yield DataFault(message, argument="model")


def _not_classes(table: Table, target: str) -> list[DataFault]:
    y = table.columns[target]
    wrong = np.flatnonzero((y != 0) & (y != 1))[:MOST_FAULTS]
    return [DataFault(f"{target}: expected 0 or 1, found {y[i]:g}", table.rows[i]) for i in wrong]


def _log_odds(model: sympy.Expr) -> sympy.Expr:
    """z if the whole model is σ(z) = (1 + tanh(z/2))/2, else the model."""
    sign, inside = (2 * model - 1).as_coeff_Mul()  # SymPy writes tanh(−z) as −tanh(z)
    whole = isinstance(inside, sympy.tanh) and abs(sign) == 1
    return 2 * sign * inside.args[0] if whole else model
