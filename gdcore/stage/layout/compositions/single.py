"""One picture: the surface, the curve of a function of one variable, or the contour map."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose, everyone, whole_kind
from gdcore.stage.layout.insets import inset_region
from gdcore.stage.layout.panel import Panel, PanelKind, Taken
from gdcore.stage.layout.regions import BAR, Layout
from gdcore.story import Timeline

NUMBERS = 8.0
"""Ems of a column of numbers with their names."""


def single(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The function with all descents, in all of the frame that texts leave."""
    return (_whole(whole_kind(timeline.lesson), timeline, layout),)


def contour(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The same as a contour map."""
    return (_whole("map", timeline, layout),)


def _whole(kind: PanelKind, timeline: Timeline, layout: Layout) -> Panel:
    """One picture. In a wide frame, texts stand in the corners that a landscape leaves free."""
    descents = everyone(timeline.lesson)
    if kind == "curve" or not layout.wide:
        return Panel(kind, layout.region, descents)
    room = (layout.left, layout.open[1], layout.right, layout.top)
    return Panel(kind, room, descents, taken=texts_beside(timeline, layout), free=layout.region)


def texts_beside(timeline: Timeline, layout: Layout) -> tuple[Taken, ...]:
    """The places of what stands beside a single picture in a wide frame."""
    left, right, under = layout.left, layout.right, layout.under_formula
    formula = (left, layout.top - layout.header, left + layout.formula_width, layout.top)
    places = [Taken(formula, layout.shown("header"))]
    column = layout.table[0] or NUMBERS * layout.em
    if layout.head:
        numbers = (left, under - layout.head, left + column, under)
        places.append(Taken(numbers, layout.shown("numbers", "table")))
    if layout.bar:
        _, low, _, high = layout.region
        bar = (right - BAR * layout.em, low, right, high)
        places.append(Taken(bar, layout.shown("bar")))
    for prop in layout.insets:
        spans = tuple((cue.start, cue.end) for cue in timeline.cues_of(prop))
        places.append(Taken(inset_region(layout, prop), spans))
    return tuple(places)


compose("surface", Composition(single))
compose("curve", Composition(single))
compose("contour", Composition(contour))
