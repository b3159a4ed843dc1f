"""Adam and its relatives: averages of the gradient and of its square.

All in PyTorch's form. Letters: x point, g gradient, η learning rate, t number of the step from 1,
m first moment, v second moment, β₁ and β₂ betas, ε eps, λ weight decay.
"""

import math

import numpy as np

from gdcore.maths.function import Objective
from gdcore.maths.optimizers.base import (
    Array,
    Optimizer,
    State,
    fraction,
    not_negative,
    ratio,
    zeros,
)


def adam(
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 0.0,
    amsgrad: bool = False,
) -> Optimizer:
    """Adam: momentum, divided by a running root mean square of the gradient.

    m ← β₁·m + (1−β₁)·g,  v ← β₂·v + (1−β₂)·g²
    m̂ = m/(1−β₁ᵗ),  v̂ = v/(1−β₂ᵗ);  amsgrad: the largest v so far in place of v
    step = −η·m̂/(√v̂ + ε)

    Args:
        betas: β₁ and β₂, the parts of the two averages that are kept.
        eps: ε, keeps the division finite.
        weight_decay: λ, adds λ·x to the gradient.
        amsgrad: whether the second moment may never fall (Reddi et al., ICLR 2018).

    Reference: Kingma, Ba, arXiv:1412.6980 (2014); PyTorch's Adam.
    """
    return _adam("adam", betas, eps, weight_decay, amsgrad, decoupled=False)


def adamw(
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
    amsgrad: bool = False,
) -> Optimizer:
    """AdamW: Adam whose weight decay acts on the point, not through the gradient.

    step = −η·λ·x − η·m̂/(√v̂ + ε), with m̂ and v̂ as in Adam

    Args:
        betas: β₁ and β₂, the parts of the two averages that are kept.
        eps: ε, keeps the division finite.
        weight_decay: λ, pulls the point towards the origin.
        amsgrad: whether the second moment may never fall.

    Reference: Loshchilov, Hutter, arXiv:1711.05101 (2017); PyTorch's AdamW.
    """
    return _adam("adamw", betas, eps, weight_decay, amsgrad, decoupled=True)


def _adam(
    name: str,
    betas: tuple[float, float],
    ε: float,
    λ: float,
    amsgrad: bool,
    decoupled: bool,
) -> Optimizer:
    β1, β2 = _betas(betas, ε, λ)

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        t = state["step"] + 1
        if λ and not decoupled:
            g = g + λ * x
        m, v = _moments(g, state, β1, β2)
        after = {"first_moment": m, "second_moment": v, "step": t}
        if amsgrad:
            v = after["largest_second_moment"] = np.maximum(state["largest_second_moment"], v)
        m_hat, v_hat = m / (1 - β1**t), v / (1 - β2**t)
        step = -η * ratio(m_hat, np.sqrt(v_hat) + ε)
        if decoupled:
            step = step - η * λ * x
        return step, after | {"corrected_first_moment": m_hat, "corrected_second_moment": v_hat}

    names = [*_CORRECTED, *(["largest_second_moment"] if amsgrad else [])]
    parameters = (
        ("betas", betas),
        ("eps", ε),
        ("weight_decay", λ),
        ("amsgrad", amsgrad),
    )
    return Optimizer(name, parameters, zeros(*names), update, 0.1)


def adamax(
    betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8, weight_decay: float = 0.0
) -> Optimizer:
    """Adamax: Adam with the largest gradient in place of the root mean square.

    m ← β₁·m + (1−β₁)·g,  u ← max(β₂·u, |g| + ε)
    step = −η/(1−β₁ᵗ) · m/u

    Args:
        betas: β₁ and β₂, how much of the average and of the largest gradient is kept.
        eps: ε, keeps the division finite.
        weight_decay: λ, adds λ·x to the gradient.

    Reference: Kingma, Ba, arXiv:1412.6980, section 7.1; PyTorch's Adamax.
    """
    β1, β2 = _betas(betas, eps, weight_decay)
    ε, λ = eps, weight_decay

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        t = state["step"] + 1
        if λ:
            g = g + λ * x
        m = state["first_moment"] + (1 - β1) * (g - state["first_moment"])
        u = np.maximum(β2 * state["largest_gradient"], np.abs(g) + ε)
        step = ratio(-η / (1 - β1**t) * m, u)
        return step, {"first_moment": m, "largest_gradient": u, "step": t}

    parameters = (("betas", betas), ("eps", eps), ("weight_decay", weight_decay))
    return Optimizer("adamax", parameters, zeros("first_moment", "largest_gradient"), update, 0.1)


def nadam(
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 0.0,
    momentum_decay: float = 4e-3,
    decoupled_weight_decay: bool = False,
) -> Optimizer:
    """NAdam: Adam with Nesterov's look ahead.

    μₜ = β₁·(1 − ½·0.96^(t·ψ)),  Mₜ = μ₁·…·μₜ,  m and v as in Adam,  v̂ = v/(1−β₂ᵗ)
    step = −η·[(1−μₜ)/(1−Mₜ)·g + μₜ₊₁/(1−Mₜ₊₁)·m]/(√v̂ + ε)

    Args:
        betas: β₁ and β₂, the parts of the two averages that are kept.
        eps: ε, keeps the division finite.
        weight_decay: λ, adds λ·x to the gradient.
        momentum_decay: ψ, how fast the momentum rises to β₁.
        decoupled_weight_decay: whether λ acts on the point as in AdamW.

    Reference: Dozat, ICLR workshop (2016); PyTorch's NAdam.
    """
    β1, β2 = _betas(betas, eps, weight_decay)
    not_negative("momentum_decay", momentum_decay)
    ε, λ, ψ = eps, weight_decay, momentum_decay

    def init(point: Array) -> State:
        return zeros("first_moment", "second_moment")(point) | {"momentum_product": np.ones(())}

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        t = state["step"] + 1
        if λ and not decoupled_weight_decay:
            g = g + λ * x
        μ = β1 * (1 - 0.5 * 0.96 ** (t * ψ))
        μ_next = β1 * (1 - 0.5 * 0.96 ** ((t + 1) * ψ))
        M = state["momentum_product"] * μ
        m, v = _moments(g, state, β1, β2)
        below = np.sqrt(v / (1 - β2**t)) + ε
        step = -η * (
            (1 - μ) / (1 - M) * ratio(g, below) + μ_next / (1 - M * μ_next) * ratio(m, below)
        )
        if decoupled_weight_decay:
            # The decay comes first and the rest sees the gradient of the point before it.
            step = step - η * λ * x
        after = {"first_moment": m, "second_moment": v, "momentum_product": M, "step": t}
        return step, after

    parameters = (
        ("betas", betas),
        ("eps", eps),
        ("weight_decay", weight_decay),
        ("momentum_decay", momentum_decay),
        ("decoupled_weight_decay", decoupled_weight_decay),
    )
    return Optimizer("nadam", parameters, init, update, 0.1)


def radam(
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 0.0,
    decoupled_weight_decay: bool = False,
) -> Optimizer:
    """RAdam: Adam that trusts its second moment only when enough gradients have been seen.

    ρ∞ = 2/(1−β₂) − 1,  ρₜ = ρ∞ − 2t·β₂ᵗ/(1−β₂ᵗ),  m and v as in Adam,  m̂ = m/(1−β₁ᵗ)
    ρₜ > 5: r = √[(ρₜ−4)(ρₜ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρₜ)], step = −η·m̂·r·√(1−β₂ᵗ)/(√v + ε)
    else: step = −η·m̂

    Args:
        betas: β₁ and β₂, the parts of the two averages that are kept.
        eps: ε, keeps the division finite.
        weight_decay: λ, adds λ·x to the gradient.
        decoupled_weight_decay: whether λ acts on the point as in AdamW.

    Reference: Liu et al., arXiv:1908.03265 (2019); PyTorch's RAdam.
    """
    β1, β2 = _betas(betas, eps, weight_decay)
    ε, λ = eps, weight_decay
    ρ_inf = 2 / (1 - β2) - 1

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        t = float(state["step"]) + 1
        if λ and not decoupled_weight_decay:
            g = g + λ * x
        m, v = _moments(g, state, β1, β2)
        m_hat = m / (1 - β1**t)
        ρ = ρ_inf - 2 * t * β2**t / (1 - β2**t)
        step = -η * m_hat
        if ρ > 5:
            r = math.sqrt((ρ - 4) * (ρ - 2) * ρ_inf / ((ρ_inf - 4) * (ρ_inf - 2) * ρ))
            step = ratio(step * r * math.sqrt(1 - β2**t), np.sqrt(v) + ε)
        if decoupled_weight_decay:
            step = step - η * λ * x
        return step, {"first_moment": m, "second_moment": v, "step": state["step"] + 1}

    parameters = (
        ("betas", betas),
        ("eps", eps),
        ("weight_decay", weight_decay),
        ("decoupled_weight_decay", decoupled_weight_decay),
    )
    return Optimizer("radam", parameters, zeros("first_moment", "second_moment"), update, 0.1)


def lion(betas: tuple[float, float] = (0.9, 0.99), weight_decay: float = 0.0) -> Optimizer:
    """Lion: every coordinate moves by exactly η, in the direction that a momentum's sign says.

    c = β₁·m + (1−β₁)·g
    step = −η·(sign(c) + λ·x)
    m ← β₂·m + (1−β₂)·g

    Args:
        betas: β₁, the momentum's part in the step, and β₂, the part of it that is kept.
        weight_decay: λ, pulls the point towards the origin.

    Reference: Chen et al., arXiv:2302.06675 (2023), algorithm 2.
    """
    β1, β2 = _betas(betas, 0.0, weight_decay)
    λ = weight_decay

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        m = state["momentum"]
        step = -η * (np.sign(β1 * m + (1 - β1) * g) + λ * x)
        return step, {"momentum": β2 * m + (1 - β2) * g, "step": state["step"] + 1}

    parameters = (("betas", betas), ("weight_decay", weight_decay))
    return Optimizer("lion", parameters, zeros("momentum"), update, 0.05)


_CORRECTED = (
    "first_moment",
    "second_moment",
    "corrected_first_moment",
    "corrected_second_moment",
)


def _betas(betas: tuple[float, float], ε: float, λ: float) -> tuple[float, float]:
    for β in betas:
        fraction("betas", β)
    not_negative("eps", ε)
    not_negative("weight_decay", λ)
    return betas


def _moments(g: Array, state: State, β1: float, β2: float) -> tuple[Array, Array]:
    m, v = state["first_moment"], state["second_moment"]
    return m + (1 - β1) * (g - m), β2 * v + (1 - β2) * g * g
