"""The surface of a function of two variables."""

from __future__ import annotations

import numpy as np

from gdcore.stage.colour import parts
from gdcore.stage.layout.ticks import nice_step
from gdcore.stage.mobjects.floor import Floor
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.surface import SurfaceMesh
from gdcore.stage.mobjects.trimming import Trimmed, trim
from gdcore.stage.props.registry import PAINTERS, in_panel, surface_share
from gdcore.stage.setting import Setting
from gdcore.story.track import smooth

RESOLUTION = 81
"""Points along each side of the surface: one cell is about 10 pixels of a 1080-row frame.

Software OpenGL takes time for each triangle: 97 points cost a millisecond a frame more; with 65,
small level curves show corners."""
LEVEL_STRENGTH, MAP_LEVEL_STRENGTH = 0.42, 0.62
"""Opacity of the level curves on a surface and on a map."""
_BELOW = 0.03
"""Scene units from the foot of the box to the floor: a flat surface covers it, and so does the line
around it, of which the floor would cut off the inner half."""


@in_panel("surface", order=0, each="panel", when=lambda s: s.panel.kind != "curve")
class SurfaceProp:
    """The surface of one panel; it rises out of the ground with the track "surface.reveal"."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._timeline = setting, setting.timeline
        self._share = surface_share(setting)
        space, lesson = setting.space, setting.lesson
        x, y = np.meshgrid(*(np.linspace(low, high, RESOLUTION) for low, high in lesson.domain))
        points = np.stack([x, y], axis=-1)
        values = lesson.function.value(points)
        trimmed = trim(points, values, lesson.function.value, space.values)
        self.mobjects: list[Mesh] = []
        self._mesh: SurfaceMesh | None = None
        if not np.isfinite(trimmed.values).any():
            return  # f is undefined all over the domain
        steps = [nice_step(a, b, 12) for a, b in lesson.domain]
        mesh = SurfaceMesh(
            space.place(trimmed.points, trimmed.values),
            trimmed.values,
            lattice=trimmed.points / steps,
            colours=setting.theme.colours(),
            value_range=setting.colour_range,
            level_step=setting.level_step,
            lamp=setting.lamp,
            rim=trimmed.rim,
        )
        mesh.base = -space.half[2]
        mesh.level_rgb = parts(setting.theme.levels)
        mesh.grid_rgb = parts(setting.theme.lattice)
        mesh.underside = parts(setting.theme.underside)
        mesh.behind = parts(setting.theme.background)  # a panel has one surface, drawn first
        mesh.coarsen()
        painted = [name for name in PAINTERS if self._timeline.cues_of(name)]
        self._painted = painted[:1] if space.dimension == 2 else []
        self._mesh, self.mobjects = mesh, [mesh]
        self._floor: Floor | None = None
        if setting.panel.kind == "surface" and not setting.panel.inset:
            self._floor = self._make_floor(mesh, trimmed)
            self.mobjects.append(self._floor)

    def _make_floor(self, mesh: SurfaceMesh, trimmed: Trimmed) -> Floor:
        """The map on the floor of the box: there a place's height is read without the axes."""
        theme, (hx, hy, hz) = self._setting.theme, self._setting.space.half
        floor = Floor(
            [[x, y, -hz - _BELOW] for y in (-hy, hy) for x in (-hx, hx)],
            trimmed.values,
            mesh.colours,
            cover=trimmed.cover,
            value_range=mesh.value_range,
            level_step=mesh.level_step,
            color=theme.background,
        )
        floor.level_rgb = parts(theme.lines)
        return floor

    def show(self, t: float) -> None:
        if self._mesh is None:
            return
        reveal = self._timeline.value("surface.reveal", t)
        self._mesh.rise = max(reveal, 1e-3)
        self._mesh.opacity = self._setting.presence(t) * self._share(t)
        self._mesh.paint_opacity = self._timeline.shown_most(self._painted, t)
        if self._mesh.paint_opacity == 0:
            self._mesh.paint = None  # also after it was there: this moment looks like any before it
        elif self._mesh.paint is None:
            self._mesh.paint = PAINTERS[self._painted[0]](self._setting)
        # On a map only the level curves show the shape, so they are stronger.
        flat = self._setting.flatness(t)
        if self._floor is not None:
            # Where the surface is on its way to become a map there must not be two of them.
            rest = smooth(max(0.0, 2.0 * reveal - 1.0)) * smooth(max(0.0, 1.0 - 2.0 * flat))
            self._floor.opacity = self._mesh.opacity * rest
        self._mesh.level_strength = LEVEL_STRENGTH + (MAP_LEVEL_STRENGTH - LEVEL_STRENGTH) * flat
