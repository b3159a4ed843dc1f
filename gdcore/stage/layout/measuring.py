"""The layout of a lesson, from the sizes of its own texts."""

from __future__ import annotations

from dataclasses import replace

from gdcore.stage.layout.compositions import composition_of
from gdcore.stage.layout.insets import insets_of
from gdcore.stage.layout.regions import LEAST_INSETS, MARGIN, WIDE, Layout, text_size
from gdcore.stage.props.frame.captions import caption_height, said
from gdcore.stage.props.frame.update_rule import rule_card
from gdcore.stage.props.parts.basins_key import key_height
from gdcore.stage.props.parts.formula_label import formula_label
from gdcore.stage.props.parts.table import race_room
from gdcore.stage.theme import THEMES
from gdcore.story import Timeline

_LONG, _LOW = 2.5, 0.8
"""Ems of a formula's height, and height to width of the picture's place: a longer formula leaves
the frame where it would leave less than that."""


def measure_layout(timeline: Timeline, width: float, height: float, ppu: float) -> Layout:
    """The layout for a lesson's own formula, captions and numbers.

    width, height: of the frame, scene units; ppu: pixels to a scene unit.
    """
    lesson = timeline.lesson
    composition = composition_of(lesson.spec.layout)
    theme = THEMES[lesson.spec.theme]
    em = text_size(width, height)
    inner = width * (1 - 2 * MARGIN)
    big = Layout(width, height, em, 0, 0, 0, False, ppu).big
    formula = formula_label(lesson, em, big, inner, theme)
    header = formula.height if timeline.cues_of("formula") else 0.0
    # Several descents have their numbers in a table.
    alone = len(lesson.descents) == 1 and timeline.cues_of("readout")
    numbers = len(lesson.variables) + 3 if alone else 0
    # An upright frame needs its width for the picture; the axis has the values as well.
    bar = bool(timeline.cues_of("color_bar")) and width > 0.8 * height
    # One bar cannot say what each of several scales means.
    bar = bar and (lesson.spec.scales == "shared" or not composition.one_each)
    insets = insets_of(timeline)
    board, several = not composition.pictured, composition.several
    if numbers and several and width < WIDE * height:
        numbers = 2  # two pictures above each other need the height: the step and the value
    layout = Layout(
        width, height, em, header, em, numbers, bar, ppu, insets, formula_width=formula.width,
        board=board, several=several, panels=composition.one_each,
        ranked=bool(timeline.cues_of("race")),
    )  # fmt: skip
    footer = caption_height([cue.text for cue in said(timeline)], layout, theme)
    layout = replace(layout, footer=(footer or em) - 0.3)
    layout = replace(layout, table=race_room(timeline, layout))
    layout = replace(layout, key=key_height(timeline, layout, theme))
    if not (layout.wide or several or board):
        cards = [
            rule_card(lesson, cue, layout, theme, inner) for cue in timeline.cues_of("update_rule")
        ]
        layout = replace(layout, rule=max((card.height - card.pad for card in cards), default=0.0))
        left, bottom, right, top = replace(layout, insets=()).open
        if header > _LONG * em and top - bottom < _LOW * (right - left):
            layout = replace(layout, formula_leaves=True)
    bare = replace(layout, insets=())
    least = LEAST_INSETS * em  # below it, small pictures would leave too little of the large one
    return layout if layout.wide or bare.open[3] - bare.open[1] >= least else bare
