"""The arrays of this room, and their lengths."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Numbers in float64; the shape is told where an array is used."""


def dot(a: Array, b: Array) -> Array:
    """a·b over the last axis: (…, d) and (…, d) → (…,).

    The products are added one after the other, so that the last digit of a sum depends neither on
    how an array lies in memory nor on how many rows it has; NumPy's own sums depend on both.
    """
    total: Array = a[..., 0] * b[..., 0]
    for i in range(1, a.shape[-1]):
        total = total + a[..., i] * b[..., i]
    return total


# Between these the square of a length neither overflows nor loses digits by underflow.
_SQUARES = (1e-290, 1e290)


def lengths(vectors: Array) -> Array:
    """The Euclidean length of each row: (N, d) → (N,), also where its square is no float64."""
    squares: Array = np.einsum("ni,ni->n", vectors, vectors)
    found: Array = np.sqrt(squares)
    extreme = ~((squares > _SQUARES[0]) & (squares < _SQUARES[1]))
    if extreme.any():
        rows = vectors[extreme]
        largest = np.abs(rows).max(axis=1, keepdims=True)
        scaled = rows / np.where(largest > 0, largest, 1.0)
        sizes: Array = largest[:, 0] * np.sqrt(np.einsum("ni,ni->n", scaled, scaled))
        found[extreme] = np.where(np.isinf(largest[:, 0]), np.inf, sizes)
    return found
