"""The layout of a lesson, from the room that its own texts take."""

from __future__ import annotations

import math
from dataclasses import replace

from gdcore.stage.layout.compositions import composition_of
from gdcore.stage.layout.dolly import moments
from gdcore.stage.layout.insets import insets_of
from gdcore.stage.layout.regions import (
    BAR_ROW,
    LEAST_INSETS,
    NUMBERS_COME,
    PLATE,
    Corner,
    Layout,
)
from gdcore.stage.layout.type_scale import text_size
from gdcore.stage.props.rooms import Size, load_props, rooms
from gdcore.stage.theme import lesson_theme
from gdcore.story import Timeline

_LONG, _LOW = 2.5, 0.8
"""Ems of a formula's height, and height to width of the picture's place: a longer formula leaves
the frame where it would leave less than that."""
_BAR = 0.8
"""Least width to height of a frame with a colour bar: an upright one needs its width for the
picture, and has the values on the axis."""


def measure_layout(timeline: Timeline, width: float, height: float, ppu: float) -> Layout:
    """The layout for a lesson's own formula, captions and numbers.

    width, height: of the frame, scene units; ppu: pixels to a scene unit.
    """
    load_props()
    spec = timeline.lesson.spec
    theme = lesson_theme(timeline.lesson)
    composition = composition_of(spec.layout)
    layout = Layout(
        width, height, text_size(width, height), ppu, insets=insets_of(timeline),
        board=not composition.pictured, several=composition.several, panels=composition.one_each,
        language=spec.language,
    )  # fmt: skip

    def room(slot: str) -> Size:
        sizes = [size for _, size in rooms(slot, timeline, layout, theme)]
        return max((w for w, _ in sizes), default=0.0), max((h for _, h in sizes), default=0.0)

    # One after the other: what comes later has the place that the others leave.
    numbers = round(room("numbers")[1] / layout.row)
    if numbers and layout.several and not layout.wide:
        numbers = 2  # two pictures above each other need the height: the step and the value
    layout = replace(layout, readout=numbers)
    formula_width, header = room("header")
    layout = replace(layout, header=header, formula_width=formula_width)
    # Panels that have colour scales of their own share no colour bar.
    barred = width > _BAR * height and (spec.scales == "shared" or not layout.panels)
    barred = barred and room("bar")[0] > 0
    # Pictures above each other need the height.
    low = width <= _BAR * height and not layout.several and room("bar")[0] > 0
    layout = replace(layout, bar=barred, bar_low=low)
    if barred and header:
        full, layout = layout, replace(layout, bar=False, bar_row=True)
        width_left, height_left = room("header")
        if width_left <= layout.line_end - layout.left and height_left <= 1.2 * header:
            tall = max(height_left, BAR_ROW[1] * layout.em)
            layout = replace(layout, header=tall, formula_width=width_left)
        else:
            layout = full  # the formula needs all of its line
    layout = replace(layout, runs_from=_first_step(timeline))
    captions = [
        (cue.start, cue.end, tall) for cue, (_, tall) in rooms("footer", timeline, layout, theme)
    ]
    tallest = max((tall for _, _, tall in captions), default=0.0)
    layout = replace(
        layout, captions=tuple(captions), footer=(tallest or layout.em) - PLATE,
        ranked=room("ranks")[0] > 0, listed=room("list")[1] > 0,
    )  # fmt: skip
    layout = replace(layout, table=room("table"), names=room("names")[0])
    stacked = not (layout.wide or layout.several)
    if stacked and not (layout.bar or layout.bar_row):
        layout = replace(layout, key=room("key")[1])
    if stacked and not layout.board:
        layout = replace(layout, rule=room("rule")[1])

    def timed(slot: str) -> tuple[tuple[float, float, float, float], ...]:
        found = rooms(slot, timeline, layout, theme)
        return tuple((cue.start, cue.end, *size) for cue, size in found if any(size))

    layout = replace(layout, lines=timed("line"))
    if layout.beside:
        layout = replace(layout, keys=timed("colours"))
    if layout.beside and not (layout.insets_left or layout.board):
        rules = rooms("rule", timeline, layout, theme)
        corners = tuple(Corner(cue.start, cue.end, *size) for cue, size in rules)
        layout = replace(layout, corners=corners)
    bare = replace(layout, insets=())
    left, bottom, right, top = bare.open
    is_long = header > _LONG * layout.em and top - bottom < _LOW * (right - left)
    if stacked and not layout.board and is_long:
        layout = replace(layout, formula_leaves=True)
    bare = replace(layout, insets=())
    least = LEAST_INSETS * layout.em  # below it, insets would leave too little of the large picture
    spans = tuple(
        (slot, cue.start, cue.end)
        for slot in ("header", "numbers", "table", "bar")
        for cue, size in rooms(slot, timeline, layout, theme)
        if any(size)
    )
    layout, bare = replace(layout, spans=spans), replace(bare, spans=spans)
    return layout if layout.wide or bare.open[3] - bare.open[1] >= least else bare


def _first_step(timeline: Timeline) -> float:
    """The second at which the first descent begins its first step; infinity for none.

    Numbers that come before it do so in the beat that speaks of them.
    """
    count = range(len(timeline.lesson.descents))
    for t in moments(timeline):
        if any(timeline.steps(i, t) > 0 for i in count):
            return max(float(t), timeline.beat_at(t).start + NUMBERS_COME)
    return math.inf
