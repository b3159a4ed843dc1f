"""The light on a surface: hollows, shadows, and the colours that stay values."""

from __future__ import annotations

import numpy as np
import pytest
from manim import tempconfig

from gdcore.spec import read_spec
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.floor import Floor
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.shade import Shade
from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.scene import build_stage, lesson_timeline
from tests.stage.studio import Array, look, paint, picture

LEVEL = (-2.0, 2.0)


def hills(x: Array, y: Array) -> Array:
    """A narrow hill beside a pit, in scene units."""
    hill = 1.4 * np.exp(-4 * ((x + 0.6) ** 2 + y**2))
    return np.asarray(hill - 1.2 * np.exp(-3 * ((x - 0.8) ** 2 + (y - 0.3) ** 2)))


def test_the_light_is_that_of_rays_sent_to_the_sky() -> None:
    """Against 20 000 random rays from single points, followed over the formula itself."""
    lamp = np.array([-0.6, 0.1, 0.55])
    lamp /= np.linalg.norm(lamp)
    mesh = SurfaceMesh.of_function(hills, LEVEL, LEVEL, resolution=81, lamp=lamp)
    rng = np.random.default_rng(3)
    reach = np.geomspace(0.02, 4.0, 160)
    spots = [(0.8, 0.3), (0.8, 0.9), (-0.3, 0.0), (-1.2, 0.4), (1.6, -1.6), (0.3, 0.1)]
    for x, y in spots:
        k = int(np.argmin(np.hypot(*(mesh.points[:, :2] - (x, y)).T)))
        place, normal = mesh.points[k], mesh.normals()[k]
        rays = rng.normal(size=(20_000, 3))
        rays[:, 2] = np.abs(rays[:, 2])
        rays /= np.linalg.norm(rays, axis=1, keepdims=True)

        def free(rays: Array, place: Array = place) -> Array:
            at = place + reach[:, None, None] * rays
            inside = (np.abs(at[..., :2]) < 2).all(axis=2)
            return ~((hills(at[..., 0], at[..., 1]) > at[..., 2]) & inside).any(axis=0)

        # A level, open place gets ∫ cos over the half sphere = π, a half of the rays' mean weight.
        sky = 2 * float(np.mean(np.maximum(rays @ normal, 0) * free(rays)))
        assert mesh.light[k, 0] == pytest.approx(sky, abs=0.05)
        # The lamp is a disc; only where it is wholly free or hidden do all its rays agree.
        spread = lamp + 0.16 * rng.normal(size=(200, 3)).clip(-1, 1)
        share = float(np.mean(free(spread / np.linalg.norm(spread, axis=1, keepdims=True))))
        if share in (0.0, 1.0):
            assert mesh.light[k, 1] == pytest.approx(share, abs=0.1)


def test_a_surface_that_is_flattened_has_the_colours_of_its_map_alone() -> None:
    colour = np.array([0.2, 0.6, 0.5])
    mesh = SurfaceMesh.of_function(hills, LEVEL, LEVEL, colours=np.tile(colour, (2, 1)))
    lit = paint([mesh], look(-90, 60))[70:110, 120:200, :3]
    assert np.ptp(lit[..., 1].astype(int)) > 60
    mesh.rise, mesh.base = 0.0, 0.0
    flat = paint([mesh], look(-90, 60))[70:110, 120:200, :3]
    np.testing.assert_allclose(flat, np.broadcast_to(255 * colour, flat.shape), atol=1.01)


def test_shade_changes_lightness_and_not_hue() -> None:
    colour = np.array([0.25, 0.62, 0.55])
    mesh = SurfaceMesh.of_function(hills, LEVEL, LEVEL, colours=np.tile(colour, (2, 1)))
    lit = paint([mesh], look(-90, 90))[55:125, 125:195, :3].reshape(-1, 3) / 255.0
    brightness = lit @ [0.2126, 0.7152, 0.0722] / (colour @ [0.2126, 0.7152, 0.0722])
    assert brightness.min() > 0.4
    assert brightness.max() < 1.2
    share, own = lit / lit.sum(axis=1, keepdims=True), colour / colour.sum()
    assert np.abs(share - own).max() < 0.04


def test_the_underside_has_its_own_colour() -> None:
    mesh = SurfaceMesh.of_function(lambda x, y: 0.2 * x, LEVEL, LEVEL, colours="viridis")
    mesh.underside = (0.5, 0.5, 0.5)
    above, below = (paint([mesh], look(-90, e))[90, 160, :3].astype(int) for e in (60, -60))
    assert np.ptp(above) > 50
    assert np.ptp(below) == 0


def test_the_floor_shows_the_level_curves_below_the_surface() -> None:
    """Where |place| is a whole multiple of the step, and nowhere else, there is ink."""
    side = np.linspace(-2, 2, 81)
    x, y = np.meshgrid(side, side)
    corners = [[u, v, 0.0] for v in LEVEL for u in LEVEL]
    grey = np.full((2, 3), 0.5)
    floor = Floor(
        corners, np.hypot(x, y), grey, value_range=(0, 3), level_step=0.5, color="#000000"
    )
    view = look(azimuth=-90, elevation=90)
    picture = paint([floor], view)[..., 1].astype(int)
    rows, columns = np.nonzero(picture > picture[90, 160] + 20)
    unit = view.pixels_per_unit
    away = np.hypot(columns + 0.5 - 160, rows + 0.5 - 90) / unit
    near = away < 1.9
    assert near.sum() > 200
    # Drawn from above at no height, nothing is enlarged; a pixel is 0.045 units wide.
    off = np.abs(away[near] / 0.5 - np.round(away[near] / 0.5)) * 0.5
    assert off.max() < 0.08
    # A surface above it hides it.
    sheet = SurfaceMesh.of_function(lambda x, y: 0 * x + 0.1, LEVEL, LEVEL, resolution=5)
    over = [paint(meshes, view)[30:150, 100:220] for meshes in ([sheet], [sheet, floor])]
    np.testing.assert_array_equal(*over)


def test_a_contact_shadow_darkens_the_ground_and_nothing_that_stands_before_it() -> None:
    grey = np.full((2, 3), 0.6)
    ground = SurfaceMesh.of_function(lambda x, y: 0 * x, LEVEL, LEVEL, resolution=9, colours=grey)
    view = look(azimuth=-90, elevation=50)
    bare, shaded = (
        paint(meshes, view)[..., 1].astype(int) for meshes in ([ground], [ground, Shade()])
    )
    assert bare[90, 160] - shaded[90, 160] > 80
    assert (shaded <= bare).all()
    assert (shaded[:, :120] == bare[:, :120]).all()
    wall = SurfaceMesh.of_function(lambda x, y: 1.2 + 0 * x, (-1.5, 1.5), (-1.5, 1.5), resolution=5)
    hidden = [
        paint(meshes, view)[60:80, 140:180] for meshes in ([ground, wall], [ground, wall, Shade()])
    ]
    np.testing.assert_array_equal(*hidden)


def test_numbers_of_an_axis_are_hidden_whole_or_not_at_all() -> None:
    """Of the numbers that are fully there the surface covers no pixel."""
    text = "function: himmelblau\nstarts: [[0, 0], [-1, -1], [1, -3.5]]\n"
    text += "story: [surface, descend]"
    timeline = lesson_timeline(read_spec(text), 15.0)
    with tempconfig({"pixel_width": 640, "pixel_height": 360}):
        camera = MeshCamera()
        stage = build_stage(timeline.lesson, timeline, camera.frame_width, camera.frame_height)
        stage.show(timeline.duration - 0.5, camera)
        numbers = [m for m in stage.mobjects if isinstance(m, Label) and m.hideable]
        rows = {id(label.row) for label in numbers if label.row and label.opacity > 0.5}
        faded = [label for label in numbers if label.opacity < 0.99]
        assert any(id(label.row) in rows and label.opacity < 0.5 for label in faded)
        for label in faded:
            label.opacity = 0.0
        hidden = picture(camera, stage.mobjects)
        for label in numbers:
            label.hideable = False
        np.testing.assert_array_equal(picture(camera, stage.mobjects), hidden)
