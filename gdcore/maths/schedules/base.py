"""The base of all schedules, and those of numbers and functions. Letters: η rate, k step."""

from collections.abc import Callable, Iterator
from itertools import count, repeat
from typing import ClassVar

from gdcore.maths.optimizers.backtracking import Backtracking
from gdcore.maths.optimizers.base import Optimizer
from gdcore.maths.parameters import (
    POSITIVE,
    Parameterized,
    parameter,
    parameterized,
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
class Custom(Schedule):
    """A learning rate that a Python function computes."""

    name: ClassVar[str] = "custom"
    rate: Callable[[int], float] = parameter(text="k → η, for k = 0, 1, 2, ….")

    def __call__(self, k: int) -> float:
        """ηₖ."""
        return float(self.rate(k))


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
