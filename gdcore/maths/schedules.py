"""Learning rates that change with the steps. Letters: η rate, k number of the step from 0.

Schedules are composed with ``sequence`` (one after the other) and ``product`` (multiplied).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from gdcore.maths.catalogue import make, require


@dataclass(frozen=True)
class LineSearch:
    """Armijo backtracking: shorten the step until f falls by enough (see ``line_search``)."""

    shrink: float
    slope_fraction: float


@dataclass(frozen=True)
class Schedule:
    """The learning rate of every step.

    Attributes:
        name: as in ``SCHEDULES``.
        parameters: every parameter by name, with the values in force.
        rate: k → η, for k = 0, 1, 2, ….
        search: how the rate is shortened at each step, or None where it is taken as it is.
    """

    name: str
    parameters: tuple[tuple[str, Any], ...]
    rate: Callable[[int], float]
    search: LineSearch | None = None

    def __call__(self, k: int) -> float:
        """η of step k, counted from 0."""
        return self.rate(k)


def constant(learning_rate: float = 0.1) -> Schedule:
    """The same learning rate in every step.

    ηₖ = η

    Args:
        learning_rate: η.
    """
    _positive("learning_rate", learning_rate)
    return Schedule("constant", (("learning_rate", learning_rate),), lambda k: learning_rate)


def step(learning_rate: float = 0.1, step_size: int = 30, gamma: float = 0.1) -> Schedule:
    """A learning rate that falls by a factor every so many steps.

    ηₖ = η·γ^⌊k/s⌋

    Args:
        learning_rate: η, the rate of the first steps.
        step_size: s, the number of steps with the same rate.
        gamma: γ, the factor.

    Reference: PyTorch's StepLR.
    """
    _positive("learning_rate", learning_rate)
    _positive("gamma", gamma)
    _positive("step_size", step_size)
    return Schedule(
        "step",
        (("learning_rate", learning_rate), ("step_size", step_size), ("gamma", gamma)),
        lambda k: learning_rate * gamma ** (k // step_size),
    )


def exponential(learning_rate: float = 0.1, gamma: float = 0.95) -> Schedule:
    """A learning rate that is multiplied by a factor after each step.

    ηₖ = η·γᵏ

    Args:
        learning_rate: η, the rate of the first step.
        gamma: γ, the factor.

    Reference: PyTorch's ExponentialLR.
    """
    _positive("learning_rate", learning_rate)
    _positive("gamma", gamma)
    return Schedule(
        "exponential",
        (("learning_rate", learning_rate), ("gamma", gamma)),
        lambda k: learning_rate * gamma**k,
    )


def cosine(learning_rate: float = 0.1, t_max: int = 100, eta_min: float = 0.0) -> Schedule:
    """A learning rate that glides down half a cosine and then stays.

    ηₖ = η_min + ½·(η − η_min)·(1 + cos(π·min(k, T)/T))

    Args:
        learning_rate: η, the rate of the first step.
        t_max: T, the number of steps until the lowest rate.
        eta_min: η_min, the lowest rate.

    Reference: Loshchilov, Hutter, arXiv:1608.03983 (2016), without restarts; PyTorch's
    CosineAnnealingLR up to step T, after which PyTorch's rises again.
    """
    _positive("learning_rate", learning_rate)
    _positive("t_max", t_max)
    require(eta_min >= 0, "eta_min", "a number of at least 0", eta_min)
    return Schedule(
        "cosine",
        (("learning_rate", learning_rate), ("t_max", t_max), ("eta_min", eta_min)),
        lambda k: (
            eta_min
            + 0.5 * (learning_rate - eta_min) * (1 + math.cos(math.pi * min(k, t_max) / t_max))
        ),
    )


def warm_up(
    learning_rate: float = 0.1, total_iters: int = 10, start_factor: float = 0.1
) -> Schedule:
    """A learning rate that rises along a line and then stays.

    ηₖ = η·(a + (1 − a)·min(k, n)/n)

    Args:
        learning_rate: η, the rate that is reached.
        total_iters: n, the number of steps until then.
        start_factor: a, the part of η in the first step.

    Reference: Goyal et al., arXiv:1706.02677 (2017); PyTorch's LinearLR.
    """
    _positive("learning_rate", learning_rate)
    _positive("total_iters", total_iters)
    _positive("start_factor", start_factor)
    return Schedule(
        "warm_up",
        (
            ("learning_rate", learning_rate),
            ("total_iters", total_iters),
            ("start_factor", start_factor),
        ),
        lambda k: (
            learning_rate * (start_factor + (1 - start_factor) * min(k, total_iters) / total_iters)
        ),
    )


def cyclic(
    base_lr: float = 0.01, max_lr: float = 0.1, step_size_up: int = 20, step_size_down: int = 0
) -> Schedule:
    """A learning rate that rises and falls along lines, again and again.

    ηₖ = η_min + (η_max − η_min)·w, where w goes from 0 to 1 in u steps and back in d steps

    Args:
        base_lr: η_min, the lowest rate, with which it begins.
        max_lr: η_max, the highest rate.
        step_size_up: u, the number of steps from lowest to highest.
        step_size_down: d, the number of steps back; 0 for as many as up.

    Reference: Smith, arXiv:1506.01186 (2015), "triangular"; PyTorch's CyclicLR.
    """
    _positive("base_lr", base_lr)
    require(max_lr >= base_lr, "max_lr", f"a number of at least base_lr = {base_lr:g}", max_lr)
    _positive("step_size_up", step_size_up)
    require(step_size_down >= 0, "step_size_down", "a number of at least 0", step_size_down)
    up, down = step_size_up, step_size_down or step_size_up

    def rate(k: int) -> float:
        within = k % (up + down)
        w = within / up if within <= up else (up + down - within) / down
        return base_lr + (max_lr - base_lr) * w

    parameters = (
        ("base_lr", base_lr),
        ("max_lr", max_lr),
        ("step_size_up", step_size_up),
        ("step_size_down", step_size_down),
    )
    return Schedule("cyclic", parameters, rate)


def line_search(
    learning_rate: float = 1.0, shrink: float = 0.5, slope_fraction: float = 1e-4
) -> Schedule:
    """Armijo backtracking: the longest of ever shorter steps that lets f fall by enough.

    ηₖ = η·ρʲ with the smallest j such that f(x + s) ≤ f(x) + c·∇f(x)·s, where s is the
    optimizer's step with the rate ηₖ

    Args:
        learning_rate: η, the rate that is tried first in every step.
        shrink: ρ, by which the rate is multiplied while the step is too long.
        slope_fraction: c, the part of the fall that the slope promises which is asked for.

    Reference: Armijo, Pacific J. Math. 16 (1966) 1; Nocedal, Wright, Numerical Optimization,
    2nd ed., algorithm 3.1.
    """
    _positive("learning_rate", learning_rate)
    require(0 < shrink < 1, "shrink", "a number between 0 and 1", shrink)
    require(0 < slope_fraction < 1, "slope_fraction", "a number between 0 and 1", slope_fraction)
    return Schedule(
        "line_search",
        (
            ("learning_rate", learning_rate),
            ("shrink", shrink),
            ("slope_fraction", slope_fraction),
        ),
        lambda k: learning_rate,
        LineSearch(shrink, slope_fraction),
    )


def sequence(parts: Sequence[Schedule], milestones: Sequence[int]) -> Schedule:
    """Schedules one after the other, each counting its own steps from 0.

    Args:
        parts: the schedules.
        milestones: the steps at which the second, third, … begins: one fewer than the parts.

    Raises:
        ParameterError: the milestones are too few, too many or not rising, or a part searches.
    """
    starts = [0, *milestones]
    require(
        len(starts) == len(parts) and all(a < b for a, b in pairwise(starts)),
        "milestones",
        f"{len(parts) - 1} rising number{'s' * (len(parts) != 2)} of steps",
        list(milestones),
    )
    _plain(parts)

    def rate(k: int) -> float:
        i = max(i for i, start in enumerate(starts) if start <= k)
        return parts[i].rate(k - starts[i])

    return Schedule("sequence", (("parts", tuple(parts)), ("milestones", tuple(milestones))), rate)


def product(*parts: Schedule) -> Schedule:
    """The product of several schedules: each acts on the rate that the others leave.

    Raises:
        ParameterError: a part searches.
    """
    _plain(parts)
    return Schedule(
        "product", (("parts", parts),), lambda k: math.prod(part.rate(k) for part in parts)
    )


def _plain(parts: Sequence[Schedule]) -> None:
    for part in parts:
        require(part.search is None, "parts", "schedules whose rate is known ahead", part.name)


def _positive(name: str, value: float) -> None:
    require(value > 0, name, "a positive number", value)


SCHEDULES: Mapping[str, Callable[..., Schedule]] = MappingProxyType(
    {
        factory.__name__: factory
        for factory in (constant, step, exponential, cosine, warm_up, cyclic, line_search)
    }
)


def make_schedule(name: str, **parameters: Any) -> Schedule:
    """The schedule called ``name`` in ``SCHEDULES``, with the given parameters.

    Raises:
        ParameterError: no such schedule or parameter, or a value that it can't take.
    """
    schedule: Schedule = make("schedule", SCHEDULES, name, parameters)
    return schedule
