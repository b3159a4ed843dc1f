"""The camera in other authors' scenes: what is fixed in the frame, and a picture behind it all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from manim import DEGREES, tempconfig
from PIL import Image

from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh
from tests.stage.studio import SMALL, Pixels, peaks_mesh


def picture(camera: MeshCamera, *meshes: Mesh) -> Pixels:
    camera.reset()
    camera.capture_mobjects(list(meshes))
    return camera.pixel_array.copy()


def red(pixels: Pixels) -> Pixels:
    """Where a ball is: the surface has no red."""
    rgb = pixels[..., :3].astype(int)
    return (rgb[..., 0] > 2 * rgb[..., 1] + 20) & (rgb[..., 0] > 2 * rgb[..., 2] + 20)


def test_a_ball_that_is_fixed_in_the_frame_stays_where_it_is() -> None:
    """Whatever the camera does, at its place on the frame, and before the hills."""
    with tempconfig({"pixel_width": SMALL[0], "pixel_height": SMALL[1]}):
        camera = MeshCamera()
        ball, hills = Ball((3.0, 1.0, 0.0), 0.5, color="#FF0000"), peaks_mesh()
        camera.add_fixed_in_frame_mobjects(ball)
        shown = []
        for theta, phi, zoom in ((-60, 60, 1.0), (20, 80, 1.5), (130, 30, 0.6)):
            camera.set_theta(theta * DEGREES)
            camera.set_phi(phi * DEGREES)
            camera.set_zoom(zoom)
            shown.append(red(picture(camera, hills, ball)))
        for there in shown[1:]:  # but for the smooth rim, which takes some colour from behind it
            assert (there != shown[0]).sum() < 0.1 * shown[0].sum()
        rows, columns = np.nonzero(shown[0])
        unit = SMALL[1] / 8
        assert abs(columns.mean() - (SMALL[0] / 2 + 3 * unit)) < 1
        assert abs(rows.mean() - (SMALL[1] / 2 - unit)) < 1
        assert abs(np.ptp(columns) - unit) < 3
        camera.remove_fixed_in_frame_mobjects(ball)
        moved = red(picture(camera, hills, ball))
        assert (moved != shown[0]).any()


def test_meshes_lie_over_a_background_image(tmp_path: Path) -> None:
    stripes = np.zeros((SMALL[1], SMALL[0], 3), np.uint8)
    stripes[:, ::2, 1] = 200
    path = tmp_path / "stripes.png"
    Image.fromarray(stripes).save(path)
    with tempconfig({"pixel_width": SMALL[0], "pixel_height": SMALL[1]}):
        camera = MeshCamera(background_image=str(path))
        ball = Ball((0, 0, 0), 1.0, color="#FF0000")
        pixels = picture(camera, ball)
        there = red(pixels)
        assert 100 < there.sum() < 4000
        beyond = ~np.pad(there, 2)[4:, 4:] & ~np.pad(there, 2)[:-4, :-4] & ~there
        beyond[:, SMALL[0] // 2 - 40 : SMALL[0] // 2 + 40] = False
        assert (pixels[beyond][:, :3] == stripes[beyond]).all()
        assert (pixels[..., 3] == 255).all()
        assert (picture(camera, ball) == pixels).all()
