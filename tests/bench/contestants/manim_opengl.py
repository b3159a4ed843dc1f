"""Manim's OpenGL renderer with its `OpenGLSurface`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from manim import BLUE_D, RED, Mobject, Text
from manim.mobject.opengl.opengl_surface import OpenGLSurface
from manim.mobject.opengl.opengl_vectorized_mobject import OpenGLVMobject

from tests.bench.contest import Job, Watch
from tests.bench.contestants.stock_manim import Picture, render, surface_point
from tests.bench.picture import EXTENT, FORMULA_PLAIN, TITLE


class Peaks(Picture):
    """The picture, of surfaces with a buffer each instead of a mobject for every patch."""

    line_class = OpenGLVMobject

    def make_surface(self) -> Mobject:
        extent = (-EXTENT, EXTENT)
        return OpenGLSurface(
            surface_point, u_range=extent, v_range=extent, resolution=(101, 101), color=BLUE_D
        )

    def make_ball(self) -> Mobject:
        """The ball, anywhere."""
        return OpenGLSurface(
            lambda u, v: 0.1 * np.array([np.cos(u) * np.sin(v), np.sin(u) * np.sin(v), np.cos(v)]),
            u_range=(0, 2 * np.pi),
            v_range=(0, np.pi),
            resolution=(24, 12),
            color=RED,
        )

    def make_texts(self) -> tuple[Mobject, Mobject]:
        """Title and formula; this renderer can't draw Typst's."""
        return Text(TITLE, font_size=36), Text(FORMULA_PLAIN, font_size=16)


def draw(job: Job, watch: Watch) -> tuple[str, Path]:
    """Draw the picture; what was drawn, and where."""
    film = render(Peaks, "opengl", job, watch)
    return "101×101, depth buffer, not antialiased", film
