"""A descent's way through the scene.

On a surface it follows the ground between two points. Over a curve it goes straight from one to
the next: along the curve, a leap to the other side would look like rolling through the valley.
"""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.setting import Setting
from gdcore.story import Lesson

_PIECE = 0.06  # scene units: between points of a trail, so that it follows the surface
_MOST_POINTS = 6000  # of one trail: several a pixel on its way through the whole frame
_FEWEST = 500  # points of a trail among many, at least, if it has so many steps
_MOST_OF_ALL = 100_000  # points of all trails; each takes more than a kilobyte


def corners(lesson: Lesson, descent: int) -> tuple[Array, Array]:
    """The steps (n,) after which a descent is at a point that is seen, and f there (n,)."""
    track = lesson.descents[descent]
    last = track.visible_steps
    whole = np.arange(int(last) + 1, dtype=np.float64)
    steps = np.append(whole, last) if last > whole[-1] else whole
    return steps, np.nan_to_num(lesson.function.value(_at_steps(track.trajectory.points, steps)))


def drape(setting: Setting, descent: int) -> tuple[Array, float, Array, list[int]]:
    """A descent's way laid on the surface: scene points (m, 3), the last step, steps (m,), gaps.

    gaps: indices of points before which the way passes where f is undefined.

    The straight way in the variables between two points follows the hills in between; over a curve
    it is straight in f as well.
    """
    track = setting.lesson.descents[descent]
    last, points = track.visible_steps, track.trajectory.points
    seen, heights = corners(setting.lesson, descent)
    steps = seen if len(seen) > 1 else np.array([0.0, 0.0])
    flat = _at_steps(points, steps)
    scene = setting.space.place(flat, np.full(len(flat), sum(setting.space.values) / 2))
    lengths = np.linalg.norm(np.diff(scene, axis=0), axis=1)
    count = len(setting.lesson.descents)
    most = min(_MOST_POINTS, max(_FEWEST, _MOST_OF_ALL // count))
    if len(steps) > most:
        # So many steps cannot be told apart: points at even distances along the way.
        along = np.concatenate([[0.0], np.cumsum(lengths)])
        keep = np.concatenate([[True], np.diff(along) > 0])
        even = np.linspace(0.0, along[-1], most)
        steps = np.interp(even, along[keep], steps[keep])
    else:
        pieces = np.clip(np.ceil(lengths / _PIECE), 1, 400).astype(int)
        pieces = np.maximum(pieces * min(1.0, most / max(pieces.sum(), 1)), 1).astype(int)
        parts = [
            np.linspace(a, b, n, endpoint=False)
            for a, b, n in zip(steps[:-1], steps[1:], pieces, strict=True)
        ]
        steps = np.append(np.concatenate(parts), steps[-1])
    flat = _at_steps(points, steps)
    straight = setting.space.dimension == 1
    values = np.interp(steps, seen, heights) if straight else setting.lesson.function.value(flat)
    kept = np.flatnonzero(~np.isnan(values))
    if len(kept) < len(values):
        kept = kept if len(kept) > 1 else np.zeros(2, dtype=int)
        flat, steps, values = flat[kept], steps[kept], np.nan_to_num(values[kept])
    gaps = (1 + np.flatnonzero(np.diff(kept) > 1)).tolist()
    return setting.space.place(flat, np.clip(values, *setting.space.values)), last, steps, gaps


def _at_steps(points: Array, steps: Array) -> Array:
    """Points on the way after fractional numbers of steps: (m, d)."""
    index = np.arange(len(points), dtype=np.float64)
    return np.column_stack([np.interp(steps, index, points[:, k]) for k in range(points.shape[1])])
