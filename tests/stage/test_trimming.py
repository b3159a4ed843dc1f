"""Surfaces end where their function does, not at the next line of the grid."""

from __future__ import annotations

import numpy as np
import pytest

from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.mobjects.trimming import trim
from tests.stage.studio import Array


def grid(side: int = 41) -> Array:
    return np.stack(np.meshgrid(*2 * [np.linspace(-2, 2, side)]), axis=-1)


def test_a_pole_is_cut_in_a_circle() -> None:
    """1 / r² is 4 at r = 1/2: there all points of the rim lie, from every side."""

    def pole(p: Array) -> Array:
        with np.errstate(divide="ignore"):
            return 1 / (p**2).sum(axis=-1)

    found = trim(grid(), pole(grid()), pole, (0.0, 4.0))
    assert found.rim.sum() > 12
    radii = np.hypot(*found.points[found.rim].T)
    np.testing.assert_allclose(radii, 0.5, atol=2e-4)
    np.testing.assert_allclose(found.values[found.rim], 4.0, rtol=2e-3)
    inside = ~found.rim & np.isfinite(found.values)
    np.testing.assert_array_equal(found.points[inside], grid()[inside])


def test_the_drawn_triangles_cover_all_that_is_defined_and_no_more() -> None:
    """Half a disc of radius 1.5: the area of the triangles on the map is that of the disc."""

    def dome(p: Array) -> Array:
        with np.errstate(invalid="ignore"):
            return np.sqrt(1.5**2 - (p**2).sum(axis=-1))

    found = trim(grid(81), dome(grid(81)), dome, (0.0, 2.0))
    points = np.dstack([found.points, found.values])
    mesh = SurfaceMesh(points, found.values, rim=found.rim)
    a, b, c = np.moveaxis(mesh.points[mesh.triangles()][..., :2], 1, 0)
    (u, v), (w, z) = (b - a).T, (c - a).T
    areas = (u * z - v * w) / 2
    # An eighth of a cell, 0.006, may be missing at the rim.
    assert np.abs(areas).sum() == pytest.approx(np.pi * 1.5**2, rel=0.012)
    assert areas.sum() == pytest.approx(np.abs(areas).sum(), rel=1e-3)  # none is folded over


def test_two_sides_of_a_jump_are_not_joined() -> None:
    """Of 1 / x no triangle leads from the upper branch to the lower one."""

    def branches(p: Array) -> Array:
        with np.errstate(divide="ignore"):
            return 1 / p[..., 0]

    found = trim(grid(40), branches(grid(40)), branches, (-4.0, 4.0))
    mesh = SurfaceMesh(np.dstack([found.points, found.values]), found.values, rim=found.rim)
    x = mesh.points[mesh.triangles()][..., 0]
    assert len(x)
    assert ((x > 0).all(axis=1) | (x < 0).all(axis=1)).all()
