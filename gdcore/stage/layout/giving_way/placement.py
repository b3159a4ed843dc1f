"""Places for labels beside points, chosen so that they cover neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.boxes import boxes_at, on_frame, overhangs, overlaps
from gdcore.stage.layout.lens import Lens
from gdcore.stage.layout.regions import Region
from gdcore.story import Cue

_MARK = 4.0  # a covered point is so many times as bad as as much of a label
_SWEEPS = 4  # after which hardly a label finds a better place
_OUTSIDE = 3.0  # a part outside of the panel is so many times as bad as one on another label


@dataclass(frozen=True)
class Spot:
    """A possible place of a label: its middle stands at `offset` from a point of the scene.

    anchor: (3,), or (moments, 3) for a point that moves; offset: (2,) or (moments, 2), scene units
    on the screen; cost: how much another spot is to be preferred, as a share of the label that may
    be covered instead.
    """

    anchor: Array
    offset: Array
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
            Spot(
                anchor,
                np.array([x * (wide if not y else 0.85 * wide), y * tall]),
                cost + 0.012 * rank,
            )
            for rank, (x, y) in enumerate(places)
        ]
    return spots


def choose(
    lenses: Sequence[Lens],
    region: Region,
    sizes: Sequence[tuple[float, float]],
    spots: Sequence[Sequence[Spot]],
    points: Array,
    radius: float,
    taken: Sequence[Region] = (),
) -> list[Spot]:
    """One spot for each label: the earlier ones choose first, then each may choose anew.

    lenses: from where the labels are seen at the moments at which the choice has to be good;
    region: the part of the frame in which they should be; sizes: width and height of each label in
    scene units on the screen; spots: those of each; points: (n, 3) in the scene, which no label
    may cover; radius: of each point on the screen; taken: the places of texts in the region.
    """
    points = points[np.isfinite(points).all(axis=1)]
    signs = np.zeros((len(lenses), 0, 4))
    if len(points):
        signs = np.stack([boxes_at(on_frame(lens, points), (2 * radius,) * 2) for lens in lenses])
    rim = np.array(region)
    texts = np.array(taken).reshape(-1, 4)
    boxes: list[list[Array]] = []  # of each label at each spot: (moments, 4)
    fixed: list[Array] = []  # the cost of each spot, whatever the other labels do
    areas = [max(wide * tall, 1e-9) for wide, tall in sizes]
    for size, area, choices in zip(sizes, areas, spots, strict=True):
        boxes.append([boxes_at(_seen(spot.anchor, lenses) + spot.offset, size) for spot in choices])
        costs = []
        for spot, box in zip(choices, boxes[-1], strict=True):
            covered = overlaps(box[:, None], signs)
            outside = overhangs(box, rim) / np.array(size)
            costs.append(
                spot.cost
                + _MARK * float(covered.mean(axis=0).sum()) / area
                + _OUTSIDE * float(outside.sum(axis=1).mean())
                + _OUTSIDE * float(overlaps(box[:, None], texts).sum(axis=1).mean()) / area
            )
        fixed.append(np.array(costs))
    chosen = [-1] * len(sizes)
    for _ in range(_SWEEPS):
        for k, area in enumerate(areas):
            others = [boxes[j][spot] for j, spot in enumerate(chosen) if spot >= 0 and j != k]
            cost = fixed[k].copy()
            for choice, box in enumerate(boxes[k]):
                cost[choice] += sum(float(overlaps(box, other).mean()) for other in others) / area
            chosen[k] = int(np.argmin(cost))
    return [choices[spot] for choices, spot in zip(spots, chosen, strict=True)]


def _seen(anchor: Array, lenses: Sequence[Lens]) -> Array:
    """Where a point of the scene is on the frame at each moment: (moments, 2)."""
    anchors = np.broadcast_to(anchor, (len(lenses), 3))
    pairs = zip(lenses, anchors, strict=True)
    return np.concatenate([on_frame(lens, at[None]) for lens, at in pairs])


def looked_at(cue: Cue) -> tuple[float, float, float]:
    """Moments of a cue at which its labels have to be well placed."""
    length = cue.end - cue.start
    return cue.start + 0.2 * length, cue.start + 0.5 * length, cue.start + 0.8 * length
