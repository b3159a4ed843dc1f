"""A lesson's stage: every prop of the story, set to any moment of it."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import DEGREES, ManimColor

from gdcore.stage.layout.arrangement import Arrangement, arrange
from gdcore.stage.layout.giving_way.precedence import Order
from gdcore.stage.layout.lens import FOCAL, Lens
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.panel_view import PanelView
from gdcore.stage.props.company import Company
from gdcore.stage.props.parts.naming import name_mobjects
from gdcore.stage.props.registry import Prop, frame_props
from gdcore.stage.setting import Setting
from gdcore.stage.theme import lesson_theme
from gdcore.story import Lesson, Timeline
from gdcore.story.track import smooth

_AROUND = 0.15  # seconds before and after a moment within which something moves, or nothing does
_STIR, _GROWN = 0.2, 0.004  # degrees, and share of size or height, that count as full motion


class Stage:
    """All mobjects of a lesson, set to any moment by `show`.

    Each prop is built when it is first seen, or when `props` or `mobjects` is asked for.

    frame_width, frame_height: scene units, as the camera has them; pixels_per_unit: of the screen,
    to a scene unit.

    Attributes:
        views: the panels.
        frame: the props of the frame.
        size: (width, height) of the frame, scene units.
        present: the mobjects that have been built, in the order of drawing; all of those that can
            be seen at the moment shown last are among them.
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
        arrangement = arrange(timeline, frame_width, frame_height, pixels_per_unit)
        self._arrange(timeline, arrangement, (frame_width, frame_height))

    @classmethod
    def arranged(
        cls, timeline: Timeline, arrangement: Arrangement, size: tuple[float, float]
    ) -> Stage:
        """A stage whose arrangement is known; size: of the frame, scene units."""
        stage = cls.__new__(cls)
        stage._arrange(timeline, arrangement, size)
        return stage

    def _arrange(
        self, timeline: Timeline, arrangement: Arrangement, size: tuple[float, float]
    ) -> None:
        self._theme = lesson_theme(timeline.lesson)
        settings = [Setting(timeline, self._theme, arrangement, fit) for fit in arrangement.panels]
        self.views = [PanelView(setting) for setting in settings]
        if not settings:
            settings = [Setting(timeline, self._theme, arrangement, arrangement.principal)]
        frame = Company(settings[0], frame_props(settings[0]), name_mobjects)
        self._companies = [*(view.company for view in self.views), frame]
        self.frame = frame
        self._em, self.size = arrangement.layout.em, size
        self._shown: tuple[float, MeshCamera] | None = None
        self._gather()

    @property
    def props(self) -> list[Prop]:
        """All props, those of the panels first."""
        self._call()
        return [prop for company in self._companies for prop in company.props]

    @property
    def mobjects(self) -> list[Mesh]:
        """Everything on stage at any moment, in the order of drawing."""
        self._call()
        return self.present

    def show(self, t: float, camera: MeshCamera) -> None:
        """Set every mobject and the camera to the moment `t`, seconds."""
        if camera.background_color.to_hex() != self._theme.background:
            camera.background_color = ManimColor(self._theme.background)
        self._shown = t, camera
        self._call(t)
        for view in self.views:
            view.show(t)
        for prop in self.frame.props:
            prop.show(t)
        self._order.keep(partial(self._motion, t))
        # Mobjects that an author adds to the scene are projected as in the first panel.
        lens = self.views[0].lens if self.views else Lens()
        camera.set_theta(lens.azimuth * DEGREES)
        camera.set_phi((90.0 - lens.elevation) * DEGREES)
        camera.set_zoom(lens.zoom)
        camera.set_focal_distance(FOCAL)
        camera.frame_center = np.zeros(3)
        camera.offset = lens.offset

    def _motion(self, t: float) -> float:
        """How far texts may move on the frame at `t` seconds: from 0, at rest, to 1."""
        before, after = t - _AROUND, t + _AROUND
        moved = 0.0
        for view in self.views:
            setting, value = view.setting, view.setting.timeline.value
            count = range(len(setting.lesson.descents))
            steps = setting.timeline.steps
            if any(abs(steps(i, after) - steps(i, before)) > 0 for i in count):
                return 1.0
            for name in ("camera.azimuth", "camera.elevation"):
                moved = max(moved, abs(value(name, after) - value(name, before)) / _STIR)
            (one, place), (other, there) = setting.fit_at(before), setting.fit_at(after)
            near = [value("camera.zoom", s) for s in (before, after)]
            grown = abs(other * near[1] / (one * near[0]) - 1.0)
            away = max(abs(place[0] - there[0]), abs(place[1] - there[1]))
            moved = max(moved, grown / _GROWN, away / (_GROWN * self.size[1]))
        return smooth(min(moved, 1.0))

    def _call(self, t: float | None = None) -> None:
        """Build the props that can be seen at `t` seconds, or all of them."""
        # A list: each of them builds its own, also when the first one has.
        grown = [company.call(t) for company in self._companies]
        if any(grown):
            self._gather()
            if t is None and self._shown is not None:  # newcomers stand where the others do
                self.show(*self._shown)

    def _gather(self) -> None:
        props = [prop for company in self._companies for prop in company.props]
        self.present: list[Mesh] = [mesh for prop in props for mesh in prop.mobjects]
        self._order = Order(self.present, self._em, self.size)
