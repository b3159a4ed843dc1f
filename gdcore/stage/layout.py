"""Where everything has its place on the frame, so that nothing covers what it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.stage.gl.view import Array, View
from gdcore.stage.lens import rotation
from gdcore.stage.space import Space

MARGIN = 0.05
"""Share of the frame's width and height that text keeps free at each side."""

Region = tuple[float, float, float, float]
"""Left, bottom, right, top in scene units on the frame."""

LABELS = (1.6, 1.3, -1.6, -0.4)
"""Ems that the numbers of the axes take at the left, bottom, right and top of a box that turns."""
LABELS_FLAT = (2.8, 3.1, -0.6, -0.4)
"""The same for a map, whose axes are below and at the left."""


@dataclass(frozen=True)
class Layout:
    """Sizes and places in scene units on a frame of `width` × `height` around the origin.

    em: the least size of text, more than a thirtieth of the frame's height; big: captions and
    formulas; title: the title card. region: left, bottom, right, top of the place for the
    three-dimensional picture.
    """

    width: float
    height: float
    em: float
    big: float
    title: float
    region: Region
    pixels_per_unit: float

    @classmethod
    def of(
        cls, width: float, height: float, dimension: int, pixels_per_unit: float = 135.0
    ) -> Layout:
        """The layout for a frame, by its shape and the number of variables."""
        # A line of 30 em has to fit even into an upright frame.
        em = min(height / 27, width / 22)
        left, top = width * (0.5 - MARGIN), height * (0.5 - MARGIN)
        if width >= height:
            # The read-out's column stands at the left, the colour bar at the right.
            region = (-left + 5.5 * em, -top + 2.1 * em, left - 4.5 * em, top - 1.9 * em)
        else:
            region = (-left, -top + 9 * em, left, top - 12 * em)
        if dimension == 1:
            region = (-left + 10.5 * em, -top + 4.2 * em, left - em, top - 3.2 * em)
        return cls(width, height, em, 1.18 * em, 1.9 * em, region, pixels_per_unit)

    @property
    def left(self) -> float:
        return -self.width * (0.5 - MARGIN)

    @property
    def right(self) -> float:
        return self.width * (0.5 - MARGIN)

    @property
    def bottom(self) -> float:
        return -self.height * (0.5 - MARGIN)

    @property
    def top(self) -> float:
        return self.height * (0.5 - MARGIN)

    @property
    def open(self) -> Region:
        """All between the formula above and the caption below."""
        return (self.left, self.bottom + 2.1 * self.em, self.right, self.top - 1.9 * self.em)

    def halves(self) -> tuple[Region, Region]:
        """A wide place and a square one: side by side, or above each other if upright."""
        left, bottom, right, top = self.open
        top -= 1.6 * self.em  # the read-out's row
        if self.width >= self.height:
            right -= 3.6 * self.em  # the colour bar's
            # A map is as wide as it is high, but for its numbers.
            middle = max(right - (top - bottom) - 0.4 * self.em, (left + right) / 2)
            return (left, bottom, middle, top), (middle, bottom, right, top)
        middle = (bottom + top) / 2
        return (left, middle, right, top), (left, bottom, right, middle)

    def grid(self, count: int) -> list[Region]:
        """Places of one size for `count` panels, in rows from the top left."""
        left, bottom, right, top = self.open
        shapes = [(columns, -(-count // columns)) for columns in range(1, count + 1)]
        # The arrangement whose panels are largest as squares; on a tie the wider one.
        columns, rows = max(
            shapes, key=lambda s: (min((right - left) / s[0], (top - bottom) / s[1]), s[0])
        )
        wide, tall = (right - left) / columns, (top - bottom) / rows
        return [
            (
                left + (k % columns) * wide,
                top - (k // columns + 1) * tall,
                left + (k % columns + 1) * wide,
                top - (k // columns) * tall,
            )
            for k in range(count)
        ]

    def fit(
        self,
        space: Space,
        region: Region,
        angles: Sequence[tuple[float, float]],
        focal: float,
        flat: bool = False,
    ) -> tuple[float, tuple[float, float]]:
        """Zoom and offset that put the space's box, with its labels, into a region.

        flat: the box is squashed to its floor; angles: (azimuth, elevation) in degrees, all from
        which it is looked at.
        """
        # Numbers stand around the box at a distance that does not shrink with it.
        left, bottom, right, top = (
            edge + share * self.em
            for edge, share in zip(region, LABELS_FLAT if flat else LABELS, strict=True)
        )
        corners = np.array(
            [[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], dtype=float
        ) * np.asarray(space.half)
        if flat:
            corners[:, 2] = -space.half[2]
        spots = np.concatenate(
            [
                _on_screen(corners, np.radians(azimuth), np.radians(elevation), focal)
                for azimuth, elevation in angles
            ]
        )
        low, high = spots.min(axis=0), spots.max(axis=0)
        zoom = min((right - left) / (high[0] - low[0]), (top - bottom) / (high[1] - low[1]))
        middle = zoom * (low + high) / 2
        return zoom, ((left + right) / 2 - middle[0], (bottom + top) / 2 - middle[1])


def _on_screen(points: Array, azimuth: float, elevation: float, focal: float) -> Array:
    """Points (n, 3) as a camera at zoom 1 shows them: (n, 2) scene units on the screen."""
    view = View(rotation(azimuth, elevation), np.zeros(3), focal, 1.0, (2.0, 2.0), (2, 2))
    pixels = view.project(points)
    return np.column_stack([pixels[:, 0] - 1, 1 - pixels[:, 1]])
