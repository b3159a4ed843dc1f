"""The graph of a function of one variable."""

from __future__ import annotations

import numpy as np

from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting

CURVE_POINTS = 1601


@in_panel("curve", order=0, each="panel", when=lambda s: s.panel.kind == "curve")
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
