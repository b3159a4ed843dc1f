"""The lessons of the house with one slip each: the answer stands at the slip, or there is none.

Each slip is made wherever a lesson has the place for it. What is said is in the words of the spec
language: no word of YAML's parser, of pydantic or of Python.
"""

import re
from pathlib import Path

import pytest

from gdcore.maths import OPTIMIZERS, SCHEDULES
from gdcore.spec import BEATS, SpecError, SpecText, schema

FOLDER = Path(__file__).parents[2] / "specs"
LESSONS = [
    FOLDER / f"{name}.yaml" for name in ("narrow_valley", "peaks", "optimizer_race", "sgd_and_adam")
]
NAMES = {*schema()["properties"], *BEATS, *OPTIMIZERS, *SCHEDULES} - {"function", "step", "data"}
INTERNAL = re.compile(
    r"Input should|<(block|stream|scalar)|simple key|token|scalar|mapping values|chomping|Tuple|"
    r"\bstr\b|\bint\b|\bdict\b|NoneType|Error|Typst"
)
NUMBER = r"(?<![\w.\"'])(\d+\.\d+)(?![\w.])"


def load(path, lines):
    return SpecText("\n".join(lines), "t.yaml", path).load()


def faults(path, lines):
    """The faults of a text, each checked for the words that it uses; [] if there is none."""
    try:
        load(path, lines)
    except SpecError as error:
        for fault in error.faults:
            assert not INTERNAL.search(fault.message), fault
        return error.faults
    return ()


def slips(path, pattern, change):
    """(index of the line, lines, match) for every place where a lesson can be changed so."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for index, line in enumerate(lines):
        code = "" if line.lstrip().startswith("#") else line.split(" # ")[0]
        code = re.sub(r"(caption|title|label|text): .*", lambda m: m[1] + ":", code)  # prose
        for match in re.finditer(pattern, code):
            broken = line[: match.start()] + change(match) + line[match.end() :]
            yield index, [*lines[:index], broken, *lines[index + 1 :]], match


WORD = r"\b(" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\b"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
class TestSlip:
    def test_a_letter_too_many(self, path):
        made = list(slips(path, WORD, lambda m: m[0][:-1] + "x" + m[0][-1]))
        for index, lines, match in made[::2]:
            told = faults(path, lines)
            assert [fault.line for fault in told][:1] == [index + 1]
            assert f"did you mean {match[0]}?" in told[0].message
        assert made

    def test_other_capitals_are_none(self, path):
        plain = load(path, path.read_text(encoding="utf-8").split("\n")).digest
        made = list(slips(path, WORD, lambda m: m[0].replace("_", " ").title()))
        for _, lines, _ in made[::4]:
            assert load(path, lines).digest == plain

    def test_a_number_as_a_formula_is_none(self, path):
        plain = load(path, path.read_text(encoding="utf-8").split("\n")).digest
        for index, lines, _ in list(slips(path, NUMBER, lambda m: f"2*{m[0]}/2"))[::3]:
            if not lines[index].startswith("function"):
                assert load(path, lines).digest == plain

    def test_a_decimal_comma(self, path):
        for index, lines, match in slips(path, NUMBER, lambda m: m[0].replace(".", ",")):
            told = faults(path, lines)
            assert {fault.line for fault in told} == {index + 1}
            assert any(match[0] in fault.message for fault in told)

    def test_a_bracket_is_lost(self, path):
        for index, lines, _ in list(slips(path, r"[\]}]", lambda m: ""))[::2]:
            told = faults(path, lines)
            assert {fault.line for fault in told} == {index + 1}

    def test_the_space_behind_a_colon_is_lost(self, path):
        for index, lines, match in list(slips(path, r"^ *\w+: (?=\S)", lambda m: m[0][:-1]))[::2]:
            told = faults(path, lines)
            assert f"a space is missing behind {match[0].strip()}" in [f.message for f in told]
            assert {fault.line for fault in told} == {index + 1}

    def test_a_key_is_indented_by_one_more(self, path):
        for index, lines, match in list(slips(path, r"^( *)\w+: ", lambda m: " " + m[0]))[1::3]:
            told = faults(path, lines)
            assert told, match
            assert all(abs(fault.line - index - 1) <= 1 for fault in told)
