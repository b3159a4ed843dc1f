"""PyVista's still of a sight: `python pyvista_still.py SIGHT OUT`.

With all that its documentation has for a good picture: a light kit of three lights, ambient
occlusion in screen space, supersampling; level curves, tubes, axes with numbers.
"""

from __future__ import annotations

import sys

import numpy as np
import pyvista
from matplotlib.colors import ListedColormap

_OCCLUSION = {"radius": 0.8, "bias": 0.02, "kernel_size": 128}
"""Scene units, of a landscape 6 wide: hollows of half a hill's width get darker."""


def draw(sight: dict[str, np.ndarray], out: str) -> None:
    """Write the picture into a PNG file."""
    width, height = (int(n) for n in sight["pixels"])
    plotter = pyvista.Plotter(off_screen=True, window_size=[width, height], lighting="three lights")
    plotter.set_background(sight["background"])
    x, y, z = np.moveaxis(sight["grid"], -1, 0)
    surface = pyvista.StructuredGrid(x, y, z)
    surface["f"] = sight["values"].ravel(order="F")
    ends = [float(v) for v in sight["value_range"]]
    ink = sight["ink"]
    plotter.add_mesh(
        surface,
        scalars="f",
        clim=ends,
        cmap=ListedColormap(sight["colours"]),
        smooth_shading=True,
        specular=0.1,
        scalar_bar_args={"color": ink, "title": "f"},
    )
    levels = surface.contour(list(sight["levels"]), scalars="f")
    plotter.add_mesh(levels, color="black", line_width=2, opacity=0.5)
    count = sum(name.startswith("way_") for name in sight) - 1
    for k in range(count):
        tube = pyvista.MultipleLines(sight[f"way_{k}"]).tube(radius=float(sight["line"]) / 2)
        plotter.add_mesh(tube, color=sight["way_colours"][k])
        *middle, radius = sight["balls"][k]
        plotter.add_mesh(
            pyvista.Sphere(radius=radius, center=middle), color=sight["way_colours"][k]
        )
    plotter.show_bounds(
        mesh=surface,
        axes_ranges=sight["ends"].ravel().tolist(),
        location="outer",
        color=ink,
        font_size=24,
        xtitle="x",
        ytitle="y",
        ztitle="f",
    )
    plotter.add_text(str(sight["title"]), position="upper_edge", color=ink, font_size=18)
    plotter.add_text(str(sight["formula"]), position="lower_edge", color=ink, font_size=10)
    _place(plotter.camera, sight)
    plotter.enable_ssao(**_OCCLUSION)
    plotter.enable_anti_aliasing("ssaa")
    plotter.screenshot(out)


def _place(camera: pyvista.Camera, sight: dict[str, np.ndarray]) -> None:
    """Put the camera where the sight's stands."""
    focal, zoom = float(sight["focal"]), float(sight["zoom"])
    _, up, towards = sight["rotation"]
    camera.focal_point = sight["centre"]
    camera.position = sight["centre"] + focal * towards
    camera.up = up
    camera.view_angle = np.degrees(2 * np.arctan(sight["frame"][1] / (2 * zoom * focal)))
    camera.SetWindowCenter(*(-2 * sight["offset"] / sight["frame"]))
    camera.clipping_range = (0.2 * focal, 2 * focal)


if __name__ == "__main__":
    with np.load(sys.argv[1]) as arrays:
        draw(dict(arrays), sys.argv[2])
