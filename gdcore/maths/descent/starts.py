"""Starts of descents: drawn at random with a seed, or on a grid."""

from collections.abc import Sequence

import numpy as np

from gdcore.maths.arrays import Array

Domain = Sequence[tuple[float, float]] | tuple[float, float]
"""(low, high) for each variable; for a single variable also the pair itself."""


def check_domain(domain: Domain, dimension: int | None = None) -> Array:
    """The domain as an array (d, 2) of lows and highs.

    Raises:
        ValueError: there is not one pair for each variable, a bound is not finite, or a low is not
            below its high.
    """
    box = np.asarray(domain, dtype=np.float64)
    if box.shape == (2,) and dimension in (None, 1):
        box = box[np.newaxis]
    if box.ndim != 2 or box.shape[1] != 2 or (dimension is not None and len(box) != dimension):
        wanted = "one" if dimension is None else str(dimension)
        raise ValueError(f"domain: expected {wanted} pair(s) (low, high), found {domain!r}")
    if not (np.isfinite(box).all() and (box[:, 0] < box[:, 1]).all()):
        raise ValueError(f"domain: expected finite numbers with low < high, found {domain!r}")
    return box


def random_starts(domain: Domain, count: int, seed: int) -> Array:
    """``count`` points drawn evenly from the domain: shape (count, d), the same for a seed."""
    box = check_domain(domain)
    if count < 1:
        raise ValueError(f"count: expected at least 1, found {count}")
    parts = np.random.default_rng(seed).random((count, len(box)))
    return _between(box[:, 0], box[:, 1], parts)


def grid_starts(domain: Domain, counts: int | Sequence[int]) -> Array:
    """Points on an even grid that includes the edges: shape (product of counts, d).

    The last variable varies fastest. A count of 1 gives the middle of the interval; a single number
    is the count for every variable.
    """
    box = check_domain(domain)
    each = [counts] * len(box) if isinstance(counts, int) else list(counts)
    if len(each) != len(box) or min(each) < 1:
        raise ValueError(f"counts: expected {len(box)} numbers of at least 1, found {counts!r}")
    axes = [
        _even(low, high, n) if n > 1 else np.array([low / 2 + high / 2])
        for (low, high), n in zip(box, each, strict=True)
    ]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(box))


def _even(low: float, high: float, count: int) -> Array:
    """``count`` numbers from low to high at even distances, both included."""
    with np.errstate(over="ignore"):
        wide = not np.isfinite(high - low)
    if wide:
        return 2 * np.linspace(low / 2, high / 2, count)
    return np.linspace(low, high, count)


def _between(low: Array, high: Array, parts: Array) -> Array:
    """low + part·(high − low), also where the difference is too large for a float64."""
    with np.errstate(over="ignore"):
        width = high - low
    wide = ~np.isfinite(width)
    halves = low / 2 + parts * (high / 2 - low / 2)
    inside: Array = np.where(wide, 2 * halves, low + parts * np.where(wide, 0.0, width))
    return inside
