"""The lesson's function as a formula, in one line or broken between its terms."""

from __future__ import annotations

from gdcore.maths import DataLoss, Function
from gdcore.stage.layout import type_scale
from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.label import Label
from gdcore.stage.text.formulas import symbol_name, typst_formula
from gdcore.stage.text.lines import in_terms
from gdcore.stage.text.loss_formulas import typst_loss
from gdcore.stage.theme import Theme
from gdcore.story import Lesson


def formula_markup(lesson: Lesson) -> str:
    """The function as a formula: f(x, y) = …"""
    names = ", ".join(symbol_name(name) for name in lesson.variables)
    if isinstance(lesson.function, DataLoss):
        target = lesson.spec.data.target if lesson.spec.data else "y"
        return f"$f({names}) = {typst_loss(lesson.function, target, lesson.language.numerals)}$"
    assert isinstance(lesson.function, Function)
    return f"$f({names}) = {typst_formula(lesson.function.expression, lesson.language.numerals)}$"


def formula_label(lesson: Lesson, layout: Layout, theme: Theme) -> Label:
    """The function's formula, in one line if it fits at the size of an em or more."""
    big, width, markup = layout.big, layout.line_end - layout.left, formula_markup(lesson)
    label = layout.label(markup, big, theme.text)
    if label.width <= width:
        return label
    least = type_scale.LEAST_FORMULA * layout.em if layout.bar_row else layout.em
    size = max(min(least, big), big * width / label.width * 0.995)
    if label.width * size / big <= width:
        return layout.label(markup, size, theme.text)
    return layout.label(broken(markup, size, layout), size, theme.text, wrap=width)


def broken(formula: str, size: float, layout: Layout) -> str:
    """A formula in lines no wider than the frame within its margins; size: of an em."""
    width = layout.right - layout.left
    return in_terms(formula, lambda markup: layout.label(markup, size).width <= width)
