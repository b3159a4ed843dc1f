"""A picture for each descent: surfaces, curves or contour maps."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose, everyone, whole_kind
from gdcore.stage.layout.panel import Panel, PanelKind
from gdcore.stage.layout.regions import TITLE, Layout, Region
from gdcore.story import Timeline, own_turn

LEAST_NUMBERED = 12
"""Ems of a panel that has room for the numbers of its axes, some 3.5, and for a picture."""


def panels(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The function once for each descent."""
    return _one_each(timeline, layout, whole_kind(timeline.lesson))


def contour_panels(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The contour map once for each descent."""
    return _one_each(timeline, layout, "map")


def _one_each(timeline: Timeline, layout: Layout, kind: PanelKind) -> tuple[Panel, ...]:
    lesson = timeline.lesson
    count = len(lesson.descents)
    if count < 2:
        return (Panel(whole_kind(lesson), layout.region, everyone(lesson)),)
    apart = kind == "surface" and lesson.spec.cameras == "separate"
    places = [_below_title(region, layout) for region in layout.grid(count)]
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


def _below_title(region: Region, layout: Layout) -> Region:
    left, bottom, right, top = region
    return left, bottom, right, top - TITLE * layout.em


compose("panels", Composition(panels, several=True, one_each=True))
compose("contour_panels", Composition(contour_panels, several=True, one_each=True))
