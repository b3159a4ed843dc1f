"""Places for labels beside points, chosen so that they cover neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.stage.aim import view_at
from gdcore.stage.gl.view import Array
from gdcore.stage.setting import Setting
from gdcore.story import Cue

_MARK = 4.0  # a covered point is so many times as bad as as much of a label
_SWEEPS = 4  # after which hardly a label finds a better place
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
    """Spots around a point for a label of this width and height, the best ones first.

    Eight touch the point's sign; eight more stand off by the height of the label.
    """
    places = [(1, 0), (1, 1), (-1, 0), (1, -1), (-1, 1), (0, 1), (-1, -1), (0, -1)]
    spots = []
    for away, cost in ((0.0, 0.0), (0.7 * size[1], 0.25)):
        wide, tall = size[0] / 2 + gap + away, size[1] / 2 + gap + away
        # At a corner the label may come nearer: the point is farther from its text there.
        spots += [
            Spot(anchor, (x * (wide if not y else 0.85 * wide), y * tall), cost + 0.012 * rank)
            for rank, (x, y) in enumerate(places)
        ]
    return spots


def choose(
    setting: Setting,
    times: Sequence[float],
    sizes: Sequence[tuple[float, float]],
    spots: Sequence[Sequence[Spot]],
    points: Array,
    radius: float,
) -> list[Spot]:
    """One spot for each label: the earlier ones choose first, then each may choose anew.

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

    points = points[np.isfinite(points).all(axis=1)]
    shown = on_screen(points) if len(points) else np.zeros((len(views), 0, 2))
    low, high = (
        np.array(corner) for corner in (setting.panel.region[:2], setting.panel.region[2:])
    )
    boxes: list[list[tuple[Array, Array]]] = []  # of each label at each spot: corners (times, 2)
    fixed: list[Array] = []  # what each spot costs, whatever the other labels do
    areas = [max(wide * tall, 1e-9) for wide, tall in sizes]
    for (wide, tall), area, choices in zip(sizes, areas, spots, strict=True):
        half = np.array([wide, tall]) / 2
        middles = [on_screen(spot.anchor[None])[:, 0] + spot.offset for spot in choices]
        boxes.append([(at - half, at + half) for at in middles])
        costs = []
        for spot, (a, b) in zip(choices, boxes[-1], strict=True):
            covered = _common(a[:, None], b[:, None], shown - radius, shown + radius)
            over = np.maximum(low - a, 0) + np.maximum(b - high, 0)
            costs.append(
                spot.cost
                + _MARK * float(covered.mean(axis=0).sum()) / area
                + _OUTSIDE * float((over / (2 * half)).sum(axis=1).mean())
            )
        fixed.append(np.array(costs))
    chosen = [-1] * len(sizes)
    for _ in range(_SWEEPS):
        for k, area in enumerate(areas):
            others = [boxes[j][spot] for j, spot in enumerate(chosen) if spot >= 0 and j != k]
            cost = fixed[k].copy()
            for choice, (a, b) in enumerate(boxes[k]):
                cost[choice] += sum(float(_common(a, b, *other).mean()) for other in others) / area
            chosen[k] = int(np.argmin(cost))
    return [choices[spot] for choices, spot in zip(spots, chosen, strict=True)]


def _common(a: Array, b: Array, c: Array, d: Array) -> Array:
    """The area that boxes from corner `a` to `b` and from `c` to `d` share, (…, 2) each."""
    both = np.minimum(b, d) - np.maximum(a, c)
    return np.asarray(np.prod(np.maximum(both, 0), axis=-1))


def looked_at(cue: Cue) -> tuple[float, float, float]:
    """Moments of a cue at which its labels have to be well placed."""
    length = cue.end - cue.start
    return cue.start + 0.2 * length, cue.start + 0.5 * length, cue.start + 0.8 * length
