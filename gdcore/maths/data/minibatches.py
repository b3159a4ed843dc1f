"""Descending a loss on a few entries of the data at a time."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.catalogue import require
from gdcore.maths.data.losses import DataLoss
from gdcore.maths.descent.noise import Estimator

Array = NDArray[np.float64]


def minibatches(loss: DataLoss, batch_size: int = 1, seed: int = 0) -> Estimator:
    """The gradient on a few entries at a time, each entry once in every epoch.

    ĝ = (1/|B|)·Σ_{i∈B} ∂ℓᵢ/∂θ. An epoch deals all entries out in a new random order; its last
    batch is smaller where the batch size does not divide n.

    Args:
        loss: what is descended.
        batch_size: |B|.
        seed: the same seed gives the same batches.

    Raises:
        ParameterError: the batch size is below 1 or above n.
    """
    n = len(loss.targets)
    require(1 <= batch_size <= n, "batch_size", f"a whole number from 1 to {n}", batch_size)
    require(seed >= 0, "seed", "a whole number of at least 0", seed)
    order = _epochs(n, seed)
    per_epoch = -(-n // batch_size)

    def batch(k: int) -> NDArray[np.int64]:
        first = (k % per_epoch) * batch_size
        return order(k // per_epoch)[first : first + batch_size]

    def estimate(k: int, point: Array, gradient: Array) -> Array:
        return loss.estimate(point, batch(k))[1]

    parameters: tuple[tuple[str, Any], ...] = (("batch_size", batch_size), ("seed", seed))
    return Estimator("minibatches", parameters, estimate, batch)


def _epochs(n: int, seed: int) -> Callable[[int], NDArray[np.int64]]:
    @lru_cache(maxsize=2)
    def order(epoch: int) -> NDArray[np.int64]:
        return np.random.default_rng([seed, epoch]).permutation(n)

    return order
