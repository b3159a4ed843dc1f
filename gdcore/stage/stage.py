"""A lesson's stage: every prop of the story, set to any moment of it."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from manim import DEGREES, ManimColor, config

from gdcore.stage.layout.arrangement import arrange
from gdcore.stage.layout.aside import narrowed
from gdcore.stage.layout.framing import fit, graph_ratio
from gdcore.stage.layout.giving_way.precedence import Order
from gdcore.stage.layout.lens import ABOVE, FOCAL, Lens
from gdcore.stage.layout.measuring import measure_layout
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.slots import Slots
from gdcore.stage.layout.space import Space
from gdcore.stage.layout.spells import Spells
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.panel_view import PanelView
from gdcore.stage.picture_key import picture_key
from gdcore.stage.props.parts.naming import name_mobjects
from gdcore.stage.props.registry import Prop, frame_props, load_props
from gdcore.stage.setting import Setting
from gdcore.stage.theme import THEMES
from gdcore.story import Lesson, Timeline


class Stage:
    """All mobjects of a lesson, set to any moment by `show`.

    frame_width, frame_height: scene units, as the camera has them.

    Attributes:
        mobjects: everything on stage, in the order of drawing.
    """

    def __init__(
        self, lesson: Lesson, timeline: Timeline, *, frame_width: float, frame_height: float
    ) -> None:
        load_props()
        self._timeline = timeline
        self._theme = THEMES[lesson.spec.theme]
        ppu = config.pixel_width / frame_width
        layout = measure_layout(timeline, frame_width, frame_height, ppu)
        angles = self._angles()
        self.views = []
        panels = arrange(timeline, layout)
        # A board has no picture: its panel has a region, but no space and no props of its own.
        board = Panel("surface", layout.open, tuple(range(len(lesson.descents))))
        principal = panels[0] if panels else board
        slots = Slots.of(lesson, layout, principal)
        spells = Spells.of(timeline, layout, principal)
        for panel in panels:
            flat = panel.kind == "map"
            seen = [ABOVE] if flat else [(a + panel.turn, e) for a, e in angles]
            ratio = graph_ratio(panel.region, layout.em)
            space = Space.of(lesson.domain, lesson.value_range, ratio)
            zoom, offset = fit(space, panel.region, layout.em, seen, FOCAL, flat, panel.axes)
            narrow = fit(space, narrowed(panel, layout), layout.em, seen, FOCAL, flat, panel.axes)
            setting = Setting(
                timeline, space, layout, self._theme, panel, zoom, offset, slots, spells, narrow,
                tuple(seen),
            )  # fmt: skip
            self.views.append(PanelView(setting))
        if self.views:
            setting = self.views[0].setting
        else:
            space = Space.of(lesson.domain, lesson.value_range)
            setting = Setting(
                timeline, space, layout, self._theme, board, 1.0, (0.0, 0.0), slots, spells
            )
        self._frame_props = [name_mobjects(prop, name) for name, prop in frame_props(setting)]
        self.mobjects: list[Mesh] = [mesh for prop in self.props for mesh in prop.mobjects]
        self._order = Order(self.mobjects, layout.em, (frame_width, frame_height))

    @property
    def props(self) -> list[Prop]:
        """All props, those of the panels first."""
        return [prop for view in self.views for prop in view.props] + self._frame_props

    def _angles(self) -> list[tuple[float, float]]:
        """(azimuth, elevation) in degrees of the camera, sampled every quarter second."""
        value = self._timeline.value
        times = np.arange(0.0, self._timeline.duration + 0.25, 0.25)
        # A surface that sinks into its map is fitted as a map there (`Setting.map_fit`), so steep
        # views need no room.
        sinks = "surface.flatten" in self._timeline.tracks
        standing = [t for t in times if not (sinks and value("surface.flatten", t) > 0.05)]
        # A film may be so short that no sampled moment shows the surface standing.
        angles = {
            (round(value("camera.azimuth", t)), round(value("camera.elevation", t)))
            for t in standing or times
        }
        # Seen from above 50 degrees the box needs more room; fitting it to such views too would
        # make it smaller for the whole lesson.
        return [(a, min(max(e, 0), 50)) for a, e in sorted(angles)]

    def show(self, t: float, camera: MeshCamera) -> Hashable:
        """Set every mobject and the camera to the moment `t`, seconds.

        Returns a key: two moments in a row with equal keys look the same.
        """
        if camera.background_color.to_hex() != self._theme.background:
            camera.background_color = ManimColor(self._theme.background)
        for view in self.views:
            view.show(t)
        for prop in self._frame_props:
            prop.show(t)
        self._order.keep()
        # Mobjects that an author adds to the scene are projected as in the first panel.
        lens = self.views[0].lens if self.views else Lens()
        camera.set_theta(lens.azimuth * DEGREES)
        camera.set_phi((90.0 - lens.elevation) * DEGREES)
        camera.set_zoom(lens.zoom)
        camera.set_focal_distance(FOCAL)
        camera.frame_center = np.zeros(3)
        camera.offset = lens.offset
        return picture_key(self.mobjects)
