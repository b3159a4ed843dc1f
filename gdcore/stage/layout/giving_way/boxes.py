"""The boxes that texts take on the frame, and how near two of them are.

A box is left, bottom, right, top in scene units from the frame's middle, y upwards; n boxes are an
array (n, 4).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.stage.gl.view import Array, View
from gdcore.stage.layout.lens import FOCAL, Lens
from gdcore.story.track import smooth

TOUCH, CLEAR = 0.15, 0.18
"""Ems between two texts: where they are as near as the first, one is gone; from the second on both
are there. Close together, so that hardly ever one is seen half: with 0.21 the numbers of an upright
frame's axes would be, too pale to read."""

_UNIT = View(np.eye(3), np.zeros(3), FOCAL, 1.0, (2.0, 2.0), (2, 2))
"""A frame on which a scene unit is a pixel."""


def on_frame(lens: Lens, points: Array) -> Array:
    """Where points (n, 3) of the scene fall on the frame: (n, 2)."""
    spots = lens.view(_UNIT).project(points)
    return np.column_stack([spots[:, 0] - 1, 1 - spots[:, 1]])


def boxes_at(middles: Array, size: tuple[float, float]) -> Array:
    """The boxes (n, 4) of a text of this width and height at n places (n, 2)."""
    half = np.array(size) / 2
    return np.concatenate([middles - half, middles + half], axis=-1)


def gaps(a: Array, b: Array) -> Array:
    """How far the boxes of (n, 4) are from those of (m, 4), less than 0 where they meet: (n, m)."""
    apart = np.maximum(a[:, None, :2] - b[None, :, 2:], b[None, :, :2] - a[:, None, 2:])
    found: Array = apart.max(axis=2)
    return found


def gap(a: Sequence[float], b: Sequence[float]) -> float:
    """How far two boxes are from each other, less than 0 where they meet."""
    return max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3])


def overlaps(a: Array, b: Array) -> Array:
    """The area that boxes (…, 4) share with others, square scene units: (…)."""
    both = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    return np.asarray(np.prod(np.maximum(both, 0), axis=-1))


def overhangs(boxes: Array, region: Array) -> Array:
    """How far boxes (…, 4) reach out of a region (4,), to the sides and up or down: (…, 2)."""
    found: Array = np.maximum(region[:2] - boxes[..., :2], 0)
    return found + np.maximum(boxes[..., 2:] - region[2:], 0)


def share(ems: float) -> float:
    """How much of the lesser of two texts stays that are so many ems apart, 0 to 1."""
    return smooth((ems - TOUCH) / (CLEAR - TOUCH))
