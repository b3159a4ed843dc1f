"""What is written on the frame: title card, captions, the formula, the update rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gdcore.maths import DataLoss, Function
from gdcore.stage.layout.arrangement import insets_of
from gdcore.stage.layout.regions import LEAST_INSETS, MARGIN, WIDE, Layout, text_size
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.frame.captions import aside_region, caption_height, said
from gdcore.stage.props.parts.abridging import abridged
from gdcore.stage.props.parts.basins_key import key_height
from gdcore.stage.props.parts.rules import rule_lines
from gdcore.stage.props.parts.swatch import swatch
from gdcore.stage.props.parts.table import race_room
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name, typst_formula
from gdcore.stage.text.loss_formulas import typst_loss
from gdcore.stage.text.typeset import escape
from gdcore.stage.theme import THEMES, Theme
from gdcore.story import Cue, Lesson, Timeline

PANELS = ("panels", "contour_panels")
"""Layouts of a picture for each descent."""
SEVERAL = ("split", *PANELS, "data")
"""Layouts of several pictures: tables and numbers run along the top."""
_TITLE_SIGN = 2.3  # ems: what the swatch before a panel's title takes, and the space around both

ALONG_THE_TOP = ("readout", "legend", "race", "update_rule", "internals", "critical_points")
"""What may need the formula's place in an upright frame."""
LONG, LOW = 2.5, 0.8
"""Ems of a formula's height, and height to width of the picture's place: a longer formula leaves
the frame where it would leave less than that."""


class CueProp:
    """Mobjects that come and go with one cue."""

    def __init__(self, cue: Cue, mobjects: Sequence[Mesh]) -> None:
        self._cue = cue
        self.mobjects = list(mobjects)

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        for mobject in self.mobjects:
            mobject.opacity = opacity


class PanelTitleProp:
    """What a panel shows, above it, in the colour of its descent."""

    def __init__(self, setting: Setting) -> None:
        self._timeline, panel = setting.timeline, setting.panel
        layout, theme = setting.layout, setting.theme
        left, _, right, top = panel.region
        room = right - left - _TITLE_SIGN * layout.em
        title = abridged(panel.title, lambda t: Label(escape(t), layout.em).width <= room)
        label = Label(escape(title), layout.em, theme.text)
        y = top + 0.8 * layout.em
        middle = (left + right) / 2
        label.put(middle + 0.6 * layout.em, y, align=(0, 0))
        x = float(label.get_left()[0]) - 1.5 * layout.em
        signs = swatch(
            x, y, 0.9 * layout.em, 0.24 * layout.em, theme.descent(panel.descents[0]), theme
        )
        self.mobjects: list[Mesh] = [*signs, label]

    def show(self, t: float) -> None:
        opacity = self._timeline.shown("axes", t)
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
    subtitle = escape(cue.subtitle)
    if not subtitle:
        subtitle = formula_markup(setting.lesson)
        if Label(subtitle, layout.big).width > width:
            subtitle = _in_terms(subtitle, layout.big, width)
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


def formula_markup(lesson: Lesson) -> str:
    """The function as a formula: f(x, y) = …"""
    names = ", ".join(symbol_name(name) for name in lesson.variables)
    if isinstance(lesson.function, DataLoss):
        target = lesson.spec.data.target if lesson.spec.data else "y"
        return f"$f({names}) = {typst_loss(lesson.function, target)}$"
    assert isinstance(lesson.function, Function)
    return f"$f({names}) = {typst_formula(lesson.function.expression)}$"


def formula_label(lesson: Lesson, em: float, big: float, width: float, theme: Theme) -> Label:
    """The function's formula, in one line if it fits at the size of an em or more."""
    label = Label(formula_markup(lesson), big, theme.text)
    if label.width <= width:
        return label
    size = max(em, big * width / label.width * 0.995)
    if label.width * size / big <= width:
        return Label(formula_markup(lesson), size, theme.text)
    return Label(_in_terms(formula_markup(lesson), size, width), size, theme.text, wrap=width)


def _in_terms(formula: str, size: float, width: float) -> str:
    """A formula that breaks between its terms, and not within one that has room in a line."""
    head, _, body = formula.strip("$").partition(" = ")
    depth, start, terms = 0, 0, []
    for k, sign in enumerate(body):
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0 and k > start and body[k - 1 : k + 2] in (" + ", " − "):
            terms.append(body[start:k].strip())
            start = k
    terms.append(body[start:].strip())
    # A sign at the start of a formula would stand as near to it as that of a number.
    formulas = [f"${t[0]} med {t[1:]}$" if t[0] in "+−" else f"${t}$" for t in terms]
    parts = [f if Label(f, size).width > width else f"#box[{f}]" for f in formulas]
    return "#set par(leading: 0.75em)\n" + " ".join([f"${head} =$", *parts])


class FormulaProp(CueProp):
    """The function's formula along the top; where it is long, until numbers need its place."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        layout = setting.layout
        self._setting = setting
        width = layout.right - layout.left
        label = formula_label(setting.lesson, layout.em, layout.big, width, setting.theme)
        super().__init__(cue, [label.put(layout.left, layout.top, align=(-1, 1))])

    def show(self, t: float) -> None:
        super().show(t)
        if self._setting.layout.formula_leaves:
            taken = max(self._setting.timeline.shown(name, t) for name in ALONG_THE_TOP)
            for mobject in self.mobjects:
                mobject.opacity *= max(0.0, 1.0 - 2.0 * taken)


def measure_layout(timeline: Timeline, width: float, height: float, ppu: float) -> Layout:
    """The layout for a lesson's own formula, captions and numbers.

    width, height: of the frame, scene units; ppu: pixels to a scene unit.
    """
    lesson = timeline.lesson
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
    bar = bar and (lesson.spec.scales == "shared" or lesson.spec.layout not in PANELS)
    insets = insets_of(timeline)
    board, several = lesson.spec.layout == "board", lesson.spec.layout in SEVERAL
    if numbers and several and width < WIDE * height:
        numbers = 2  # two pictures above each other need the height: the step and the value
    layout = Layout(
        width, height, em, header, em, numbers, bar, ppu, insets,
        board=board, several=several, panels=lesson.spec.layout in PANELS,
        ranked=bool(timeline.cues_of("race")),
    )  # fmt: skip
    footer = caption_height([cue.text for cue in said(timeline)], layout, theme)
    layout = replace(layout, footer=(footer or em) - 0.3)
    layout = replace(layout, table=race_room(timeline, layout))
    layout = replace(layout, key=key_height(timeline, layout, theme))
    if not (layout.wide or several or board):
        cards = [_rule_card(lesson, cue, layout, theme) for cue in timeline.cues_of("update_rule")]
        layout = replace(layout, rule=max((card.height - card.pad for card in cards), default=0.0))
        left, bottom, right, top = replace(layout, insets=()).open
        if header > LONG * em and top - bottom < LOW * (right - left):
            layout = replace(layout, formula_leaves=True)
    bare = replace(layout, insets=())
    least = LEAST_INSETS * em  # below it, small pictures would leave too little of the large one
    return layout if layout.wide or bare.open[3] - bare.open[1] >= least else bare


def update_rule_prop(setting: Setting, cue: Cue) -> CueProp:
    """The optimizer's rule, and below it the same with the numbers of the first step."""
    layout = setting.layout
    if layout.several:
        x, bottom, right, y = aside_region(setting, cue)
        card = _rule_card(setting.lesson, cue, layout, setting.theme, right - x)
        return CueProp(cue, [card.put(x - card.pad, (bottom + y) / 2, align=(-1, 0))])
    card = _rule_card(setting.lesson, cue, layout, setting.theme)
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


def _rule_card(
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
