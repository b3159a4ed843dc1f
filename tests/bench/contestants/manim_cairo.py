"""Manim's own Cairo renderer with its `Surface`."""

from __future__ import annotations

from pathlib import Path

from manim import BLUE_D, BLUE_E, Mobject, Surface

from tests.bench.contest import Job, Watch
from tests.bench.contestants.stock_manim import Picture, render, surface_point
from tests.bench.picture import EXTENT


class Peaks(Picture):
    """The picture, with the resolution that is Manim's default."""

    def make_surface(self) -> Mobject:
        extent = (-EXTENT, EXTENT)
        surface = Surface(surface_point, u_range=extent, v_range=extent, resolution=(32, 32))
        return surface.set_fill_by_checkerboard(BLUE_D, BLUE_E)


def draw(job: Job, watch: Watch) -> tuple[str, Path]:
    """Draw the picture; what was drawn, and where."""
    film = render(Peaks, "cairo", job, watch)
    return "32×32, antialiased, painter's algorithm", film
