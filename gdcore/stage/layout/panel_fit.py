"""How the box of a panel is fitted into each of its places on the frame."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from gdcore.stage.layout.aside import leaves_for_chart, narrowed
from gdcore.stage.layout.dolly import Dolly, viewpoints
from gdcore.stage.layout.framing import Fit, graph_ratio
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Layout, Region
from gdcore.stage.layout.silhouette import Silhouette, landscape, silhouette_of_box
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
        em: the height of an em of text in the units of the panel's box, at its usual size.
        box: zoom and offset of the box in the panel's region, over time.
        flat: the same when the landscape is flat as a map.
        narrow: the same of the box while a chart or text stands beside the picture.
        narrow_flat: the same as `flat` while something stands beside the picture.
        narrow_region: the region that is left to the panel then.
        gives_way: the panel fades out while something stands aside, and does not become narrow.
    """

    panel: Panel
    space: Space
    em: float
    box: Dolly
    flat: Dolly
    narrow: Dolly
    narrow_flat: Dolly
    narrow_region: Region
    gives_way: bool = False

    @classmethod
    def of(cls, panel: Panel, timeline: Timeline, layout: Layout, spells: Spells) -> PanelFit:
        """The fits of a panel."""
        lesson, em = timeline.lesson, layout.em
        ratio = graph_ratio(panel.region, em)
        space = Space.of_lesson(lesson, ratio)

        flat_shape = Silhouette.of_map(space, panel.axes, panel.small and panel.kind == "map")
        if panel.kind == "curve":
            flat_shape = Silhouette.of_curve(space, viewpoints(timeline))

        def lying(region: Region) -> Dolly:
            return Dolly.lying(replace(panel, region=region), timeline, em, flat_shape)

        drawn = landscape(space, lesson.function).tobytes() if panel.kind == "surface" else b""

        def seen(angle: tuple[float, float]) -> Silhouette:
            return silhouette_of_box(space, drawn, angle, panel.axes, not panel.small)

        def standing(region: Region, matters: Callable[[float], bool]) -> Dolly:
            if panel.kind != "surface":
                return lying(region)
            return Dolly.of(replace(panel, region=region), timeline, em, space, seen, matters)

        narrow_region = narrowed(panel, layout)
        box = standing(panel.region, lambda t: True)
        moves = bool(spells.beside) and narrow_region != panel.region
        narrow = standing(narrow_region, lambda t: spells.aside(t) > 0) if moves else box
        too_narrow = narrow.least * 2 * max(space.half[:2]) < LEAST_WIDTH * em
        zoom, flat = box.usual[0], lying(panel.region)
        return cls(
            panel,
            space,
            _em(em, zoom, narrow.usual[0], panel.small) if spells.beside else em / zoom,
            box,
            flat,
            narrow,
            lying(narrow_region) if moves else flat,
            narrow_region,
            bool(panel.inset)
            or panel.leaves
            or too_narrow
            or layout.crowded
            or leaves_for_chart(layout),
        )

    @classmethod
    def without_picture(cls, panel: Panel, timeline: Timeline, layout: Layout) -> PanelFit:
        """Of the place that a picture would have on a board, in which nothing is drawn."""
        lesson, unmoved = timeline.lesson, (1.0, (0.0, 0.0))
        space, still = Space.of_lesson(lesson), Dolly.still(unmoved)
        return cls(panel, space, layout.em, still, still, still, still, panel.region)

    def at(self, t: float, flatness: float = 0.0, aside: float = 0.0) -> Fit:
        """Zoom and offset of the landscape at `t` seconds.

        flatness: how flat it is, 0 to 1; aside: how far the picture has moved over for what stands
        beside it, 0 to 1.
        """
        box = self.box.at(t)
        found = _between(box, self.flat.at(t), flatness) if flatness else box
        if aside == 0.0:
            return found
        narrow = _between(self.narrow.at(t), self.narrow_flat.at(t), flatness)
        return _between(found, narrow, aside)

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
