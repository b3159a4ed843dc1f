"""Colours of a lesson."""

from __future__ import annotations

from dataclasses import dataclass

import cmap
import numpy as np

from gdcore.stage.gl.view import Array


@dataclass(frozen=True)
class Theme:
    """All colours on screen, "#rrggbb" each.

    surface: the name of a perceptually uniform colour map; surface_span: the part of it that is
    used, since its darkest end would sink into the background; descents: in their order; slices:
    of the planes that hold the first and the second variable; minimum … degenerate: kinds of
    critical points; gradient, velocity, step: the parts of a descent's step; basins: of the
    minima, lowest first; nowhere: of starts that reach none; arrows: of a vector field.
    """

    background: str
    text: str
    muted: str
    accent: str
    plate: str
    lines: str
    grid: str
    curve: str
    surface: str
    surface_span: tuple[float, float]
    tangent: str
    gradient: str
    velocity: str
    step: str
    descents: tuple[str, ...]
    slices: tuple[str, str]
    minimum: str
    maximum: str
    saddle: str
    degenerate: str
    basins: tuple[str, ...]
    nowhere: str
    arrows: str

    def colours(self, count: int = 256) -> Array:
        """The surface's colour map, (count, 3), 0..1, from low values to high ones."""
        rgba = np.asarray(cmap.Colormap(self.surface)(np.linspace(*self.surface_span, count)))
        return np.ascontiguousarray(rgba[:, :3], dtype=np.float64)

    def descent(self, index: int) -> str:
        """The colour of a descent, the same in every picture of a lesson."""
        return self.descents[index % len(self.descents)]


DARK = Theme(
    background="#0E1116",
    text="#F4F6FA",
    muted="#A9B4C6",
    accent="#FFD166",
    plate="#0E1116",
    lines="#76839A",
    grid="#2A3140",
    curve="#4FC3C7",
    surface="viridis",
    surface_span=(0.06, 0.97),
    tangent="#FFE08A",
    gradient="#FFFFFF",
    velocity="#8FD3FF",
    step="#FFD166",
    # Apart from each other, and from the blue, green and yellow of the surface, also for viewers
    # who do not tell red from green: they differ in lightness as well.
    descents=("#FF5C39", "#FFFFFF", "#F49AD8", "#111318", "#8FD3FF", "#C77DFF", "#FFB000"),
    # Orange and blue are the pair that every viewer tells apart.
    slices=("#FFB15C", "#B8ECFF"),
    minimum="#7CC8FF",
    maximum="#FF7A9C",
    saddle="#FFFFFF",
    degenerate="#D6C6FF",
    # Okabe and Ito's, the most unlike ones first.
    basins=("#56B4E9", "#E69F00", "#CC79A7", "#00A37A", "#F0E442", "#D55E00", "#3E7FD0"),
    nowhere="#59616E",
    arrows="#FFFFFF",
)
