"""matplotlib: `FuncAnimation` with `plot_surface`."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np

from tests.bench.contest import Job, Watch
from tests.bench.film import Film
from tests.bench.picture import DEGREES_PER_FRAME, FORMULA_TEX, TITLE, grid, path

mpl.use("agg")
from matplotlib import pyplot
from matplotlib.animation import AbstractMovieWriter, FuncAnimation


class FilmWriter(AbstractMovieWriter):
    """Hands matplotlib's frames to the common encoder: its own need an ffmpeg binary."""

    def __init__(self, film: Film, watch: Watch) -> None:
        super().__init__(fps=60)
        self.film, self.watch = film, watch

    def setup(self, fig, outfile, dpi=None):
        self.fig = fig

    def grab_frame(self, **savefig_kwargs):
        self.fig.canvas.draw()
        self.film.write(np.array(self.fig.canvas.buffer_rgba()))
        self.watch.frame()

    def finish(self):
        self.film.close()
        self.watch.done()


def draw(job: Job, watch: Watch) -> tuple[str, Path]:
    """Draw the picture; what was drawn, and where."""
    figure = pyplot.figure(figsize=(job.width / 100, job.height / 100), dpi=100)
    axes = figure.add_subplot(projection="3d", computed_zorder=False)
    axes.plot_surface(*grid(), cmap="viridis", rstride=1, cstride=1, linewidth=0)
    line = path()
    axes.plot(*line.T, color="red", linewidth=3)
    axes.plot(*line[-1:].T, "o", color="red", markersize=12)
    figure.suptitle(TITLE, fontsize=24)
    figure.text(0.5, 0.05, FORMULA_TEX, fontsize=18, ha="center")
    animation = FuncAnimation(
        figure,
        lambda number: axes.view_init(30, -60 + number * DEGREES_PER_FRAME),
        init_func=lambda: None,
        frames=job.frames,
        cache_frame_data=False,
    )
    film = Path(job.folder) / "matplotlib.mp4"
    animation.save(film, writer=FilmWriter(Film(film, job), watch))
    return "101×101, antialiased, painter's algorithm", film
