"""Learning rates that change with the steps. Letters: η rate, k number of the step from 0.

A schedule is a frozen record that is called with k. Schedules are composed with ``Sequence`` (one
after the other) and ``Product`` (multiplied).
"""

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import count, pairwise, repeat
from types import MappingProxyType
from typing import Any, ClassVar

from gdcore.maths.optimizers.backtracking import Backtracking
from gdcore.maths.optimizers.base import Optimizer
from gdcore.maths.parameters import (
    NOT_NEGATIVE,
    POSITIVE,
    Parameterized,
    Range,
    make,
    parameter,
    parameterized,
    require,
)


@parameterized
class Schedule(Parameterized):
    """The learning rate of every step: ``schedule(k)`` is η of step k, counted from 0.

    Class attributes:
        name: as in ``SCHEDULES``.
    """

    def __call__(self, k: int) -> float:
        """η of step k, counted from 0."""
        raise NotImplementedError

    def rates(self, first: int = 0) -> Iterator[float]:
        """η of the step ``first`` and of all after it, without end."""
        return map(self, count(first))

    @property
    def search(self) -> Backtracking | None:
        """The backtracking that shortens each step; None for a schedule without one."""
        return None

    @property
    def parts(self) -> "tuple[float | Schedule, ...]":
        """The learning rates of which the schedule is composed; () if it is not composed."""
        return ()


@parameterized
class Constant(Schedule):
    """The same learning rate in every step.

    ηₖ = η
    """

    name: ClassVar[str] = "constant"
    learning_rate: float = parameter(default=0.1, within=POSITIVE, text="η.")

    def __call__(self, k: int) -> float:
        """ηₖ."""
        return self.learning_rate

    def rates(self, first: int = 0) -> Iterator[float]:
        """η without end."""
        return repeat(self.learning_rate)


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


@parameterized
class _Rated(Schedule):
    """A base that puts the parameter ``learning_rate`` before those of other base classes."""

    learning_rate: float = parameter(
        default=1.0, within=POSITIVE, text="η, the rate that is tried first in every step."
    )


@parameterized
class LineSearch(Backtracking, _Rated):
    """Armijo backtracking: the longest of ever shorter steps that lets f fall by enough.

    ηₖ = η·ρʲ with the smallest j such that f(x + s) ≤ f(x) + c·∇f(x)·s, where s is the
    optimizer's step with the rate ηₖ

    Reference: Armijo, Pacific J. Math. 16 (1966) 1; Nocedal, Wright, Numerical Optimization,
    2nd ed., algorithm 3.1.
    """

    name: ClassVar[str] = "line_search"

    def __call__(self, k: int) -> float:
        """ηₖ."""
        return self.learning_rate

    @property
    def search(self) -> Backtracking:
        """The schedule itself, which is a backtracking."""
        return self


@parameterized
class Sequence(Schedule):
    """Learning rates one after the other.

    ηₖ = ηᵢ(k − mᵢ) with the last part i that has begun, at step mᵢ

    Raises:
        ParameterError: the milestones are too few, too many or not rising, or a part searches.
    """

    name: ClassVar[str] = "sequence"
    schedules: tuple[float | Schedule, ...] = parameter(
        text="Learning rates one after the other, each counting its own steps from 0."
    )
    milestones: tuple[int, ...] = parameter(
        default=(), within=Range(1), text="The steps at which the second, third, … begins."
    )

    def __post_init__(self) -> None:
        _take_parts(self)
        object.__setattr__(self, "milestones", tuple(self.milestones))
        n, marks = len(self.schedules), self.milestones
        whole = all(type(m) is int for m in marks)
        require(whole, "milestones", "numbers of steps such as [10]", list(marks))
        rising = len(marks) == n - 1 and all(a < b for a, b in pairwise([0, *marks]))
        expected = f"{n - 1} rising number{'s' * (n != 2)} of steps"
        require(rising, "milestones", expected, list(marks))

    @property
    def parts(self) -> tuple[float | Schedule, ...]:
        """The learning rates, in their order."""
        return self.schedules

    def __call__(self, k: int) -> float:
        """ηₖ."""
        starts = [0, *self.milestones]
        i = max(i for i, start in enumerate(starts) if start <= k)
        return as_schedule(self.schedules[i])(k - starts[i])


@parameterized
class Product(Schedule):
    """Learning rates that are multiplied: each acts on the rate that the others leave.

    ηₖ = Π ηᵢ(k)

    Raises:
        ParameterError: a part searches.
    """

    name: ClassVar[str] = "product"
    schedules: tuple[float | Schedule, ...] = parameter(
        text="Learning rates that are multiplied: all but one begin at 1, as a rule."
    )

    def __post_init__(self) -> None:
        _take_parts(self)

    @property
    def parts(self) -> tuple[float | Schedule, ...]:
        """The factors."""
        return self.schedules

    def __call__(self, k: int) -> float:
        """ηₖ."""
        return math.prod(as_schedule(part)(k) for part in self.schedules)


@parameterized
class Custom(Schedule):
    """A learning rate that a Python function computes."""

    name: ClassVar[str] = "custom"
    rate: Callable[[int], float] = parameter(text="k → η, for k = 0, 1, 2, ….")

    def __call__(self, k: int) -> float:
        """ηₖ."""
        return float(self.rate(k))


def _take_parts(whole: Sequence | Product) -> None:
    """Check the parts of a composed schedule and store them as a tuple."""
    object.__setattr__(whole, "schedules", tuple(whole.schedules))
    require(bool(whole.schedules), "schedules", "learning rates such as [0.1]", [])
    for part in whole.schedules:
        schedule = as_schedule(part)
        known = schedule.search is None
        require(known, "schedules", "schedules whose rate is known ahead", schedule.name)


def _power(base: float, exponent: int) -> float:
    """base**exponent, or infinity where that is beyond the largest float."""
    try:
        return base**exponent
    except OverflowError:
        return math.inf


def as_schedule(learning_rate: "float | Schedule | Callable[[int], float]") -> Schedule:
    """The schedule of a learning rate that is a number, a schedule, or a function of the step.

    Raises:
        ParameterError: it is a number that is not positive, or none of the three.
    """
    if isinstance(learning_rate, Schedule):
        return learning_rate
    if callable(learning_rate):
        return Custom(learning_rate)
    return Constant(learning_rate)


DEFAULT_RATE = 0.1
"""η where neither the caller nor the optimizer's ``usual_rate`` gives one."""


def schedule_for(
    optimizer: Optimizer, learning_rate: "float | Schedule | Callable[[int], float] | None"
) -> Schedule:
    """The schedule of a learning rate; None stands for the optimizer's usual rate, or 0.1."""
    if learning_rate is None:
        usual = optimizer.usual_rate
        return Constant(DEFAULT_RATE if usual is None else usual)
    return as_schedule(learning_rate)


SCHEDULES: Mapping[str, type[Schedule]] = MappingProxyType(
    {
        schedule.name: schedule
        for schedule in (
            Constant, Step, Exponential, Cosine, WarmUp, Cyclic, LineSearch, Sequence, Product,
        )
    }
)  # fmt: skip


def make_schedule(name: str, **parameters: Any) -> Schedule:
    """The schedule called ``name`` in ``SCHEDULES``, with the given parameters.

    Raises:
        ParameterError: no such schedule or parameter, or a value that it can't take.
    """
    schedule: Schedule = make("schedule", SCHEDULES, name, parameters)
    return schedule
