"""Formulas in an author's texts: whether Typst can set them, told before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

import typst

from gdcore.maths.spelling import question
from gdcore.spec import Fault
from gdcore.spec.quotes import Mathematics, QuoteError, read_text
from gdcore.stage.text.coverage import compiler
from gdcore.stage.text.formulas import GREEK
from gdcore.story import Lesson
from gdcore.story.quoting import author_texts, filled_formula

_UNKNOWN = re.compile(r"unknown variable: (\S+)")
_KNOWN = (
    *sorted(GREEK, reverse=True),  # small letters first, which more often are meant
    *("nabla", "sqrt", "sum", "dot", "times", "infinity", "approx", "partial", "arrow"),
)


def formula_faults(lesson: Lesson) -> Iterator[Fault]:
    """A fault for each formula of a lesson's texts that Typst can't set, with its place."""
    for told in author_texts(lesson.spec):
        for part in read_text(told.text):
            if isinstance(part, Mathematics):
                try:
                    problem = problem_of(filled_formula(lesson, part))
                except QuoteError:
                    continue  # it names no fact, which is reported where facts are looked up
                if problem is not None:
                    yield lesson.spec.places.fault(told.location, problem, part.character)


def problem_of(formula: str) -> str | None:
    """Why Typst can't set a formula, given without its dollar signs; None where it can."""
    try:
        compiler().compile(f"#page(width: auto, height: auto)[${formula}$]".encode(), format="svg")
    except typst.TypstError as error:
        said = str(error)
        word = _UNKNOWN.match(said)
        if word is None:
            return f"this formula can't be set: {said}"
        how = f'a word stands in double quotes, as in "{word[1]}", and letters apart'
        meant = question(word[1], _KNOWN)
        return (
            f"no symbol is called {word[1]}; {meant} ({how})"
            if meant
            else (f"no symbol is called {word[1]}; {how}")
        )
    return None
