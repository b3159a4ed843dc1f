"""Fewer triangles for a grid of points, where many are not needed.

Software OpenGL takes time for each triangle, and most of the time of a small one for the pixels
around it. So a grid is divided into right triangles by halving them at the middle of their longest
side, as long as something that is blended over a triangle would be off by more than it may (W.
Evans, D. Kirkpatrick, G. Townsend, "Right-triangulated irregular networks", Algorithmica 30, 2001).
Two triangles that share a longest side are halved together, so that there are no cracks.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

LARGEST = 16
"""Cells along the side of the largest triangles."""
_OFF = 0.003  # scene units: 0.4 pixels of a frame of 1080 rows
_OFF_LINE = 0.06  # cells, across a level curve: about as much
_OFF_NORMAL = 0.006  # of its unit length
_OFF_LIGHT = 0.03  # of the light in the open, 1
_OFF_COLOUR = 0.01  # of a colour's parts, 0..1


def coarse_faces(
    points: Array, normals: Array, light: Array, colours: Array, levels: Array
) -> Indices:
    """Triangles (m, 3) for a grid, as few as show the same picture; see `SurfaceMesh.coarsen`.

    points: (rows, columns, 3), scene units; normals: of unit length, light: 0..1, colours: 0..1,
    the same shape but for the last length; levels: (rows, columns), whole on level curves.
    """
    # A text that is written changes no landscape, and panels of one lesson show the same one.
    parts = (points, normals, light, colours, levels)
    return _faces(levels.shape, *(part.astype(np.float64).tobytes() for part in parts))


@lru_cache(maxsize=8)
def _faces(shape: tuple[int, int], *data: bytes) -> Indices:
    """data: the bytes of the arguments of `coarse_faces`, float64; shape: of the grid."""
    points, normals, light, colours, level = (
        np.frombuffer(part).reshape(*shape, -1) for part in data
    )
    levels = level[..., 0]
    # Levels to a cell: a curve moves by as many cells as the level is off, divided by this.
    steep = np.maximum(np.hypot(*np.gradient(levels)), 1e-3)[..., None]
    parts: list[tuple[Array, Array | float, Array | float]] = [
        (points, _OFF, 0.0),
        (normals, _OFF_NORMAL, 0.0),
        (light, _OFF_LIGHT, 0.0),
        (colours, _OFF_COLOUR, 0.0),
        (level, _OFF_LINE * steep, np.abs(level - np.round(level)) / steep),
    ]
    numbers, may, away = (
        np.concatenate([np.broadcast_to(p[k], p[0].shape) for p in parts], axis=-1)
        for k in range(3)
    )
    faces = triangulate(deviations(numbers, may, away))
    faces.flags.writeable = False
    return faces


def block(rows: int, columns: int) -> int:
    """Cells along the side of the largest triangles that a grid of so many points may have."""
    side = 1
    while side < LARGEST and not (rows - 1) % (2 * side) and not (columns - 1) % (2 * side):
        side *= 2
    return side


def deviations(numbers: Array, may: Array, away: Array) -> Array:
    """How far each point of a grid is off where it is left out, in multiples of what it may be.

    numbers: (rows, columns, n), n quantities that are blended over triangles; may: the same shape,
    by how much each may be off; away: the same shape, the cells from each point to where the
    quantity matters. A point counts as far off as the points that can only be there if it is there.

    Returns (rows, columns), infinite at the corners of the largest triangles.
    """
    rows, columns = numbers.shape[:2]
    found = np.full((rows, columns), np.inf)

    def off(side: int, top: int, left: int, blended: Array) -> Array:
        """Of the points at every `side`-th row and column, from these on."""
        here = np.s_[top::side, left::side]
        ratio = np.abs(numbers[here] - blended) / may[here]
        most: Array = np.where(away[here] <= side, ratio, 0.0).max(axis=-1)
        return most

    side = 2
    while side <= block(rows, columns):
        half = side // 2
        corner = numbers[::side, ::side]
        a, b, c, d = corner[:-1, :-1], corner[:-1, 1:], corner[1:, :-1], corner[1:, 1:]
        row, column = np.indices(a.shape[:2])
        falling = ((row + column) % 2 == 0)[..., None]  # the longest side runs from a to d
        centre = off(side, half, half, np.where(falling, (a + d) / 2, (b + c) / 2))
        across = off(side, 0, half, (corner[:, :-1] + corner[:, 1:]) / 2)
        upright = off(side, half, 0, (corner[:-1] + corner[1:]) / 2)
        if half > 1:
            # The middle of a side is there if the centre of one of the four smaller squares around
            # it is; the centre of a square, if the middle of one of its sides is.
            small = np.pad(found[half // 2 :: half, half // 2 :: half], 1, constant_values=0.0)
            around = np.maximum(
                np.maximum(small[:-1, :-1], small[:-1, 1:]),
                np.maximum(small[1:, :-1], small[1:, 1:]),
            )
            across = np.maximum(across, around[::2, 1::2])
            upright = np.maximum(upright, around[1::2, ::2])
        found[::side, half::side], found[half::side, ::side] = across, upright
        sides = np.maximum(across[:-1], across[1:])
        sides = np.maximum(sides, np.maximum(upright[:, :-1], upright[:, 1:]))
        found[half::side, half::side] = np.maximum(centre, sides)
        side *= 2
    return found


def triangulate(off: Array, most: float = 1.0) -> Indices:
    """Triangles (m, 3) of the indices of a grid's points, row by row, wound as a cell's first row,
    then column, then the other corner.

    off: as of `deviations`; most: the deviation up to which a point is left out.
    """
    rows, columns = off.shape
    side = block(rows, columns)
    row, column = np.meshgrid(
        np.arange(0, rows - 1, side), np.arange(0, columns - 1, side), indexing="ij"
    )
    a = (row * columns + column).ravel()
    b, c = a + side, a + side * columns
    d = b + side * columns
    falling = ((row // side + column // side) % 2 == 0).ravel()
    # The corner at the right angle, then the ends of the longest side.
    first = np.where(falling[:, None], np.stack([b, d, a], 1), np.stack([a, b, c], 1))
    second = np.where(falling[:, None], np.stack([c, a, d], 1), np.stack([d, c, b], 1))
    open_, done = np.concatenate([first, second]), []
    needed = (off > most).ravel()
    while len(open_):
        apex, start, end = open_.T
        middle = (start + end) // 2
        # A cell's own triangles have no point in the middle of their longest side.
        high = np.abs(start // columns - end // columns)
        wide = np.abs(start % columns - end % columns)
        split = needed[middle] & (np.maximum(high, wide) > 1)
        done.append(open_[~split])
        apex, start, end, middle = apex[split], start[split], end[split], middle[split]
        open_ = np.concatenate(
            [np.stack([middle, apex, start], 1), np.stack([middle, end, apex], 1)]
        )
    return _as_in_grid(np.concatenate(done), columns)


def _as_in_grid(faces: Indices, columns: int) -> Indices:
    """The same triangles, but cells of two are divided as `SurfaceMesh.triangles` divides all.

    Halving divides one cell this way and the next one that way, which shows in the lamp's light on
    a ridge.
    """
    row, column = np.divmod(faces, columns)
    small = (np.ptp(row, axis=1) == 1) & (np.ptp(column, axis=1) == 1)
    first = row.min(axis=1) * columns + column.min(axis=1)
    a, count = np.unique(first[small], return_counts=True)
    a = a[count == 2]
    b, c, d = a + 1, a + columns, a + columns + 1
    rest = faces[~(small & np.isin(first, a))]
    return np.concatenate([rest, np.column_stack([a, b, d]), np.column_stack([a, d, c])])
