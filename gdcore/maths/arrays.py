"""The arrays of this room, and their lengths."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Numbers in float64; the shape is told where an array is used."""

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
