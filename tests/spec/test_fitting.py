"""What a layout, an inset or a beat needs of the function and the descents."""

import pytest

from gdcore.spec import BEATS, SpecError, read_spec, unfit

ONE, TWO, THREE = (f"function: {f}\n" for f in ("x^2", "x^2 + y^2", "x^2 + y^2 + z^2"))


def faults(text):
    with pytest.raises(SpecError) as caught:
        read_spec(text)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("text", "layout"), [(ONE, "curve"), (TWO, "surface"), (THREE, "board")])
def test_the_layout_follows_the_number_of_variables(text, layout):
    assert read_spec(text).layout == layout


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (ONE + "layout: split", "2:9: layout", "needs a function of two variables"),
        (TWO + "layout: curve", "2:9: layout", "needs a function of one variable; this one has 2"),
        (THREE + "layout: surface", "2:9: layout", "this one has 3, which takes: board"),
        (TWO + "layout: panels", "2:9: layout", "one picture for each descent, and this is one"),
        (ONE + "insets: [contour]", "2:10: insets[0]", "needs a function of two variables"),
        (TWO + "insets: [loss, loss]", "2:16: insets[1]", "twice"),
        (TWO + "descents: []\ninsets: [loss]", "3:10: insets[0]", "there are none"),
        (ONE + "story: [surface, slices]", "2:18: story[1]", "tangent_plane shows the slope"),
        (ONE + "story: [sign_step]", "2:9: story[0]", "two or more variables"),
        (THREE + "story: [orbit]", "2:9: story[0]", "picture; this one has 3"),
        (TWO + "layout: board\nstory: [orbit]", "3:9: story[0]", "the layout board has none"),
        (TWO + "layout: contour\nstory: [slices]", "3:9: story[0]", "the layout contour is flat"),
        (TWO + "story: [{internals: 3}]", "2:9: story[0]", "descent 3; there is only one"),
        (TWO + "story: [race]", "2:9: story[0]", "two or more descents; this is one"),
        (TWO + "descents: []\nstory: [follow]", "3:9: story[0]", "there is none"),
        (TWO + "starts: {random: 3}\nstory: [{compare: [1, 1]}]", "3:9: story[0]", "twice"),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(text, place, words):
    (fault,) = faults(text + "\n")
    assert fault.startswith(f"<text>:{place}: ")
    assert words in fault


LOG = "function: log(x) + y^2\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            "starts: [[1, 1], [-1, 2]]\ndomain: {x: [-3, 3]}",
            "2:18: starts[1]",
            "at the start x = -1, y = 2",
        ),
        ("starts: [[0, 1]]", "2:10: starts[0]", "at the start x = 0, y = 1"),
        (
            "descents: [{start: [-1, 2]}]\ndomain: {x: [-3, 3]}",
            "2:20: descents[0].start",
            "x = -1, y = 2",
        ),
        ("starts: {grid: [2, 2]}\ndomain: {x: [-1, 9], y: [0, 1]}", "2:9: starts", "2 of 4"),
        ("domain: {x: [-9, -1]}", "1:1", "at the start x = -"),
    ],
)
def test_a_start_where_the_function_is_undefined_is_refused(text, place, words):
    (fault,) = faults(f"{LOG}{text}\n")
    assert fault.startswith(f"<text>:{place}: ")
    assert "the function is undefined" in fault
    assert words in fault


def test_all_that_does_not_fit_is_told_at_once():
    text = ONE + "layout: split\nstory: [slices, descend, contour]\n"
    assert len(faults(text)) == 3


def test_what_needs_no_picture_can_be_told_of_any_number_of_variables():
    spec = read_spec(THREE + "starts: {random: 2}\n")
    told = {name for name, kind in BEATS.items() if not unfit(kind.model_construct(), spec)}
    assert told == {
        "title", "surface", "caption", "pause", "update_rule", "descend", "race", "compare",
        "loss_curve", "algorithm", "sign_step",
    }  # fmt: skip
