"""The mean squared error of a model that is linear in its parameters, as a small quadratic form.

With the parameters θ (d,), the model's outputs Aθ + c and the targets y it is
L(θ) = (1/n)·|Aθ − b|² with b = y − c. From [A b] = QR, where Q changes no length, follows
L(θ) = (1/n)·|Rθ − z|² with R and z of at most d + 1 rows instead of n: its cost does not grow with
the data, and as a sum of squares it loses no digits.
"""

from dataclasses import dataclass

import numpy as np
import sympy

from gdcore.maths.arrays import Array
from gdcore.maths.function import Function


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """L(θ) = (1/n)·|Rθ − z|².

    Attributes:
        R: (k, d) with k ≤ d + 1.
        z: (k,).
        n: the number of entries of the data.
    """

    R: Array
    z: Array
    n: int

    @classmethod
    def reduce(cls, A: Array, b: Array) -> "LeastSquares":
        """The loss of the equations Aθ = b, with A (n, d) and b (n,): a row for each entry."""
        both = np.asarray(np.linalg.qr(np.concatenate([A, b[:, None]], axis=1), mode="r"))
        return cls(both[:, :-1], both[:, -1], len(b))

    def value_and_gradient(self, θ: Array) -> tuple[Array, Array]:
        """L and ∂L/∂θ: (…, d) → (…,) and (…, d)"""
        r = θ @ self.R.T - self.z
        return np.einsum("...k,...k->...", r, r) / self.n, (2 / self.n) * (r @ self.R)

    def hessian(self, θ: Array) -> Array:
        """(2/n)·RᵀR: (…, d) → (…, d, d)"""
        H = (2 / self.n) * (self.R.T @ self.R)
        return np.broadcast_to(H, (*θ.shape[:-1], *H.shape)).copy()


def is_linear(model: Function, d: int) -> bool:
    """Whether the model is linear in the first d of its variables."""
    parameters = {sympy.Symbol(name) for name in model.variables[:d]}
    return all(
        not sympy.diff(model.expression, parameter).free_symbols & parameters
        for parameter in parameters
    )
