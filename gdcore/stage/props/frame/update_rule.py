"""The optimizer's update rule with the numbers of its first step."""

from __future__ import annotations

import numpy as np

from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.card import Card
from gdcore.stage.props.frame.captions import aside_region
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.rules import rule_lines
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson


@on_frame("update_rule", order=20)
def update_rule_prop(setting: Setting, cue: Cue) -> CueProp:
    """The optimizer's rule, and below it the same with the numbers of the first step."""
    layout = setting.layout
    if layout.several:
        x, bottom, right, y = aside_region(setting, cue)
        card = rule_card(setting.lesson, cue, layout, setting.theme, right - x)
        return CueProp(cue, [card.put(x - card.pad, (bottom + y) / 2, align=(-1, 0))])
    card = rule_card(setting.lesson, cue, layout, setting.theme)
    left = layout.left - card.pad
    top = layout.under_formula
    if not layout.wide:  # it has the place of the numbers
        top += card.pad
    elif len(setting.lesson.descents) > 1:
        top -= layout.table[1] + 0.4 * layout.em  # below the table
    if layout.wide and top - card.height < layout.open[1]:
        # Below a long table there is no room, but a box leaves a corner free.
        left, top = layout.open[2] - card.width, layout.under_formula
    return CueProp(cue, [card.put(left, top, align=(-1, 1))])


def rule_card(
    lesson: Lesson, cue: Cue, layout: Layout, theme: Theme, room: float | None = None
) -> Card:
    """The lines of a rule and a step's numbers: in one line, in several, or none if too wide.

    room: the width for it, that beside or above a single picture if it is not given.
    """
    general, numbers = rule_lines(lesson, lesson.descents[cue.descent or 0])
    inner = layout.right - layout.left
    if room is None:
        # Beside a surface a narrow card leaves the picture free; a wide one would cover its middle.
        room = (12.5 if layout.bar else 10.0) * layout.em if layout.wide else inner
    lines = " \\\n".join(f"$ {line} $" for line in general)
    for separator, most in ((" ", room), (" \\ quad ", inner), (None, np.inf)):
        shown = separator.join(numbers) if separator else ""
        markup = (
            "#show math.equation: set align(left)\n#set par(leading: 0.6em)\n"
            f"#show math.equation.where(block: true): set block(spacing: 0.75em)\n{lines}"
            + (f'\n#text(fill: rgb("{theme.accent}"))[$ {shown} $]' if shown else "")
        )
        card = Card(
            markup, layout.big, theme.text, plate=theme.plate, cover=0.9, pad=0.5 * layout.em
        )
        if card.width - 2 * card.pad <= most:
            break
    return card
