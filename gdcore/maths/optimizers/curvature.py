"""Methods that compute or estimate the curvature: Newton, conjugate gradients, L-BFGS.

Letters: x point, g gradient, H Hessian, η learning rate, d direction.
"""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array, dot
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers.backtracking import Backtracking, backtrack
from gdcore.maths.optimizers.base import Optimizer, State
from gdcore.maths.parameters import POSITIVE, Range, parameter, parameterized


@parameterized
class Newton(Optimizer):
    """Damped Newton: divides the slope by the curvature, so that quadratics end in one step.

    H = Σ λᵢ·uᵢ·uᵢᵀ
    step = −η·Σ uᵢ·(uᵢ·g)/max(|λᵢ|, δ)

    Where H is positive definite this is −η·H⁻¹·g, and η < 1 damps it. Where it is not, a negative
    curvature counts with its size, so the step still leads downhill and away from a saddle.

    Reference: Nocedal, Wright, Numerical Optimization, 2nd ed., section 3.4; Dauphin et al.,
    NeurIPS 2014 (saddle-free Newton).
    """

    name: ClassVar[str] = "newton"
    usual_rate: ClassVar[float | None] = 1.0
    cost: ClassVar[float] = 500
    needs_function: ClassVar[bool] = True
    min_curvature: float = parameter(
        default=1e-6, within=POSITIVE, text="δ, the smallest curvature that is divided by."
    )

    def recurrence(self, η: float, λ: float) -> tuple[float, float]:
        """T = 1 − η whatever λ ≥ δ is, D = 0."""
        return 1 - η * λ / max(abs(λ), self.min_curvature), 0.0

    def init(self, point: Array) -> State:
        """The eigenvalue is 0 until the first step."""
        return {"smallest_eigenvalue": np.zeros(point.shape[:-1]), "step": np.zeros(())}

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        H = self.required(f).hessian(x)
        known: NDArray[np.bool_] = np.all(np.isfinite(H), axis=(-2, -1), keepdims=True)[..., 0]
        λ, U = np.linalg.eigh(np.where(known[..., None], H, 0.0))
        along = dot(np.swapaxes(U, -1, -2), g[..., None, :]) / np.maximum(
            np.abs(λ), self.min_curvature
        )
        step = np.where(known, -η * dot(U, along[..., None, :]), np.nan)
        return step, {"smallest_eigenvalue": λ[..., 0], "step": state["step"] + 1}


@parameterized
class ConjugateGradient(Optimizer):
    """Nonlinear conjugate gradients: no step undoes what an earlier one has gained.

    β = max(0, g·(g − g₋)/g₋·g₋)   (Polak–Ribière), or g·g/g₋·g₋   (Fletcher–Reeves)
    d ← −g + β·d₋, and d ← −g where that does not lead downhill
    step = t·α·d with α = −η·g·d/(d·H·d), and α = η where d·H·d ≤ 0

    α is Newton's length along d: exact for quadratics, which end in as many steps as they have
    variables. t ≤ 1 is Armijo's backtracking.

    Reference: Fletcher, Reeves, Computer J. 7 (1964) 149; Polak, Ribière, RIRO 3 (1969) 35;
    Shewchuk, An Introduction to the Conjugate Gradient Method (1994), section B4.
    """

    name: ClassVar[str] = "conjugate_gradient"
    usual_rate: ClassVar[float | None] = 1.0
    cost: ClassVar[float] = 150
    searches: ClassVar[bool] = True
    needs_function: ClassVar[bool] = True
    memory: ClassVar[tuple[str, ...]] = ("direction", "previous_gradient")
    fletcher_reeves: bool = parameter(
        default=False, text="Whether β is Fletcher and Reeves's in place of Polak and Ribière's."
    )

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        function = self.required(f)
        before = state["previous_gradient"]
        size = _dot(before, before)
        fall = _dot(g, g) if self.fletcher_reeves else np.maximum(_dot(g, g - before), 0.0)
        β = np.divide(fall, size, out=np.zeros_like(size), where=size > 0)
        d = -g + β * state["direction"]
        d = np.where(_dot(g, d) < 0, d, -g)
        Hd = dot(function.hessian(x), d[..., None, :])
        curvature = _dot(d, Hd)
        α = np.where(curvature > 0, -η * _dot(g, d) / np.where(curvature > 0, curvature, 1.0), η)
        step = α * d
        step = step * backtrack(function, x, g, step)[..., None]
        return step, {"direction": d, "previous_gradient": g, "step": state["step"] + 1}


@parameterized
class LBFGS(Optimizer):
    """L-BFGS: learns the curvature from the last few steps and gradients.

    sᵢ = xᵢ₊₁ − xᵢ,  yᵢ = gᵢ₊₁ − gᵢ,  ρᵢ = 1/(yᵢ·sᵢ),  kept where yᵢ·sᵢ > 10⁻¹⁰
    d = −H·g with H built from them by the two-loop recursion, H₀ = (s·y/y·y) of the last pair
    step = η·d; the first step is min(1, 1/‖g‖₁)·η·d

    Reference: Liu, Nocedal, Math. Programming 45 (1989) 503; Nocedal, Wright, algorithm 7.4;
    PyTorch's LBFGS with max_iter=1, no line search and the same history_size.
    """

    name: ClassVar[str] = "lbfgs"
    usual_rate: ClassVar[float | None] = 1.0
    cost: ClassVar[float] = 1500
    history_size: int = parameter(
        default=10, within=Range(1, 1000), text="How many pairs are remembered."
    )

    def init(self, point: Array) -> State:
        """No pairs yet: their places hold zeros, which do not change the recursion's result."""
        pairs = np.zeros((*point.shape[:-1], self.history_size, point.shape[-1]))
        names = ("direction", "previous_gradient", "_previous_point")
        return {name: np.zeros_like(point) for name in names} | {
            "_differences": pairs,
            "_gradient_differences": pairs,
            "_scale": np.ones((*point.shape[:-1], 1)),
            "step": np.zeros(()),
        }

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        S, Y, γ = state["_differences"], state["_gradient_differences"], state["_scale"]
        first = state["step"] == 0
        if not first:
            s, y = x - state["_previous_point"], g - state["previous_gradient"]
            curved = _dot(y, s) > 1e-10
            keep = curved[..., None]
            S = np.where(keep, np.concatenate([S[..., 1:, :], s[..., None, :]], axis=-2), S)
            Y = np.where(keep, np.concatenate([Y[..., 1:, :], y[..., None, :]], axis=-2), Y)
            γ = np.where(curved, _dot(y, s) / np.where(curved, _dot(y, y), 1.0), γ)
        d = -_two_loops(g, S, Y, γ)
        size = _dot(np.sign(g), g)
        start = np.minimum(1.0, 1.0 / np.where(size > 0, size, 1.0)) if first else 1.0
        return η * start * d, {
            "direction": d,
            "previous_gradient": g,
            "_previous_point": x,
            "_differences": S,
            "_gradient_differences": Y,
            "_scale": γ,
            "step": state["step"] + 1,
        }


@parameterized
class LineSearch(Backtracking, Optimizer):
    """Steepest descent whose rate is found anew in each step by Armijo backtracking.

    step = −t·η·g with the first t = 1, ρ, ρ², … such that f(x + step) ≤ f(x) + c·g·step

    The schedule of the same name searches in the same way for any optimizer's step.

    Reference: Armijo, Pacific J. Math. 16 (1966) 1; Nocedal, Wright, algorithm 3.1.
    """

    name: ClassVar[str] = "line_search"
    usual_rate: ClassVar[float | None] = 1.0
    searches: ClassVar[bool] = True
    needs_function: ClassVar[bool] = True

    def init(self, point: Array) -> State:
        """The factor is 1 until the first step."""
        return {"factor": np.ones(point.shape[:-1]), "step": np.zeros(())}

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        t = self.factor(self.required(f), x, g, -η * g)
        return -η * t[..., None] * g, {"factor": t, "step": state["step"] + 1}


def _dot(a: Array, b: Array) -> Array:
    """a·b over the last axis, which is kept with length 1: (…, d) → (…, 1)."""
    return dot(a, b)[..., None]


def _two_loops(g: Array, S: Array, Y: Array, γ: Array) -> Array:
    """H·g by the two-loop recursion, with the pairs S, Y and H₀ = γ; zero pairs have no effect."""
    q = g
    ys = _dot(Y, S)
    ρ = np.divide(1.0, ys, out=np.zeros_like(ys), where=ys > 0)
    n = S.shape[-2]
    α = [np.zeros_like(γ)] * n
    for i in reversed(range(n)):
        α[i] = ρ[..., i, :] * _dot(S[..., i, :], q)
        q = q - α[i] * Y[..., i, :]
    q = γ * q
    for i in range(n):
        q = q + (α[i] - ρ[..., i, :] * _dot(Y[..., i, :], q)) * S[..., i, :]
    return q
