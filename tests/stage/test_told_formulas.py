"""Formulas in captions: drawn as mathematics, in one piece; plain in what has letters alone."""

import numpy as np
import pytest

from gdcore.cli import main
from gdcore.spec import SpecError, read_spec
from gdcore.stage.film.metadata import subtitle_lines
from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.type_scale import text_size
from gdcore.stage.props.frame.captions import caption_card, pages
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.text.mathematics import problem_of
from gdcore.stage.text.typeset import Text, escape, raster
from gdcore.stage.theme import DARK
from gdcore.words.formulas import as_formula, plain

ROOT = as_formula('sqrt(1 - lambda_"max" dot eta)')


def picture(markup):
    return raster(Text(markup, 40.0, "#ffffff"))


def test_a_formula_in_a_text_is_the_picture_of_typst_s_own():
    assert np.array_equal(picture(escape(as_formula("x^2/3"))), picture("$x^2/3$"))
    assert not np.array_equal(picture(escape("x^2/3")), picture("$x^2/3$"))
    assert np.array_equal(picture(escape(f"*a* {as_formula('x')} b")), picture(r"\*a\* $x$ b"))


@pytest.mark.parametrize("width", [1.0, 0.2])
def test_a_formula_is_no_place_to_break(width):
    tall = 14.2 * 16 / 9
    layout = Layout(14.2 * width, tall, text_size(14.2, tall), 40)
    words = " ".join([f"Word {ROOT}, and"] * 9)
    found = pages(words, layout)
    assert " ".join(" ".join(found).split()) == words
    for page in found:
        assert caption_card(page, layout, DARK).height > 0


def test_subtitles_are_letters_alone():
    assert plain(f"Below {ROOT}: it settles.") == "Below √(1 − λmax · η): it settles."
    assert subtitle_lines(plain(f"a {ROOT}")) == "a √(1 − λmax · η)"


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("x^2", None),
        ("lamda", "did you mean lambda"),
        ("x^", "can't be set"),
        ('"', "can't be set"),
    ],
)
def test_what_typst_cannot_set_is_told_in_words(formula, told):
    problem = problem_of(formula)
    assert problem is None if told is None else told in str(problem)


def test_nothing_is_drawn_of_a_lesson_with_a_false_claim_or_a_faulty_formula():
    spec = read_spec("function: x^2\ntitle: '$x^$ {mimimum}'\nexpect: [{minimum: 1}]\n")
    with pytest.raises(SpecError) as caught:
        lesson_timeline(spec, 30)
    assert [fault.line for fault in caught.value.faults] == [2, 2, 3]


@pytest.mark.parametrize("command", [["render", "-q", "l"], ["frame", "--at", "1"]])
def test_a_false_claim_ends_every_render_with_2_and_no_file(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    spec = tmp_path / "lesson.yaml"
    spec.write_text("function: x^2\nexpect:\n  - {stable_below: 0.5}\n")
    assert main([command[0], str(spec), *command[1:]]) == 2
    assert capsys.readouterr().err == f"{spec}:3:5: expect[0]: false: 2/λmax = 1 at the minimum 0\n"
    assert list(tmp_path.iterdir()) == [spec]
