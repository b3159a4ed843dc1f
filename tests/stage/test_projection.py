"""Meshes fall where Manim's own projection puts vector mobjects."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import DEGREES, Dot3D, config, tempconfig

from gdcore.stage.layout.lens import rotation
from gdcore.stage.manim_adapter.camera import MeshCamera, MeshScene
from gdcore.stage.mobjects.ball import Ball
from tests.stage.studio import film, look, picture

angles = st.floats(-3.1, 3.1)
small = st.floats(-1.5, 1.5)


def aimed(theta: float, phi: float, gamma: float, zoom: float, centre: list[float]) -> MeshCamera:
    camera = MeshCamera()
    camera.set_theta(theta)
    camera.set_phi(phi)
    camera.set_gamma(gamma)
    camera.set_zoom(zoom)
    camera.frame_center = np.array(centre)
    camera.reset_rotation_matrix()
    return camera


@given(
    angles, st.floats(0, 3.1), angles, st.floats(0.3, 3), st.lists(small, min_size=3, max_size=3),
    st.tuples(small, small), st.lists(st.tuples(small, small, small), min_size=1, max_size=5),
)  # fmt: skip
def test_a_view_projects_as_manim_does(theta, phi, gamma, zoom, centre, offset, points) -> None:  # type: ignore[no-untyped-def]
    camera = aimed(theta, phi, gamma, zoom, centre)
    camera.offset = offset
    scene = np.array(points)
    manims = camera.project_points(scene)
    ours = camera.view.project(scene)
    per_unit = config.pixel_height / config.frame_height
    columns = config.pixel_width / 2 + manims[:, 0] * per_unit
    rows = config.pixel_height / 2 - manims[:, 1] * per_unit
    np.testing.assert_allclose(ours[:, 0], columns, atol=1e-6)
    np.testing.assert_allclose(ours[:, 1], rows, atol=1e-6)
    # Nearer things have smaller depths: the order along the eye's axis is kept.
    near = np.argsort(-camera.view.turn(scene)[:, 2], kind="stable")
    assert (np.diff(ours[near, 2]) >= 0).all()


@pytest.mark.parametrize(("azimuth", "elevation"), [(0, 0), (-60, 25), (130, 80), (200, -10)])
def test_a_lens_turns_as_the_camera_does(azimuth: float, elevation: float) -> None:
    camera = aimed(azimuth * DEGREES, (90 - elevation) * DEGREES, 0, 1, [0, 0, 0])
    turned = rotation(np.radians(azimuth), np.radians(elevation))
    np.testing.assert_allclose(turned, camera.view.rotation, atol=1e-12)
    np.testing.assert_allclose(turned, look(azimuth, elevation).rotation, atol=1e-12)


def test_a_ball_covers_the_dot_that_cairo_draws_at_its_place() -> None:
    """In pixels: the middle of what OpenGL draws and of what Cairo draws agree."""

    def middle(frame: np.ndarray) -> np.ndarray:
        rows, columns = np.nonzero(frame[..., 0] > 20)
        return np.array([columns.mean(), rows.mean()])

    def shoot(kind: type) -> np.ndarray:
        def play(scene: MeshScene) -> None:
            scene.set_camera_orientation(phi=65 * DEGREES, theta=35 * DEGREES, zoom=1.3)
            scene.renderer.camera.offset = (0.7, -0.4)
            scene.add(kind((2.0, -1.0, 0.5), 0.1, color="#FF0000"))
            scene.wait(0.25)

        return film(play, pixel_width=640, pixel_height=360)[-1]

    assert np.abs(middle(shoot(Ball)) - middle(shoot(Dot3D))).max() < 0.5


def test_a_ball_s_silhouette_has_its_radius_on_the_screen() -> None:
    with tempconfig({"pixel_width": 640, "pixel_height": 360}):
        camera = MeshCamera()
        frame = picture(camera, [Ball((0, 0, 0), 1.0, color="#FFFFFF")])
    covered = (frame[..., :3].max(axis=-1) / 255.0 > 0.02).sum()
    # Its mantle is a circle of one scene unit, 45 pixels.
    assert np.sqrt(covered / np.pi) == pytest.approx(45, abs=0.7)
