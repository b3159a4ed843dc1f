"""How a box with the numbers and names of its axes is put into its place on the frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from gdcore.stage.gl.view import Array, View
from gdcore.stage.layout.lens import rotation
from gdcore.stage.layout.regions import Region
from gdcore.stage.layout.space import Space

LABELS = (1.6, 1.8, -1.6, -0.4)
"""Ems that the numbers of the axes take at the left, bottom, right and top of a box that turns."""
LABELS_CURVE = (3.4, 3.3, -1.5, -1.7)
"""The same for a graph."""
LABELS_FLAT = (2.8, 3.1, -0.6, -0.4)
"""The same for a map, whose axes are below and at the left."""
NAMES = (0.8, 1.0, -0.8, -0.2)
"""What the names of the axes alone take around a box that turns."""
NAMES_FLAT = (1.6, 1.6, -0.1, -0.1)
"""The same for a map."""

Fit = tuple[float, tuple[float, float]]
"""The zoom and the offset that put a box into its place on the frame."""

Axes = Literal["numbers", "names", "none"]
"""What is written at the axes of a picture: a small one has no room for numbers, or for nothing."""


def _within(region: Region, ems: tuple[float, float, float, float], em: float) -> Region:
    """What numbers around a picture leave of a region: they do not shrink with it."""
    left, bottom, right, top = (edge + share * em for edge, share in zip(region, ems, strict=True))
    return left, bottom, right, top


def graph_ratio(region: Region, em: float) -> float:
    """Height to width of a graph that fills a region, within what is good to look at."""
    left, bottom, right, top = _within(region, LABELS_CURVE, em)
    return min(max((top - bottom) / (right - left), 0.4), 1.0)


def fit(
    space: Space,
    region: Region,
    em: float,
    angles: Sequence[tuple[float, float]],
    focal: float,
    flat: bool = False,
    axes: Axes = "numbers",
) -> Fit:
    """Zoom and offset that put the space's box, with its labels, into a region.

    flat: the box is squashed to its floor; axes: what is written at them; angles: (azimuth,
    elevation) in degrees, all from which it is looked at.
    """
    left, bottom, right, top = region
    if axes != "none":
        named = axes == "names"
        of_map, of_box = (NAMES_FLAT, NAMES) if named else (LABELS_FLAT, LABELS)
        labels = LABELS_CURVE if space.dimension == 1 else of_map if flat else of_box
        left, bottom, right, top = _within(region, labels, em)
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
    # Where texts leave no room at all there is a picture all the same, if a tiny one.
    wide, tall = max(right - left, em), max(top - bottom, em)
    zoom = min(wide / (high[0] - low[0]), tall / (high[1] - low[1]))
    middle = zoom * (low + high) / 2
    return zoom, ((left + right) / 2 - middle[0], (bottom + top) / 2 - middle[1])


def _on_screen(points: Array, azimuth: float, elevation: float, focal: float) -> Array:
    """Points (n, 3) as a camera at zoom 1 shows them: (n, 2) scene units on the screen."""
    view = View(rotation(azimuth, elevation), np.zeros(3), focal, 1.0, (2.0, 2.0), (2, 2))
    pixels = view.project(points)
    return np.column_stack([pixels[:, 0] - 1, 1 - pixels[:, 1]])
