"""Colours of a lesson."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import cmap
import numpy as np

from gdcore.spec import Spec
from gdcore.spec.color_maps import DIVERGING
from gdcore.stage.colour import hexadecimal
from gdcore.stage.gl.view import Array
from gdcore.stage.palette import (
    APART,
    descent_colours,
    drawn_span,
    grouped_colours,
    ranked_colours,
    underside_colour,
)
from gdcore.story import Lesson


@dataclass(frozen=True)
class Theme:
    """All colours on screen, "#rrggbb" each.

    surface: the name of a perceptually uniform colour map; surface_span: the part of it that is
    used, since its darkest end would sink into the background; underside: of the surface from
    below, a grey that is no value of the colour map; descents: in their order, seven or those of
    all of a lesson's; slices: of the planes that hold the first and the second variable; minimum …
    degenerate: kinds of critical points; gradient, velocity, step: the parts of a descent's step;
    basins: of the minima, lowest first; nowhere: of starts that reach none; arrows: of a vector
    field; levels, lattice: inks of the level curves and of the thin grid on the surface.
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
    underside: str
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
    levels: str
    lattice: str

    def colours(self, count: int = 256) -> Array:
        """The surface's colour map, (count, 3), 0..1, from low values to high ones."""
        return _colours(self.surface, self.surface_span, count).copy()

    @property
    def diverging(self) -> bool:
        """Whether the middle of the surface's colours stands for 0."""
        return self.surface in DIVERGING

    def descent(self, index: int) -> str:
        """The colour of a descent, the same in every picture of a lesson."""
        return self.descents[index]


DARK = Theme(
    background="#0E1116",
    text="#F4F6FA",
    muted="#B2BCCC",
    accent="#FFD166",
    plate="#0E1116",
    lines="#76839A",
    grid="#2A3140",
    curve="#4FC3C7",
    surface="viridis",
    surface_span=(0.06, 0.97),
    underside="#59606C",
    tangent="#FFE08A",
    gradient="#FFFFFF",
    velocity="#8FD3FF",
    step="#FFD166",
    # Found by search: as far apart as seven can be, also for eyes that do not tell red from green,
    # and at least 3:1 on the background. No seven are also far from all of the surface's colours
    # to such eyes; there the background's own colour stands around them.
    descents=("#FF5C39", "#FFFFFF", "#99CCFF", "#8800FF", "#FFBB77", "#BB77CC", "#BB1166"),
    # Orange and blue are the pair that every viewer tells apart.
    slices=("#FFB15C", "#B8ECFF"),
    minimum="#7CC8FF",
    maximum="#FF98B2",
    saddle="#FFFFFF",
    degenerate="#D6C6FF",
    # Okabe and Ito's, the most unlike ones first.
    basins=("#56B4E9", "#E69F00", "#CC79A7", "#00A37A", "#F0E442", "#D55E00", "#3E7FD0"),
    nowhere="#59616E",
    arrows="#FFFFFF",
    levels="#05080F",
    lattice="#FFFFFF",
)

LIGHT = Theme(
    background="#FBFAF6",
    text="#14171D",
    muted="#4A5362",
    accent="#8A3E00",
    plate="#FBFAF6",
    lines="#737C8B",
    grid="#D9DADB",
    curve="#00737A",
    # Its dark end would take up the dark lines, its bright end the paper.
    surface="cmocean:haline",
    surface_span=(0.4, 0.95),
    underside="#A9AEB8",
    tangent="#D98E04",
    gradient="#14171D",
    velocity="#0054AA",
    step="#8F3D00",
    descents=("#E0400A", "#101216", "#4488FF", "#663300", "#995599", "#0000FF", "#442288"),
    slices=("#963500", "#00589C"),
    minimum="#00518F",
    maximum="#A80F3C",
    saddle="#14171D",
    degenerate="#5B3FA8",
    basins=("#56B4E9", "#E69F00", "#CC79A7", "#00A37A", "#F0E442", "#D55E00", "#3E7FD0"),
    nowhere="#A9AEB6",
    arrows="#14171D",
    levels="#0A1020",
    lattice="#FFFFFF",
)

THEMES = {"dark": DARK, "light": LIGHT}
"""The themes by their names in a spec."""


def theme_of(spec: Spec) -> Theme:
    """The theme that a spec names, with the colours that suit its colour map."""
    return _with_map(THEMES[spec.theme], spec.color_map)


def coloured_by(lesson: Lesson) -> Literal["descent", "end", "start"]:
    """What the colours of descents tell apart: each descent, where it ends, or f at its start."""
    if len(lesson.descents) <= APART:
        return "descent"
    return "end" if 1 < max(_ends(lesson)) + 1 <= APART else "start"


def lesson_theme(lesson: Lesson) -> Theme:
    """The theme of a lesson; more than seven descents have colours that tell where they end.

    Where they end in one place, or in very many, the colours tell how high they start.
    """
    theme = theme_of(lesson.spec)
    by = coloured_by(lesson)
    if by == "descent":
        return theme
    if by == "end":
        colours = grouped_colours(theme.descents, _ends(lesson))
    else:
        values = [float(np.nan_to_num(d.trajectory.values[0], nan=np.inf)) for d in lesson.descents]
        colours = ranked_colours(theme.descents, values)
    return replace(theme, descents=colours)


_TOGETHER = 0.03  # of the domain's width: descents that end so near to each other end in one place


def _ends(lesson: Lesson) -> list[int]:
    """For each descent the number of the place where it ends, counted from 0 as they occur."""
    widths = np.array([high - low for low, high in lesson.domain])
    places: list[Array] = []
    groups = []
    for descent in lesson.descents:
        end = descent.trajectory.points[-1]
        near = [k for k, p in enumerate(places) if (np.abs(end - p) < _TOGETHER * widths).all()]
        if not near:
            places.append(end)
        groups.append(near[0] if near else len(places) - 1)
    return groups


@cache
def _colours(name: str, span: tuple[float, float], count: int) -> Array:
    rgba = np.asarray(cmap.Colormap(name)(np.linspace(*span, count)))
    return np.ascontiguousarray(rgba[:, :3], dtype=np.float64)


@cache
def _with_map(theme: Theme, name: str | None) -> Theme:
    if name is None or name == theme.surface:
        return theme
    whole = np.asarray(cmap.Colormap(name)(np.linspace(0, 1, 256)))[:, :3]
    span = drawn_span(whole, theme.background, name in DIVERGING)
    mapped = replace(theme, surface=name, surface_span=span)
    surface = tuple(hexadecimal(colour) for colour in mapped.colours(48))
    return replace(
        mapped,
        descents=descent_colours(theme.background, surface),
        underside=underside_colour(theme.background, surface),
    )
