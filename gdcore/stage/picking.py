"""From a pixel of a lesson's picture back to the point of the function that is seen there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.aim import lens_at
from gdcore.stage.gl.view import Array, View
from gdcore.stage.live import LivePicture
from gdcore.stage.setting import Setting

CELLS = 160
"""Cells of the grid, along each variable, on which a surface is searched."""
CURVE_POINTS = 4000
REACH = 12.0
"""Pixels by which a pointer may miss the surface's edge."""
VISIBLE = 0.5
"""Opacity from which a landscape can be touched."""


@dataclass(frozen=True)
class Touch:
    """A point of the function under the pointer.

    point: (d,) in data space, with as many digits as a pixel can tell apart; panel: the index of
    the picture in which it lies; value, gradient: of f there.
    """

    point: tuple[float, ...]
    panel: int
    value: float
    gradient: tuple[float, ...]


class Picking:
    """What can be touched in a lesson's picture as it was drawn last.

    live: the picture; t: the moment, seconds.
    """

    def __init__(self, live: LivePicture, t: float) -> None:
        self._t = t
        self._lesson = live.timeline.lesson
        self._frame = live.camera.view
        self._views = [view.setting for view in live.views]
        self._lenses = [view.lens.view(self._frame) for view in live.views]

    def starts(self) -> list[tuple[int, float, float]]:
        """(descent, column, row) in pixels of each descent's start in each picture showing it."""
        found = []
        for setting, view in self._visible():
            for index in setting.panel.descents:
                place, _, _ = setting.on_surface(self._lesson.descents[index].start)
                if np.isfinite(place).all():
                    x, y, _ = view.project(place[None])[0]
                    found.append((index, float(x), float(y)))
        return found

    def touch(self, column: float, row: float) -> Touch | None:
        """What the pointer is on; None beside the surface."""
        # An inset lies over the picture behind it and comes later.
        for index, setting, view in reversed(list(self._seen())):
            point = _point(setting, view, column, row)
            if point is not None:
                digits = _digits(setting, view, point)
                rounded = tuple(round(float(p), d) for p, d in zip(point, digits, strict=True))
                function = self._lesson.function
                gradient = np.atleast_1d(np.asarray(function.gradient(np.asarray(rounded))))
                value = float(np.asarray(function.value(np.asarray(rounded))))
                return Touch(rounded, index, value, tuple(gradient.tolist()))
        return None

    def _visible(self) -> Iterator[tuple[Setting, View]]:
        for _, setting, view in self._seen():
            yield setting, view

    def _seen(self) -> Iterator[tuple[int, Setting, View]]:
        for index, (setting, view) in enumerate(zip(self._views, self._lenses, strict=True)):
            inset = setting.panel.inset
            shown = setting.timeline.shown(inset, self._t) if inset else setting.presence(self._t)
            if setting.fit.gives_way:
                shown *= setting.spells.picture(self._t)
            if shown >= VISIBLE:
                yield index, setting, view


def _places(setting: Setting, points: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Scene points (n, 3) of data points (n, d), and which of them lie in the box."""
    values = np.asarray(setting.lesson.function.value(points), dtype=np.float64)
    inside = setting.space.holds(points, np.clip(values, *setting.space.values))
    return setting.space.place(points, np.clip(values, *setting.space.values)), inside


class _Grid:
    """A function's graph as many points, found once for each lesson and size."""

    def __init__(self, setting: Setting) -> None:
        space = setting.space
        count = CURVE_POINTS if space.dimension == 1 else CELLS + 1
        axes = [
            np.linspace(low, high, count) for low, high in zip(space.lows, space.highs, strict=True)
        ]
        self.points = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(
            -1, space.dimension
        )
        self.places, inside = _places(setting, self.points)
        self.places[~inside] = np.nan

    @cached_property
    def cell(self) -> Array:
        """(d,) the distance of two neighbours."""
        return (self.points[-1] - self.points[0]) / (
            round(len(self.points) ** (1 / self.points.shape[1])) - 1
        )


_grids: dict[int, tuple[Setting, _Grid]] = {}


def _grid(setting: Setting) -> _Grid:
    """The grid of a panel; the few used last are kept."""
    kept = _grids.get(id(setting))
    if kept is None or kept[0] is not setting:
        while len(_grids) >= 4:
            _grids.pop(next(iter(_grids)))
        kept = _grids[id(setting)] = (setting, _Grid(setting))
    return kept[1]


def _point(setting: Setting, view: View, column: float, row: float) -> Array | None:
    rect = setting.panel.rect
    if rect is not None:
        x = (column - view.pixels[0] / 2) / view.pixels_per_unit
        y = (view.pixels[1] / 2 - row) / view.pixels_per_unit
        if not (rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]):
            return None
    grid = _grid(setting)
    with np.errstate(invalid="ignore"):
        pixels = view.project(grid.places)
    if setting.space.dimension == 1:
        # Anywhere above or below the curve the pointer means the x beneath it.
        off = np.abs(pixels[:, 0] - column)
        k = int(np.nanargmin(off))
        return grid.points[k] if off[k] <= REACH else None
    away = np.hypot(pixels[:, 0] - column, pixels[:, 1] - row)
    near = np.flatnonzero(away <= max(REACH, _cell_pixels(pixels)))
    if not len(near):
        return None
    # Of a hill and what lies behind it the pointer means the hill.
    front = near[np.argmin(pixels[near, 2])]
    beside = np.abs(grid.points[near] - grid.points[front]) <= 4 * grid.cell
    close = near[beside.all(axis=-1)]
    return _refined(setting, view, grid.points[close[np.argmin(away[close])]], (column, row))


def _cell_pixels(pixels: Array) -> float:
    """The largest distance of two neighbours of the grid, roughly, in pixels."""
    side = CELLS + 1
    steps = np.diff(pixels[:, :2].reshape(side, side, 2), axis=0)
    return float(np.nanpercentile(np.hypot(steps[..., 0], steps[..., 1]), 99))


def _refined(setting: Setting, view: View, point: Array, target: tuple[float, float]) -> Array:
    """Newton's method from a grid point to the point that is seen at the target, in pixels."""
    low, high = np.array(setting.space.lows), np.array(setting.space.highs)
    best, start = point, point
    for _ in range(4):
        slope, here = _slope(setting, view, point)
        miss = np.array(target) - here
        if not np.isfinite(slope).all() or abs(np.linalg.det(slope)) < 1e-12:
            break
        point = np.clip(point + np.linalg.solve(slope, miss), low, high)
        if np.abs(point - start).max() > 0.05 * np.max(high - low):
            break  # it has gone over to another slope
        best = point
    return best


def _slope(setting: Setting, view: View, point: Array) -> tuple[Array, Array]:
    """The derivative of the pixel with respect to the point, (2, d), and the pixel (2,)."""
    spans = np.array(setting.space.highs) - np.array(setting.space.lows)
    steps = 1e-5 * spans
    points = np.concatenate([point[None], point + np.diag(steps), point - np.diag(steps)])
    places, _ = _places(setting, points)
    pixels = view.project(places)[:, :2]
    d = len(point)
    return (pixels[1 : 1 + d] - pixels[1 + d :]).T / (2 * steps), pixels[0]


def _digits(setting: Setting, view: View, point: Array) -> list[int]:
    """How many decimals of each coordinate a pixel can tell apart."""
    slope, _ = _slope(setting, view, point)
    pixels = np.hypot(*slope[:2]) if len(slope) == 2 else np.abs(slope[0])
    return [
        min(max(math.ceil(math.log10(p)), 0), 12) if np.isfinite(p) and p > 0 else 3 for p in pixels
    ]


def turned(setting: Setting, t: float, azimuth: float, elevation: float) -> None:
    """Let a panel be seen from elsewhere at `t` seconds, until another moment is shown.

    azimuth, elevation: degrees by which the viewpoint moves on.
    """
    lens = lens_at(setting, t)
    lens.azimuth += azimuth
    lens.elevation = min(max(lens.elevation + elevation, 0.0), 90.0)
    setting.aimed.clear()
    setting.aimed[t] = lens
