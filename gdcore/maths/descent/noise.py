"""Descending with gradients that are only estimates: noise with a seed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.catalogue import require

Array = NDArray[np.float64]

_BLOCK = 1024  # a generator is made once for so many steps: making one takes longer than a step


@dataclass(frozen=True)
class Estimator:
    """How the gradient of each step is estimated; the same in every run.

    Attributes:
        name: what it is called.
        parameters: every parameter by name.
        estimate: number of the step from 0, point (d,), exact gradient (d,) → estimate (d,).
        batch: number of the step → indices of the data it uses; None where there is no data.
    """

    name: str
    parameters: tuple[tuple[str, Any], ...]
    estimate: Callable[[int, Array, Array], Array]
    batch: Callable[[int], NDArray[np.int64]] | None = None


def gaussian_noise(standard_deviation: float = 1.0, seed: int = 0) -> Estimator:
    """The exact gradient with independent normal noise on each coordinate.

    ĝ = ∇f(x) + σ·ξ,  ξ ~ N(0, I), drawn anew in every step

    Args:
        standard_deviation: σ.
        seed: the same seed gives the same noise.
    """
    require(standard_deviation >= 0, "standard_deviation", "at least 0", standard_deviation)
    require(seed >= 0, "seed", "a whole number of at least 0", seed)

    @lru_cache(maxsize=2)
    def block(number: int, d: int) -> Array:
        return np.random.default_rng([seed, number]).standard_normal((_BLOCK, d))

    def estimate(k: int, point: Array, gradient: Array) -> Array:
        ξ = block(k // _BLOCK, len(gradient))[k % _BLOCK]
        return gradient + standard_deviation * ξ

    parameters = (("standard_deviation", standard_deviation), ("seed", seed))
    return Estimator("gaussian_noise", parameters, estimate)


def combined(first: Estimator, second: Estimator) -> Estimator:
    """Two estimators one after the other: the second sees the first's estimate as the gradient."""

    def estimate(k: int, point: Array, gradient: Array) -> Array:
        return second.estimate(k, point, first.estimate(k, point, gradient))

    return Estimator(
        f"{first.name}, {second.name}",
        (*first.parameters, *second.parameters),
        estimate,
        first.batch or second.batch,
    )
