"""Numbers behind the surface: there as a whole or not at all, since a part of one reads wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.stage.aim import view_at
from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.picture import places
from gdcore.stage.setting import Setting

_POINTS = 49  # of the surface along each side, which stand for it
_CLEAR = 0.2  # ems around a number in which it fades as the surface comes nearer


class Behind:
    """Which labels of a panel are free of the surface in front of them."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        space = setting.space
        axes = [np.linspace(a, b, _POINTS) for a, b in zip(space.lows, space.highs, strict=True)]
        points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, space.dimension)
        values = setting.lesson.function.value(points)
        inside = space.holds(points, values)
        self._places = space.place(points[inside], values[inside])

    def free(self, labels: Sequence[Label], t: float) -> Array:
        """(n,): 1 for each label that stands free, 0 where the surface covers a part of it."""
        view = view_at(self._setting, t)
        x, y, depth = view.project(self._places).T
        boxes = places(labels, view)
        left, top, right, bottom, own = (column[:, None] for column in boxes.T)
        clear = _CLEAR * self._setting.layout.em * view.pixels_per_unit
        # Few points of the surface are near a box and in front of it.
        near = (x > left - clear) & (x < right + clear) & (depth < own)
        near &= (y > top - clear) & (y < bottom + clear)
        box, point = np.nonzero(near)
        left, top, right, bottom, _ = boxes[box].T
        across = np.maximum(np.maximum(left - x[point], x[point] - right), 0.0)
        up = np.maximum(np.maximum(top - y[point], y[point] - bottom), 0.0)
        away = np.full(len(boxes), clear)
        np.minimum.at(away, box, np.hypot(across, up))
        share = away / clear
        return np.asarray(share * share * (3.0 - 2.0 * share))
