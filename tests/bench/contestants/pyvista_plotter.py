"""PyVista, off-screen."""

from __future__ import annotations

from pathlib import Path

import pyvista

from tests.bench.contest import Job, Watch
from tests.bench.film import Film
from tests.bench.picture import DEGREES_PER_FRAME, FORMULA_PLAIN, HEIGHT, TITLE, grid, path


def draw(job: Job, watch: Watch) -> tuple[str, Path]:
    """Draw the picture; what was drawn, and where."""
    plotter = pyvista.Plotter(off_screen=True, window_size=[job.width, job.height])
    plotter.enable_anti_aliasing("msaa", multi_samples=4)
    x, y, z = grid()
    surface = pyvista.StructuredGrid(x, y, HEIGHT * z)
    surface["f"] = z.ravel(order="F")
    plotter.add_mesh(surface, scalars="f", cmap="viridis", smooth_shading=True)
    line = path() * (1, 1, HEIGHT)
    plotter.add_mesh(pyvista.MultipleLines(line), color="red", line_width=5)
    plotter.add_mesh(pyvista.Sphere(radius=0.1, center=line[-1]), color="red")
    plotter.add_text(TITLE, position="upper_edge", font_size=18)
    plotter.add_text(FORMULA_PLAIN, position="lower_edge", font_size=8)
    plotter.camera_position = "iso"
    path_ = Path(job.folder) / "pyvista.mp4"
    film = Film(path_, job)
    plotter.show(auto_close=False)
    for _ in range(job.frames):
        plotter.camera.Azimuth(DEGREES_PER_FRAME)
        plotter.render()
        film.write(plotter.screenshot(return_img=True))
        watch.frame()
    film.close()
    watch.done()
    return "101×101, depth buffer, 4× MSAA", path_
