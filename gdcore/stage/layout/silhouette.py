"""What a landscape with its axes covers of the frame, whatever the zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gdcore.maths import Objective
from gdcore.maths.landscape.extent import values_on_grid
from gdcore.maths.remembering import remembered
from gdcore.stage.gl.view import Array, View
from gdcore.stage.layout.lens import ABOVE, FOCAL, rotation
from gdcore.stage.layout.space import Space

Axes = Literal["numbers", "across", "names", "none"]
"""What is written at the axes of a picture: a small one has no room for numbers, or for nothing;
one beside others with the same axes has the numbers of the level one alone."""

Reach = tuple[float, float, float, float]
"""Ems that texts take to the left, bottom, right and top of a point, at any zoom."""

CURVE: Reach = (3.4, 3.3, 1.5, 1.7)
"""Around the graph of a function of one variable."""
MAP: dict[Axes, Reach] = {
    "numbers": (2.8, 3.1, 0.6, 0.4),
    "across": (0.4, 1.9, 0.4, 0.2),
    "names": (1.6, 1.6, 0.1, 0.1),
    "none": (0.0, 0.0, 0.0, 0.0),
}
"""Around a map, whose axes are below and at the left."""
SMALL_MAP: Reach = (2.6, 1.9, 0.4, 0.2)
"""Around a small map with numbers."""
TICK, NAME = (1.2, 0.9, 0.5), (2.6, 0.5, 0.6)
"""Ems of a number and of a variable's name at an edge of the floor: how far out it stands, and half
of its width and height."""
UPRIGHT: Reach = (2.4, 0.5, 0.0, 0.5)
"""Around the top of the upright axis, with its number."""
OF_VALUE: Reach = (1.7, 0.0, 1.7, 1.9)
"""The same with the name of f above it."""
RIM: Reach = (0.3, 0.3, 0.3, 0.3)
"""Around the landscape itself: its outline, and a ball at its rim."""

DIRECTIONS = np.array([[np.cos(a), np.sin(a)] for a in np.radians(np.arange(0.0, 360.0, 11.25))])
"""(32, 2): a silhouette is known by how far it reaches in each."""
TOUCHING = 1.6
"""Scene units by which a tangent plane or the arrow of a gradient reaches out from its point."""
_GRID = 17  # points along each side of the landscape, besides its highest and its lowest one


@dataclass(frozen=True, eq=False)
class Silhouette:
    """How far a picture reaches in each direction from the middle of its box, as a convex outline.

    Attributes:
        shapes: (groups, 32) of each group of points, for a lens at zoom 1, scene units.
        texts: (groups, 32) what texts at these points add, ems.
    """

    shapes: Array
    texts: Array

    @classmethod
    def of_box(
        cls,
        space: Space,
        landscape: Array,
        angle: tuple[float, float],
        axes: Axes,
        named: bool,
    ) -> Silhouette:
        """Of a surface with its floor and axes, from one viewpoint.

        landscape: (n, 3) points of the surface; angle: azimuth and elevation in degrees; named: the
        upright axis has its name.
        """
        floor = _floor(space)
        spots = _on_screen(floor, angle)
        groups = [(spots, RIM), (_on_screen(landscape, angle), RIM)]
        if axes != "none":
            groups += _at_edges(space, angle, axes)
        if axes == "numbers":
            # The leftmost corner has the upright axis.
            post = floor[[int(np.argmin(spots[:, 0]))]] * [1, 1, -1]
            top = _on_screen(post, angle)
            groups += [(top, UPRIGHT), *([(top, OF_VALUE)] if named else [])]
        return cls._of(groups)

    def touched(self, places: Array, angle: tuple[float, float]) -> Silhouette:
        """With planes and arrows that touch the landscape at places (n, 3) of the scene."""
        reach = (_on_screen(places, angle) @ DIRECTIONS.T).max(axis=0) + TOUCHING
        return Silhouette(np.vstack([self.shapes, reach]), np.vstack([self.texts, 0.0 * reach]))

    @classmethod
    def of_map(cls, space: Space, axes: Axes, small: bool) -> Silhouette:
        """Of a map: the floor, seen from above; small: names of its axes stand between numbers."""
        reach = SMALL_MAP if small and axes == "numbers" else MAP[axes]
        return cls._of([(_on_screen(_floor(space), ABOVE), reach)])

    @classmethod
    def of_curve(cls, space: Space, angles: Sequence[tuple[float, float]]) -> Silhouette:
        """Of a graph with its axes."""
        hx, _, hz = space.half
        corners = np.array([[x, 0.0, z] for x in (-hx, hx) for z in (-hz, hz)])
        return cls._of([(np.concatenate([_on_screen(corners, a) for a in angles]), CURVE)])

    @classmethod
    def of_bytes(cls, shapes: bytes, texts: bytes) -> Silhouette:
        """The one with these attributes, as `tobytes` gives them."""
        rows = (-1, len(DIRECTIONS))
        return cls(np.frombuffer(shapes).reshape(rows), np.frombuffer(texts).reshape(rows))

    @classmethod
    def _of(cls, groups: Sequence[tuple[Array, Reach]]) -> Silhouette:
        """Of groups of places (n, 2) on the screen, with what stands around each."""
        shapes = [(spots @ DIRECTIONS.T).max(axis=0) for spots, _ in groups]
        texts = []
        for _, (left, bottom, right, top) in groups:
            corners = np.array([[x, y] for x in (-left, right) for y in (-bottom, top)])
            texts.append((corners @ DIRECTIONS.T).max(axis=0))
        return cls(np.array(shapes), np.array(texts))

    def reach(self, zoom: float, em: float) -> Array:
        """How far the picture reaches in each of DIRECTIONS at a zoom: (32,) scene units."""
        return np.asarray((zoom * self.shapes + em * self.texts).max(axis=0))


@remembered(256)
def silhouette_of_box(
    space: Space, landscape: bytes, angle: tuple[float, float], axes: Axes, named: bool
) -> Silhouette:
    """`Silhouette.of_box` by the numbers of a landscape, kept from one lesson to the next."""
    points = np.frombuffer(landscape).reshape(-1, 3)
    return Silhouette.of_box(space, points, angle, axes, named)


def _floor(space: Space) -> Array:
    """(4, 3): the corners of the floor, in scene units."""
    hx, hy, hz = space.half
    return np.array([[x, y, -hz] for x in (-hx, hx) for y in (-hy, hy)])


def _at_edges(space: Space, angle: tuple[float, float], axes: Axes) -> list[tuple[Array, Reach]]:
    """Numbers and names at the two edges of the floor that can be read from a viewpoint."""
    azimuth, elevation = np.radians(angle)
    groups = []
    for axis, towards in ((0, np.sin(azimuth)), (1, np.cos(azimuth))):
        outward = np.zeros(3)
        outward[1 - axis] = 1.0 if towards >= 0 else -1.0
        along = np.zeros(3)
        along[axis] = space.half[axis]  # where a domain ends with a number, it stands at the corner
        foot = outward * np.asarray(space.half) - [0.0, 0.0, space.half[2]]
        seen = rotation(azimuth, elevation)
        right, up = (seen @ outward)[:2]
        placed = [(NAME, foot[None])]
        if axes == "numbers":
            placed.append((TICK, np.stack([foot - along, foot + along])))
        for (away, wide, tall), places in placed:
            away = away if axes == "numbers" else 1.0
            # What is nearer is larger, but for the letters themselves.
            nearest = FOCAL / (FOCAL - float((places @ seen[2]).max()))
            x, y = away * right * nearest, away * up * nearest
            groups.append((_on_screen(places, angle), (wide - x, tall - y, wide + x, tall + y)))
    return groups


def landscape(space: Space, function: Objective) -> Array:
    """(n, 3): points all over the drawn surface, in scene units."""
    domain = list(zip(space.lows, space.highs, strict=True))
    values = values_on_grid(function, domain, _GRID)
    sides = [np.linspace(low, high, _GRID) for low, high in domain]
    x, y = np.meshgrid(*sides, indexing="ij")
    points = np.stack([x, y], axis=-1).reshape(-1, 2)
    known = np.isfinite(values.reshape(-1))
    heights = np.clip(values.reshape(-1)[known], *space.values)
    if not known.any():
        return _floor(space)
    return space.place(points[known], heights)


def _on_screen(points: Array, angle: tuple[float, float]) -> Array:
    """Points (n, 3) as a camera at zoom 1 shows them: (n, 2) scene units on the screen."""
    azimuth, elevation = np.radians(angle)
    view = View(rotation(azimuth, elevation), np.zeros(3), FOCAL, 1.0, (2.0, 2.0), (2, 2))
    pixels = view.project(points)
    return np.column_stack([pixels[:, 0] - 1, 1 - pixels[:, 1]])
