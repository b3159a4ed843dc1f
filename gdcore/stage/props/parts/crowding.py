"""Numbers along a line that turns in space: fewer of them where it is seen from its end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.label import Label
from gdcore.story.track import smooth

_TOUCH, _CLEAR = 0.15, 0.18  # ems between two numbers: so near, one is gone; hardly ever half


def shares(numbers: Sequence[Label], view: View, em: float) -> list[float]:
    """How much of each number there is room for, 0 to 1, seen in a view.

    Where neighbours come too near, every second one goes, then every second of the rest: numbers
    at even distances stay. em: scene units on the screen.
    """
    boxes = _boxes(numbers, view)
    count = len(numbers)
    found = [1.0] * count
    stride = 1
    while stride < count:
        kept = range(0, count, stride)
        nearest = min(_gap(boxes[i], boxes[i + stride]) for i in kept if i + stride < count)
        share = _share(nearest / em)
        if share < 1.0:
            for i in range(stride, count, 2 * stride):
                found[i] *= share
        stride *= 2
    return found


def _boxes(labels: Sequence[Label], view: View) -> list[tuple[float, float, float, float]]:
    """Middle and half extents of each label on the screen, scene units."""
    spots = view.project(np.array([label.anchor for label in labels])) / view.pixels_per_unit
    boxes = []
    for label, spot in zip(labels, spots, strict=True):
        (left, top), (right, bottom) = label.points[0, :2], label.points[3, :2]
        x, y = float(spot[0] + (left + right) / 2), float(spot[1] - (top + bottom) / 2)
        boxes.append((x, y, float(right - left) / 2, float(top - bottom) / 2))
    return boxes


def _gap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    return max(abs(a[0] - b[0]) - a[2] - b[2], abs(a[1] - b[1]) - a[3] - b[3])


def _share(ems: float) -> float:
    return smooth((ems - _TOUCH) / (_CLEAR - _TOUCH))
