"""Text as rasters: any text can be set, and it is the text that was asked for."""

from __future__ import annotations

import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.stage.text.typeset import Text, escape, extent, raster, set_texts

TEXTS = st.text(st.sampled_from(string.printable.strip() + " ηλ∇εβ−×π²é"), max_size=40)


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_can_be_set(text: str) -> None:
    set_texts([Text(escape(text), 8, "#ffffff")])


@settings(max_examples=40)
@given(TEXTS, st.sampled_from([None, 60.0, 150.0]))
def test_a_text_is_as_large_as_was_measured(text: str, width: float | None) -> None:
    """Letters stick out of their boxes by parts of an em; a line more or less is 1.2 ems."""
    asked = Text(escape(text), 20, "#ffffff", width, "center")
    wide, tall = extent(asked)
    rows, columns = raster(asked).shape[:2]
    if text.strip():
        broken = width is None or columns < width  # no word is longer than a line
        assert not broken or abs(columns - wide) < 0.5 * asked.size
        assert -0.75 * asked.size < rows - tall < 0.5 * asked.size


@pytest.mark.parametrize("character", sorted(set(string.printable) - set(string.whitespace)))
def test_a_character_looks_as_it_does_as_a_string(character: str) -> None:
    """Between other letters, since some characters begin markup only there or at a line's start."""
    quoted = character.replace("\\", "\\\\").replace('"', '\\"')
    for before, after in (("a", "b"), ("", "")):
        plain = Text(f'#set smartquote(enabled: false)\n#"{before}{quoted}{after}"', 20, "#ffffff")
        escaped = Text(
            f"#set smartquote(enabled: false)\n{escape(before + character + after)}", 20, "#ffffff"
        )
        np.testing.assert_array_equal(raster(plain), raster(escaped))


@pytest.mark.parametrize(
    "text", ["// no comment", "/* nor this */", "a -- b --- c...", "1. not a list", "= no title",
             "- none", "+ none", "https://example.org/a_b", "#let x = 1", "$x$", "a  b", "-1 -?",
             "x: y, (z) {w} 'q' \"r\"", "~*_`<l>@k"],
)  # fmt: skip
def test_markup_in_a_text_is_text(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("  ", " ")
    off = "#set smartquote(enabled: false)\n"
    np.testing.assert_array_equal(
        raster(Text(f'{off}#"{quoted}"', 20, "#ffffff")),
        raster(Text(off + escape(text), 20, "#ffffff")),
    )


def test_size_and_colour_are_those_asked_for() -> None:
    small, large = (raster(Text("Height", size, "#ff8000")) for size in (20, 40))
    assert large.shape[0] == pytest.approx(2 * small.shape[0], abs=2)
    full = large[large[..., 3] == 255]
    assert (full == [255, 128, 0, 255]).all()
    # Premultiplied: no colour is brighter than its own opacity.
    assert (large[..., :3] <= large[..., 3:]).all()


def test_lines_break_at_the_width() -> None:
    words = "one two three four five six seven eight nine ten"
    wide, narrow = (raster(Text(words, 20, "#ffffff", width=w)) for w in (1000, 160))
    assert narrow.shape[1] <= 160 < wide.shape[1]
    assert narrow.shape[0] > 2 * wide.shape[0]


def test_a_line_may_fill_its_width() -> None:
    """The free pixels around a text are not part of its lines."""
    words = "one two three four five six seven eight nine ten"
    whole = raster(Text(words, 20, "#ffffff"))
    fitting = raster(Text(words, 20, "#ffffff", width=whole.shape[1] + 2))
    assert fitting.shape == whole.shape
