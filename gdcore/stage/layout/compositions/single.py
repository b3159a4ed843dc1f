"""One picture: the surface, the curve of a function of one variable, or the contour map."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose, everyone, whole_kind
from gdcore.stage.layout.insets import inset_region, inset_room
from gdcore.stage.layout.panel import Panel, PanelKind, Taken
from gdcore.stage.layout.regions import BAR, NUMBERS_COME, PLATE, Layout
from gdcore.stage.layout.spells import AROUND
from gdcore.stage.layout.telling import Span, common, told, without
from gdcore.stage.props.rooms import rooms
from gdcore.stage.theme import lesson_theme
from gdcore.story import Timeline
from gdcore.story.traits import props_that

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
    """One picture. In a wide frame, texts stand in the corners that a landscape leaves free; in
    another, it has the height that the texts of a moment leave.
    """
    descents = everyone(timeline.lesson)
    if kind == "curve":
        return Panel(kind, layout.region, descents)
    if not layout.wide:
        left, _, right, _ = layout.open
        floor = layout.usual_floor
        rows = (*texts_above(timeline, layout), *texts_below(timeline, layout))
        room = (left, floor, right, layout.top)
        return Panel(kind, room, descents, taken=rows, free=layout.region)
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
    for prop in layout.insets:
        spans = tuple((cue.start, cue.end) for cue in timeline.cues_of(prop))
        places.append(Taken(inset_region(layout, prop), spans))
    return (*places, *_high_captions(layout))


def _high_captions(layout: Layout) -> tuple[Taken, ...]:
    """The places of captions that have more lines than the usual ones have room for."""
    left, low, right = layout.left, layout.bottom, layout.right
    return tuple(
        Taken((left, low, right, low + tall - PLATE), ((start, end),))
        for start, end, tall in layout.captions
        if tall > layout.usual_caption
    )


def texts_above(timeline: Timeline, layout: Layout) -> tuple[Taken, ...]:
    """The places of what stands above a single picture, over all the width of the frame."""
    left, right, under, em = layout.left, layout.right, layout.under_formula, layout.em
    cards = _spans(timeline, 0.0, top_row="card")
    keys = _spans(timeline, AROUND, top_row="key")
    arrows = rooms("arrows", timeline, layout, lesson_theme(timeline.lesson))
    lists = _spans(timeline, 0.0, top_row="list") if layout.listed else ()
    instead = (*cards, *keys, *lists)
    table = without(_table(timeline, layout), instead)
    rows = -(-layout.readout // layout.readout_columns)
    numbers = without(layout.shown("numbers") if rows else (), instead)
    places = (
        (under, layout.row * rows, numbers),
        # The value's name stands above its axis.
        (under, layout.table[1] + 0.7 * em, table),
        (under, layout.rule, cards),
        *((under, tall, ((cue.start - AROUND, cue.end + AROUND),)) for cue, (_, tall) in arrows),
        (under, layout.row, lists),
        (
            layout.top,
            layout.header,
            without(layout.shown("header"), (*instead, *table, *numbers))
            if layout.formula_leaves
            else layout.shown("header"),
        ),
    )
    return tuple(
        Taken((left, high - tall, right, layout.top), when) for high, tall, when in places if when
    )


def _spans(timeline: Timeline, around: float, **traits: object) -> tuple[Span, ...]:
    """From so many seconds before each cue of such props to as many after it."""
    cues = [cue for prop in props_that(**traits) for cue in timeline.cues_of(prop)]
    return tuple((cue.start - around, cue.end + around) for cue in cues)


def _table(timeline: Timeline, layout: Layout) -> tuple[Span, ...]:
    """When there is a table above a picture, unless something has its place."""
    if not layout.table[1]:
        return ()
    return common(layout.shown("table"), told(timeline, layout))


def texts_below(timeline: Timeline, layout: Layout) -> tuple[Taken, ...]:
    """The places of what stands below a single picture: pictures, rows, high captions."""
    left, right, low = layout.left, layout.right, layout.usual_floor
    places = []
    if layout.low_row:
        bottom = layout.over_captions + layout.low_row
        basins = [cue for prop in props_that(recolours=True) for cue in timeline.cues_of(prop)]
        above = (*_spans(timeline, AROUND, top_row="key"), *_table(timeline, layout))
        spans = (*without(layout.shown("bar"), above), *((cue.start, cue.end) for cue in basins))
        places.append(Taken((left, low, right, bottom), spans))
    if layout.insets:
        bottom = inset_room(layout)[3]
        pictures = [cue for prop in layout.insets for cue in timeline.cues_of(prop)]
        spans = tuple((cue.start, cue.end) for cue in pictures)
        places.append(Taken((left, low, right, bottom), spans))
    return (*places, *_high_captions(layout))


compose("surface", Composition(single))
compose("curve", Composition(single))
compose("contour", Composition(contour))
