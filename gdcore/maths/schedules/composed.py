"""Schedules composed of others: one after the other, or multiplied. Letters: η rate, k step."""

import math
from itertools import pairwise
from typing import ClassVar

from gdcore.maths.parameters import (
    Range,
    parameter,
    parameterized,
    require,
)
from gdcore.maths.schedules.base import Schedule, as_schedule


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
        listed = isinstance(self.milestones, (list, tuple))
        require(listed, "milestones", "numbers of steps such as [10]", self.milestones)
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


def _take_parts(whole: Sequence | Product) -> None:
    """Check the parts of a composed schedule and store them as a tuple."""
    object.__setattr__(whole, "schedules", tuple(whole.schedules))
    require(bool(whole.schedules), "schedules", "learning rates such as [0.1]", [])
    for part in whole.schedules:
        schedule = as_schedule(part)
        known = schedule.search is None
        require(known, "schedules", "schedules whose rate is known ahead", schedule.name)
