"""Values of f are written so that what a picture parts is parted in words, and no longer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdcore.spec import read_spec
from gdcore.story import compute_lesson, make_timeline
from gdcore.story.rounding import Rounding
from gdcore.words import Numerals


def rounding(low: float, high: float) -> Rounding:
    return Rounding(Numerals(), ("x",), ((-1.0, 1.0),), (low, high))


@given(st.floats(-6, 6), st.floats(0, 8), st.booleans(), st.floats(0, 0.85))
def test_values_that_the_picture_parts_are_written_apart(
    power: float, farther: float, below: bool, share: float
) -> None:
    """Two values an eighth of the drawn range apart, wherever that range lies."""
    drawn = 10.0**power
    low = drawn * 10.0**farther * (-1 if below else 1)
    write = rounding(low, low + drawn)
    one, other = low + share * drawn, low + (share + 0.13) * drawn
    assert not write.alike(one, other)
    assert abs(as_read(write.value(one)) - one) <= 0.06 * drawn


def as_read(text: str) -> float:
    """The number that a text is for its reader: −1.25 × 10⁷, 10⁷, 12 345.6."""
    plain = "".join(text.split()).replace("−", "-")
    found = re.fullmatch(r"(-?)(?:([\d.]+)×)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", plain)
    if found is None:
        return float(plain)
    return float(f"{found[1]}{found[2] or 1}e{found[3].translate(SUPERSCRIPTS)}")


SUPERSCRIPTS = {ord(a): b for a, b in zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789", strict=True)}


@pytest.mark.parametrize(
    ("low", "high", "value", "text"),
    [
        (-7.0, 8.0, 2.34567, "2.35"),  # as many digits as ever where f reaches to 0
        (6.5, 10.0, 8.4321, "8.43"),
        (99.0, 101.0, 100.4567, "100.5"),
        (1000.0, 1000.027, 1000.0061, "1000.006"),
        (5.0, 5.0, 5.0, "5"),  # nothing is drawn that could be parted
        (5.0, 5.0 + 1e-15, 5.0 + 1e-15, "5"),
    ],
)
def test_digits(low: float, high: float, value: float, text: str) -> None:
    assert rounding(low, high).value(value) == text


def test_a_shallow_bowl_high_up_is_not_called_flat() -> None:
    lesson = compute_lesson(read_spec(
        "function: 1000 + 0.001*(x^2 + 2*y^2)\nstarts: [[2, 1]]\nlearning_rates: [100]\nsteps: 40\n"
        "story: [surface, descend, loss_curve]\n"))  # fmt: skip
    said = [" ".join(text.split()) for _, _, text in make_timeline(lesson).captions()]
    assert "here from 1000 to 1000.027." in said[0]
    assert said[-1].startswith("f falls from 1000.006 to 1000;")
