"""Places for labels beside points, chosen so that they cover neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.stage.aim import view_at
from gdcore.stage.gl.view import Array
from gdcore.stage.props.setting import Setting
from gdcore.story import Cue

_MARK = 4.0  # a covered point is so many times as bad as as much of a label
_OUTSIDE = 3.0  # a part outside of the panel is so many times as bad as one on another label


@dataclass(frozen=True)
class Spot:
    """A possible place of a label: its middle stands at `offset` from a point of the scene.

    anchor: (3,); offset: scene units on the screen; cost: how much another spot is to be
    preferred, as a share of the label that may be covered instead.
    """

    anchor: Array
    offset: tuple[float, float]
    cost: float = 0.0


def around(anchor: Array, size: tuple[float, float], gap: float) -> list[Spot]:
    """Eight spots around a point for a label of this width and height, the best ones first."""
    wide, tall = size[0] / 2 + gap, size[1] / 2 + gap
    places = [(1, 0), (1, 1), (-1, 0), (1, -1), (-1, 1), (0, 1), (-1, -1), (0, -1)]
    # At a corner the label may come nearer: the point is farther from its text there.
    return [
        Spot(anchor, (x * (wide if not y else 0.85 * wide), y * tall), 0.012 * rank)
        for rank, (x, y) in enumerate(places)
    ]


def choose(
    setting: Setting,
    times: Sequence[float],
    sizes: Sequence[tuple[float, float]],
    spots: Sequence[Sequence[Spot]],
    points: Array,
    radius: float,
) -> list[Spot]:
    """One spot for each label, in order: the earlier ones have the choice.

    times: moments at which the choice has to be good; sizes: width and height of each label in
    scene units on the screen; spots: those of each; points: (n, 3) in the scene, which no label
    may cover; radius: of each point on the screen.
    """
    views = [view_at(setting, t) for t in times]
    ppu = setting.layout.pixels_per_unit
    middle = np.array([setting.layout.width, setting.layout.height]) / 2

    def on_screen(anchors: Array) -> Array:
        """(times, n, 2) scene units on the frame, y upwards."""
        seen = np.stack([view.project(anchors)[:, :2] for view in views]) / ppu
        return (seen - middle) * [1, -1]

    shown = on_screen(points) if len(points) else np.zeros((len(views), 0, 2))
    reach = np.full(2, radius)
    marks = [(shown[:, k] - reach, shown[:, k] + reach, _MARK) for k in range(len(points))]
    taken = list(marks)
    left, bottom, right, top = setting.panel.region
    low, high = np.array([left, bottom]), np.array([right, top])
    chosen: list[Spot] = []
    for size, choices in zip(sizes, spots, strict=True):
        half = np.asarray(size) / 2
        area = max(4 * float(half.prod()), 1e-9)
        best, least = choices[0], np.inf
        for spot in choices:
            at = on_screen(spot.anchor[None])[:, 0] + spot.offset
            cost = spot.cost
            for a, b, weight in taken:
                both = np.minimum(at + half, b) - np.maximum(at - half, a)
                cost += weight * float(np.prod(np.maximum(both, 0), axis=1).mean()) / area
            over = np.maximum(low - (at - half), 0) + np.maximum(at + half - high, 0)
            cost += _OUTSIDE * float((over / (2 * half)).sum(axis=1).mean())
            if cost < least:
                best, least = spot, cost
        chosen.append(best)
        at = on_screen(best.anchor[None])[:, 0] + best.offset
        taken.append((at - half, at + half, 1.0))
    return chosen


def looked_at(cue: Cue) -> tuple[float, float, float]:
    """Moments of a cue at which its labels have to be well placed."""
    length = cue.end - cue.start
    return cue.start + 0.2 * length, cue.start + 0.5 * length, cue.start + 0.8 * length
