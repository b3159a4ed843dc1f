"""The partial derivatives as formulas, while the gradient or the slices are shown."""

from __future__ import annotations

from gdcore.maths import Function
from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.label import Label
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.registry import on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name, typst_formula
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson

GAP = 1.6
"""Ems between two formulas in a line: more than between two terms."""

LEAST = 4.0
"""Ems of the shortest formula, f′(x) = 2; ∂f/∂x = 0 takes 4.6."""


@on_frame("gradient_formula", order=15)
def gradient_formula_prop(setting: Setting, cue: Cue) -> CueProp:
    """The partial derivatives behind the function's formula; none where they don't fit there.

    The cue's text says whose colours they have: each that of its slice, or all the gradient's.
    """
    layout = setting.layout
    label = _label(cue, setting.lesson, layout, setting.theme)
    if label is None:
        return CueProp(cue, [])
    # On the height of the formula, but within the margin.
    middle = layout.top - 0.5 * max(layout.header, label.height)
    return CueProp(cue, [label.put(layout.rest_of_line[2], middle, align=(1, 0))])


@takes_room("gradient_formula", "line")
def line_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """Width and height of the formulas at the end of the function's line."""
    label = _label(cue, lesson, layout, theme)
    return (0.0, 0.0) if label is None else (label.width, label.height)


def _label(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Label | None:
    """The formulas in one line; None where they don't fit."""
    left, bottom, right, top = layout.rest_of_line
    if right - left < LEAST * layout.em * len(lesson.variables):
        return None  # before their shortest form is searched for
    markups = derivative_markups(lesson)
    colors = [theme.gradient] * len(markups)
    if cue.text == "of slices" and len(markups) == 2:
        # The slice along x is the one that holds y.
        colors = list(theme.slices[::-1])
    colored = (f'#text(fill: rgb("{c}"))[{m}]' for m, c in zip(markups, colors, strict=True))
    line = f"#h({GAP}em)".join(colored)
    for size in (layout.big, layout.em):
        label = layout.label(line, size, theme.gradient)
        if markups and label.width <= right - left and label.height <= top - bottom:
            return label
    return None


def derivative_markups(lesson: Lesson) -> tuple[str, ...]:
    """Each partial derivative as a formula, ∂f/∂x = …; of one variable f′(x) = ….

    None for the loss of a model on data, which is a sum over all entries.
    """
    function = lesson.function
    if not isinstance(function, Function):
        return ()
    names = [symbol_name(name) for name in function.variables]
    lefts = [f"partial f slash partial {name}" for name in names]
    if len(names) == 1:
        lefts = [f"f'({names[0]})"]
    numerals = lesson.language.numerals
    texts = [typst_formula(part, numerals) for part in function.shortest_gradient]
    return tuple(f"${left} = {text}$" for left, text in zip(lefts, texts, strict=True))
