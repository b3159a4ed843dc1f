"""Methods that give each coordinate a rate of its own from the squares of past gradients.

All in PyTorch's form. Letters: x point, g gradient, η learning rate, t number of the step from 1,
ε eps, λ weight decay (adds λ·x to the gradient unless said otherwise).
"""

import numpy as np

from gdcore.maths.function import Objective
from gdcore.maths.optimizers.base import (
    Array,
    Optimizer,
    State,
    fraction,
    not_negative,
    positive,
    ratio,
    zeros,
)


def adagrad(
    lr_decay: float = 0.0,
    weight_decay: float = 0.0,
    initial_accumulator_value: float = 0.0,
    eps: float = 1e-10,
) -> Optimizer:
    """Adagrad: coordinates with a steep past get a smaller rate, and it never grows again.

    s ← s + g²
    step = −η/(1 + (t−1)·δ) · g/(√s + ε)

    Args:
        lr_decay: δ, lets the learning rate fall with the steps.
        weight_decay: λ, adds λ·x to the gradient.
        initial_accumulator_value: s before the first step.
        eps: ε, keeps the division finite.

    Reference: Duchi, Hazan, Singer, JMLR 12 (2011) 2121; PyTorch's Adagrad.
    """
    for name, value in (
        ("lr_decay", lr_decay),
        ("weight_decay", weight_decay),
        ("initial_accumulator_value", initial_accumulator_value),
        ("eps", eps),
    ):
        not_negative(name, value)
    δ, λ, ε = lr_decay, weight_decay, eps

    def init(point: Array) -> State:
        return {
            "squared_gradient_sum": np.full_like(point, initial_accumulator_value),
            "step": np.zeros(()),
        }

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        t = state["step"] + 1
        if λ:
            g = g + λ * x
        s = state["squared_gradient_sum"] + g * g
        step = -η / (1 + (t - 1) * δ) * ratio(g, np.sqrt(s) + ε)
        return step, {"squared_gradient_sum": s, "step": t}

    return Optimizer(
        "adagrad",
        (
            ("lr_decay", lr_decay),
            ("weight_decay", weight_decay),
            ("initial_accumulator_value", initial_accumulator_value),
            ("eps", eps),
        ),
        init,
        update,
        0.5,
    )


def adadelta(rho: float = 0.9, eps: float = 1e-6, weight_decay: float = 0.0) -> Optimizer:
    """Adadelta: the size of past steps sets the size of the next, so units cancel.

    v ← ρ·v + (1−ρ)·g²
    Δ = √(u + ε)/√(v + ε) · g
    u ← ρ·u + (1−ρ)·Δ²
    step = −η·Δ

    Args:
        rho: ρ, the part of both averages that is kept.
        eps: ε, also sets the size of the first steps.
        weight_decay: λ, adds λ·x to the gradient.

    Reference: Zeiler, arXiv:1212.5701 (2012); PyTorch's Adadelta.
    """
    fraction("rho", rho)
    positive("eps", eps)
    not_negative("weight_decay", weight_decay)
    ρ, ε, λ = rho, eps, weight_decay

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        if λ:
            g = g + λ * x
        v = ρ * state["squared_gradient"] + (1 - ρ) * g * g
        Δ = np.sqrt(state["squared_step"] + ε) / np.sqrt(v + ε) * g
        u = ρ * state["squared_step"] + (1 - ρ) * Δ * Δ
        return -η * Δ, {"squared_gradient": v, "squared_step": u, "step": state["step"] + 1}

    return Optimizer(
        "adadelta",
        (("rho", rho), ("eps", eps), ("weight_decay", weight_decay)),
        zeros("squared_gradient", "squared_step"),
        update,
        1.0,
    )


def rmsprop(
    alpha: float = 0.99,
    eps: float = 1e-8,
    weight_decay: float = 0.0,
    momentum: float = 0.0,
    centered: bool = False,
) -> Optimizer:
    """RMSprop: the gradient over a running root mean square of itself.

    v ← α·v + (1−α)·g²
    centered: m ← α·m + (1−α)·g and ṽ = v − m²; else ṽ = v
    b ← μ·b + g/(√ṽ + ε)
    step = −η·b

    Args:
        alpha: α, the part of the average that is kept.
        eps: ε, keeps the division finite.
        weight_decay: λ, adds λ·x to the gradient.
        momentum: μ, the part of the velocity b that is kept.
        centered: whether the mean is taken off, so that v becomes a variance.

    Reference: Tieleman, Hinton, Coursera lecture 6e (2012); Graves, arXiv:1308.0850 (centered);
    PyTorch's RMSprop.
    """
    fraction("alpha", alpha)
    fraction("momentum", momentum)
    not_negative("eps", eps)
    not_negative("weight_decay", weight_decay)
    α, ε, λ, μ = alpha, eps, weight_decay, momentum
    names = ["squared_gradient"] + ["mean_gradient"] * centered + ["velocity"] * (momentum > 0)

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        if λ:
            g = g + λ * x
        v = α * state["squared_gradient"] + (1 - α) * g * g
        after: State = {"squared_gradient": v, "step": state["step"] + 1}
        if centered:
            m = after["mean_gradient"] = state["mean_gradient"] + (1 - α) * (
                g - state["mean_gradient"]
            )
            v = v - m * m
        b = ratio(g, np.sqrt(v) + ε)
        if μ:
            b = after["velocity"] = μ * state["velocity"] + b
        return -η * b, after

    return Optimizer(
        "rmsprop",
        (
            ("alpha", alpha),
            ("eps", eps),
            ("weight_decay", weight_decay),
            ("momentum", momentum),
            ("centered", centered),
        ),
        zeros(*names),
        update,
        0.05,
    )


def rprop(
    etas: tuple[float, float] = (0.5, 1.2), step_sizes: tuple[float, float] = (1e-6, 50.0)
) -> Optimizer:
    """Resilient propagation: only the gradient's sign counts; each coordinate has its own step.

    Δ ← clip(Δ·η₊ where g·g₋ > 0, Δ·η₋ where g·g₋ < 0, to step_sizes)   (at first Δ = η)
    g ← 0 where g·g₋ < 0
    step = −sign(g)·Δ

    Args:
        etas: η₋ and η₊, by which a step shrinks after a change of sign and grows otherwise.
        step_sizes: the smallest and the largest step.

    Reference: Riedmiller, Braun, IEEE ICNN (1993) 586; PyTorch's Rprop.
    """
    positive("etas", etas[0])
    fraction("etas", etas[0])
    positive("etas", etas[1] - 1)
    not_negative("step_sizes", step_sizes[0])
    positive("step_sizes", step_sizes[1] - step_sizes[0])

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        Δ = np.full_like(g, η) if state["step"] == 0 else state["step_size"]
        agreement = np.sign(g * state["previous_gradient"])
        factor = np.where(agreement > 0, etas[1], np.where(agreement < 0, etas[0], 1.0))
        Δ = np.clip(Δ * factor, *step_sizes)
        g = np.where(agreement < 0, 0.0, g)
        after = {"step_size": Δ, "previous_gradient": g, "step": state["step"] + 1}
        return -np.sign(g) * Δ, after

    return Optimizer(
        "rprop",
        (("etas", etas), ("step_sizes", step_sizes)),
        zeros("step_size", "previous_gradient"),
        update,
        0.1,
    )
