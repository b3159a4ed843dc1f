"""A lesson's stage: every prop of the story, set to any moment of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
from manim import DEGREES, ManimColor, config

from gdcore.stage.aim import aim
from gdcore.stage.layout.arrangement import Panel, arrange, narrowed
from gdcore.stage.layout.framing import fit, graph_ratio
from gdcore.stage.layout.lens import ABOVE, FOCAL, Lens
from gdcore.stage.layout.precedence import Order
from gdcore.stage.layout.space import Space
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.picture_key import picture_key
from gdcore.stage.props.frame.algorithm import AlgorithmProp
from gdcore.stage.props.frame.captions import CaptionProp
from gdcore.stage.props.frame.compare import compare_prop
from gdcore.stage.props.frame.data import DataProp
from gdcore.stage.props.frame.formula import (
    FormulaProp,
    PanelTitleProp,
    measure_layout,
    title_prop,
    update_rule_prop,
)
from gdcore.stage.props.frame.loss_curve import (
    inset_loss_prop,
    inset_schedule_prop,
    loss_curve_prop,
)
from gdcore.stage.props.frame.race import RaceProp
from gdcore.stage.props.frame.readout import ReadoutProp
from gdcore.stage.props.panel.axes import AxesProp
from gdcore.stage.props.panel.basins import BasinsProp, basins_legend_prop
from gdcore.stage.props.panel.critical_points import CriticalPointsProp, kinds_prop
from gdcore.stage.props.panel.internals import InternalsProp, internals_legend
from gdcore.stage.props.panel.level_labels import LevelLabelsProp
from gdcore.stage.props.panel.rim import RimProp
from gdcore.stage.props.panel.sign_step import SignArrows, SignStepProp
from gdcore.stage.props.panel.slices import SlicesProp
from gdcore.stage.props.panel.surface import ColorBarProp, CurveProp, SurfaceProp
from gdcore.stage.props.panel.tangent_plane import GradientProp, TangentProp
from gdcore.stage.props.panel.trail import BallProp, TrailProp
from gdcore.stage.props.panel.vector_field import VectorFieldProp
from gdcore.stage.props.parts.naming import call
from gdcore.stage.setting import Prop, Setting
from gdcore.stage.theme import THEMES
from gdcore.story import Cue, Lesson, Timeline

# The prop of a cue: in each panel's space, or once on the frame.
_IN_SPACE: dict[str, Callable[[Setting, Cue], Prop]] = {
    "tangent_plane": TangentProp,
    "slices": SlicesProp,
    "basins": BasinsProp,
    "vector_field": VectorFieldProp,
    "critical_points": CriticalPointsProp,
    "gradient": GradientProp,
    "internals": InternalsProp,
    "sign_step": SignArrows,
}
_ON_FRAME: dict[str, Callable[[Setting, Cue], Prop]] = {
    "formula": FormulaProp,
    "basins": basins_legend_prop,
    "critical_points": kinds_prop,
    "legend": RaceProp,
    "readout": ReadoutProp,
    "update_rule": update_rule_prop,
    "race": RaceProp,
    "internals": internals_legend,
    "data": DataProp,
    "sign_step": SignStepProp,
    "algorithm": AlgorithmProp,
    "compare": compare_prop,
    "loss_curve": loss_curve_prop,
    "inset_loss": inset_loss_prop,
    "inset_schedule": inset_schedule_prop,
    "caption": CaptionProp,
    "outcome": CaptionProp,
    "title": title_prop,
}


class View:
    """One panel of the frame with its props and the lens through which it is seen."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._flat = setting.panel.kind == "map"
        # Where a chart leaves it no room to be read in, it leaves the stage to the chart.
        wide = 2 * max(setting.space.half[:2])
        least = 7 * setting.layout.em
        narrow = setting.narrow
        self._leaves = setting.panel.leaves or (narrow is not None and narrow[0] * wide < least)
        self.lens = Lens(
            offset=setting.offset, floor=-setting.space.half[2], rect=setting.panel.rect
        )
        self.props = self._build()
        for prop in self.props:
            call(prop, panel=setting.panel)
            for mesh in prop.mobjects:
                if not mesh.fixed_in_frame:
                    mesh.lens = self.lens

    def _build(self) -> list[Prop]:
        setting, timeline = self.setting, self.setting.timeline
        panel = setting.panel
        props: list[Prop] = [
            CurveProp(setting) if panel.kind == "curve" else SurfaceProp(setting),
            AxesProp(setting),
        ]
        sinks = panel.kind == "surface" and "surface.flatten" in timeline.tracks
        if (sinks or self._flat) and not panel.inset:
            props.append(LevelLabelsProp(setting))
        if panel.title:
            props.append(PanelTitleProp(setting))
        for name, build in _IN_SPACE.items():
            if name == "tangent_plane" and self._flat:
                continue  # from above it hides what it touches and shows nothing
            if name in ("critical_points", "vector_field") and panel.inset:
                continue  # it would fill a small picture and leave nothing of the map
            cues = [c for c in timeline.cues_of(name) if c.descent in (None, *panel.descents)]
            props += [build(setting, cue) for cue in cues]
        # Lines on the surface are drawn in this order: the trails over slices and arrows.
        for index in panel.descents:
            props += [TrailProp(setting, index), BallProp(setting, index)]
        if not panel.inset:
            props.append(RimProp(setting))
        return props

    def show(self, t: float) -> None:
        """Set the panel to the moment `t`."""
        aim(self.lens, self.setting, t)
        for prop in self.props:
            prop.show(t)
        there = 1.0
        inset = self.setting.panel.inset
        if inset or (self.setting.layout.crowded and self.setting.aside(t) > 0):
            shown = self.setting.timeline.shown("inset_contour", t) if inset else 1.0
            there = shown * self._still(t)
        elif self._leaves:
            there = self._still(t)
        if there < 1.0:
            for prop in self.props:
                for mesh in prop.mobjects:
                    mesh.opacity *= there

    def _still(self, t: float) -> float:
        """How much is there of what leaves: nothing when that which has its place can be read."""
        return max(0.0, 1.0 - 2.0 * self.setting.aside(t))


class Stage:
    """What a lesson looks like at each moment.

    frame_width, frame_height: scene units, as the camera has them. `mobjects` is all that is on
    stage, in the order in which it is drawn; `show` sets it to a moment.
    """

    def __init__(
        self, lesson: Lesson, timeline: Timeline, *, frame_width: float, frame_height: float
    ) -> None:
        self._timeline = timeline
        self._theme = THEMES[lesson.spec.theme]
        ppu = config.pixel_width / frame_width
        layout = measure_layout(timeline, frame_width, frame_height, ppu)
        angles = self._angles()
        self.views = []
        for panel in arrange(timeline, layout):
            flat = panel.kind == "map"
            seen = [ABOVE] if flat else [(a + panel.turn, e) for a, e in angles]
            ratio = graph_ratio(panel.region, layout.em)
            space = Space.of(lesson.domain, lesson.value_range, ratio)
            zoom, offset = fit(space, panel.region, layout.em, seen, FOCAL, flat, panel.axes)
            narrow = fit(space, narrowed(panel, layout), layout.em, seen, FOCAL, flat, panel.axes)
            setting = Setting(
                timeline, space, layout, self._theme, panel, zoom, offset, narrow, tuple(seen)
            )
            self.views.append(View(setting))
        if self.views:
            setting = self.views[0].setting
        else:  # a board: formulas, numbers and charts alone
            panel = Panel("surface", layout.open, tuple(range(len(lesson.descents))))
            space = Space.of(lesson.domain, lesson.value_range)
            setting = Setting(timeline, space, layout, self._theme, panel, 1.0, (0.0, 0.0))
        self._frame_props = self._build(setting)
        self.mobjects: list[Mesh] = [mesh for prop in self.props for mesh in prop.mobjects]
        self._order = Order(self.mobjects, layout.em, (frame_width, frame_height))

    @property
    def props(self) -> list[Prop]:
        """All props, those of the panels first."""
        return [prop for view in self.views for prop in view.props] + self._frame_props

    def _angles(self) -> list[tuple[float, float]]:
        """Where the camera looks from in the course of the lesson, once a quarter second."""
        value = self._timeline.value
        times = np.arange(0.0, self._timeline.duration + 0.25, 0.25)
        # What sinks into its map is fitted as a map in the end, and shrinks a little on the way.
        sinks = "surface.flatten" in self._timeline.tracks
        angles = {
            (round(value("camera.azimuth", t)), round(value("camera.elevation", t)))
            for t in times
            if not (sinks and value("surface.flatten", t) > 0.05)
        }
        # Straight from above the box takes more room than the lesson should lose for it.
        return [(a, min(max(e, 0), 50)) for a, e in sorted(angles)]

    def _build(self, setting: Setting) -> list[Prop]:
        """What belongs to the frame and not to a panel."""
        props: list[Prop] = []
        if setting.layout.bar:
            props.append(call(ColorBarProp(setting)))
        for name, build in _ON_FRAME.items():
            if name == "readout" and len(self._timeline.lesson.descents) > 1:
                continue  # the table has their numbers
            props += [call(build(setting, cue), name) for cue in self._timeline.cues_of(name)]
        return props

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
        # What an author draws over the lesson follows its first panel.
        lens = self.views[0].lens if self.views else Lens()
        camera.set_theta(lens.azimuth * DEGREES)
        camera.set_phi((90.0 - lens.elevation) * DEGREES)
        camera.set_zoom(lens.zoom)
        camera.set_focal_distance(FOCAL)
        camera.frame_center = np.zeros(3)
        camera.offset = lens.offset
        return picture_key(self.mobjects)
