"""The lesson's function as a formula, in one line or broken between its terms."""

from __future__ import annotations

from gdcore.maths import DataLoss, Function
from gdcore.stage.mobjects.label import Label
from gdcore.stage.text.formulas import symbol_name, typst_formula
from gdcore.stage.text.loss_formulas import typst_loss
from gdcore.stage.theme import Theme
from gdcore.story import Lesson


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
    return Label(in_terms(formula_markup(lesson), size, width), size, theme.text, wrap=width)


def in_terms(formula: str, size: float, width: float) -> str:
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
