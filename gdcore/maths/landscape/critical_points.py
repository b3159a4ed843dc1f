"""Points where the gradient vanishes: reaching one from nearby, and telling what it is."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.descent.starts import grid_starts
from gdcore.maths.function import Objective

Array = NDArray[np.float64]

GRADIENT_TOLERANCE = 1e-10  # a refined point has a smaller |∇f| than this
MOST_ITERATIONS = 80  # at a degenerate point Newton gains a third each time: (2/3)⁸⁰ = 10⁻¹⁴
# An eigenvalue counts as zero if it is so much smaller than the largest one there …
ZERO = 1e-6
# … or than the largest curvature in the whole domain: where a Hessian vanishes, as in a monkey
# saddle, rounding of the point leaves eigenvalues of either sign that mean nothing.
ZERO_IN_DOMAIN = 1e-10


class CriticalKind(StrEnum):
    """What a critical point is."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SADDLE = "saddle"
    DEGENERATE = "degenerate"
    CUSP = "cusp"


@dataclass(frozen=True)
class CriticalPoint:
    """A point with ∇f = 0; on the edge of a domain, one that is lower than all around it there.

    Attributes:
        point: its d coordinates.
        value: f there.
        kind: by the signs of the eigenvalues; degenerate where one is zero; a cusp is a minimum
            without a gradient.
        eigenvalues: of the Hessian, rising; on an edge, of its part along the edge; none in a
            cusp.
        gradient_norm: |∇f| there; on an edge, of its part along the edge.
        on_edge: whether ∇f vanishes only along the edge of the domain and leads inwards up.
    """

    point: tuple[float, ...]
    value: float
    kind: CriticalKind
    eigenvalues: tuple[float, ...]
    gradient_norm: float
    on_edge: bool = False

    @property
    def largest_stable_rate(self) -> float | None:
        """2/λmax, below which gradient descent settles here; None unless this is a minimum.

        Near a minimum the error along each eigenvector is multiplied by 1 − η·λ in every step,
        which stays below 1 in size while η < 2/λ.
        """
        if self.kind is not CriticalKind.MINIMUM or self.on_edge:
            return None
        return 2.0 / self.eigenvalues[-1]


def zero(eigenvalues: Array, curvature: float = 0.0) -> Array:
    """The size below which an eigenvalue counts as zero: (…, d) → (…,).

    Args:
        eigenvalues: of Hessians.
        curvature: the largest size of an eigenvalue anywhere in the domain.
    """
    return np.maximum(ZERO * np.abs(eigenvalues).max(axis=-1), ZERO_IN_DOMAIN * curvature)


def classify(eigenvalues: ArrayLike, curvature: float = 0.0) -> CriticalKind:
    """The kind of critical point that has these Hessian eigenvalues, of shape (d,)."""
    λ = np.asarray(eigenvalues, dtype=np.float64)
    small = zero(λ, curvature)
    if (λ > small).any() and (λ < -small).any():
        return CriticalKind.SADDLE
    if (np.abs(λ) <= small).any():
        return CriticalKind.DEGENERATE
    return CriticalKind.MINIMUM if λ[0] > 0 else CriticalKind.MAXIMUM


@np.errstate(all="ignore")
def refine(
    function: Objective, points: ArrayLike, longest_step: float = np.inf
) -> tuple[Array, NDArray[np.bool_]]:
    """Move each point to a critical point near it.

    Levenberg–Marquardt on ∇f = 0: s = −(H² + μ·I)⁻¹·H·g, with μ of each point smaller after a
    step that shortens g and larger after one that does not.

    Args:
        function: f.
        points: shape (N, d).
        longest_step: a step is cut to this length, so that a point stays in its neighbourhood.

    Returns:
        The points reached, (N, d), and whether each is critical, (N,): |∇f| below the tolerance
        and Newton's next step negligible, so that a far slope that has only faded does not count.

    Reference: Nocedal, Wright, Numerical Optimization, 2nd ed., sections 10.3 and 11.2.
    """
    # μ stays above 1e-13, since with less a singular H² can't be told from A in float64.
    x = np.array(points, dtype=np.float64)
    n = len(x)
    g = function.gradient(x)
    μ = np.full(n, 1e-3)
    active: NDArray[np.bool_] = np.all(np.isfinite(g), axis=1, keepdims=True)[:, 0]
    settled = np.zeros(n, dtype=np.bool_)
    for _ in range(MOST_ITERATIONS):
        (index,) = np.nonzero(active)
        if not len(index):
            break
        s = _step(function.hessian(x[index]), g[index], μ[index], longest_step)
        new = x[index] + s
        g_new = function.gradient(new)
        shorter = np.linalg.norm(g_new, axis=1) < np.linalg.norm(g[index], axis=1)
        better = index[shorter]
        x[better], g[better] = new[shorter], g_new[shorter]
        μ[index] = np.clip(np.where(shorter, μ[index] * 0.1, μ[index] * 10), 1e-13, 1e8)
        # Neither progress nor a step that could be seen: this is as near as float64 comes.
        small = np.linalg.norm(s, axis=1) <= 1e-15 * (1 + np.linalg.norm(x[index], axis=1))
        active[index[small | (~shorter & (μ[index] >= 1e8))]] = False
    norm = np.linalg.norm(g, axis=1)
    near = np.isfinite(norm) & (norm < GRADIENT_TOLERANCE)
    if near.any():
        H = function.hessian(x[near])
        ahead = _step(H, g[near], np.full(len(H), 1e-13), np.inf)
        size = 1 + np.linalg.norm(x[near], axis=1)
        known = np.isfinite(H).all(axis=(1, 2))
        settled[near] = known & (np.linalg.norm(ahead, axis=1) < 1e-5 * size)
    return x, settled


def _step(H: Array, g: Array, μ: Array, longest: float) -> Array:
    """−(H² + μ·‖H‖²·I)⁻¹·H·g, cut to the longest length; 0 where H is unknown or zero."""
    d = g.shape[1]
    known = np.all(np.isfinite(H), axis=(1, 2), keepdims=True)
    H = np.where(known, H, 0.0)
    size = np.sqrt(np.einsum("nij,nij->n", H, H))
    unit = H / np.where(size > 0, size, 1.0)[:, None, None]  # no overflow, no underflow in H²
    A = unit @ unit + np.where(size > 0, μ, 1.0)[:, None, None] * np.eye(d)
    scaled = g / np.where(size > 0, size, 1.0)[:, None]
    s = -np.linalg.solve(A, unit @ scaled[..., None])[..., 0]
    s[~np.isfinite(s).all(axis=1)] = 0.0
    length = np.linalg.norm(s, axis=1, keepdims=True)
    return np.asarray(s * np.minimum(1.0, longest / np.where(length > 0, length, 1.0)))


@np.errstate(all="ignore")
def describe(function: Objective, point: ArrayLike, curvature: float = 0.0) -> CriticalPoint:
    """What the critical point at these d coordinates is; ``curvature`` as for ``zero``."""
    x = np.asarray(point, dtype=np.float64)
    λ = np.linalg.eigvalsh(function.hessian(x))
    return CriticalPoint(
        tuple(x.tolist()),
        float(function.value(x)),
        classify(λ, curvature),
        tuple(λ.tolist()),
        float(np.linalg.norm(function.gradient(x))),
    )


@np.errstate(all="ignore")
def curvature(function: Objective, box: Array) -> float:
    """The largest size of an eigenvalue of the Hessian on a coarse grid or sample of the box."""
    d = len(box)
    sample = (
        grid_starts(box.tolist(), 17 if d == 2 else 129)
        if d <= 2
        else np.random.default_rng(1).uniform(box[:, 0], box[:, 1], (128, d))
    )
    H = function.hessian(sample)
    largest = np.abs(np.linalg.eigvalsh(H[np.isfinite(H).all(axis=(1, 2))])).max(initial=0.0)
    return float(largest)
