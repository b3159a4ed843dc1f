"""Points where the gradient vanishes: reaching one from nearby, and its kind by the Hessian."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective

GRADIENT_TOLERANCE = 1e-12  # a refined point has a smaller |∇f| than this, in typical slopes …
# … or than this part of the change of ∇f over a length of 1 + |x|: where f is steep, rounding of
# the point leaves no smaller one.
ROUNDING = 1e-13
# A point gives up where a step that is so short for its place makes |∇f| so little smaller: it
# crawls to where |∇f| is least but not 0, and would use up all iterations.
SHORT_STEP, LITTLE_GAIN = 1e-2, 1e-6
MOST_ITERATIONS = 80  # at a degenerate point Newton gains a third each time: (2/3)⁸⁰ = 10⁻¹⁴
# An eigenvalue counts as zero if it is so much smaller than the largest one there …
ZERO = 1e-6
# … or than the largest curvature in the whole domain: where a Hessian vanishes, as in a monkey
# saddle, rounding of the point leaves eigenvalues of either sign that mean nothing.
ZERO_IN_DOMAIN = 1e-10


class CriticalKind(StrEnum):
    """What a critical point is; degenerate where the values near by do not tell it."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SADDLE = "saddle"
    DEGENERATE = "degenerate"


@dataclass(frozen=True)
class CriticalPoint:
    """A point with ∇f = 0 or a tip; on the edge of a domain, one lower than all around it there.

    Attributes:
        point: its d coordinates.
        value: f there.
        kind: by the signs of the eigenvalues; where one is 0, by the values around.
        eigenvalues: of the Hessian, rising, exactly 0 where rounding leaves no sign; on an edge, of
            its part along the edge; none in a tip.
        gradient_norm: |∇f| there; on an edge, of its part along the edge; nan in a tip.
        on_edge: whether ∇f vanishes only along the edge of the domain and leads inwards up.
        smooth: False in a tip, such as that of |x|: a minimum or maximum without a gradient.
    """

    point: tuple[float, ...]
    value: float
    kind: CriticalKind
    eigenvalues: tuple[float, ...]
    gradient_norm: float
    on_edge: bool = False
    smooth: bool = True

    @property
    def largest_stable_rate(self) -> float | None:
        """2/λmax, below which gradient descent settles here.

        None unless this is a minimum inside the domain with a positive eigenvalue. Near a minimum
        the error along each eigenvector is multiplied by 1 − η·λ in every step, which stays below 1
        in size while η < 2/λ.
        """
        curved = bool(self.eigenvalues) and self.eigenvalues[-1] > 0
        if self.kind is not CriticalKind.MINIMUM or self.on_edge or not curved:
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
    function: Objective,
    points: ArrayLike,
    longest_step: float = np.inf,
    slopes: ArrayLike = 1.0,
) -> tuple[Array, NDArray[np.bool_]]:
    """Move each point to a critical point near it.

    Levenberg–Marquardt on g = ∇f/slopes = 0: s = −(JᵀJ + μ·I)⁻¹·Jᵀ·g, where J = H/slopes row by
    row, with μ of each point smaller after a step that shortens g and larger after one that does
    not.

    Args:
        function: f.
        points: shape (N, d).
        longest_step: a step is cut to this length, so that a point stays in its neighbourhood.
        slopes: (d,), the typical size of each partial derivative.

    Returns:
        The points reached, (N, d), and whether each is critical, (N,): |∇f| below the tolerance
        and Newton's next step negligible, so that a far slope that has only faded does not count.

    Reference: Nocedal, Wright, Numerical Optimization, 2nd ed., sections 10.3 and 11.2.
    """
    # μ stays above 1e-13, since with less a singular JᵀJ can't be told from A in float64.
    # A row for each coordinate: NumPy is quick along many points, slow along two coordinates.
    x = np.array(np.transpose(points), dtype=np.float64, order="C")
    d, n = x.shape
    unit = np.broadcast_to(np.asarray(slopes, dtype=np.float64), (d,))[:, None]
    g = np.asarray(function.gradient(x.T).T / unit)
    length = _length(g)
    μ = np.full(n, 1e-3)
    settled = np.zeros(n, dtype=np.bool_)
    index = np.flatnonzero(np.isfinite(g).all(axis=0))
    for _ in range(MOST_ITERATIONS):
        if not len(index):
            break
        here, damping = x[:, index], μ[index]
        J = function.hessian(here.T).transpose(1, 2, 0) / unit[:, None]
        s = _steps(J, g[:, index], damping, longest_step)
        new = here + s
        g_new = function.gradient(new.T).T / unit
        length_new = _length(g_new)
        shorter = length_new < length[index]
        stuck = shorter & (length_new > (1 - LITTLE_GAIN) * length[index])
        better = index[shorter]
        x[:, better], g[:, better] = new[:, shorter], g_new[:, shorter]
        length[better] = length_new[shorter]
        μ[index] = damping = np.clip(damping * np.where(shorter, 0.1, 10.0), 1e-13, 1e8)
        # Neither progress nor a step that could be seen: this is as near as float64 comes.
        arrived = np.where(shorter, new, here)
        short, size = _length(s), 1 + _length(arrived)
        done = (short <= 1e-15 * size) | (stuck & (short <= SHORT_STEP * size))
        index = index[~(done | (~shorter & (damping >= 1e8)))]
    found = np.flatnonzero(np.isfinite(g).all(axis=0))
    if len(found):
        J = function.hessian(x[:, found].T).transpose(1, 2, 0) / unit[:, None]
        known = np.isfinite(J).all(axis=(0, 1))
        size = 1 + _length(x[:, found])
        change = ROUNDING * np.abs(J).sum(axis=1) * size
        small = (length[found] < GRADIENT_TOLERANCE) | (np.abs(g[:, found]) < change).all(axis=0)
        ahead = _steps(J, g[:, found], np.full(len(found), 1e-13), np.inf)
        settled[found] = known & small & (_length(ahead) < 1e-5 * size)
    return np.ascontiguousarray(x.T), settled


def newton_step(J: Array, g: Array, μ: Array, longest: float) -> Array:
    """−(JᵀJ + μ·‖J‖²·I)⁻¹·Jᵀ·g, cut to the longest length; 0 where J is unknown or zero.

    J: (N, d, d); g: (N, d); μ: (N,). Returns (N, d).
    """
    return np.ascontiguousarray(_steps(J.transpose(1, 2, 0), g.T, μ, longest).T)


def _length(vectors: Array) -> Array:
    """Euclidean lengths of columns: (d, N) → (N,)."""
    return np.asarray(np.sqrt(np.einsum("in,in->n", vectors, vectors)))


def _steps(J: Array, g: Array, μ: Array, longest: float) -> Array:
    """`newton_step` with the points last: J (d, d, N), g (d, N) → (d, N)."""
    d = len(g)
    known = np.isfinite(J).all(axis=(0, 1))
    if not known.all():
        J = np.where(known, J, 0.0)
    J = np.ascontiguousarray(J)
    size = np.sqrt(np.einsum("ijn,ijn->n", J, J))
    divisor = np.where(size > 0, size, 1.0)
    unit = J / divisor  # no overflow, no underflow in JᵀJ
    A = np.einsum("kin,kjn->ijn", unit, unit)
    A[range(d), range(d)] += np.where(size > 0, μ, 1.0)
    b = np.einsum("kin,kn->in", unit, g / divisor)
    # A is symmetric and positive definite, so that elimination needs no pivots.
    for k in range(d - 1):
        share = A[k + 1 :, k] / A[k, k]
        A[k + 1 :, k + 1 :] -= share[:, None] * A[k, k + 1 :]
        b[k + 1 :] -= share * b[k]
    for k in reversed(range(d)):
        b[k] = (b[k] - (A[k, k + 1 :] * b[k + 1 :]).sum(axis=0)) / A[k, k]
    s = np.where(np.isfinite(b).all(axis=0), -b, 0.0)
    length = _length(s)
    return np.asarray(s * np.minimum(1.0, longest / np.where(length > 0, length, 1.0)))


@np.errstate(all="ignore")
def describe(function: Objective, point: ArrayLike) -> CriticalPoint:
    """The critical point at these d coordinates, with its kind by the Hessian there alone."""
    x = np.asarray(point, dtype=np.float64)
    λ = np.linalg.eigvalsh(function.hessian(x))
    return CriticalPoint(
        tuple(x.tolist()),
        float(function.value(x)),
        classify(λ),
        tuple(λ.tolist()),
        float(np.linalg.norm(function.gradient(x))),
    )
