"""What makes a lesson unfit to be drawn: false claims, unknown facts, faulty formulas, letters
that no font has."""

from __future__ import annotations

from gdcore.spec import Fault
from gdcore.spec.quotes import has_formula
from gdcore.stage.text.letters import letter_faults
from gdcore.story import Lesson
from gdcore.story.claims import claim_faults
from gdcore.story.quoting import author_texts, text_faults


def lesson_faults(lesson: Lesson, claims: bool = True) -> list[Fault]:
    """Every fault of a lesson that shows only once it is computed.

    claims: whether the claims of the spec are checked, too.
    """
    faults = [*text_faults(lesson), *letter_faults(lesson.spec)]
    if any(has_formula(told.text) for told in author_texts(lesson.spec)):
        # Imported late: most lessons have no formula of their own, and Typst takes its time.
        from gdcore.stage.text.mathematics import formula_faults

        faults += formula_faults(lesson)
    if claims:
        faults += claim_faults(lesson)
    return faults
