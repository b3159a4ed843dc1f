"""A grid over a height field, trimmed to where the field can be drawn.

Where a field is undefined or beyond a range of values, whole cells of the grid would be missing and
its rim would be a staircase. Here each point that lies just outside is moved to the rim itself,
which is found by bisection along the grid's edges and diagonals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array

_HALVINGS = 14  # of a cell: far below a pixel
_SHY, _STEEP = 0.125, 0.15
"""Where f changes by so much of the range, or twice that, within the last part of a cell, the
surface ends that part of a cell, or as much less, before the rim."""
_NEIGHBOURS = ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))


@dataclass(frozen=True)
class Trimmed:
    """A grid whose outermost points lie on the rim of what can be drawn.

    points: (rows, columns, 2); values: (rows, columns), not-a-number in holes; rim: (rows,
    columns), the points that were moved; cover: (rows, columns), a number for each place of the
    even grid, 1 inside, of which a blend of neighbours is 0.5 at the rim.
    """

    points: Array
    values: Array
    rim: NDArray[np.bool_]
    cover: Array


def trim(
    points: Array, values: Array, height: Callable[[Array], Array], span: tuple[float, float]
) -> Trimmed:
    """Trim a grid to where `height` has a value within `span`.

    points: (rows, columns, 2); values: (rows, columns), those of `height` at the points.
    """
    low, high = span
    with np.errstate(invalid="ignore"):
        inside = (values >= low) & (values <= high)
    outer, inner = _crossing_pairs(inside)
    rim = np.zeros(inside.shape, dtype=bool)
    cover = np.where(inside, 1.0, -1.0)
    moved, numbers = points.copy(), np.where(inside, values, np.nan)
    if len(outer):
        away, near = points[tuple(outer.T)], points[tuple(inner.T)]
        out, within, kept = np.ones(len(outer)), np.zeros(len(outer)), values[tuple(inner.T)]
        for _ in range(_HALVINGS):
            middle = (out + within) / 2
            with np.errstate(all="ignore"):
                found = np.asarray(height(near + middle[:, None] * (away - near)), dtype=np.float64)
                good = (found >= low) & (found <= high)
            within, out = np.where(good, middle, within), np.where(good, out, middle)
            kept = np.where(good, found, kept)
        # A logarithm's wall is thinner than any pixel, and would hide all that is behind it.
        short = np.maximum(within - _SHY, 0.0)
        before = np.asarray(height(near + short[:, None] * (away - near)), dtype=np.float64)
        steep = np.abs(kept - before) / (high - low)
        within = within + (short - within) * np.clip((steep - _STEEP) / _STEEP, 0.0, 1.0)
        places = near + within[:, None] * (away - near)
        kept = np.asarray(height(places), dtype=np.float64)
        # Of the ways from a point to the rim, the shortest, measured in cells.
        length = (1 - within) * np.linalg.norm(outer - inner, axis=1)
        order = np.argsort(-length, kind="stable")
        there = tuple(outer[order].T)
        moved[there], numbers[there], rim[there] = places[order], kept[order], True
        cover[there] = np.maximum(1.0 - 0.5 / np.maximum(within[order], 1e-9), -1.0)
    return Trimmed(moved, numbers, rim, cover)


def _crossing_pairs(inside: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(n, 2) indices each: points outside, and a neighbour of each that lies inside."""
    rows, columns = inside.shape
    outer, inner = [], []
    for down, right in _NEIGHBOURS:
        here = np.argwhere(~inside)
        there = here + (down, right)
        fits = ((there >= 0) & (there < (rows, columns))).all(axis=1)
        here, there = here[fits], there[fits]
        met = inside[tuple(there.T)]
        outer.append(here[met])
        inner.append(there[met])
    return np.concatenate(outer), np.concatenate(inner)
