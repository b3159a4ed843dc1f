"""Which edges of a surface mesh can be an outline on the screen."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.surface import SurfaceMesh

Indices = NDArray[np.int64]


def outline_edges(mesh: SurfaceMesh, view: View, lift: float) -> Array:
    """The mesh's outline: edges where the surface turns away from the eye, ends, or has a hole.

    Returns (n, 6): pixel column, pixel row and depth of both ends, the depth moved by `lift`
    scene units towards the eye. Edges behind a nearer part of the surface are among them; the
    depth test drops those.
    """
    points = mesh.points.copy()
    points[:, 2] = mesh.base + (points[:, 2] - mesh.base) * mesh.rise
    screen = view.project(points, lift)
    return _of_grid(mesh, screen) if mesh.faces is None else _of_faces(mesh, screen)


def _of_faces(mesh: SurfaceMesh, screen: Array) -> Array:
    """The outline of a mesh with triangles of its own; screen: its points, projected."""
    assert mesh.faces is not None
    ends, beside = _sides_of(mesh.faces.tobytes())
    (ax, ay), (bx, by), (cx, cy) = (screen[corner, :2].T for corner in mesh.faces.T)
    # The last one stands for the outside.
    turn = np.append(np.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)), 0.0)
    found = ends[turn[beside[:, 0]] != turn[beside[:, 1]]]
    return np.hstack([screen[found[:, 0]], screen[found[:, 1]]])


@lru_cache(maxsize=16)
def _sides_of(numbers: bytes) -> tuple[Indices, Indices]:
    """The sides of triangles (m, 3): the indices of both ends and of both triangles, (n, 2) each.

    numbers: the bytes of the triangles, int64. -1 stands for the triangle that a side at the rim
    does not have.
    """
    faces = np.frombuffer(numbers, np.int64).reshape(-1, 3)
    ends = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    owner = np.tile(np.arange(len(faces)), 3)
    order = np.lexsort(ends.T)
    ends, owner = ends[order], owner[order]
    first = np.ones(len(ends), dtype=bool)
    first[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    shared = np.append(~first[1:], False)[first]
    other = np.where(shared, np.append(owner[1:], -1)[first], -1)
    return ends[first], np.column_stack([owner[first], other])


def _of_grid(mesh: SurfaceMesh, projected: Array) -> Array:
    """The outline of a mesh with two triangles a cell; projected: its points."""
    rows, columns = mesh.shape
    screen = projected.reshape(rows, columns, 3)
    x, y = screen[..., 0], screen[..., 1]
    # Corners of a cell: a top left, b top right, c bottom left, d bottom right of the grid;
    # its triangles are a-b-d and a-d-c, as in `SurfaceMesh.triangles`.
    ax, ay, dx, dy = x[:-1, :-1], y[:-1, :-1], x[1:, 1:], y[1:, 1:]
    diagonal_x, diagonal_y = dx - ax, dy - ay
    upper = np.sign((x[:-1, 1:] - ax) * diagonal_y - (y[:-1, 1:] - ay) * diagonal_x)
    lower = np.sign(diagonal_x * (y[1:, :-1] - ay) - diagonal_y * (x[1:, :-1] - ax))
    if not mesh.solid.all() or mesh.rim.any():
        index = np.arange(rows * columns).reshape(rows, columns)
        a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, :-1], index[1:, 1:]
        upper = np.where(mesh.drawn(np.stack([a, b, d], axis=-1)), upper, 0)
        lower = np.where(mesh.drawn(np.stack([a, d, c], axis=-1)), lower, 0)
    # An edge is an outline where of its two triangles one alone faces the eye; beside the rim
    # there is no triangle, which counts as one that does not face it.
    along_rows = np.zeros((rows, columns - 1), dtype=bool)
    along_rows[1:-1] = upper[1:] != lower[:-1]
    along_rows[0], along_rows[-1] = upper[0] != 0, lower[-1] != 0
    along_columns = np.zeros((rows - 1, columns), dtype=bool)
    along_columns[:, 1:-1] = lower[:, 1:] != upper[:, :-1]
    along_columns[:, 0], along_columns[:, -1] = lower[:, 0] != 0, upper[:, -1] != 0
    across = upper != lower
    pairs = [
        (screen[:, :-1][along_rows], screen[:, 1:][along_rows]),
        (screen[:-1][along_columns], screen[1:][along_columns]),
        (screen[:-1, :-1][across], screen[1:, 1:][across]),
    ]
    return np.concatenate([np.hstack(pair) for pair in pairs])
