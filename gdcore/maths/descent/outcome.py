"""How a descent ended: the stopping rule, the outcomes, and the diagnosis with its numbers."""

import math
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The ways in which a descent can end.

    CONVERGED: the stopping rule was met. STEPS_EXHAUSTED: the steps ran out before. DIVERGED: it
    moves ever farther away. LEFT_DOMAIN: a step led outside. NOT_FINITE: f or ∇f is not a finite
    number at the next point. AT_SADDLE, AT_MAXIMUM, ON_PLATEAU: it stands still there.
    OSCILLATING: its steps turn back on themselves and do not shrink.
    """

    CONVERGED = "converged"
    STEPS_EXHAUSTED = "steps_exhausted"
    DIVERGED = "diverged"
    LEFT_DOMAIN = "left_domain"
    NOT_FINITE = "not_finite"
    AT_SADDLE = "at_saddle"
    AT_MAXIMUM = "at_maximum"
    ON_PLATEAU = "on_plateau"
    OSCILLATING = "oscillating"


@dataclass(frozen=True)
class Stop:
    """The stopping rule: when a descent has converged. A threshold of 0 is never met.

    Attributes:
        gradient_norm: converged at the first point where |∇f| is below this; 10⁻⁶ by default.
            With a weight decay λ that is added to the gradient, |∇f + λ·x| counts.
        step_length: converged after the first step that is shorter than this; 0 by default.
    """

    gradient_norm: float = 1e-6
    step_length: float = 0.0

    def __post_init__(self) -> None:
        for name in ("gradient_norm", "step_length"):
            if not getattr(self, name) >= 0:
                raise ValueError(
                    f"{name}: expected a number of at least 0, found {getattr(self, name)!r}"
                )


@dataclass(frozen=True)
class Instability:
    """A minimum near by at which the learning rate is not below the limit of stability.

    Attributes:
        minimum: (d,), where ∇f + λ·x = 0, with λ the coupled weight decay, mostly 0.
        rate: η of the last step.
        curvature: λmax, the largest eigenvalue of the Hessian of f + λ/2·‖x‖² there.
        limit: c; near the minimum the method is stable while η·λmax < c.
    """

    minimum: tuple[float, ...]
    rate: float
    curvature: float
    limit: float

    @property
    def product(self) -> float:
        """η·λmax."""
        return self.rate * self.curvature

    @property
    def at_limit(self) -> bool:
        """Whether η·λmax is c itself, so that steps neither shrink nor grow."""
        return self.product <= self.limit * (1 + 1e-9)

    @property
    def stable_rate(self) -> float:
        """c/λmax, below which the method is stable there."""
        return self.limit / self.curvature


@dataclass(frozen=True)
class Diagnosis:
    """How a descent ended and why, in numbers.

    Attributes:
        outcome: how it ended, after a closer look at where it stands and at its last steps.
        rule: which rule ended it: CONVERGED, STEPS_EXHAUSTED, DIVERGED, LEFT_DOMAIN or NOT_FINITE.
        steps: n, the number of steps taken.
        gradient_norm: |∇f| at the last point.
        step_length: the length of the last step; None without one.
        factor: the factor by which the steps grow from one to the next, below 1 where they
            shrink, fitted to the logarithms of the last lengths; None for fewer than 4 steps and
            where one of the last has the length 0.
        distance: from the start to the last point.
        decay: λ of a weight decay that is added to the gradient; 0 without.
        instability: the minimum near by at which the rate is too large; None if there is none, or
            if the descent shows no sign of it.
        eigenvalues: of the Hessian of f + λ/2·‖x‖² at the last point, rising, for a descent that
            stands still; else empty.
        lost: (d,), the next point, if f or ∇f is not a finite number there; else None.
        clipped: how many steps were cut at the edge of the domain.
    """

    outcome: Outcome
    rule: Outcome
    steps: int
    gradient_norm: float
    step_length: float | None = None
    factor: float | None = None
    distance: float = 0.0
    decay: float = 0.0
    instability: Instability | None = None
    eigenvalues: tuple[float, ...] = ()
    lost: tuple[float, ...] | None = None
    clipped: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The record as numbers, texts, lists and dictionaries; None for what is not finite."""
        return _plain(asdict(self) | {"outcome": str(self.outcome), "rule": str(self.rule)})


def _plain(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {name: _plain(value) for name, value in entry.items()}
    if isinstance(entry, tuple):
        return [_plain(value) for value in entry]
    return None if isinstance(entry, float) and not math.isfinite(entry) else entry
