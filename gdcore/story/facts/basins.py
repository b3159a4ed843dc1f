"""Facts about basins: to which minimum the starts of a grid lead, and where the border lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdcore.maths import BasinMap, CriticalKind
from gdcore.story.computed import Computed
from gdcore.story.facts.landscape import LandscapeFacts

_BESIDE = 1.5  # cells of the map: a point so near has a colour beside it
_GENTLE = 1.0  # η·λmax, below which gradient descent follows the slope and jumps over no border


@dataclass(frozen=True)
class BasinFacts:
    """What may be said about the basins of a lesson, counted on the grid of its map.

    Attributes:
        minima: those that some start leads to, (k, d), lowest first.
        value: f at the first of them; not-a-number where there is none.
        shares: of all starts, 0 to 1, for each of the minima.
        rest: the share of the starts that lead to none.
        lowest: how many of the minima are as low as the first, and written alike.
        border: the one saddle point, if the map has different colours beside it and the steps are
            so small that each follows the slope; else None.
        floor: whether there are lines or curves of minima, to which starts may lead.
        several: whether other descents of the lesson have another method or rate than the map.
    """

    minima: tuple[tuple[float, ...], ...]
    value: float
    shares: tuple[float, ...]
    rest: float
    lowest: int
    border: tuple[float, ...] | None
    floor: bool
    several: bool


def basin_facts(lesson: Computed, landscape: LandscapeFacts) -> BasinFacts:
    """The facts about the basins of a lesson in one or two variables."""
    found = lesson.basins
    shares = [float(np.mean(found.labels == k)) for k in range(len(found.minima))]
    reached = [k for k, share in enumerate(shares) if share > 0.0]
    values = [float(found.values[k]) for k in reached]
    low = {p.point for p in landscape.lowest_minima}
    ties = [tuple(found.minima[k].tolist()) in low for k in reached]
    plans = lesson.spec.descents
    return BasinFacts(
        tuple(tuple(found.minima[k].tolist()) for k in reached),
        values[0] if values else float("nan"),
        tuple(shares[k] for k in reached),
        float(np.mean(found.labels < 0)),
        max(sum(ties), min(len(reached), 1)),
        _border(lesson, landscape, found),
        any(s.kind is CriticalKind.MINIMUM for s in landscape.sets),
        len({(repr(plan.optimizer), repr(plan.learning_rate)) for plan in plans}) > 1,
    )


def _border(
    lesson: Computed, landscape: LandscapeFacts, found: BasinMap
) -> tuple[float, ...] | None:
    """The only saddle point, if starts on its sides lead to different minima."""
    saddles = [p for p in landscape.points if p.kind is CriticalKind.SADDLE]
    if len(saddles) != 1 or not _gentle(lesson, landscape):
        return None
    p = saddles[0].point
    mesh = np.meshgrid(*found.axes, indexing="xy")
    cells = [axis[1] - axis[0] for axis in found.axes]
    away = [np.abs(m - x) / cell for m, x, cell in zip(mesh, p, cells, strict=True)]
    beside = found.labels[np.max(away, axis=0) <= _BESIDE]
    return p if len(set(beside[beside >= 0].tolist())) > 1 else None


def _gentle(lesson: Computed, landscape: LandscapeFacts) -> bool:
    """Whether the map is one of gradient descent in small steps."""
    if not lesson.spec.descents:
        return True
    plan = lesson.spec.descents[0]
    curvatures = [p.eigenvalues[-1] for p in landscape.minima if p.eigenvalues]
    rate = plan.learning_rate
    if plan.optimizer.name != "gradient_descent" or not isinstance(rate, float):
        return False
    return rate * max(curvatures, default=np.inf) < _GENTLE
