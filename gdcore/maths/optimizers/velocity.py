"""Gradient descent and its two forms with momentum. All formulas in PyTorch's form.

Letters: x point, g gradient, η learning rate, μ momentum, τ dampening, λ weight decay, v velocity.
"""

from gdcore.maths.function import Objective
from gdcore.maths.optimizers.base import (
    Array,
    Optimizer,
    State,
    Update,
    fraction,
    not_negative,
    zeros,
)


def gradient_descent(weight_decay: float = 0.0) -> Optimizer:
    """Steepest descent with a learning rate.

    step = −η·(g + λ·x)

    Args:
        weight_decay: λ, pulls the point towards the origin.

    Reference: Cauchy, Comptes Rendus 25 (1847) 536; PyTorch's SGD.
    """
    not_negative("weight_decay", weight_decay)
    λ = weight_decay

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        return -η * (g + λ * x), state

    return Optimizer(
        "gradient_descent",
        (("weight_decay", λ),),
        lambda point: {},
        update if λ else steepest_descent,
        0.1,
        stability=2.0,
    )


def steepest_descent(
    g: Array, state: State, η: float, x: Array, function: Objective | None
) -> tuple[Array, State]:
    """step = −η·g"""
    return -η * g, state


def momentum(momentum: float = 0.9, dampening: float = 0.0, weight_decay: float = 0.0) -> Optimizer:
    """Heavy ball: the velocity remembers earlier gradients.

    v ← μ·v + (1−τ)·g   (the first time v ← g)
    step = −η·v

    Args:
        momentum: μ, the part of the velocity that is kept.
        dampening: τ, weakens each new gradient.
        weight_decay: λ, adds λ·x to the gradient.

    Reference: Polyak, USSR Comput. Math. Math. Phys. 4 (1964) 1; PyTorch's SGD with momentum.
    """
    fraction("momentum", momentum)
    not_negative("dampening", dampening)
    not_negative("weight_decay", weight_decay)
    stability = 2 * (1 + momentum) / (1 - dampening) if dampening < 1 else None
    return Optimizer(
        "momentum",
        (("momentum", momentum), ("dampening", dampening), ("weight_decay", weight_decay)),
        zeros("velocity"),
        _with_velocity(momentum, dampening, weight_decay, look_ahead=False),
        0.1,
        stability,
    )


def nesterov(momentum: float = 0.9, weight_decay: float = 0.0) -> Optimizer:
    """Nesterov's accelerated gradient: momentum that looks one step ahead.

    v ← μ·v + g
    step = −η·(g + μ·v)

    Args:
        momentum: μ, the part of the velocity that is kept.
        weight_decay: λ, adds λ·x to the gradient.

    Reference: Nesterov, Soviet Math. Dokl. 27 (1983) 372; Sutskever et al., ICML 2013; PyTorch's
    SGD with nesterov=True.
    """
    fraction("momentum", momentum)
    not_negative("weight_decay", weight_decay)
    return Optimizer(
        "nesterov",
        (("momentum", momentum), ("weight_decay", weight_decay)),
        zeros("velocity"),
        _with_velocity(momentum, 0.0, weight_decay, look_ahead=True),
        0.1,
        2 * (1 + momentum) / (1 + 2 * momentum),
    )


def _with_velocity(μ: float, τ: float, λ: float, look_ahead: bool) -> Update:
    """The update of both methods with momentum."""

    def update(
        g: Array, state: State, η: float, x: Array, function: Objective | None
    ) -> tuple[Array, State]:
        if λ:
            g = g + λ * x
        v = g if state["step"] == 0 else μ * state["velocity"] + (1 - τ) * g
        return -η * (g + μ * v if look_ahead else v), {"velocity": v, "step": state["step"] + 1}

    return update
