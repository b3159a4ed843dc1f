"""Which points of the surface the viewer sees, and which are hidden behind it."""

from __future__ import annotations

import numpy as np

from gdcore.stage.aim import view_at
from gdcore.stage.gl.view import Array, View
from gdcore.stage.setting import Setting

_STEPS = 48  # between a point and the end of the box on the way to the eye
_EVERY = 0.2  # seconds between two moments that are looked at
_MOST = 300
_SLACK = 0.06  # scene units by which the surface has to stand before a point to hide it


class Sight:
    """How far points on the surface are seen in the course of a while, blended between moments.

    points: (n, d) in data space; start, end: seconds.
    """

    def __init__(self, setting: Setting, points: Array, start: float, end: float) -> None:
        count = int(min(max((end - start) / _EVERY, 1), _MOST)) + 1
        self._times = np.linspace(start, end, count)
        self._seen = np.stack([seen(setting, points, float(t)) for t in self._times])

    def at(self, t: float) -> Array:
        """(n,) from 0, hidden, to 1, seen."""
        last = len(self._times) - 1
        place = float(np.interp(t, self._times, np.arange(last + 1)))
        low = int(min(place, last - 1))
        share = place - low
        blended: Array = (1 - share) * self._seen[low] + share * self._seen[low + 1]
        return blended


def seen(setting: Setting, points: Array, t: float) -> Array:
    """(n,) 1 for each data point (n, d) that no part of the surface hides at `t`, else 0."""
    space, function = setting.space, setting.lesson.function
    if space.dimension == 1:
        return np.ones(len(points))  # a curve hides nothing of itself
    view = view_at(setting, t)
    values = np.clip(np.nan_to_num(function.value(points)), *space.values)
    feet = _squashed(view, space.place(points, values))
    eye = view.centre + view.focal * view.rotation[2]
    towards = eye - feet
    half = np.asarray(space.half)
    # To where the line of sight leaves the box.
    with np.errstate(all="ignore"):
        out = np.where(towards > 0, half - feet, -half - feet) / towards
    leave = np.clip(np.min(np.where(np.isfinite(out) & (out > 0), out, 1.0), axis=1), 0.0, 1.0)
    along = feet[:, None] + (
        leave[:, None, None] * np.linspace(0.02, 1, _STEPS)[None, :, None] * towards[:, None]
    )
    data = along[..., :2] / space.scale[:2] + np.add(space.lows, space.highs) / 2
    heights = function.value(data)
    inside = np.isfinite(heights) & (heights >= space.values[0]) & (heights <= space.values[1])
    surface = _squashed(view, space.place(data, np.where(inside, heights, space.values[0])))[..., 2]
    hides = inside & (surface > along[..., 2] + _SLACK * view.squash)
    return np.where(hides.any(axis=1), 0.0, 1.0)


def _squashed(view: View, points: Array) -> Array:
    points = points.copy()
    points[..., 2] = view.floor + (points[..., 2] - view.floor) * view.squash
    return points
