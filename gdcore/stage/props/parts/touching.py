"""What touches the surface at a point: its size, its tangents, and the surface over it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.setting import Setting

HALF_SIDE = 1.15
"""Half the side of the tangent plane, scene units."""
TALLEST = 1.5
"""How far it may reach up and down: a plane on a steep slope is smaller."""


def tangents(setting: Setting, point: Sequence[float]) -> tuple[Array, list[Array], float]:
    """A point's place on the surface, the tangents along the axes, and half a plane's side."""
    place, _, gradient = setting.on_surface(point)
    space = setting.space
    directions = np.eye(space.dimension) / space.scale[:-1, None]
    sides = [space.tangent(direction, gradient) for direction in directions]
    rise = sum(abs(float(side[2])) for side in sides)
    return place, sides, min(HALF_SIDE, TALLEST / rise if rise > 0 else HALF_SIDE)


def heights(setting: Setting, places: Array) -> Array:
    """The heights (n,) of the surface at the scene points (n, 3) over it; −∞ where it has none."""
    space = setting.space
    points = places[:, :2] / space.scale[:-1] + np.add(space.lows, space.highs) / 2
    found = space.place(points, setting.lesson.function.value(points))[:, 2]
    return np.where(np.isnan(found), -np.inf, found)
