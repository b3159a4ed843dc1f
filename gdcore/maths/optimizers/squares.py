"""Methods that give each coordinate a rate of its own from the squares of past gradients.

All in PyTorch's form. Letters: x point, g gradient, η learning rate, t number of the step from 1,
ε eps, λ weight decay (adds λ·x to the gradient unless said otherwise).
"""

from typing import ClassVar

import numpy as np

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers.base import Optimizer, State, decay, divisor, ratio
from gdcore.maths.parameters import (
    BETWEEN_0_AND_1,
    FRACTION,
    NOT_NEGATIVE,
    POSITIVE,
    Range,
    parameter,
    parameterized,
    require,
)


@parameterized
class Adagrad(Optimizer):
    """Adagrad: coordinates with a steep past get a smaller rate, and it never grows again.

    s ← s + g²
    step = −η/(1 + (t−1)·δ) · g/(√s + ε)

    Reference: Duchi, Hazan, Singer, JMLR 12 (2011) 2121; PyTorch's Adagrad.
    """

    name: ClassVar[str] = "adagrad"
    usual_rate: ClassVar[float | None] = 0.5
    lr_decay: float = parameter(
        default=0.0, within=NOT_NEGATIVE, text="δ, lets the learning rate fall with the steps."
    )
    weight_decay: float = decay()
    initial_accumulator_value: float = parameter(
        default=0.0, within=NOT_NEGATIVE, text="s before the first step."
    )
    eps: float = divisor(1e-10)

    def init(self, point: Array) -> State:
        """The initial value for the sum of squares."""
        start = np.full_like(point, self.initial_accumulator_value)
        return {"squared_gradient_sum": start, "step": np.zeros(())}

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        δ, λ, ε = self.lr_decay, self.weight_decay, self.eps
        t = state["step"] + 1
        if λ:
            g = g + λ * x
        s = state["squared_gradient_sum"] + g * g
        step = -η / (1 + (t - 1) * δ) * ratio(g, np.sqrt(s) + ε)
        return step, {"squared_gradient_sum": s, "step": t}


@parameterized
class Adadelta(Optimizer):
    """Adadelta: the size of past steps sets the size of the next, so units cancel.

    v ← ρ·v + (1−ρ)·g²
    Δ = √(u + ε)/√(v + ε) · g
    u ← ρ·u + (1−ρ)·Δ²
    step = −η·Δ

    Reference: Zeiler, arXiv:1212.5701 (2012); PyTorch's Adadelta.
    """

    name: ClassVar[str] = "adadelta"
    usual_rate: ClassVar[float | None] = 1.0
    memory: ClassVar[tuple[str, ...]] = ("squared_gradient", "squared_step")
    rho: float = parameter(
        default=0.9, within=FRACTION, text="ρ, the part of both averages that is kept."
    )
    eps: float = parameter(
        default=1e-6, within=POSITIVE, text="ε, also sets the size of the first steps."
    )
    weight_decay: float = decay()

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        ρ, ε, λ = self.rho, self.eps, self.weight_decay
        if λ:
            g = g + λ * x
        v = ρ * state["squared_gradient"] + (1 - ρ) * g * g
        Δ = np.sqrt(state["squared_step"] + ε) / np.sqrt(v + ε) * g
        u = ρ * state["squared_step"] + (1 - ρ) * Δ * Δ
        return -η * Δ, {"squared_gradient": v, "squared_step": u, "step": state["step"] + 1}


@parameterized
class RMSprop(Optimizer):
    """RMSprop: the gradient over a running root mean square of itself.

    v ← α·v + (1−α)·g²
    centered: m ← α·m + (1−α)·g and ṽ = v − m²; else ṽ = v
    b ← μ·b + g/(√ṽ + ε)
    step = −η·b

    Reference: Tieleman, Hinton, Coursera lecture 6e (2012); Graves, arXiv:1308.0850 (centered);
    PyTorch's RMSprop.
    """

    name: ClassVar[str] = "rmsprop"
    usual_rate: ClassVar[float | None] = 0.05
    alpha: float = parameter(
        default=0.99, within=FRACTION, text="α, the part of the average that is kept."
    )
    eps: float = divisor()
    weight_decay: float = decay()
    momentum: float = parameter(
        default=0.0, within=FRACTION, text="μ, the part of the velocity b that is kept."
    )
    centered: bool = parameter(
        default=False, text="Whether the mean is taken off, so that v becomes a variance."
    )

    def init(self, point: Array) -> State:
        """Zeros for the averages and buffers that the parameters call for."""
        names = ["squared_gradient"] + ["mean_gradient"] * self.centered
        names += ["velocity"] * (self.momentum > 0)
        return {name: np.zeros_like(point) for name in names} | {"step": np.zeros(())}

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        α, ε, λ, μ = self.alpha, self.eps, self.weight_decay, self.momentum
        if λ:
            g = g + λ * x
        v = α * state["squared_gradient"] + (1 - α) * g * g
        after: State = {"squared_gradient": v, "step": state["step"] + 1}
        if self.centered:
            m = after["mean_gradient"] = state["mean_gradient"] + (1 - α) * (
                g - state["mean_gradient"]
            )
            v = v - m * m
        b = ratio(g, np.sqrt(v) + ε)
        if μ:
            b = after["velocity"] = μ * state["velocity"] + b
        return -η * b, after


@parameterized
class Rprop(Optimizer):
    """Resilient propagation: only the gradient's sign counts; each coordinate has its own step.

    Δ ← clip(Δ·η₊ where g·g₋ > 0, Δ·η₋ where g·g₋ < 0, to step_sizes)   (at first Δ = η)
    g ← 0 where g·g₋ < 0
    step = −sign(g)·Δ

    Reference: Riedmiller, Braun, IEEE ICNN (1993) 586; PyTorch's Rprop.
    """

    name: ClassVar[str] = "rprop"
    usual_rate: ClassVar[float | None] = 0.1
    memory: ClassVar[tuple[str, ...]] = ("step_size", "previous_gradient")
    etas: tuple[float, float] = parameter(
        default=(0.5, 1.2),
        within=(BETWEEN_0_AND_1, Range(1, open_low=True)),
        text="η₋ and η₊, by which a step shrinks after a change of sign and grows otherwise.",
    )
    step_sizes: tuple[float, float] = parameter(
        default=(1e-6, 50.0),
        within=(NOT_NEGATIVE, POSITIVE),
        text="The smallest and the largest step.",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        low, high = self.step_sizes
        require(low < high, "step_sizes", "a smallest step below the largest", [low, high])

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        Δ = np.full_like(g, η) if state["step"] == 0 else state["step_size"]
        agreement = np.sign(g * state["previous_gradient"])
        factor = np.where(agreement > 0, self.etas[1], np.where(agreement < 0, self.etas[0], 1.0))
        Δ = np.clip(Δ * factor, *self.step_sizes)
        g = np.where(agreement < 0, 0.0, g)
        after = {"step_size": Δ, "previous_gradient": g, "step": state["step"] + 1}
        return -np.sign(g) * Δ, after
