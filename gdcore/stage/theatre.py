"""A lesson's stage: every prop of the story, set to any moment of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import numpy as np
from manim import DEGREES, ManimColor, config

from gdcore.stage.camera import MeshCamera
from gdcore.stage.layout import Layout
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.axes import AxesProp
from gdcore.stage.props.descents import BallProp, TrailProp
from gdcore.stage.props.landscape import ColorBarProp, CurveProp, SurfaceProp
from gdcore.stage.props.readout import ReadoutProp
from gdcore.stage.props.setting import Prop, Setting
from gdcore.stage.props.tangent import GradientProp, TangentProp
from gdcore.stage.props.texts import (
    caption_prop,
    formula_prop,
    legend_prop,
    title_prop,
    update_rule_prop,
)
from gdcore.stage.space import Space
from gdcore.stage.theme import DARK
from gdcore.story import Cue, Lesson, Timeline

FOCAL = 20.0
"""Manim's focal distance, scene units."""

# One prop for each cue, for each descent, or one for the whole lesson.
_BY_CUE: dict[str, Callable[[Setting, Cue], Prop]] = {
    "tangent_plane": TangentProp,
    "gradient": GradientProp,
    "formula": formula_prop,
    "legend": legend_prop,
    "readout": ReadoutProp,
    "update_rule": update_rule_prop,
    "caption": caption_prop,
    "outcome": caption_prop,
    "title": title_prop,
}


class Stage:
    """What a lesson looks like at each moment.

    frame_width, frame_height: scene units, as the camera has them. `mobjects` is all that is on
    stage, in the order in which it is drawn; `show` sets it to a moment.
    """

    def __init__(
        self, lesson: Lesson, timeline: Timeline, *, frame_width: float, frame_height: float
    ) -> None:
        self._timeline = timeline
        space = Space.of(lesson.domain, lesson.value_range)
        ppu = config.pixel_width / frame_width
        layout = Layout.of(frame_width, frame_height, space.dimension, ppu)
        self.setting = Setting(timeline, space, layout, DARK)
        self._zoom, self._offset = layout.fit(space, self._angles(), FOCAL)
        self.props = self._build()
        self.mobjects: list[Mesh] = [m for prop in self.props for m in prop.mobjects]

    def _angles(self) -> list[tuple[float, float]]:
        """Where the camera looks from in the course of the lesson, once a quarter second."""
        value = self._timeline.value
        times = np.arange(0.0, self._timeline.duration + 0.25, 0.25)
        angles = {
            (round(value("camera.azimuth", t)), round(value("camera.elevation", t))) for t in times
        }
        # Straight from above the box takes more room than the lesson should lose for it.
        return [(a, min(max(e, 0), 50)) for a, e in sorted(angles)]

    def _build(self) -> list[Prop]:
        setting = self.setting
        flat = setting.space.dimension == 1
        props: list[Prop] = [CurveProp(setting) if flat else SurfaceProp(setting)]
        props.append(AxesProp(setting))
        if not flat:
            props.append(ColorBarProp(setting))
        for index in range(len(setting.lesson.descents)):
            props += [TrailProp(setting, index), BallProp(setting, index)]
        for name, build in _BY_CUE.items():
            props += [build(setting, cue) for cue in self._timeline.cues_of(name)]
        return props

    def show(self, t: float, camera: MeshCamera) -> Hashable:
        """Set every mobject and the camera to the moment `t`, seconds.

        Returns a key: moments with equal keys look the same.
        """
        timeline = self._timeline
        values = tuple(track.value(t) for track in timeline.tracks.values())
        cues = tuple(cue.opacity(t) for cue in timeline.cues)
        azimuth = timeline.value("camera.azimuth", t)
        elevation = timeline.value("camera.elevation", t)
        camera.set_theta(azimuth * DEGREES)
        camera.set_phi((90.0 - elevation) * DEGREES)
        camera.set_zoom(self._zoom * timeline.value("camera.zoom", t))
        camera.set_focal_distance(FOCAL)
        camera.frame_center = np.zeros(3)
        camera.offset = self._offset
        if camera.background_color.to_hex() != self.setting.theme.background:
            camera.background_color = ManimColor(self.setting.theme.background)
        for prop in self.props:
            prop.show(t)
        return (values, cues)
