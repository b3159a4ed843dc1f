"""The layout of a lesson, from the room that its own texts take."""

from __future__ import annotations

from dataclasses import replace

from gdcore.stage.layout.compositions import composition_of
from gdcore.stage.layout.insets import insets_of
from gdcore.stage.layout.regions import LEAST_INSETS, WIDE, Layout, text_size
from gdcore.stage.props.registry import ROOMS, Size, load_props
from gdcore.stage.theme import THEMES
from gdcore.story import Timeline

_LONG, _LOW = 2.5, 0.8
"""Ems of a formula's height, and height to width of the picture's place: a longer formula leaves
the frame where it would leave less than that."""


def measure_layout(timeline: Timeline, width: float, height: float, ppu: float) -> Layout:
    """The layout for a lesson's own formula, captions and numbers.

    width, height: of the frame, scene units; ppu: pixels to a scene unit.
    """
    load_props()
    lesson = timeline.lesson
    composition = composition_of(lesson.spec.layout)
    em = text_size(width, height)
    # Several descents have their numbers in a table.
    alone = len(lesson.descents) == 1 and timeline.cues_of("readout")
    numbers = len(lesson.variables) + 3 if alone else 0
    if numbers and composition.several and width < WIDE * height:
        numbers = 2  # two pictures above each other need the height: the step and the value
    layout = Layout(
        width, height, em, 0.0, em, numbers, False, ppu, insets_of(timeline),
        board=not composition.pictured, several=composition.several, panels=composition.one_each,
        ranked=bool(timeline.cues_of("race")),
    )  # fmt: skip
    # One after the other: what comes later has the place that the others leave.
    formula_width, header = _room("header", timeline, layout)
    layout = replace(layout, header=header, formula_width=formula_width)
    layout = replace(layout, bar=_room("bar", timeline, layout)[0] > 0)
    layout = replace(layout, footer=_room("footer", timeline, layout)[1])
    layout = replace(layout, table=_room("table", timeline, layout))
    layout = replace(layout, key=_room("key", timeline, layout)[1])
    layout = replace(layout, rule=_room("rule", timeline, layout)[1])
    bare = replace(layout, insets=())
    left, bottom, right, top = bare.open
    stacked = not (layout.wide or layout.several or layout.board)
    if stacked and header > _LONG * em and top - bottom < _LOW * (right - left):
        layout = replace(layout, formula_leaves=True)
    bare = replace(layout, insets=())
    least = LEAST_INSETS * em  # below it, small pictures would leave too little of the large one
    return layout if layout.wide or bare.open[3] - bare.open[1] >= least else bare


def _room(slot: str, timeline: Timeline, layout: Layout) -> Size:
    """Width and height that the props need in a slot, scene units."""
    theme = THEMES[timeline.lesson.spec.theme]
    sizes = [measure(timeline, layout, theme) for measure in ROOMS.get(slot, {}).values()]
    return max((w for w, _ in sizes), default=0.0), max((h for _, h in sizes), default=0.0)
