"""A lesson's stage: every prop of the story, set to any moment of it."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from manim import DEGREES, ManimColor

from gdcore.stage.layout.arrangement import arrange
from gdcore.stage.layout.giving_way.precedence import Order
from gdcore.stage.layout.lens import FOCAL, Lens
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.panel_view import PanelView
from gdcore.stage.picture_key import picture_key
from gdcore.stage.props.parts.naming import name_mobjects
from gdcore.stage.props.registry import Prop, frame_props
from gdcore.stage.setting import Setting
from gdcore.stage.theme import THEMES
from gdcore.story import Lesson, Timeline


class Stage:
    """All mobjects of a lesson, set to any moment by `show`.

    frame_width, frame_height: scene units, as the camera has them; pixels_per_unit: of the screen,
    to a scene unit.

    Attributes:
        mobjects: everything on stage, in the order of drawing.
    """

    def __init__(
        self,
        lesson: Lesson,
        timeline: Timeline,
        *,
        frame_width: float,
        frame_height: float,
        pixels_per_unit: float,
    ) -> None:
        self._theme = THEMES[lesson.spec.theme]
        arrangement = arrange(timeline, frame_width, frame_height, pixels_per_unit)
        settings = [Setting(timeline, self._theme, arrangement, fit) for fit in arrangement.panels]
        self.views = [PanelView(setting) for setting in settings]
        if not settings:
            settings = [Setting(timeline, self._theme, arrangement, arrangement.principal)]
        self._frame_props = [name_mobjects(prop, name) for name, prop in frame_props(settings[0])]
        self.mobjects: list[Mesh] = [mesh for prop in self.props for mesh in prop.mobjects]
        self._order = Order(self.mobjects, arrangement.layout.em, (frame_width, frame_height))

    @property
    def props(self) -> list[Prop]:
        """All props, those of the panels first."""
        return [prop for view in self.views for prop in view.props] + self._frame_props

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
