"""The light on a relief: how much of the sky and of the lamp each point of a height field sees.

The lamp and the sky stand still beside the surface, so that both are computed once. In each of
several directions the *horizon* of a point is the angle up to the highest place in that direction
(N. Max, "Horizon mapping: shadows for bump-mapped surfaces", The Visual Computer 4, 1988). A sky of
even brightness lights a point by the part of it that lies above its horizons, weighted by the
cosine with the normal (J. Dozier, J. Frew, "Rapid calculation of terrain parameters for radiation
modeling from digital elevation data", IEEE Trans. Geoscience and Remote Sensing 28, 1990).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array

DIRECTIONS = 16
"""Horizons of a point; with 8, a narrow hill throws a star instead of a shade."""
_LAMP_SPREAD = np.radians(9.0)
"""Half the angle that the lamp takes up: large, so that the rim of a shadow is soft and cannot be
taken for an edge of the surface."""
_LAMP_RAYS = 3  # directions across the lamp
_PLAIN_STEPS = 6  # cells; further away the sky's horizons are looked for in steps that grow
_GROWTH = 1.25  # of these steps; what one of sixteen directions misses is not seen
_DEEP = -1e9  # beyond the rim and in holes: nothing that could throw a shade


def relief_light(
    grid: Array, normals: Array, lamp: Array, moved: NDArray[np.bool_] | None = None
) -> Array | None:
    """The light on each point of a height field; None for a mesh that is none.

    grid: (rows, columns, 3) scene units, not-a-number in holes; normals: (rows * columns, 3), unit
    length, upwards; lamp: (3,), the direction to the lamp, unit length; moved: (rows, columns), the
    points that lie less than a cell away from their place on the even grid.

    Returns (rows * columns, 2), 0..1 each: the light from the sky beside what a level, open place
    gets; the part of the lamp that is seen above the hills.
    """
    # A text that is written changes no landscape: the light of the last ones is kept.
    marked = None if moved is None else moved.tobytes()
    return _light(grid.shape, marked, grid.tobytes(), normals.tobytes(), lamp.tobytes())


@lru_cache(maxsize=8)
def _light(shape: tuple[int, ...], marked: bytes | None, *numbers: bytes) -> Array | None:
    """marked: the bytes of `moved`, bool; numbers: those of grid, normals and lamp, float64."""
    grid, normals, lamp = (np.frombuffer(data) for data in numbers)
    grid = grid.reshape(shape)
    moved = None if marked is None else np.frombuffer(marked, np.bool_).reshape(shape[:2])
    cell = _cell(grid if moved is None else np.where(moved[..., None], np.nan, grid))
    if cell is None:
        return None
    heights = np.where(np.isfinite(grid).all(axis=2), grid[..., 2], _DEEP)
    normal = normals.reshape(grid.shape)
    sky = np.zeros(heights.shape)
    for azimuth in 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS:
        towards = normal[..., 0] * np.cos(azimuth) + normal[..., 1] * np.sin(azimuth)
        sine, cosine, angle = _horizon(heights, cell, azimuth, floor=0.0)
        # The integral over the elevation e, from the horizon up, of cos(e) times the cosine between
        # the normal and the direction there.
        part = towards * ((np.pi / 2 - angle) - sine * cosine) + normal[..., 2] * cosine**2
        sky += np.maximum(part, 0.0)
    middle, height = np.arctan2(lamp[1], lamp[0]), np.arcsin(lamp[2])
    seen = np.zeros(heights.shape)
    for offset in np.linspace(-1, 1, _LAMP_RAYS) * _LAMP_SPREAD:
        # A rim that lies between two steps would let light through: stripes beside a shadow.
        angle = _horizon(heights, cell, middle + offset, floor=-np.inf, growth=1.0)[2]
        share = np.clip(0.5 + (height - angle) / (2 * _LAMP_SPREAD), 0, 1)
        seen += share * share * (3 - 2 * share)
    light = np.column_stack([(sky / DIRECTIONS).ravel(), (seen / _LAMP_RAYS).ravel()])
    light.flags.writeable = False
    return light


def _cell(grid: Array) -> tuple[float, float] | None:
    """The sides of a cell along x and y, signed; None unless the points lie on an even grid."""
    row, column = np.nonzero(np.isfinite(grid).all(axis=2))
    if not len(row) or np.ptp(row) == 0 or np.ptp(column) == 0:
        return None
    places = grid[row, column, :2]
    (across, x0), (up, y0) = (
        np.polyfit(*pair, 1) for pair in zip((column, row), places.T, strict=True)
    )
    off = np.abs(places - np.column_stack([x0 + across * column, y0 + up * row])).max()
    even = across and up and off < 1e-3 * max(abs(across), abs(up))
    return (float(across), float(up)) if even else None


def _horizon(
    heights: Array,
    cell: tuple[float, float],
    azimuth: float,
    floor: float,
    growth: float = _GROWTH,
) -> tuple[Array, Array, Array]:
    """Sine, cosine and angle of the horizon in one direction, not below the slope `floor`.

    growth: from one step of the search to the next, beyond `_PLAIN_STEPS`; 1: all are one cell.
    """
    rows, columns = heights.shape
    step = np.array([np.cos(azimuth) / cell[0], np.sin(azimuth) / cell[1]])
    along = 1.0 / np.abs(step).max()  # scene units for a step of one cell along the longer axis
    step *= along
    slope = np.full(heights.shape, floor)
    count = 1.0
    while count < max(rows, columns):
        there = _moved(heights, *(count * step))
        if there is None:
            break
        (top, bottom, left, right), values = there
        here = heights[top:bottom, left:right]
        part = slope[top:bottom, left:right]
        np.maximum(part, (values - here) / (count * along), out=part)
        count = max(count + 1.0, np.ceil(growth * count) if count >= _PLAIN_STEPS else 0.0)
    slope = np.maximum(slope, _DEEP)
    cosine = 1.0 / np.sqrt(1.0 + slope * slope)
    return slope * cosine, cosine, np.arctan(slope)


def _moved(
    heights: Array, across: float, up: float
) -> tuple[tuple[int, int, int, int], Array] | None:
    """The heights so many columns and rows further on, blended between points.

    The first four numbers say for which rows and columns there are any: (top, bottom, left, right).
    """
    rows, columns = heights.shape
    column, row = int(np.floor(across)), int(np.floor(up))
    u, v = across - column, up - row
    more_u, more_v = int(u > 1e-9), int(v > 1e-9)
    top, bottom = max(0, -row), min(rows, rows - row - more_v)
    left, right = max(0, -column), min(columns, columns - column - more_u)
    if top >= bottom or left >= right:
        return None
    lower = heights[top + row : bottom + row + more_v, left + column : right + column + more_u]
    if more_u:
        lower = (1 - u) * lower[:, :-1] + u * lower[:, 1:]
    if more_v:
        lower = (1 - v) * lower[:-1] + v * lower[1:]
    return (top, bottom, left, right), lower
