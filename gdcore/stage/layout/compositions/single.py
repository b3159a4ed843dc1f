"""One picture: the surface, the curve of a function of one variable, or the contour map."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose, everyone, whole_kind
from gdcore.stage.layout.insets import inset_region
from gdcore.stage.layout.panel import Panel, PanelKind, Taken
from gdcore.stage.layout.regions import BAR, NUMBERS_COME, PLATE, TWO_LINES, Layout
from gdcore.story import Timeline

NUMBERS = 8.0
"""Ems of a column of numbers with their names."""
_SPARE = 0.15  # ems by which numbers may stick out between two views that are fitted
_GAP = 1.2  # ems of the last column that hardly a number takes


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
    spare = _SPARE * layout.em
    room = (layout.left + spare, layout.usual_floor, layout.right - spare, layout.top)
    return Panel(kind, room, descents, taken=texts_beside(timeline, layout), free=layout.region)


def texts_beside(timeline: Timeline, layout: Layout) -> tuple[Taken, ...]:
    """The places of what stands beside a single picture in a wide frame."""
    left, right, under = layout.left, layout.right, layout.under_formula
    formula = (left, layout.top - layout.header, left + layout.formula_width, layout.top)
    places = [Taken(formula, layout.shown("header"))]
    em = layout.em
    column = layout.table[0] - _GAP * em if layout.table[0] else NUMBERS * em
    if layout.head:
        numbers = (left, under - layout.head, left + column, under)
        spans = layout.shown("numbers", "table")
        comes = layout.runs_from - NUMBERS_COME if layout.names else 0.0
        places.append(Taken(numbers, tuple((max(a, comes), b) for a, b in spans if b > comes)))
        if layout.names:  # the numbers come later
            names = (left, under - layout.head, left + layout.names, under)
            places.append(Taken(names, tuple((a, min(b, comes)) for a, b in spans if a < comes)))
    if layout.bar:
        _, low, _, high = layout.region
        bar = (right - BAR * em, low, right, high)
        places.append(Taken(bar, layout.shown("bar")))
    if layout.bar_row:
        places.append(Taken(layout.level_bar, layout.shown("bar")))
    middle = (layout.open[1] + layout.open[3]) / 2
    for start, end, wide, tall in layout.keys:
        key = (right - wide, middle - tall / 2 - em, right, middle + tall / 2)
        places.append(Taken(key, ((start, end),)))
    for start, end, wide, tall in layout.lines:
        _, _, last, top = layout.rest_of_line
        line = (last - wide, top - max(tall, layout.header), last, top)
        places.append(Taken(line, ((start, end),)))
    for corner in layout.corners:
        span = (corner.start, corner.end)
        places.append(Taken(layout.corner_region(corner), (span,)))
    for start, end, tall in layout.captions:
        if tall > TWO_LINES * em:  # those of two lines have a place for themselves
            high = layout.bottom + tall - PLATE
            places.append(Taken((left, layout.bottom, right, high), ((start, end),)))
    for prop in layout.insets:
        spans = tuple((cue.start, cue.end) for cue in timeline.cues_of(prop))
        places.append(Taken(inset_region(layout, prop), spans))
    return tuple(places)


compose("surface", Composition(single))
compose("curve", Composition(single))
compose("contour", Composition(contour))
