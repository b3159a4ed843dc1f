"""Which edges of a surface mesh can be an outline on the screen."""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.surface import SurfaceMesh


def outline_edges(mesh: SurfaceMesh, view: View, lift: float) -> Array:
    """The mesh's outline: edges where the surface turns away from the eye, ends, or has a hole.

    Returns (n, 6): pixel column, pixel row and depth of both ends, the depth moved by `lift`
    scene units towards the eye. Edges behind a nearer part of the surface are among them; the
    depth test drops those.
    """
    rows, columns = mesh.shape
    points = mesh.points.copy()
    points[:, 2] = mesh.base + (points[:, 2] - mesh.base) * mesh.rise
    screen = view.project(points, lift).reshape(rows, columns, 3)
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
