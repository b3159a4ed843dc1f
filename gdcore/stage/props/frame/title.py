"""The title card."""

from __future__ import annotations

import numpy as np

from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.formula_label import broken, formula_markup
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.text.lines import bind, in_even_lines
from gdcore.stage.text.typeset import escape
from gdcore.stage.theme import Theme
from gdcore.story import Cue


@on_frame("title", order=94)
def title_prop(setting: Setting, cue: Cue) -> CueProp:
    """The title card in the middle of an empty frame."""
    layout, theme = setting.layout, setting.theme
    width = layout.right - layout.left
    title = _title(cue.text, layout, theme, width)
    subtitle = escape(cue.subtitle)
    if not subtitle:
        subtitle = formula_markup(setting.lesson)
        if layout.label(subtitle, layout.big).width > width:
            subtitle = broken(subtitle, layout.big, layout)
    below = layout.label(subtitle, layout.big, theme.muted, wrap=width, align="center")
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


def _title(text: str, layout: Layout, theme: Theme, width: float) -> Label:
    """The title in lines of about one length, as large as its longest word allows; longer words
    than that break.
    """

    def bold(words: str, size: float, wrap: float | None = None) -> Label:
        markup = f"#text(weight: 700)[{escape(words)}]".replace("\n", " \\\n")
        return layout.label(markup, size, theme.text, wrap=wrap, align="center")

    longest = max((bold(word, layout.title).width for word in text.split()), default=width)
    size = max(layout.title * min(1.0, 0.99 * width / longest), layout.big)

    def fits(words: str) -> bool:
        return bold(words, size).width <= width

    title = bold(bind(text, fits), size, width)
    one, two = (bold(words, size).height for words in ("(g)", "(g)\n(g)"))
    count = 1 + round((title.height - one) / (two - one))
    if count == 1:
        return title
    return bold(bind(in_even_lines(text, count, fits), fits), size, width)
