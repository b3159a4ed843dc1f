"""How smooth outlines are, beside a still of sixteen times as many samples."""

from __future__ import annotations

import numpy as np
import pytest

from gdcore.stage.mobjects.surface import SurfaceMesh
from tests.stage.studio import COLOURS, look, paint, paint_plain, peaks_mesh, subpixels

EDGE = 0.06
"""A pixel is at an outline if its samples differ by more: shading alone differs by a tenth."""


def errors(mesh: SurfaceMesh, azimuth: float, elevation: float, size: tuple[int, int]) -> dict:
    """RMS errors, 0..255, over the pixels at outlines; "inner": where the surface hides itself."""
    view = look(azimuth, elevation, size, zoom=1.1)
    samples = subpixels(mesh, view, 4)
    truth = samples.mean(axis=2)
    edge = np.ptp(samples, axis=2).max(axis=-1) > EDGE
    backdrop = np.abs(samples - samples[0, 0, 0]).max(axis=-1) < 0.01
    inner = edge & ~backdrop.any(axis=2)
    assert inner.sum() > 50
    pictures = {
        "ours": paint([mesh], view),
        "plain": paint_plain(mesh, view),
        "msaa": paint_plain(mesh, view, samples=4),
    }
    found = {}
    for name, picture in pictures.items():
        away = picture[..., :3] / 255.0 - truth
        for part, mask in (("all", edge), ("inner", inner), ("flat", ~edge)):
            found[name, part] = 255 * float(np.sqrt(np.mean(away[mask] ** 2)))
    return found


VIEWS = [(20, 25, 0.18), (65, 25, 0.18), (110, 25, 0.18), (200, 35, 0.35), (300, 25, 0.18)]


def test_outlines_err_less_than_with_fourfold_multisampling() -> None:
    inner = []
    for azimuth, elevation, height in VIEWS:
        found = errors(peaks_mesh(height=height), azimuth, elevation, (480, 270))
        # Measured: 2.5 to 4.2 of ours, 7.5 to 9.3 of 4× MSAA, 22 to 25 without mending.
        assert found["ours", "all"] < 0.7 * found["msaa", "all"]
        assert found["ours", "all"] < found["plain", "all"] / 4
        # What is not at an outline stays as it was.
        assert found["ours", "flat"] < found["plain", "flat"] + 0.1
        inner.append((found["ours", "inner"], found["msaa", "inner"]))
    # Few pixels in each picture: those where three areas meet count much. Together: 2.4 and 3.8.
    ours, msaa = np.sqrt(np.mean(np.square(inner), axis=0))
    assert ours < msaa


@pytest.mark.slow
def test_full_hd() -> None:
    found = errors(peaks_mesh(), 20, 20, (1920, 1080))
    assert found["ours", "all"] < 0.7 * found["msaa", "all"]
    assert found["ours", "inner"] < found["msaa", "inner"]


def test_a_hole_has_smooth_edges() -> None:
    mesh = peaks_mesh()
    points = mesh.points.reshape(*mesh.shape, 3).copy()
    points[np.hypot(points[..., 0] + 1, points[..., 1] + 1) < 0.9] = np.nan
    found = errors(SurfaceMesh(points, colours=COLOURS), 250, 40, (480, 270))
    assert found["ours", "all"] < 0.7 * found["msaa", "all"]


def test_a_wall_shows_the_side_that_perspective_shows() -> None:
    """At the frame's left a wall that leans away by 5° still turns its right side to the eye."""
    depth, height = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(-1, 1, 9))
    lean = np.tan(np.radians(5))
    points = np.dstack([-5 - lean * depth, depth, height])
    grey = np.full((2, 3), 0.5)
    view = look(azimuth=-90, elevation=0)
    wall = SurfaceMesh(points, np.zeros((9, 9)), colours=grey)
    turned = SurfaceMesh(points[::-1], np.zeros((9, 9)), colours=grey)
    right, left = wall.normals()[0, 0], turned.normals()[0, 0]
    assert right * left < 0
    lit, dim = paint([wall], view), paint([turned], view)
    if right < 0:
        lit, dim = dim, lit
    seen = np.abs(lit[..., :3].astype(int) - lit[0, -1, :3]).max(axis=-1) > 10
    assert seen.sum() > 200
    # The underside is a fifth darker, in the same light.
    assert dim[seen][:, :3].mean() == pytest.approx(0.78 * lit[seen][:, :3].mean(), rel=0.03)


def test_a_surface_of_single_points_leaves_the_frame_empty() -> None:
    heights = np.full((9, 9), np.nan)
    heights[0, 0] = heights[4, 4] = 1.0  # as of √(1 − x² − y²) far beyond its disc
    x, y = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(-2, 2, 9), indexing="ij")
    mesh = SurfaceMesh(np.stack([x, y, heights], axis=-1), colours=COLOURS)
    picture = paint([mesh], look(20, 25))
    assert (picture == picture[0, 0]).all()
