"""Numbers written by hand: wrong ones are found in every lesson, right ones are left alone."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gdcore.spec import load_spec, read_spec
from gdcore.story import compute_lesson
from gdcore.story.handwritten import handwritten_faults
from gdcore.story.quoting import author_texts, filled
from gdcore.words.formulas import plain

DECIMAL = re.compile(r"(?<![\w.])−?\d+\.\d+(?![\w.])")


SPECS = Path(__file__).parents[2] / "specs"


@pytest.fixture(scope="module")
def lessons():
    return [compute_lesson(load_spec(path)) for path in sorted(SPECS.glob("*.yaml"))]


def retold(lesson, texts):
    """The lesson with its captions replaced by these, in captions of their own."""
    story = read_spec(
        "function: x^2\nstory:\n"
        + "".join("  - caption: '" + text.replace("'", "''") + "'\n" for text in texts)
    ).story
    spec = lesson.spec.model_copy(update={"story": (*(lesson.spec.story or ()), *story)})
    again = replace(lesson, spec=spec)
    # What is known of the function need not be computed again.
    vars(again).update({name: getattr(lesson, name) for name in ("landscape", "shares")})
    return again


def test_numbers_of_all_lessons_are_known(lessons):
    for lesson in lessons:
        assert [str(fault) for fault in handwritten_faults(lesson)] == []


def test_a_wrong_decimal_is_found_wherever_it_is_planted(lessons):
    planted = missed = 0
    for lesson in lessons[3::3]:
        said = [plain(filled(lesson, told.text)) for told in author_texts(lesson.spec)]
        wrong = []
        for text in said:
            for match in DECIMAL.finditer(text):
                last = (int(match[0][-1]) + 4) % 10
                wrong.append(f"It is {match[0][:-1]}{last or 3} there.")
        found = list(handwritten_faults(retold(lesson, wrong))) if wrong else []
        planted += len(wrong)
        missed += len(wrong) - len(found)
    assert planted > 10
    # A wrong number may be another fact of the lesson by chance.
    assert missed <= planted // 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It settles at (4, 4) after 15 steps.", []),
        ("It settles at (4, 4) after 17 steps.", ["17"]),
        ("At step 12 it is there, after 13 it is not.", ["13"]),
        ("It is 29.5 degrees, 29.52 or 738/25.", []),
        ("It is 29.6 degrees.", ["29.6"]),
        ("99 % of the starts, not 87 %.", ["87 %"]),
        ("In 1847 Cauchy wrote of x^7, 3D and L2.", []),
        ("$eta < 0.26$, $eta < 0.36$", ["0.36"]),
        ("A slope of −4.86, or of 4.86; not of −4.68.", ["−4.68"]),
        ("Less than 2.5 × 10⁻⁷.", ["2.5 × 10⁻⁷"]),
    ],
)
def test_what_is_a_fact_of_the_sauna(text, found):
    lesson = compute_lesson(
        read_spec(
            "function: sauna\nstarts: [[1, 3]]\nlearning_rates: [0.1]\nsteps: 19\n"
            f"story:\n  - caption: '{text}'\n"
        )
    )
    faults = list(handwritten_faults(lesson))
    assert [fault.message.split(" is written")[0] for fault in faults] == found
    for fault, number in zip(faults, found, strict=True):
        assert (fault.line, fault.column) == (6, 15 + text.index(number))


def test_the_fact_that_may_be_meant_is_told():
    spec = read_spec("function: x^2 + 3*y^2\nstory: [{caption: It settles below 0.35.}]\n")
    (fault,) = handwritten_faults(compute_lesson(spec))
    assert "write {largest_stable_rate(minimum)}, which is 0.333" in fault.message
