"""Lines and arrows that lie on the surface, as a path lies on the ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.setting import Setting

_PIECES = 14  # of an arrow: so that it follows the hills
_HOVER = 0.03  # scene units above the surface
_LIFT = 0.12  # scene units by which it is drawn nearer, lest the mesh should cut it
_RIM = 0.035  # scene units by which the rim is wider, which parts it from the surface
_HEAD = 3.4  # width of the head to that of the shaft


def drape(setting: Setting, points: Array) -> Array:
    """Data points (n, d) as scene points (n, 3) a little above the surface."""
    space = setting.space
    values = np.clip(np.nan_to_num(setting.lesson.function.value(points)), *space.values)
    scene = space.place(points, values)
    if space.dimension == 2:
        scene[:, 2] += _HOVER
    return scene


class GroundLine:
    """A line or an arrow with a dark rim, lying on the surface; its strokes are `mobjects`."""

    def __init__(self, setting: Setting, color: str, width: float, head: bool = True) -> None:
        self._setting, self._width = setting, width * setting.thick
        self._arrow = head
        theme = setting.theme
        flat: dict[str, Any] = {"lift": _LIFT, "swell": 0.4, "in_front": True}
        nothing = np.zeros((2, 3))
        self._rim = Stroke(nothing, width + _RIM, color=theme.background, **flat)
        self._core = Stroke(nothing, width, color=color, round_ends=not head, **flat)
        self.mobjects: list[Mesh] = [self._rim, self._core]
        self.length = 0.0

    def put(self, start: Sequence[float] | Array, way: Sequence[float] | Array) -> None:
        """An arrow from a data point (d,) along a vector (d,) of the data."""
        foot, vector = np.asarray(start, float), np.asarray(way, float)
        share = np.linspace(0.0, 1.0, _PIECES)[:, None]
        self.follow(drape(self._setting, foot + share * vector))

    def follow(self, scene: Array) -> None:
        """A line through scene points (n, 3), with its head at the last one."""
        pieces = np.linalg.norm(np.diff(scene, axis=0), axis=1)
        self.length = float(pieces.sum())
        if not self._arrow or self.length < 1e-9:
            self._core.set_line(scene, self._width)
            self._rim.set_line(scene, self._width + _RIM)
            return
        head = min(_HEAD * self._width, 0.6 * self.length)
        shaft = min(self._width, head / 2)
        along = np.concatenate([[0.0], np.cumsum(pieces)])
        at = self.length - min(1.15 * head, 0.75 * self.length)
        neck = np.array([np.interp(at, along, scene[:, k]) for k in range(3)])
        line = np.vstack([scene[along < at], neck])
        tip = scene[-1]
        rim = _RIM * (tip - neck) / max(float(np.linalg.norm(tip - neck)), 1e-9)
        for stroke, more, reach in ((self._rim, _RIM, rim), (self._core, 0.0, 0.0 * rim)):
            points = np.vstack([line, neck - 0.5 * reach, tip + 1.6 * reach])
            widths = np.full(len(points), shaft + more)
            widths[-2], widths[-1] = head + 1.6 * more, 0.0
            stroke.round_ends = False
            stroke.set_line(points, widths, breaks=[len(line)])

    def set_opacity(self, opacity: float) -> None:
        """How much of it is there, 0 to 1; an arrow shorter than its width is a blot."""
        seen = opacity * min(1.0, max(0.0, self.length / (1.5 * self._width) - 0.5))
        self._core.opacity, self._rim.opacity = seen, 0.55 * seen
