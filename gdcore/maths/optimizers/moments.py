"""Adam and its relatives: averages of the gradient and of its square.

All in PyTorch's form. Letters: x point, g gradient, η learning rate, t number of the step from 1,
m first moment, v second moment, β₁ and β₂ betas, ε eps, λ weight decay.
"""

import math
from typing import ClassVar

import numpy as np

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers.base import Optimizer, State, decay, divisor, ratio, two_betas
from gdcore.maths.parameters import FRACTION, NOT_NEGATIVE, parameter, parameterized


@parameterized
class Adam(Optimizer):
    """Adam: momentum, divided by a running root mean square of the gradient.

    m ← β₁·m + (1−β₁)·g,  v ← β₂·v + (1−β₂)·g²
    m̂ = m/(1−β₁ᵗ),  v̂ = v/(1−β₂ᵗ);  amsgrad: the largest v so far in place of v
    step = −η·m̂/(√v̂ + ε)

    Reference: Kingma, Ba, arXiv:1412.6980 (2014); PyTorch's Adam.
    """

    name: ClassVar[str] = "adam"
    usual_rate: ClassVar[float | None] = 0.1
    betas: tuple[float, float] = two_betas()
    eps: float = divisor()
    weight_decay: float = decay()
    amsgrad: bool = parameter(
        default=False, text="Whether the second moment may never fall (Reddi et al., ICLR 2018)."
    )

    def init(self, point: Array) -> State:
        """Zeros for both moments, and with amsgrad for the largest second moment."""
        names = _CORRECTED + ("largest_second_moment",) * self.amsgrad
        return {name: np.zeros_like(point) for name in names} | {"step": np.zeros(())}

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        (β1, β2), ε, λ = self.betas, self.eps, self.weight_decay
        t = state["step"] + 1
        if λ and not self.decoupled_decay:
            g = g + λ * x
        m, v = _moments(g, state, β1, β2)
        after = {"first_moment": m, "second_moment": v, "step": t}
        if self.amsgrad:
            v = after["largest_second_moment"] = np.maximum(state["largest_second_moment"], v)
        m_hat, v_hat = m / (1 - β1**t), v / (1 - β2**t)
        step = -η * ratio(m_hat, np.sqrt(v_hat) + ε)
        if self.decoupled_decay:
            step = step - η * λ * x
        return step, after | {"corrected_first_moment": m_hat, "corrected_second_moment": v_hat}


@parameterized
class AdamW(Adam):
    """AdamW: Adam whose weight decay acts on the point, not through the gradient.

    step = −η·λ·x − η·m̂/(√v̂ + ε), with m̂ and v̂ as in Adam

    Reference: Loshchilov, Hutter, arXiv:1711.05101 (2017); PyTorch's AdamW.
    """

    name: ClassVar[str] = "adamw"
    weight_decay: float = decay(default=1e-2, text="λ, pulls the point towards the origin.")

    @property
    def decoupled_decay(self) -> bool:
        """Always."""
        return True


@parameterized
class Adamax(Optimizer):
    """Adamax: Adam with the largest gradient in place of the root mean square.

    m ← β₁·m + (1−β₁)·g,  u ← max(β₂·u, |g| + ε)
    step = −η/(1−β₁ᵗ) · m/u

    Reference: Kingma, Ba, arXiv:1412.6980, section 7.1; PyTorch's Adamax.
    """

    name: ClassVar[str] = "adamax"
    usual_rate: ClassVar[float | None] = 0.1
    memory: ClassVar[tuple[str, ...]] = ("first_moment", "largest_gradient")
    betas: tuple[float, float] = parameter(
        default=(0.9, 0.999),
        within=FRACTION,
        text="β₁ and β₂, how much of the average and of the largest gradient is kept.",
    )
    eps: float = divisor()
    weight_decay: float = decay()

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        (β1, β2), ε, λ = self.betas, self.eps, self.weight_decay
        t = state["step"] + 1
        if λ:
            g = g + λ * x
        m = state["first_moment"] + (1 - β1) * (g - state["first_moment"])
        u = np.maximum(β2 * state["largest_gradient"], np.abs(g) + ε)
        step = ratio(-η / (1 - β1**t) * m, u)
        return step, {"first_moment": m, "largest_gradient": u, "step": t}


@parameterized
class NAdam(Optimizer):
    """NAdam: Adam with Nesterov's look ahead.

    μₜ = β₁·(1 − ½·0.96^(t·ψ)),  Mₜ = μ₁·…·μₜ,  m and v as in Adam,  v̂ = v/(1−β₂ᵗ)
    step = −η·[(1−μₜ)/(1−Mₜ)·g + μₜ₊₁/(1−Mₜ₊₁)·m]/(√v̂ + ε)

    Reference: Dozat, ICLR workshop (2016); PyTorch's NAdam.
    """

    name: ClassVar[str] = "nadam"
    usual_rate: ClassVar[float | None] = 0.1
    betas: tuple[float, float] = two_betas()
    eps: float = divisor()
    weight_decay: float = decay()
    momentum_decay: float = parameter(
        default=4e-3, within=NOT_NEGATIVE, text="ψ, how fast μ rises to β₁."
    )
    decoupled_weight_decay: bool = parameter(
        default=False, text="Whether λ acts on the point as in AdamW."
    )

    @property
    def decoupled_decay(self) -> bool:
        """Where the parameter says so."""
        return self.decoupled_weight_decay

    def init(self, point: Array) -> State:
        """Zeros for both moments, 1 for the product of momenta."""
        state = {name: np.zeros_like(point) for name in ("first_moment", "second_moment")}
        return state | {"momentum_product": np.ones(()), "step": np.zeros(())}

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        (β1, β2), ε, λ, ψ = self.betas, self.eps, self.weight_decay, self.momentum_decay
        t = state["step"] + 1
        if λ and not self.decoupled_decay:
            g = g + λ * x
        μ = β1 * (1 - 0.5 * 0.96 ** (t * ψ))
        μ_next = β1 * (1 - 0.5 * 0.96 ** ((t + 1) * ψ))
        M = state["momentum_product"] * μ
        m, v = _moments(g, state, β1, β2)
        below = np.sqrt(v / (1 - β2**t)) + ε
        step = -η * (
            (1 - μ) / (1 - M) * ratio(g, below) + μ_next / (1 - M * μ_next) * ratio(m, below)
        )
        if self.decoupled_decay:
            # As in PyTorch, the decay is added to the step; the gradient is not evaluated anew.
            step = step - η * λ * x
        after = {"first_moment": m, "second_moment": v, "momentum_product": M, "step": t}
        return step, after


@parameterized
class RAdam(Optimizer):
    """RAdam: Adam that trusts its second moment only when enough gradients have been seen.

    ρ∞ = 2/(1−β₂) − 1,  ρₜ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ),  m and v as in Adam,  m̂ = m/(1−β₁ᵗ)
    ρₜ > 5: r = √[(ρₜ−4)(ρₜ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρₜ)], step = −η·m̂·r·√(1−β₂ᵗ)/(√v + ε)
    else: step = −η·m̂, as long as the gradient says: a good rate depends on the function

    Reference: Liu et al., arXiv:1908.03265 (2019); PyTorch's RAdam.
    """

    name: ClassVar[str] = "radam"
    memory: ClassVar[tuple[str, ...]] = ("first_moment", "second_moment")
    betas: tuple[float, float] = two_betas()
    eps: float = divisor()
    weight_decay: float = decay()
    decoupled_weight_decay: bool = parameter(
        default=False, text="Whether λ acts on the point as in AdamW."
    )

    @property
    def decoupled_decay(self) -> bool:
        """Where the parameter says so."""
        return self.decoupled_weight_decay

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        (β1, β2), ε, λ = self.betas, self.eps, self.weight_decay
        t = float(state["step"]) + 1
        if λ and not self.decoupled_decay:
            g = g + λ * x
        m, v = _moments(g, state, β1, β2)
        m_hat = m / (1 - β1**t)
        ρ_inf = 2 / (1 - β2) - 1
        ρ = ρ_inf - 2 * t * β2**t / (1 - β2**t)
        step = -η * m_hat
        if ρ > 5:
            r = math.sqrt((ρ - 4) * (ρ - 2) * ρ_inf / ((ρ_inf - 4) * (ρ_inf - 2) * ρ))
            step = ratio(step * r * math.sqrt(1 - β2**t), np.sqrt(v) + ε)
        if self.decoupled_decay:
            step = step - η * λ * x
        return step, {"first_moment": m, "second_moment": v, "step": state["step"] + 1}


@parameterized
class Lion(Optimizer):
    """Lion: every coordinate moves by exactly η, in the direction that a momentum's sign says.

    c = β₁·m + (1−β₁)·g
    step = −η·(sign(c) + λ·x)
    m ← β₂·m + (1−β₂)·g

    Reference: Chen et al., arXiv:2302.06675 (2023), algorithm 2.
    """

    name: ClassVar[str] = "lion"
    usual_rate: ClassVar[float | None] = 0.05
    memory: ClassVar[tuple[str, ...]] = ("momentum",)
    betas: tuple[float, float] = parameter(
        default=(0.9, 0.99),
        within=FRACTION,
        text="β₁, the momentum's part in the step, and β₂, the part of it that is kept.",
    )
    weight_decay: float = decay(text="λ, pulls the point towards the origin.")

    @property
    def decoupled_decay(self) -> bool:
        """Always."""
        return True

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        (β1, β2), λ, m = self.betas, self.weight_decay, state["momentum"]
        step = -η * (np.sign(β1 * m + (1 - β1) * g) + λ * x)
        return step, {"momentum": β2 * m + (1 - β2) * g, "step": state["step"] + 1}


_CORRECTED = (
    "first_moment",
    "second_moment",
    "corrected_first_moment",
    "corrected_second_moment",
)


def _moments(g: Array, state: State, β1: float, β2: float) -> tuple[Array, Array]:
    m, v = state["first_moment"], state["second_moment"]
    return m + (1 - β1) * (g - m), β2 * v + (1 - β2) * g * g
