"""What is written on the frame: title card, captions, the formula, the update rule, the legend."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.stage.mathematics import symbol_name, typst_formula
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.rules import rule_lines
from gdcore.stage.props.setting import Setting
from gdcore.stage.typeset import escape
from gdcore.story import Cue

_LEAST_FORMULA = 0.9
"""A formula may shrink to this share of the usual size before it breaks into lines."""


class CueProp:
    """Mobjects that come and go with one cue."""

    def __init__(self, cue: Cue, mobjects: Sequence[Mesh]) -> None:
        self._cue = cue
        self.mobjects = list(mobjects)

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        for mobject in self.mobjects:
            mobject.opacity = opacity


def title_prop(setting: Setting, cue: Cue) -> CueProp:
    """The title card in the middle of an empty frame."""
    layout, theme = setting.layout, setting.theme
    width = layout.right - layout.left
    title = Label(
        f"#text(weight: 700)[{escape(cue.text)}]", layout.title, theme.text, wrap=width,
        align="center",
    )  # fmt: skip
    subtitle = escape(cue.subtitle) if cue.subtitle else formula_markup(setting)
    below = Label(subtitle, layout.big, theme.muted, wrap=width, align="center")
    gap = 1.6 * layout.em
    middle = (below.height + gap) / 2
    title.put(0, middle, align=(0, 0))
    below.put(0, middle - title.height / 2 - gap, align=(0, 1))
    half = 1.2 * layout.em
    rule = Stroke(
        [[-half, 0, 0], [half, 0, 0]], 0.04, color=theme.accent, fixed_in_frame=True, over_all=True
    )
    rule.shift(np.array([0, middle - title.height / 2 - gap / 2, 0]))
    return CueProp(cue, [title, below, rule])


def caption_prop(setting: Setting, cue: Cue) -> CueProp:
    """A caption or an outcome: at the bottom, on a plate."""
    layout, theme = setting.layout, setting.theme
    card = Card(
        escape(cue.text).replace("\n", " \\\n"), 1.05 * layout.em, theme.text, plate=theme.plate,
        wrap=layout.right - layout.left, align="center",
    )  # fmt: skip
    return CueProp(cue, [card.put(0, layout.bottom - card.pad, align=(0, -1))])


def formula_markup(setting: Setting) -> str:
    """The function as a formula: f(x, y) = …"""
    function = setting.lesson.function
    names = ", ".join(symbol_name(name) for name in setting.lesson.variables)
    return f"$f({names}) = {typst_formula(function.expression)}$"


def formula_prop(setting: Setting, cue: Cue) -> CueProp:
    """The function's formula along the top, in one line if it can be."""
    layout, theme = setting.layout, setting.theme
    width = layout.right - layout.left
    size = layout.big
    label = Label(formula_markup(setting), size, theme.text)
    if label.width > width:
        size = max(layout.em, size * width / label.width * 0.995)
        wrap = None if label.width * size / layout.big <= width else width
        label = Label(formula_markup(setting), size, theme.text, wrap=wrap)
    return CueProp(cue, [label.put(layout.left, layout.top, align=(-1, 1))])


def update_rule_prop(setting: Setting, cue: Cue) -> CueProp:
    """The optimizer's rule, and below it the same with the numbers of the first step."""
    layout, theme = setting.layout, setting.theme
    descent = setting.lesson.descents[cue.descent or 0]
    general, numbers = rule_lines(setting.lesson, descent)
    lines = " \\\n".join(f"$ {line} $" for line in general)
    markup = f"#set par(leading: 0.9em)\n{lines}" + (
        f'\n#text(fill: rgb("{theme.accent}"))[$ {numbers} $]' if numbers else ""
    )
    card = Card(markup, layout.big, theme.text, plate=theme.plate, cover=0.9, pad=0.5 * layout.em)
    top = layout.top - 2.6 * layout.em
    return CueProp(cue, [card.put(layout.left - card.pad, top, align=(-1, 1))])


def legend_prop(setting: Setting, cue: Cue) -> CueProp:
    """Which colour is which descent: a list below the formula."""
    layout, theme = setting.layout, setting.theme
    parts: list[Mesh] = []
    y = layout.top - 3.0 * layout.em
    for index, descent in enumerate(setting.lesson.descents[:10]):
        label = Label(escape(descent.label), layout.em, theme.text)
        swatch = Stroke(
            [[layout.left + 0.1 * layout.em, y, 0], [layout.left + 1.1 * layout.em, y, 0]],
            0.22 * layout.em, color=theme.descent(index), fixed_in_frame=True, over_all=True,
        )  # fmt: skip
        swatch.in_front = True
        parts += [swatch, label.put(layout.left + 1.6 * layout.em, y, align=(-1, 0))]
        y -= 1.5 * layout.em
    return CueProp(cue, parts)
