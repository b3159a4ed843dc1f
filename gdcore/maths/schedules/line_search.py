"""The schedule that searches for the learning rate of each step. Letters: η rate, k step from 0."""

from typing import ClassVar

from gdcore.maths.optimizers.backtracking import Backtracking
from gdcore.maths.parameters import (
    POSITIVE,
    parameter,
    parameterized,
)
from gdcore.maths.schedules.base import Schedule


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
