"""Mini-batches: gradients of a loss on a few entries of the data at a time."""

from functools import lru_cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.arrays import Array
from gdcore.maths.data.losses import DataLoss
from gdcore.maths.descent.noise import Batches, Estimator
from gdcore.maths.parameters import (
    NOT_NEGATIVE,
    Range,
    parameter,
    parameterized,
    require,
)


@parameterized
class Minibatches(Estimator):
    """The gradient on a few entries at a time, each entry once in every epoch.

    ĝ = (1/|B|)·Σ_{i∈B} ∂ℓᵢ/∂θ

    In each epoch all n entries are shuffled anew and split into batches B; the last batch is
    smaller where the batch size does not divide n.

    Raises:
        ParameterError: the batch size is below 1 or above n.
    """

    name: ClassVar[str] = "minibatches"
    loss: DataLoss = parameter(text="What is descended, with n entries of data.")
    batch_size: int = parameter(default=1, within=Range(1), text="|B|.")
    seed: int = parameter(
        default=0, within=NOT_NEGATIVE, text="The same seed gives the same batches."
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        n, size = len(self.loss.targets), self.batch_size
        require(size <= n, "batch_size", f"a whole number from 1 to {n}", size)

    @property
    def batches(self) -> Batches:
        """Maps a step's number to the indices of its batch: the method `batch`."""
        return self.batch

    def batch(self, k: int) -> NDArray[np.int64]:
        """Indices of the entries in the batch of step k, counted from 0."""
        n = len(self.loss.targets)
        per_epoch = -(-n // self.batch_size)
        first = (k % per_epoch) * self.batch_size
        return _order(n, self.seed, k // per_epoch)[first : first + self.batch_size]

    def estimate(self, k: int, point: Array, gradient: Array) -> Array:
        """The mean gradient of the batch."""
        return self.loss.estimate(point, self.batch(k))[1]


@lru_cache(maxsize=16)
def _order(n: int, seed: int, epoch: int) -> NDArray[np.int64]:
    return np.random.default_rng([seed, epoch]).permutation(n)
