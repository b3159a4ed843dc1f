"""The graph of a function of one variable."""

from __future__ import annotations

import numpy as np

from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting

CURVE_POINTS = 1601


@in_panel("curve", order=0, each="panel", when=lambda s: s.panel.kind == "curve")
class CurveProp:
    """The graph of a function of one variable, drawn from left to right."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        x = np.linspace(*setting.lesson.domain[0], CURVE_POINTS)[:, None]
        height = setting.lesson.function.value
        self._line = setting.lines([x], height, 0.075, setting.theme.curve, swell=0.0)
        self.mobjects: list[Mesh] = [self._line]

    def show(self, t: float) -> None:
        self._line.opacity = self._setting.landscape(t)
        self._line.shown = (0.0, self._setting.timeline.value("surface.reveal", t))
