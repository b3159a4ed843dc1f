"""A surface with fewer triangles covers the same ground without cracks, and looks the same."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdcore.stage.gl.outline import outline_edges
from gdcore.stage.gl.view import View
from gdcore.stage.layout.lens import FOCAL, Lens
from gdcore.stage.mobjects.coarsening import deviations, triangulate
from gdcore.stage.mobjects.surface import SurfaceMesh

Array = NDArray[np.float64]
FRAME = View(np.eye(3), np.zeros(3), FOCAL, 1.0, (16.0, 9.0), (320, 180))


def areas(faces: NDArray[np.int64], columns: int) -> Array:
    """Twice the area of each triangle, in cells; negative where it winds as a cell's do."""
    row, column = np.divmod(faces, columns)
    down, along = row[:, 1:] - row[:, :1], column[:, 1:] - column[:, :1]
    return np.asarray(down[:, 0] * along[:, 1] - along[:, 0] * down[:, 1], float)


def waves(x: Array, y: Array) -> Array:
    return 0.5 * np.sin(2 * x) * np.exp(-(y**2)) + 0.1 * x


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([(17, 17), (33, 17), (81, 81), (41, 41), (7, 9), (6, 6)]),
    st.floats(0, 0.3),
)
def test_any_choice_of_points_covers_the_grid_without_cracks(
    seed: int, shape: tuple[int, int], share: float
) -> None:
    """Whichever points are needed, `deviations` of a rough field asks for those before them."""
    rows, columns = shape
    rough = np.random.default_rng(seed).random((rows, columns, 1)) < share
    off = deviations(rough.astype(float), np.full(rough.shape, 0.4), np.zeros(rough.shape))
    faces = triangulate(off)
    doubled = areas(faces, columns)
    assert (doubled < 0).all()
    assert -doubled.sum() == 2 * (rows - 1) * (columns - 1)
    sides = Counter(
        frozenset(pair) for a, b, c in faces.tolist() for pair in ((a, b), (b, c), (c, a))
    )
    assert set(sides.values()) <= {1, 2}
    # What only one triangle has is the rim: a crack would have sides of its own.
    rim = [sorted(side) for side, count in sides.items() if count == 1]
    length = sum(abs(a // columns - b // columns) + abs(a % columns - b % columns) for a, b in rim)
    assert length == 2 * (rows + columns - 2)


def test_heights_are_nowhere_off_by_a_pixel() -> None:
    mesh = SurfaceMesh.of_function(waves, (-3, 3), (-3, 3)).coarsen()
    assert mesh.faces is not None
    assert len(mesh.faces) < 0.7 * 2 * 80 * 80
    off, inside = np.full(len(mesh.points), np.inf), mesh.points[:, :2]
    for corners in mesh.points[mesh.faces]:
        # The shares of the three corners at each point: all positive within the triangle.
        shares = np.linalg.solve(
            np.vstack([corners[:, :2].T, np.ones(3)]), np.vstack([inside.T, np.ones(len(inside))])
        )
        there = (shares > -1e-9).all(axis=0)
        blended = corners[:, 2] @ shares[:, there]
        off[there] = np.minimum(off[there], np.abs(blended - mesh.points[there, 2]))
    assert off.max() < 1 / 135


def test_a_plane_of_one_colour_needs_the_fewest_triangles() -> None:
    plane = SurfaceMesh.of_function(
        lambda x, y: 0.3 * x - y, (-1, 1), (-1, 1), colours=np.full((2, 3), 0.5)
    )
    plane.light = np.ones((81 * 81, 2))
    assert len(plane.coarsen().triangles()) == 2 * 5 * 5
    # Over large triangles a colour map of many colours would be another one.
    coloured = SurfaceMesh.of_function(lambda x, y: 0.3 * x - y, (-1, 1), (-1, 1)).coarsen()
    assert len(coloured.triangles()) > 2 * 5 * 5


def test_holes_keep_all_triangles() -> None:
    holed = SurfaceMesh.of_function(
        lambda x, y: np.where(x * x + y * y < 0.1, np.nan, x), (-1, 1), (-1, 1)
    )
    assert holed.coarsen().faces is None


@pytest.mark.parametrize("corner", range(4))
def test_the_order_of_triangles_is_all_that_depends_on_the_corner(corner: int) -> None:
    mesh = SurfaceMesh.of_function(waves, (-3, 3), (-3, 3)).coarsen()
    first = {tuple(face) for face in mesh.triangles(corner).tolist()}
    assert first == {tuple(face) for face in mesh.triangles().tolist()}
    columns = mesh.shape[1]
    nearest = mesh.points[[0, columns - 1, -columns, -1]][corner, :2]
    middles = mesh.points[mesh.triangles(corner)][..., :2].mean(axis=1)
    away = np.abs(middles - nearest).sum(axis=1)
    assert (np.diff(away) > -1e-9).all()


@pytest.mark.parametrize("azimuth", [-90.0, -37.0, 20.0, 160.0])
def test_the_same_outline_as_of_all_triangles(azimuth: float) -> None:
    """With no point left out, both ways to find it must agree."""
    mesh = SurfaceMesh.of_function(waves, (-3, 3), (-3, 3), resolution=33)
    view = Lens(azimuth, 25.0).view(FRAME)
    expected = outline_edges(mesh, view, 0.1)
    mesh.faces = mesh.triangles()
    found = outline_edges(mesh, view, 0.1)

    def sides(edges: Array) -> set[frozenset[tuple[float, ...]]]:
        ends = np.round(edges, 6).reshape(-1, 2, 3)
        return {frozenset(map(tuple, pair)) for pair in ends.tolist()}

    assert sides(found) == sides(expected)
    assert len(found) == len(expected) > 100
