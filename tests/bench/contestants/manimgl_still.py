"""ManimGL's still of a sight: `python manimgl_still.py SIGHT OUT`, in an environment of its own.

Its surface example (`example_scenes.py`, `SurfaceExample`) with another surface: a `Surface` with
the usual shading, a `SurfaceMesh` of thin lines over it, texts fixed in the frame.
"""

from __future__ import annotations

import sys

import moderngl
import numpy as np
import pyglet
from scipy.interpolate import RectBivariateSpline
from scipy.spatial.transform import Rotation

# Without a display: ManimGL has no setting for it.
pyglet.options["headless"] = True
moderngl.create_standalone_context = lambda: moderngl.create_context(
    standalone=True, backend="egl", require=330
)

from manimlib import (  # noqa: E402
    DOWN,
    UP,
    WHITE,
    Sphere,
    Surface,
    SurfaceMesh,
    Text,
    ThreeDScene,
    VMobject,
    rgb_to_hex,
)


class Landscape(Surface):
    """The sight's surface, smooth between its points, in the colours of its values."""

    def __init__(self, sight: dict[str, np.ndarray]) -> None:
        grid, values = sight["grid"], sight["values"]
        x, y = grid[0, :, 0], grid[:, 0, 1]
        self._height = RectBivariateSpline(x, y, grid[..., 2].T)
        super().__init__(u_range=(x[0], x[-1]), v_range=(y[0], y[-1]), resolution=(len(x), len(y)))
        low, high = sight["value_range"]
        share = np.clip((values.T.ravel() - low) / (high - low), 0, 1)
        places = np.linspace(0, 1, len(sight["colours"]))
        for part in range(3):
            self.data["rgba"][:, part] = np.interp(share, places, sight["colours"][:, part])

    def uv_func(self, u: float, v: float) -> tuple[float, float, float]:
        """The point above (u, v)."""
        return u, v, float(self._height(u, v)[0, 0])


def draw(sight: dict[str, np.ndarray], out: str) -> None:
    """Write the picture into a PNG file."""
    pixels = tuple(int(n) for n in sight["pixels"])
    background = rgb_to_hex(sight["background"])
    scene = ThreeDScene(camera_config={"resolution": pixels, "background_color": background})
    surface = Landscape(sight)
    mesh = SurfaceMesh(surface).set_stroke(WHITE, 1, opacity=0.5)
    scene.add(surface, mesh)
    count = sum(name.startswith("way_") for name in sight) - 1
    for k in range(count):
        colour = rgb_to_hex(sight["way_colours"][k])
        way = VMobject().set_points_as_corners(sight[f"way_{k}"]).set_stroke(colour, 6)
        *middle, radius = sight["balls"][k]
        scene.add(way.apply_depth_test(), Sphere(radius=radius, color=colour).move_to(middle))
    ink = rgb_to_hex(sight["ink"])
    for text, size, side in ((sight["title"], 48, UP), (sight["formula"], 24, DOWN)):
        scene.add(Text(str(text), font_size=size, fill_color=ink).fix_in_frame().to_edge(side))
    _place(scene.camera.frame, sight)
    scene.update_frame(0, force_draw=True)
    scene.camera.get_image().convert("RGB").save(out)


def _place(frame: object, sight: dict[str, np.ndarray]) -> None:
    """Put the camera where the sight's stands; it cannot shift a picture without moving the eye."""
    rotation, zoom = sight["rotation"], float(sight["zoom"])
    height = float(sight["frame"][1]) / zoom
    frame.set_orientation(Rotation.from_matrix(rotation.T))
    frame.set_field_of_view(2 * np.arctan(height / 2 / float(sight["focal"])))
    frame.set_height(height)
    frame.move_to(sight["centre"] - sight["offset"] / zoom @ rotation[:2])


if __name__ == "__main__":
    with np.load(sys.argv[1]) as arrays:
        draw(dict(arrays), sys.argv[2])
