"""Single values are changed, and nothing else: comments, order and style stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdcore.spec import read_spec
from gdcore.studio.messages import Overview
from gdcore.studio.start_edits import with_new_start, with_start
from gdcore.studio.yaml_edits import EditError, insert, move, put, remove
from tests.studio.conftest import TEXT


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (["steps"], 50, "steps: 20\n", "steps: 50\n"),
        (["starts", 0], [1.5, -2], "[[2, 1]]  # one", "[[1.5, -2]]  # one"),
        (["domain", "x"], [-4, 4], "{x: [-3, 3],", "{x: [-4, 4],"),
        (["story", 1, "descend", "seconds"], 5, "{seconds: 2}", "{seconds: 5}"),
        (
            ["story", 1, "descend", "caption"],
            "Down!",
            "{seconds: 2}",
            '{seconds: 2, caption: "Down!"}',
        ),
        (["layout"], "split", "story:\n", "layout: split\nstory:\n"),
        (["stop", "gradient_norm"], 0.1, "story:\n", "stop: {gradient_norm: 0.1}\nstory:\n"),
    ],
)
def test_one_value_is_put(path, value, old, new):
    assert put(TEXT, path, value) == TEXT.replace(old, new, 1)


def test_a_bare_beat_gets_an_option_and_a_folded_text_is_replaced():
    text = "function: >-\n  x^2\n  + y^2\nstory:\n  - surface\n  - descend  # down\n"
    text = put(text, ["story", 1, "descend", "seconds"], 4)
    assert "  - descend: {seconds: 4}  # down\n" in text
    text = put(text, ["function"], "x^4 + y^2")
    assert text.startswith("function: x^4 + y^2\nstory:\n")
    assert read_spec(text).function == "x^4 + y^2"


def test_beats_are_moved_added_and_removed_with_their_comments():
    lines = [line for line in TEXT.splitlines() if line.startswith("  - ")]
    moved = move(TEXT, ["story"], 0, 2)
    assert [line for line in moved.splitlines() if line.startswith("  - ")] == [
        *lines[1:],
        lines[0],
    ]
    assert move(moved, ["story"], 2, 0) == TEXT
    more = insert(TEXT, ["story"], 1, "gradient")
    assert [b.name for b in read_spec(more).story] == ["surface", "gradient", "descend", "orbit"]
    assert remove(more, ["story", 1]) == TEXT
    assert remove(put(TEXT, ["layout"], "split"), ["layout"]) == TEXT
    above = (
        "function: x^2\nstory:\n  - title\n  # about the surface\n  - surface:\n      seconds: 3\n"
    )
    assert ":\n  # about the surface\n  - surface:\n      seconds: 3\n  - title\n" in move(
        above, ["story"], 1, 0
    )


def test_a_lesson_without_story_or_keys():
    assert (
        insert("function: x^2\n", ["story"], 0, "surface") == "function: x^2\nstory:\n  - surface\n"
    )
    assert put("function: x^2", ["steps"], 3) == "function: x^2\nsteps: 3\n"
    assert put("function: x^2\nstarts:\n", ["starts"], [1]) == "function: x^2\nstarts: [1]\n"
    assert put("story: [orbit: {}]\n", ["story", 0, "orbit", "degrees"], 9) == (
        "story: [orbit: {degrees: 9}]\n"
    )
    assert (
        remove("a: 1\nstop:\n  step_length: 1\n", ["stop", "step_length"]) == "a: 1\nstop:\n  {}\n"
    )
    first = "descents:\n  - start: [1]  # here\n    steps: 3\n"
    assert remove(first, ["descents", 0, "start"]) == "descents:\n  - steps: 3\n"
    folded = "title: >-\n  one\n  two\nsteps: 3\n"
    assert remove(folded, ["title"]) == "steps: 3\n"
    for damaged in ("a: [", "- x\n", "a: b: c"):
        with pytest.raises(EditError):
            put(damaged, ["steps"], 3)


def overview(starts, listed=False):
    return Overview("", 1.0, "dark", ("x", "y"), (), (), (), "", starts, (), listed)


def test_a_ball_that_is_dragged_changes_its_start():
    two = overview(((2.0, 1.0), (2.0, 1.0)))  # one start, two rates
    assert with_start(TEXT, two, 1, (0.5, 0.25)) == TEXT.replace("[[2, 1]]", "[[0.5, 0.25]]")
    assert with_new_start(TEXT, two, (0.5, 0.25)) == TEXT.replace(
        "[[2, 1]]", "[[2, 1], [0.5, 0.25]]"
    )
    text = TEXT.replace("[[2, 1]]", "{random: 2}")
    random = overview(((1.0, 1.0), (2.0, 2.0)))
    assert "starts: [[1, 1], [0.5, 0.25]]  # one ball" in with_start(text, random, 1, (0.5, 0.25))
    listed = "function: x^2\ndescents:\n  - {start: [3], steps: 5}  # far\n  - {start: [4]}\n"
    changed = with_start(listed, overview(((3.0,), (4.0,)), True), 0, (2.5,))
    assert changed == listed.replace("[3]", "[2.5]")


@given(st.permutations(range(3)), st.integers(0, 2), st.integers(0, 2))
def test_a_move_is_a_permutation_of_lines(order, old, new):
    text = "function: x^2  # f\nstory:\n" + "".join(f"  - pause: {k}  # {k}\n" for k in order)
    moved = move(text, ["story"], old, new)
    assert sorted(moved.splitlines()) == sorted(text.splitlines())
    assert move(moved, ["story"], new, old) == text
