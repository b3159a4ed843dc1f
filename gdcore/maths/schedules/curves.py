"""Schedules with a formula of their own. Letters: η rate, k number of the step from 0."""

import math
from typing import ClassVar

from gdcore.maths.parameters import (
    NOT_NEGATIVE,
    POSITIVE,
    parameter,
    parameterized,
    require,
)
from gdcore.maths.schedules.base import Schedule


@parameterized
class Step(Schedule):
    """A learning rate that falls by a factor every so many steps.

    ηₖ = η·γ^⌊k/s⌋

    Reference: PyTorch's StepLR.
    """

    name: ClassVar[str] = "step"
    learning_rate: float = parameter(
        default=0.1, within=POSITIVE, text="η, the rate of the first steps."
    )
    step_size: int = parameter(
        default=30, within=POSITIVE, text="s, the number of steps with the same rate."
    )
    gamma: float = parameter(default=0.1, within=POSITIVE, text="γ, the factor.")

    def __call__(self, k: int) -> float:
        """ηₖ."""
        return self.learning_rate * _power(self.gamma, k // self.step_size)


@parameterized
class Exponential(Schedule):
    """A learning rate that is multiplied by a factor after each step.

    ηₖ = η·γᵏ

    Reference: PyTorch's ExponentialLR.
    """

    name: ClassVar[str] = "exponential"
    learning_rate: float = parameter(
        default=0.1, within=POSITIVE, text="η, the rate of the first step."
    )
    gamma: float = parameter(default=0.95, within=POSITIVE, text="γ, the factor.")

    def __call__(self, k: int) -> float:
        """ηₖ."""
        return self.learning_rate * _power(self.gamma, k)


@parameterized
class Cosine(Schedule):
    """A learning rate that glides down half a cosine and then stays.

    ηₖ = η_min + ½·(η − η_min)·(1 + cos(π·min(k, T)/T))

    Reference: Loshchilov, Hutter, arXiv:1608.03983 (2016), without restarts; PyTorch's
    CosineAnnealingLR up to step T, after which PyTorch's rises again.
    """

    name: ClassVar[str] = "cosine"
    learning_rate: float = parameter(
        default=0.1, within=POSITIVE, text="η, the rate of the first step."
    )
    t_max: int = parameter(
        default=100, within=POSITIVE, text="T, the number of steps until the lowest rate."
    )
    eta_min: float = parameter(default=0.0, within=NOT_NEGATIVE, text="η_min, the lowest rate.")

    def __call__(self, k: int) -> float:
        """ηₖ."""
        fall = self.learning_rate - self.eta_min
        turn = math.pi * min(k, self.t_max) / self.t_max
        return self.eta_min + 0.5 * fall * (1 + math.cos(turn))


@parameterized
class WarmUp(Schedule):
    """A learning rate that rises along a line and then stays.

    ηₖ = η·(a + (1 − a)·min(k, n)/n)

    Reference: Goyal et al., arXiv:1706.02677 (2017); PyTorch's LinearLR.
    """

    name: ClassVar[str] = "warm_up"
    learning_rate: float = parameter(
        default=0.1, within=POSITIVE, text="η, the rate that is reached."
    )
    total_iters: int = parameter(
        default=10, within=POSITIVE, text="n, the number of steps until then."
    )
    start_factor: float = parameter(
        default=0.1, within=POSITIVE, text="a, the part of η in the first step."
    )

    def __call__(self, k: int) -> float:
        """ηₖ."""
        a, n = self.start_factor, self.total_iters
        return self.learning_rate * (a + (1 - a) * min(k, n) / n)


@parameterized
class Cyclic(Schedule):
    """A learning rate that rises and falls along lines, again and again.

    ηₖ = η_min + (η_max − η_min)·w, where w goes from 0 to 1 in u steps and back in d steps

    Reference: Smith, arXiv:1506.01186 (2015), "triangular"; PyTorch's CyclicLR.
    """

    name: ClassVar[str] = "cyclic"
    base_lr: float = parameter(
        default=0.01, within=POSITIVE, text="η_min, the lowest rate, with which it begins."
    )
    max_lr: float = parameter(default=0.1, within=POSITIVE, text="η_max, the highest rate.")
    step_size_up: int = parameter(
        default=20, within=POSITIVE, text="u, the number of steps from lowest to highest."
    )
    step_size_down: int = parameter(
        default=0, within=NOT_NEGATIVE, text="d, the number of steps back; 0 for as many as up."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        rising = self.max_lr >= self.base_lr
        require(rising, "max_lr", f"a number of at least base_lr = {self.base_lr:g}", self.max_lr)

    def __call__(self, k: int) -> float:
        """ηₖ."""
        up = self.step_size_up
        down = self.step_size_down or up
        within = k % (up + down)
        w = within / up if within <= up else (up + down - within) / down
        return self.base_lr + (self.max_lr - self.base_lr) * w


def _power(base: float, exponent: int) -> float:
    """base**exponent, or infinity where that is beyond the largest float."""
    try:
        return base**exponent
    except OverflowError:
        return math.inf
