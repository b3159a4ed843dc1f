"""The function itself: a surface, or a curve for one variable; and its colour bar."""

from __future__ import annotations

import numpy as np
from manim.utils.color import ManimColor

from gdcore.stage.layout.ticks import few_ticks, nice_step, nice_ticks, tick_labels
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.props.panel.basins import basin_picture
from gdcore.stage.props.panel.tangent_plane import lies_below
from gdcore.stage.props.parts.receding import surface_share
from gdcore.stage.setting import Setting

RESOLUTION = 81
"""Points along each side of the surface: one cell is about 10 pixels of a 1080-row frame.

Software OpenGL pays for triangles: 97 points cost a millisecond a frame more, 65 show corners in
small level curves."""
CURVE_POINTS = 1601
LEVEL_STRENGTH, MAP_LEVEL_STRENGTH = 0.42, 0.62
"""How far the ink of level curves covers the surface, and the map."""


class SurfaceProp:
    """The surface: it rises out of its ground plane as the story reveals it."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._timeline = setting, setting.timeline
        space, lesson = setting.space, setting.lesson
        x, y = np.meshgrid(*(np.linspace(low, high, RESOLUTION) for low, high in lesson.domain))
        points = np.stack([x, y], axis=-1)
        values = lesson.function.value(points)
        low, high = space.values
        beyond = (values < low) | (values > high)
        # Far beyond the range only its crossing matters; huge numbers would lose it to rounding.
        tall = np.clip(values, low - 4 * (high - low), high + 4 * (high - low))
        steps = [nice_step(a, b, 12) for a, b in lesson.domain]
        self._mesh = SurfaceMesh(
            space.place(points, tall),
            tall,
            lattice=points / steps,
            colours=setting.theme.colours(),
            value_range=setting.colour_range,
            level_step=setting.level_step,
            kept=space.values if bool(np.any(beyond)) else None,
        )
        self._mesh.base = -space.half[2]
        self._mesh.level_rgb = _rgb(setting.theme.levels)
        self._mesh.grid_rgb = _rgb(setting.theme.lattice)
        self._mesh.behind = _rgb(setting.theme.background)  # a panel has one surface, drawn first
        if self._timeline.cues_of("basins") and space.dimension == 2:
            self._mesh.paint = basin_picture(lesson, setting.theme)
        planes = self._timeline.cues_of("tangent_plane") if space.dimension == 2 else ()
        self._veiling = [cue for cue in planes if lies_below(setting, cue)]
        self.mobjects: list[Mesh] = [self._mesh]

    def show(self, t: float) -> None:
        reveal = self._timeline.value("surface.reveal", t)
        self._mesh.rise = max(reveal, 1e-3)
        self._mesh.opacity = self._setting.presence(t)
        if self._setting.panel.kind == "surface":
            self._mesh.opacity *= surface_share(self._timeline, t, self._veiling)
        self._mesh.paint_opacity = self._timeline.shown("basins", t)
        # On a map the level curves are all that tells the shape.
        flat = self._setting.flatness(t)
        self._mesh.level_strength = LEVEL_STRENGTH + (MAP_LEVEL_STRENGTH - LEVEL_STRENGTH) * flat


class CurveProp:
    """The graph of a function of one variable, drawn from left to right."""

    def __init__(self, setting: Setting) -> None:
        self._timeline = setting.timeline
        space, lesson = setting.space, setting.lesson
        x = np.linspace(*lesson.domain[0], CURVE_POINTS)[:, None]
        values = lesson.function.value(x)
        low, high = space.values
        drawn = np.isfinite(values) & (values >= low) & (values <= high)
        # A pole or a hole is a gap: runs of points that are drawn are lines of their own.
        breaks = 1 + np.flatnonzero(np.diff(np.flatnonzero(drawn)) > 1)
        points = space.place(x[drawn], values[drawn])
        self._line = Stroke(
            points if len(points) else np.zeros((2, 3)),
            0.075,
            breaks=[int(b) for b in breaks],
            color=setting.theme.curve,
            swell=0.0,
        )
        self.mobjects: list[Mesh] = [self._line]

    def show(self, t: float) -> None:
        self._line.opacity = self._timeline.shown("surface", t)
        self._line.shown = (0.0, self._timeline.value("surface.reveal", t))


class ColorBarProp:
    """Which colour is which value."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        layout, theme = setting.layout, setting.theme
        low, high = setting.space.values
        _, floor, _, ceiling = layout.region
        tall, wide = max(0.78 * (ceiling - floor), layout.em), 0.55 * layout.em
        middle = (floor + ceiling) / 2 - 0.6 * layout.em
        colours = (theme.colours(256)[::-1] * 255 + 0.5).astype(np.uint8)
        image = np.full((256, 1, 4), 255, dtype=np.uint8)
        image[:, 0, :3] = colours
        ticks, room = nice_ticks(low, high, 6), int(tall / (1.3 * layout.em)) + 1
        if len(ticks) > room:
            ticks = few_ticks(low, high, room)
        labels = [Label(text, layout.em, theme.muted) for text in tick_labels(ticks)]
        name = Label("$f$", layout.big, theme.text)
        right = layout.right - max(label.width for label in [*labels, name]) - 0.35 * layout.em
        bar = Picture(image, wide, tall).put(right, middle, align=(1, 0))
        for value, label in zip(ticks, labels, strict=True):
            y = middle + tall * ((value - low) / (high - low) - 0.5)
            label.put(right + 0.35 * layout.em, y, align=(-1, 0))
        name.put(right - wide / 2, middle + tall / 2 + 0.5 * layout.em, align=(0, -1))
        self.mobjects: list[Mesh] = [bar, *labels, name]

    def show(self, t: float) -> None:
        # What stands aside needs its place.
        opacity = self._setting.timeline.shown("color_bar", t) * (1 - self._setting.aside(t))
        # Basins have colours of their own, which the bar would belie.
        opacity *= 1 - self._setting.timeline.shown("basins", t)
        for mobject in self.mobjects:
            mobject.opacity = opacity


def _rgb(color: str) -> tuple[float, float, float]:
    red, green, blue = (float(c) for c in ManimColor.parse(color).to_rgb())
    return red, green, blue
