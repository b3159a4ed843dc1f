"""Which pictures share the frame, and where each has its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gdcore.stage.layout.framing import Axes
from gdcore.stage.layout.regions import TITLE, Layout, Region
from gdcore.story import Timeline
from gdcore.story.direction import own_turn
from gdcore.story.traits import props_that, traits_of

PanelKind = Literal["surface", "map", "curve"]


@dataclass(frozen=True)
class Panel:
    """One picture on the frame.

    kind: a surface, its contour map, or the curve of a function of one variable; region: the
    place for it with its axes; descents: the indices of those that it shows; title: what stands
    over it, empty for nothing; small: it shares the frame and has room for few numbers; inset: it
    comes and goes with the cues of this prop; turn: degrees from the lesson's azimuth; axes:
    what it has room for at its axes; leaves: it makes way for what stands aside, so that the
    others keep their places.
    """

    kind: PanelKind
    region: Region
    descents: tuple[int, ...]
    title: str = ""
    small: bool = False
    inset: str = ""
    turn: float = 0.0
    axes: Axes = "numbers"
    leaves: bool = False

    @property
    def rect(self) -> Region | None:
        """The part of the frame that it may draw on; None for all."""
        return self.region if self.small else None


def arrange(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The panels that the spec's layout and its insets ask for, the first the principal one."""
    panels = _principal(timeline, layout)
    if "inset_contour" in layout.insets:
        region = inset_region(layout, layout.insets.index("inset_contour"))
        everyone = tuple(range(len(timeline.lesson.descents)))
        panels += (Panel("map", region, everyone, small=True, inset="inset_contour", axes="none"),)
    return panels


def _principal(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    lesson = timeline.lesson
    everyone = tuple(range(len(lesson.descents)))
    if layout.board:
        return ()
    wanted = lesson.spec.layout
    whole: PanelKind = "curve" if len(lesson.variables) == 1 else "surface"
    if wanted == "data":
        region = layout.halves()[0]
        return (Panel(whole, region, everyone, small=True, axes=_axes(region, layout)),)
    if wanted == "split":
        left, right = layout.halves()
        axes = _axes(left, layout)
        return (
            Panel("surface", left, everyone, small=True, axes=axes),
            Panel("map", right, everyone, small=True, leaves=True, axes=axes),
        )
    if wanted == "contour":
        return (Panel("map", layout.region, everyone),)
    if wanted in ("panels", "contour_panels") and len(everyone) > 1:
        kind: PanelKind = whole if wanted == "panels" else "map"
        apart = kind == "surface" and lesson.spec.cameras == "separate"
        places = [_below_title(region, layout) for region in layout.grid(len(everyone))]
        wide, tall = places[0][2] - places[0][0], places[0][3] - places[0][1]
        tight = min(wide, tall) < LEAST_NUMBERED * layout.em
        gap = 0.4 * layout.em if tight else 0.0  # what numbers keep free where there are any
        return tuple(
            Panel(
                kind,
                (left + gap, bottom + gap, right - gap, top),
                (index,),
                lesson.descents[index].label,
                small=True,
                turn=own_turn(timeline, index) if apart else 0.0,
                axes="none" if tight else "numbers",
            )
            for index, (left, bottom, right, top) in enumerate(places)
        )
    return (Panel(whole, layout.region, everyone),)


def data_region(layout: Layout) -> Region:
    """The place of the data, beside the picture of the parameters if these can be drawn."""
    if layout.board:
        return chart_region(layout)
    left, bottom, right, top = layout.halves()[1]
    return left + 0.5 * layout.em, bottom, right, top


def _below_title(region: Region, layout: Layout) -> Region:
    left, bottom, right, top = region
    return left, bottom, right, top - TITLE * layout.em


def _axes(region: Region, layout: Layout) -> Axes:
    """What the larger one of two pictures has room for at its axes."""
    left, bottom, right, top = region
    return "numbers" if min(right - left, top - bottom) > LEAST_NUMBERS * layout.em else "names"


LEAST_NUMBERS = 7.4
"""Ems of one of two pictures below which the numbers of its axes would take half of its place."""

LEAST_NUMBERED = 12
"""Ems of a panel that has room for the numbers of its axes, some 3.5, and for a picture."""


def asides(layout: Layout) -> tuple[str, ...]:
    """The props that stand aside; a single picture leaves a corner free for some of them."""
    always = props_that(aside="always")
    return (*always, *props_that(aside="shared")) if layout.several or layout.board else always


def chart_region(layout: Layout) -> Region:
    """The place of what stands aside: the right half, or the lower one of an upright frame."""
    left, bottom, _, top = layout.open
    if layout.board or layout.panels:
        # Nothing else needs the frame; lines as wide as all of it are hard to read.
        left, bottom, right, top = layout.region if layout.board else layout.open
        top -= max(layout.table[1] - layout.row, 0.0) if layout.table_waits else 0.0
        wide = min(right - left, 36 * layout.em)
        return ((left + right - wide) / 2, bottom, (left + right + wide) / 2, top)
    if layout.wide:
        # The colour bar leaves while a chart is there.
        return ((layout.left + layout.right) / 2 + 2 * layout.em, bottom, layout.right, top)
    if layout.crowded:
        return (left, bottom, layout.right, top)
    if layout.insets:  # which leave as well
        bottom = layout.inset_room[1]
    share = 0.48 if layout.width > 0.8 * layout.height else 0.58
    return (left, bottom, layout.right, bottom + share * (top - bottom))


def narrowed(panel: Panel, layout: Layout) -> Region:
    """A panel's region while something stands aside."""
    left, bottom, right, top = panel.region
    edge = chart_region(layout)
    if layout.crowded or panel.leaves or panel.inset:  # it makes way
        return panel.region
    if not layout.wide:
        return layout.left, edge[3] + 0.5 * layout.em, layout.open[2], top
    if panel.small:
        return left, bottom, min(right, edge[0] - 0.8 * layout.em), top
    room = (layout.left, bottom + 0.6 * layout.em, edge[0] - 0.8 * layout.em,
            layout.under_formula)  # fmt: skip
    column = layout.table[0] or 5.5 * layout.em * bool(layout.readout)
    return layout.beside_or_below(column, room)


LEGEND = 7.2
"""Ems that the legend of the arrows takes along the top, at most."""


def freed(panel: Panel, timeline: Timeline, layout: Layout) -> Region | None:
    """A single picture's place while the arrows' shorter legend stands for the numbers; if larger.

    Side by side with them, in a wide frame, it gains nothing.
    """
    left, bottom, right, top = panel.region
    high = min(layout.under_formula, layout.top - layout.header) - LEGEND * layout.em
    gains = high > top + layout.em and bool(timeline.cues_of("internals"))
    alone = not (layout.wide or panel.small)
    return (left, bottom, right, high) if gains and alone else None


def insets_of(timeline: Timeline) -> tuple[str, ...]:
    """The small pictures of a lesson, in the order in which they stand."""
    return tuple(prop for prop in props_that(inset=True) if timeline.cues_of(prop))


def inset_region(layout: Layout, index: int) -> Region:
    """The place of a small picture, counted from the top or the left.

    They stand in a column below the numbers, or between the picture and the colour bar; in an
    upright frame in a row below the picture.
    """
    count = len(layout.insets)
    left, bottom, right, top = layout.inset_room
    gap = 0.7 * layout.em
    if layout.wide:
        parts = np.array([1.25 if traits_of(name).square else 1.0 for name in layout.insets])
        unit = min((top - bottom + gap) / parts.sum(), 10 * layout.em)
        top -= (top - bottom + gap - unit * parts.sum()) / 2 + unit * parts[:index].sum()
        return left, float(top - unit * parts[index]) + gap, right, float(top)
    wide = (right - left + gap) / max(count, 2)
    left += (right - left + gap - wide * count) / 2
    return left + index * wide, bottom, left + (index + 1) * wide - gap, top
