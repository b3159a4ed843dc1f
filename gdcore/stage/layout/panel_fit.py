"""How the box of a panel is fitted into each of its places on the frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gdcore.stage.layout.aside import freed, narrowed
from gdcore.stage.layout.framing import Fit, fit, graph_ratio
from gdcore.stage.layout.lens import ABOVE, FOCAL
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Layout, Region
from gdcore.stage.layout.space import Space
from gdcore.stage.layout.spells import Spells
from gdcore.story import Timeline

LEAST_WIDTH = 7
"""Ems: a panel that would have to become narrower than this, to make room for a chart or text,
fades out instead."""


@dataclass(frozen=True)
class PanelFit:
    """A panel with the map from data to its scene, and the zooms that fit it into its places.

    Attributes:
        panel, space: the panel, and its map from data to scene units.
        em: the height of an em of text in the units of the panel's box.
        box: zoom and offset of the box in the panel's region.
        flat: the same when the landscape is flat as a map.
        narrow: the same of the box while a chart or text stands beside the picture.
        narrow_region: the region that is left to the panel then.
        roomy: the same of the box and of its map in the larger region that is free while a key
            stands in place of the numbers; None where that region is no larger.
        gives_way: the panel fades out while something stands aside, and does not become narrow.
    """

    panel: Panel
    space: Space
    em: float
    box: Fit
    flat: Fit
    narrow: Fit
    narrow_region: Region
    roomy: tuple[Fit, Fit] | None = None
    gives_way: bool = False

    @classmethod
    def of(
        cls,
        panel: Panel,
        timeline: Timeline,
        layout: Layout,
        spells: Spells,
        viewpoints: Sequence[tuple[float, float]],
    ) -> PanelFit:
        """The fits of a panel.

        viewpoints: (azimuth, elevation) in degrees, all from which it is looked at.
        """
        lesson, em, flat = timeline.lesson, layout.em, panel.kind == "map"
        seen = [ABOVE] if flat else [(azimuth + panel.turn, e) for azimuth, e in viewpoints]
        ratio = graph_ratio(panel.region, em)
        space = Space.of(lesson.domain, lesson.value_range, ratio)

        def fitted(region: Region, as_map: bool) -> Fit:
            angles = [ABOVE] if as_map else seen
            return fit(space, region, em, angles, FOCAL, flat or as_map, panel.axes)

        narrow_region, larger = narrowed(panel, layout), freed(panel, timeline, layout)
        box, narrow = fitted(panel.region, False), fitted(narrow_region, False)
        too_narrow = narrow[0] * 2 * max(space.half[:2]) < LEAST_WIDTH * em
        return cls(
            panel,
            space,
            _em(em, box[0], narrow[0], panel.small) if spells.beside else em / box[0],
            box,
            fitted(panel.region, True) if panel.kind != "curve" else box,
            narrow,
            narrow_region,
            (fitted(larger, False), fitted(larger, True)) if larger is not None else None,
            bool(panel.inset) or panel.leaves or too_narrow or layout.crowded,
        )

    @classmethod
    def without_picture(cls, panel: Panel, timeline: Timeline, layout: Layout) -> PanelFit:
        """Of the place that a picture would have on a board, in which nothing is drawn."""
        lesson, unmoved = timeline.lesson, (1.0, (0.0, 0.0))
        space = Space.of(lesson.domain, lesson.value_range)
        return cls(panel, space, layout.em, unmoved, unmoved, unmoved, panel.region)

    def at(self, flatness: float, key: float) -> Fit:
        """Zoom and offset of a landscape that is flat to this degree, 0 to 1.

        key: how far a key has the place of the numbers, 0 to 1.
        """
        larger = max(0.0, 2.0 * key - 1.0)
        if larger == 0.0 or self.roomy is None:
            return _between(self.box, self.flat, flatness) if flatness else self.box
        box = _between(self.box, self.roomy[0], larger)
        if not flatness:
            return box
        return _between(box, _between(self.flat, self.roomy[1], larger), flatness)

    def region(self, aside: float) -> Region:
        """The region of the panel: 0 for the whole one, 1 for the narrow one beside a chart."""
        edges = zip(self.panel.region, self.narrow_region, strict=True)
        left, bottom, right, top = (a + aside * (b - a) for a, b in edges)
        return left, bottom, right, top


def _em(em: float, zoom: float, narrow: float, small: bool) -> float:
    """An em in the units of a box that becomes narrow, and its texts with it.

    They are set for the geometric mean of its two zooms, but at most 1.1 or 1.3 times as large as
    they should be at first, so that they fit into the region.
    """
    return em / max(math.sqrt(zoom * narrow), zoom / (1.1 if small else 1.3))


def _between(one: Fit, other: Fit, share: float) -> Fit:
    """Linear interpolation of zoom and offset: `one` at share 0, `other` at share 1."""
    (zoom, (x, y)), (larger, (u, v)) = one, other
    rest = 1.0 - share
    return rest * zoom + share * larger, (rest * x + share * u, rest * y + share * v)
