"""Letters that no font has, judged by what Typst draws: a letter without a font is a box."""

import pytest

from gdcore.spec import SpecError, read_spec
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.text import coverage
from gdcore.stage.text.coverage import missing_letters, packages_for, wants_system_fonts
from gdcore.stage.text.letters import letter_faults
from gdcore.stage.text.typeset import Text, raster

# Hieroglyphs, Gothic, Linear B, Runes: which of them a machine has depends on its fonts.
RARE = "𓀀𐌰𐀀ᚠꦀ"


def drawn(letter):
    return raster(Text(letter, 40.0, "#ffffff"))


def test_the_letters_of_lessons_need_no_other_font():
    letters = "äöüßéèçñœ ∇∂η λ‖′·×−⁰² “”‚’ ≤≈→ Ωж"
    assert missing_letters(letters) == ""
    assert not wants_system_fonts(letters)
    shapes = {drawn(letter).tobytes() for letter in "äöüßéèçñ∇∂ηλ‖"}
    assert len(shapes) == 13  # boxes would all be alike


def test_letters_are_missing_where_boxes_are_drawn():
    missing = missing_letters(f"x {RARE} y {RARE}")
    boxes = {drawn(letter).tobytes() for letter in missing}
    assert len(boxes) <= 1
    for letter in set(RARE) - set(missing):
        assert drawn(letter).tobytes() not in boxes


@pytest.mark.parametrize(
    ("letters", "packages"),
    [
        ("你か한", ("fonts-noto-cjk",)),
        ("ஐ", ("fonts-noto-core",)),
        ("😀", ("fonts-noto-color-emoji",)),
        ("你😀", ("fonts-noto-cjk", "fonts-noto-color-emoji")),
    ],
)
def test_a_package_is_named_for_each_script(letters, packages):
    assert packages_for(letters) == packages


SPEC = """\
title: "Über Täler"
function: x^2 + y^2
descents:
  - {start: [1, 1], label: "ab ⟂ hier"}
story:
  - title: {text: "Los", subtitle: "zum ★"}
  - surface: {caption: "Von oben ⟂ und ★."}
  - descend: {captions: {0: "Nichts fehlt", end: "Am ⟂"}}
"""


def test_letters_without_a_font_are_faults_at_their_places(monkeypatch):
    def lacking(letters, system_fonts):
        return tuple(letter for letter in letters if letter in "⟂★")

    monkeypatch.setattr(coverage, "_lacking", lacking)
    with pytest.raises(SpecError) as refused:
        lesson_timeline(read_spec(SPEC), 30.0)
    found = {
        (fault.line, fault.column): fault.message.split("; ")[0] for fault in refused.value.faults
    }
    places = {
        (n, line.index(min(set(line) & set("⟂★"), key=line.index)) + 1): line
        for n, line in enumerate(SPEC.splitlines(), 1)
        if set(line) & set("⟂★")
    }
    assert found.keys() == places.keys()
    assert found[7, min(column for line, column in places if line == 7)] == (
        "no installed font has the letters ⟂ ★"
    )
    assert "install the package fonts-noto-core" in str(refused.value)


def test_letters_that_some_font_has_are_no_fault():
    assert list(letter_faults(read_spec(SPEC.replace("⟂", "λ").replace("★", "é")))) == []
