"""Gradient descent and its two forms with momentum. All formulas in PyTorch's form.

Letters: x point, g gradient, η learning rate, μ momentum, τ dampening, λ weight decay, v velocity.
"""

from typing import ClassVar

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective
from gdcore.maths.optimizers.base import Optimizer, State, decay
from gdcore.maths.parameters import FRACTION, NOT_NEGATIVE, parameter, parameterized


@parameterized
class GradientDescent(Optimizer):
    """Steepest descent with a learning rate.

    step = −η·(g + λ·x)

    Reference: Cauchy, Comptes Rendus 25 (1847) 536; PyTorch's SGD.
    """

    name: ClassVar[str] = "gradient_descent"
    weight_decay: float = decay(text="λ, pulls the point towards the origin.")

    @property
    def stability(self) -> float:
        """2: x ← (1 − ηλ)·x shrinks while |1 − ηλ| < 1."""
        return 2.0

    def recurrence(self, η: float, λ: float) -> tuple[float, float]:
        """T = 1 − ηλ, D = 0."""
        return 1 - η * λ, 0.0

    @property
    def stateless(self) -> bool:
        """Without weight decay the step is −η·g."""
        return self.weight_decay == 0

    def init(self, point: Array) -> State:
        """An empty state."""
        return {}

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        λ = self.weight_decay
        return -η * (g + λ * x if λ else g), state


@parameterized
class Momentum(Optimizer):
    """Heavy ball: the velocity remembers earlier gradients.

    v ← μ·v + (1−τ)·g   (the first time v ← g)
    step = −η·v

    Reference: Polyak, USSR Comput. Math. Math. Phys. 4 (1964) 1; PyTorch's SGD with momentum.
    """

    name: ClassVar[str] = "momentum"
    memory: ClassVar[tuple[str, ...]] = ("velocity",)
    momentum: float = parameter(
        default=0.9, within=FRACTION, text="μ, the part of the velocity that is kept."
    )
    dampening: float = parameter(
        default=0.0, within=NOT_NEGATIVE, text="τ, weakens each new gradient."
    )
    weight_decay: float = decay()

    @property
    def stability(self) -> float | None:
        """2·(1+μ)/(1−τ): beyond it a root of r² − (1+μ−(1−τ)ηλ)·r + μ lies below −1."""
        return 2 * (1 + self.momentum) / (1 - self.dampening) if self.dampening < 1 else None

    def recurrence(self, η: float, λ: float) -> tuple[float, float]:
        """T = 1 + μ − (1−τ)·ηλ, D = μ."""
        return 1 + self.momentum - (1 - self.dampening) * η * λ, self.momentum

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        μ, τ, λ = self.momentum, self.dampening, self.weight_decay
        if λ:
            g = g + λ * x
        v = g if state["step"] == 0 else μ * state["velocity"] + (1 - τ) * g
        return -η * v, {"velocity": v, "step": state["step"] + 1}


@parameterized
class Nesterov(Optimizer):
    """Nesterov's accelerated gradient: momentum that looks one step ahead.

    v ← μ·v + g
    step = −η·(g + μ·v)

    Reference: Nesterov, Soviet Math. Dokl. 27 (1983) 372; Sutskever et al., ICML 2013; PyTorch's
    SGD with nesterov=True.
    """

    name: ClassVar[str] = "nesterov"
    memory: ClassVar[tuple[str, ...]] = ("velocity",)
    momentum: float = parameter(
        default=0.9, within=FRACTION, text="μ, the part of the velocity that is kept."
    )
    weight_decay: float = decay()

    @property
    def stability(self) -> float:
        """2·(1+μ)/(1+2μ), from the same recurrence as momentum's."""
        return 2 * (1 + self.momentum) / (1 + 2 * self.momentum)

    def recurrence(self, η: float, λ: float) -> tuple[float, float]:
        """T = (1+μ)·(1 − ηλ), D = μ·(1 − ηλ)."""
        return (1 + self.momentum) * (1 - η * λ), self.momentum * (1 - η * λ)

    def update(
        self, g: Array, state: State, η: float, x: Array, f: Objective | None = None, /
    ) -> tuple[Array, State]:
        """The step and the state after it."""
        μ, λ = self.momentum, self.weight_decay
        if λ:
            g = g + λ * x
        v = g if state["step"] == 0 else μ * state["velocity"] + g
        return -η * (g + μ * v), {"velocity": v, "step": state["step"] + 1}
