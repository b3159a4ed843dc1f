"""Descending with gradients that are only estimates: noise with a seed."""

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.parameters import NOT_NEGATIVE, Parameterized, parameter, parameterized

Batches = Callable[[int], NDArray[np.int64]]

_BLOCK = 1024  # steps whose noise one generator draws at once: making one takes longer than a step


@parameterized
class Estimator(Parameterized):
    """How the gradient of each step is estimated; the same in every run."""

    def estimate(self, k: int, point: Array, gradient: Array) -> Array:
        """The estimate (d,) in step k, counted from 0, at a point (d,) with the gradient (d,)."""
        raise NotImplementedError

    @property
    def batches(self) -> Batches | None:
        """Maps a step's number to the indices of its data; None for an estimator without data."""
        return None


@parameterized
class GaussianNoise(Estimator):
    """The exact gradient with independent normal noise on each coordinate.

    ĝ = ∇f(x) + σ·ξ,  ξ ~ N(0, I), drawn anew in every step
    """

    name: ClassVar[str] = "gaussian_noise"
    standard_deviation: float = parameter(default=1.0, within=NOT_NEGATIVE, text="σ.")
    seed: int = parameter(
        default=0, within=NOT_NEGATIVE, text="The same seed gives the same noise."
    )

    def estimate(self, k: int, point: Array, gradient: Array) -> Array:
        """∇f(x) + σ·ξ."""
        ξ = _normal(self.seed, k // _BLOCK, len(gradient))[k % _BLOCK]
        return gradient + self.standard_deviation * ξ


@parameterized
class Combined(Estimator):
    """Two estimators one after the other: the second sees the first's estimate as the gradient."""

    name: ClassVar[str] = "combined"
    first: Estimator = parameter(text="The one that sees the exact gradient.")
    second: Estimator = parameter(text="The one that sees the estimate of the first.")

    def estimate(self, k: int, point: Array, gradient: Array) -> Array:
        """The second estimator's estimate, given the first one's as the gradient."""
        return self.second.estimate(k, point, self.first.estimate(k, point, gradient))

    @property
    def batches(self) -> Batches | None:
        """The batches of the first of the two estimators that has any; None if neither has."""
        return self.first.batches or self.second.batches


@lru_cache(maxsize=16)
def _normal(seed: int, number: int, d: int) -> Array:
    """Standard normal numbers for block ``number`` of steps: (_BLOCK, d)."""
    return np.random.default_rng([seed, number]).standard_normal((_BLOCK, d))
