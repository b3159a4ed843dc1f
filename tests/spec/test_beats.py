"""A beat's class declares all that a spec needs to know of it, wherever it is defined."""

import pytest

from gdcore.spec import (
    AT,
    BEATS,
    Captioned,
    OnSurface,
    Place,
    SpecError,
    read_spec,
    schema,
    write_yaml,
)

TEXT = "function: x^2 + 3*y^2\nstory: [{wiggle: [1, 2]}, descend]\n"


@pytest.fixture
def wiggle():
    """A beat of another author, known for one test."""
    from pydantic import Field

    class Wiggle(OnSurface):
        """The surface wiggles."""

        shorthand = "where"
        fewest_descents = 2
        where: Place = Field("minimum", description=AT)

    yield Wiggle
    del BEATS["wiggle"]


def faults(text):
    with pytest.raises(SpecError) as caught:
        read_spec(text)
    return [str(fault) for fault in caught.value.faults]


def test_a_beat_is_known_once_it_is_defined(wiggle):
    text = f"starts: [[1, 1], [2, 2]]\n{TEXT}"
    spec = read_spec(text)
    assert spec.story[0] == wiggle(where=(1, 2))
    assert read_spec(write_yaml(spec)).digest == spec.digest
    assert "wiggle" in str(schema()["definitions"]["beat"])


def test_an_unknown_beat_hints_at_those_of_other_authors():
    (fault,) = faults(TEXT)
    assert fault.startswith("<text>:2:9: story[0]: there is no beat 'wiggle'; the beats are: ")
    assert "gdcore --beats FILE.py" in fault


@pytest.mark.parametrize(
    ("story", "message"),
    [
        ("[wiggle]", "2:9: story[0]: wiggle takes two or more descents"),
        ("[{wiggle: [9, 9]}]", "2:19: story[0].wiggle[0]: x = 9 lies outside the domain"),
        ("[{wiggle: {where: [1]}}]", "2:26: story[0].wiggle.where: expected a point of 2 numbers"),
        ("[{wiggle: {were: [1]}}]", "2:19: story[0].wiggle.were: unknown key; did you mean where?"),
        ("[wigle]", "2:9: story[0]: there is no beat 'wigle'; did you mean wiggle?"),
    ],
)
def test_its_options_are_checked_like_those_of_the_house(wiggle, story, message):
    assert faults(f"function: x^2 + y^2\nstory: {story}\n")[0].startswith(f"<text>:{message}")


def test_two_beats_of_one_name_in_different_files_are_refused():
    with pytest.raises(ValueError, match=r"two beats are called title: in .*title\.py and in "):

        class Title(Captioned):
            pass


@pytest.mark.parametrize(
    ("beat", "message"),
    [
        ("{pause: 1e9}", "expected at most 600 seconds, found 1000000000"),
        ("{orbit: {seconds: 601}}", "expected at most 600 seconds, found 601"),
        ("{orbit: -1e300}", "expected at least -36000 degrees, found -1.0e+300"),
        ("{zoom: {zoom: 1e-9}}", "expected at least 0.01 times, found 1.0e-09"),
    ],
)
def test_what_is_beyond_any_lecture_is_refused(beat, message):
    (fault,) = faults(f"function: x^2 + y^2\nstory: [{beat}]\n")
    assert fault.endswith(message)


def test_a_film_is_no_longer_than_three_hours():
    (fault,) = faults(f"function: x^2 + y^2\nstory: [{', '.join(['{pause: 600}'] * 19)}]\n")
    assert fault == "<text>:2:8: story: a film of 3.2 hours; at most 3 can be shown"
    assert read_spec(f"function: x^2\nstory: [{', '.join(['{pause: 600}'] * 18)}]\n")
