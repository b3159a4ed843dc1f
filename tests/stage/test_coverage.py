"""Letters that no font has, judged by what Typst draws: a letter without a font is a box."""

import pytest

from gdcore.stage.text.coverage import missing_letters, packages_for, wants_system_fonts
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
