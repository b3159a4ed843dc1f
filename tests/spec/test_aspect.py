"""The film's shape: written in any notation of YAML, and how many pixels it has."""

import pytest
import yaml

from gdcore.spec import SpecError, as_mapping, read_spec, write_yaml
from gdcore.spec.aspects import ASPECTS
from gdcore.stage.frame_size import frame_size
from gdcore.studio.completion import complete
from gdcore.studio.value_edits import write


def aspect(text):
    return read_spec(f"function: x^2\n{text}\n").aspect


@pytest.mark.parametrize("name", ASPECTS)
def test_a_shape_is_written_with_or_without_quotes(name):
    assert aspect("") == "16:9"
    for written in (name, f'"{name}"', f"'{name}'", f"{name}  # for phones"):
        assert aspect(f"aspect: {written}") == name
    assert read_spec(f"{{function: x^2, aspect: {name}, steps: 3}}").aspect == name


@pytest.mark.parametrize("name", ASPECTS)
def test_a_spec_that_is_written_out_is_read_alike_by_every_yaml(name):
    spec = read_spec(f"function: x^2\naspect: {name}\n")
    text = write_yaml(spec)
    assert read_spec(text).aspect == name
    assert yaml.safe_load(text)["aspect"] == name  # YAML 1.1
    # A program that has read it without quotes leaves a number, which says what it has been.
    number = yaml.safe_load(f"aspect: {name}")["aspect"]
    assert isinstance(number, int)
    with pytest.raises(SpecError, match=rf'minutes and seconds: write "{name}"'):
        aspect(f"aspect: {number}")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("16/9", "write 16:9"),
        ("9x16", "write 9:16"),
        ("1.333", "write 4:3"),
        ("21:9", "-r WIDTHxHEIGHT"),
        ("portrait", "found the text 'portrait'"),
        ("1:0", "16:9, 4:3, 1:1, 4:5, 9:16"),
        ("true", "found true"),
        ("[16, 9]", "found [16, 9]"),
        ("", "found nothing"),
    ],
)
def test_another_shape_is_a_fault_that_says_what_to_write(written, said):
    with pytest.raises(SpecError) as told:
        aspect(f"aspect: {written}")
    (fault,) = told.value.faults
    assert fault.line == 2
    assert said in fault.message


def test_the_shape_changes_no_picture_of_a_given_size():
    wide, tall = (read_spec(f"function: x^2\naspect: {a}\n") for a in ("16:9", "9:16"))
    assert wide.digest == tall.digest
    assert wide != tall


def test_pixels_of_a_high_quality():
    found = {name: frame_size(name, 1080) for name in ASPECTS}
    assert found == {
        "16:9": (1920, 1080),
        "4:3": (1440, 1080),
        "1:1": (1080, 1080),
        "4:5": (1080, 1350),
        "9:16": (1080, 1920),
    }
    assert frame_size("16:9", 480) == (854, 480)  # as Manim has it


def test_the_studio_keeps_it_as_it_is_written():
    for written in ("9:16  # upright", "'9:16'  # upright", '"9:16"'):
        text = f"function: x^2\naspect: {written}\nsteps: 3\n"
        whole = as_mapping(read_spec(text))
        assert whole["aspect"] == "9:16"
        assert write(text, whole, ["steps"], 4) == text.replace("steps: 3", "steps: 4")
        changed = write(text, whole, ["aspect"], "4:3")
        assert read_spec(changed).aspect == "4:3"
        assert changed.count("# upright") == text.count("# upright")
        added = write("function: x^2\n", as_mapping(read_spec("function: x^2")), ["aspect"], "1:1")
        assert yaml.safe_load(added)["aspect"] == "1:1"
    offered = [option["label"] for option in complete("aspect: ", len("aspect: "))]
    assert offered == list(ASPECTS)
    assert all(aspect(f"aspect: {name}") == name for name in offered)
