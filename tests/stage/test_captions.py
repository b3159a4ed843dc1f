"""Captions in pages: no word is lost, each page is short, and they follow one another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.spec import read_spec
from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.type_scale import text_size
from gdcore.stage.props.frame.captions import (
    CaptionProp,
    caption_card,
    pages,
)
from gdcore.stage.scene import build_stage
from gdcore.stage.text.lines import MOST_LINES, MOST_NARROW
from gdcore.stage.theme import DARK
from gdcore.story import compute_lesson, make_timeline

WORDS = st.lists(
    st.sampled_from(["one", "three,", "seven;", "all.", "gradient", "of", "f:"]), max_size=60
)


def layout_of(width: int, height: int) -> Layout:
    """A frame of so many parts, 14.2 scene units wide."""
    tall = 14.2 * height / width
    return Layout(14.2, tall, text_size(14.2, tall), 40)


def lines(text: str, layout: Layout) -> int:
    """By the height of a line that is set in the very same way."""
    tops = [caption_card("\n".join(["g"] * k), layout, DARK).height for k in range(1, 9)]
    return 1 + int(np.argmin(np.abs(np.array(tops) - caption_card(text, layout, DARK).height)))


@settings(max_examples=6, deadline=None)
@given(WORDS)
def test_nothing_is_lost_and_pages_are_short(words: list[str]) -> None:
    layout = layout_of(9, 16)
    found = pages(" ".join(words), layout)
    assert " ".join(found).split() == words
    assert max((lines(page, layout) for page in found), default=1) <= MOST_NARROW


@pytest.mark.parametrize(
    "term", ["∂f/∂x = 4", "f(2, 4) = 20", "1.75 × 10⁻¹¹", "90 %", "−S · α", "−α·∇f", "a + b"]
)
def test_no_line_breaks_within_a_term(term: str) -> None:
    """It stays in one line even where there is no room for it."""
    layout = layout_of(9, 16)
    assert lines(term, replace(layout, width=0.1 * layout.width)) == 1
    assert lines("three words wide", replace(layout, width=0.1 * layout.width)) == 3


def test_a_break_within_a_sentence_is_no_end_of_a_page() -> None:
    """That a colon follows does not make an item of a list of it."""
    text = "One starts exactly on the ridge y = 0, the\nother beside it: as yet they look like one."
    assert pages(text, layout_of(9, 16)) == [text.replace("\n", " ")]
    items = "η = 0.1: converged after 15 steps, f = 29.5\nη = 0.3: still jumping to and fro, f = 34"
    found = "\n".join(pages(items, layout_of(9, 16)))
    assert "29.5\nη" in found


def test_pages_are_of_about_one_length_and_end_with_sentences() -> None:
    """Greedy pages would leave the last four words alone."""
    first = "Each place on the whole of the surface is one line through the data, and no other is."
    second = "This one has w = 2, b = 3; its error is 9, which is the mean of the squares of all."
    assert pages(f"{first} {second}", layout_of(9, 16)) == [first, second]


def test_the_last_of_many_short_lines_is_no_scrap() -> None:
    """Of the least number of lines, each has a fair share of the letters."""
    layout = layout_of(9, 16)
    text = "Adam divides each part by the root of its mean square, so it goes as fast as across"
    lengths = [len(line) for line in caption_card(text, layout, DARK).markup.split(" \\\n")]
    assert len(lengths) == lines(text, layout) >= 3
    assert min(lengths) > 0.6 * max(lengths)


def test_a_wide_frame_has_one_page() -> None:
    text = "A caption of two lines at most, as lessons have them in a frame that is wide. " * 2
    assert pages(text.strip(), layout_of(16, 9)) == [text.strip()]
    assert lines(text.strip(), layout_of(16, 9)) <= MOST_LINES


def test_a_sentence_in_two_lines_leaves_no_word_alone_beside_another_sentence() -> None:
    layout = layout_of(1, 1)
    first = "Gradient descent levels off at f = 0, the height of the saddle."
    text = f"{first}\nThe steps of Adagrad get shorter."
    assert lines(first, layout) == 2
    assert caption_card(text, layout, DARK).width < 0.75 * (layout.right - layout.left)


def test_lines_are_of_about_one_length() -> None:
    """Greedy lines would leave the last word alone."""
    layout = layout_of(16, 9)
    inner, text = layout.right - layout.left, "word"
    while lines(text, layout) == 1:
        text += " word"
    card = caption_card(text, layout, DARK)
    assert lines(text, layout) == 2
    assert card.width - 2 * card.pad < 0.65 * inner


def test_two_lines_part_where_a_sentence_ends_unless_they_are_uneven() -> None:
    layout = layout_of(16, 9)
    first = "The gradient is 0 at 2 minima and 1 saddle point of this function."
    second = "The minima lie at two places that are as low as each other, to the eye."
    for one, other in ((first, second), (second, first)):
        assert lines(f"{one} {other}", layout) == 2
        card, alone = (caption_card(t, layout, DARK) for t in (f"{one} {other}", second))
        assert card.width == pytest.approx(alone.width)
    uneven = caption_card(f"Short. {first} {second}"[:-20], layout, DARK)
    assert uneven.width < 0.85 * (layout.right - layout.left)


def test_no_word_is_left_alone_in_one_of_several_paragraphs() -> None:
    layout = layout_of(16, 9)
    first = "word " * 40
    while lines(first.strip(), layout) != 1:
        first = first[:-5]
    long = f"{first}scrap."
    assert lines(long, layout) == 2
    one, both = (caption_card(t, layout, DARK) for t in (long, f"{long}\nThen another."))
    assert both.width <= 1.1 * one.width


def test_pages_follow_one_another() -> None:
    text = "This is the first of a number of sentences. " * 6
    spec = f"function: x^2 + y^2\nstory: [surface, {{caption: '{text.strip()}'}}]\n"
    lesson = compute_lesson(read_spec(spec))
    timeline = make_timeline(lesson)
    cue = timeline.cues_of("caption")[-1]
    assert cue.text.split() == text.split()
    stage = build_stage(lesson, timeline, 8 * 9 / 16, 8)
    (prop,) = (p for p in stage.props if isinstance(p, CaptionProp) and p._cue is cue)
    assert len(prop.mobjects) > 1
    times = np.linspace(cue.start, cue.end, 400)
    shown = np.array([[_opacity(prop, k, t) for k in range(len(prop.mobjects))] for t in times])
    assert (np.count_nonzero(shown > 0.02, axis=1) <= 1).all()  # never one over another
    first = [times[np.argmax(shown[:, k] > 0.5)] for k in range(shown.shape[1])]
    assert first == sorted(first)
    assert (shown.max(axis=0) > 0.99).all()


def _opacity(prop: CaptionProp, page: int, t: float) -> float:
    prop.show(float(t))
    return prop.mobjects[page].opacity


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("a list: one\nthe second: two", True),
        ("so it is. And\nso on and on", False),
        ("so it is.\nAnd so on and on", True),
    ],
)
def test_breaks_within_a_sentence_are_soft(text: str, broken: bool) -> None:
    """In a frame too narrow for a line of the text its own breaks would be ragged."""
    narrow = replace(layout_of(9, 16), width=5.5)
    assert ("\n" in "\n".join(pages(text, narrow))) is broken


@settings(max_examples=10, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from(" \n#$*_[]\\@`/")), max_size=60))
def test_a_caption_of_any_characters_has_pictures(text: str) -> None:
    layout = layout_of(16, 9)
    for page in pages(text, layout):
        assert caption_card(page, layout, DARK).height > 0


@pytest.mark.parametrize(
    "text", ["W" * 90, f"{'a' * 90} {'b' * 90}", "x" * 700, "one " * 9 + "W" * 200, "\u05d0" * 120]
)
@pytest.mark.parametrize("frame", [(16, 9), (9, 16)])
def test_a_word_longer_than_a_line_is_broken(text: str, frame: tuple[int, int]) -> None:
    layout = layout_of(*frame)
    found = pages(text, layout)
    assert "".join("".join(found).split()) == "".join(text.split())
    for page in found:
        card = caption_card(page, layout, DARK)
        assert card.width - 2 * card.pad <= layout.right - layout.left + 0.01
        assert lines(page, layout) <= MOST_NARROW + 1


POINT = (
    "Die Tangentialebene bei (1; 3) hat die Steigungen (−4,86; −0,9): "
    "Dort ist f fast eben; dann steigt f."
)


@pytest.mark.parametrize("size", [(9, 16), (16, 9), (1, 1)])
@pytest.mark.parametrize("more", ["", " Bei (2,5; 1) gilt das auch."])
def test_no_page_and_no_line_ends_within_a_point(size: tuple[int, int], more: str) -> None:
    layout = layout_of(*size)
    for page in pages(POINT + more, layout):
        assert page.count("(") == page.count(")")
        markup = caption_card(page, layout, DARK).markup
        assert all(line.count("(") == line.count(")") for line in markup.split(" \\\n"))
