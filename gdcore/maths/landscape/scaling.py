"""A function in units of its domain, so that tolerances mean the same for every function."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.descent.starts import grid_starts
from gdcore.maths.objective import Objective

_SAMPLE = {1: 129, 2: 17}  # points along each variable of the sample that slopes are taken from
_SAMPLE_ABOVE = 128
_TYPICAL = 0.75  # quantile: most of the domain is flatter, and a pole does not count


@dataclass(frozen=True, eq=False)
class Scaled:
    """g(u) = f(w₁u₁, …, w_d·u_d), with each w about half the width of the domain.

    Each w is a power of two, so that scaling and scaling back changes no digit.

    Attributes:
        whole: f.
        lengths: (d,), w.
        box: (d, 2), the domain in units of w.
        slopes: (d,), the typical size of ∂g/∂uᵢ in the domain, a power of two.
        curvature: the largest size of an eigenvalue of g's Hessian in the domain, each entry i, j
            divided by √(slopeᵢ·slopeⱼ).
    """

    whole: Objective
    lengths: Array
    box: Array
    slopes: Array
    curvature: float

    @classmethod
    @np.errstate(all="ignore")
    def to(cls, function: Objective, domain: Array) -> Self:
        """A function in units of a domain (d, 2)."""
        lengths = np.ldexp(1.0, np.frexp(domain[:, 1] / 2 - domain[:, 0] / 2)[1] - 1)
        box = domain / lengths[:, None]
        d = len(box)
        sample = (
            grid_starts(box.tolist(), _SAMPLE[d])
            if d in _SAMPLE
            else np.random.default_rng(1).uniform(box[:, 0], box[:, 1], (_SAMPLE_ABOVE, d))
        )
        raw = cls(function, lengths, box, np.ones(d), 0.0)
        steep = np.abs(raw.gradient(sample))
        steep = steep[np.isfinite(steep).all(axis=1)]
        slopes = np.ones(d)
        if len(steep):
            typical, largest = np.quantile(steep, _TYPICAL, axis=0), steep.max(axis=0)
            slopes = np.where(typical > 0, typical, largest)
            slopes = np.where(slopes > 0, slopes, slopes.max() if slopes.max() > 0 else 1.0)
        slopes = np.ldexp(1.0, np.clip(np.frexp(slopes)[1], -1000, 1000))
        λ = np.abs(cls(function, lengths, box, slopes, 0.0).eigenvalues(sample))
        return cls(function, lengths, box, slopes, float(λ[np.isfinite(λ)].max(initial=0.0)))

    def place(self, u: ArrayLike) -> Array:
        """The points in the function's own coordinates: (…, d) → (…, d)."""
        return np.asarray(u, dtype=np.float64) * self.lengths

    @property
    def text(self) -> str:
        """The formula of the function itself."""
        return self.whole.text

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the coordinates."""
        return self.whole.variables

    @property
    def dimension(self) -> int:
        """d."""
        return self.whole.dimension

    @property
    def operations(self) -> int:
        """The number of elementary operations in a value with its gradient."""
        return self.whole.operations

    def value(self, p: ArrayLike) -> Array:
        """(…, d) → (…,)"""
        return self.whole.value(self.place(p))

    def gradient(self, p: ArrayLike) -> Array:
        """(…, d) → (…, d)"""
        return self.whole.gradient(self.place(p)) * self.lengths

    def hessian(self, p: ArrayLike) -> Array:
        """(…, d) → (…, d, d)"""
        return self.whole.hessian(self.place(p)) * self.lengths * self.lengths[:, None]

    def value_and_gradient(self, p: ArrayLike) -> tuple[Array, Array]:
        """(…, d) → (…,) and (…, d)"""
        value, gradient = self.whole.value_and_gradient(self.place(p))
        return value, gradient * self.lengths

    def eigenvalues(self, u: ArrayLike) -> Array:
        """Of the Hessian in units of the slopes, rising: (…, d) → (…, d); nan where it is unknown.

        Their signs are those of the Hessian's own (Sylvester's law of inertia), their sizes can be
        compared although one variable be a thousand times as steep as another.
        """
        root = 1 / np.sqrt(self.slopes)
        H = self.hessian(u) * root * root[:, None]
        known: NDArray[np.bool_] = np.logical_and.reduce(np.isfinite(H), axis=(-2, -1))
        λ = np.linalg.eigvalsh(np.where(known[..., None, None], H, 0.0))
        return np.asarray(np.where(known[..., None], λ, np.nan))
