"""The optimizer's update rule with the numbers of its first step."""

from __future__ import annotations

import numpy as np

from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.slots import fitting
from gdcore.stage.mobjects.card import Card
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.rules import rule_lines
from gdcore.stage.props.registry import on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson


@on_frame("update_rule", order=20)
def update_rule_prop(setting: Setting, cue: Cue) -> CueProp:
    """The optimizer's rule, and below it the same with the numbers of the first step."""
    slots = setting.slots.rule(cue)
    card = rule_card(setting.lesson, cue, setting.layout, setting.theme, slots[0].width)
    return CueProp(cue, [fitting(slots, 0.0, card.height).put(card, card.pad)])


@takes_room("update_rule", "rule")
def rule_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The size of the card above a picture, or in a corner beside it."""
    card = rule_card(lesson, cue, layout, theme, layout.rule_width)
    return card.width - card.pad, card.height - card.pad


def rule_card(lesson: Lesson, cue: Cue, layout: Layout, theme: Theme, room: float) -> Card:
    """The lines of a rule and a step's numbers: in one line, in several, or none if too wide.

    room: the width for them, scene units.
    """
    general, numbers = rule_lines(lesson, lesson.descents[cue.descent or 0])
    inner = layout.right - layout.left
    lines = " \\\n".join(f"$ {line} $" for line in general)
    for separator, most in ((" ", room), (" \\ quad ", inner), (None, np.inf)):
        shown = separator.join(numbers) if separator else ""
        markup = (
            "#show math.equation: set align(left)\n#set par(leading: 0.6em)\n"
            f"#show math.equation.where(block: true): set block(spacing: 0.75em)\n{lines}"
            + (f'\n#text(fill: rgb("{theme.accent}"))[$ {shown} $]' if shown else "")
        )
        card = Card(
            markup,
            layout.big,
            theme.text,
            plate=theme.plate,
            cover=0.9,
            pad=0.5 * layout.em,
            pixels_per_unit=layout.pixels_per_unit,
        )
        if card.width - 2 * card.pad <= most:
            break
    return card
