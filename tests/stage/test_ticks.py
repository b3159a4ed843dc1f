"""Numbers on axes: few, round, within the range, told apart."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdcore.spec import read_spec
from gdcore.stage.layout.ticks import few_ticks, nice_step, nice_ticks, tick_labels
from gdcore.stage.live import LivePicture
from gdcore.stage.mobjects.label import Label
from gdcore.stage.props.parts.chart import ticks_below
from gdcore.stage.props.parts.scale import Scale
from gdcore.stage.scene import lesson_timeline
from gdcore.words import Numerals

ends = st.floats(-1e9, 1e9).map(lambda x: float(f"{x:.6g}"))
sizes = st.floats(-9, 9).map(lambda p: 10.0**p)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[float, float]:
    low, size = draw(ends), draw(sizes)
    # Closer ends than a millionth of their distance from zero cannot be labelled readably.
    assume(size > 1e-6 * abs(low))
    return low, low + size


@given(ranges(), st.integers(3, 20))
def test_ticks_lie_in_the_range_and_are_about_as_many_as_wished(
    span: tuple[float, float], about: int
) -> None:
    low, high = span
    ticks = nice_ticks(low, high, about)
    slack = 1e-6 * (high - low)
    assert all(low - slack <= t <= high + slack for t in ticks)
    assert about / 2 - 1 <= len(ticks) <= 2 * about + 1
    step = nice_step(low, high, about)
    assert all(b - a == pytest.approx(step) for a, b in itertools.pairwise(ticks))
    mantissa = float(f"{step:.12e}".split("e")[0])
    assert mantissa in (1, 2, 5)


@given(ranges(), st.integers(2, 12))
def test_an_edge_gets_no_more_numbers_than_it_has_room_for(
    span: tuple[float, float], room: int
) -> None:
    """Three at least are needed to say anything, whatever the room."""
    assert 3 <= len(few_ticks(*span, room)) <= max(room, 7)


@given(ranges(), st.integers(3, 20))
def test_labels_are_told_apart_and_mean_their_ticks(span: tuple[float, float], about: int) -> None:
    ticks = nice_ticks(*span, about)
    labels = tick_labels(ticks, Numerals())
    assert len(set(labels)) == len(labels)
    for tick, label in zip(ticks, labels, strict=True):
        assert label not in ("-0", "−0", "−0.0", "−0.00")
        plain = label.replace("−", "-").replace("\u2009", "")
        if "10" in plain and any(c in "⁰¹²³⁴⁵⁶⁷⁸⁹⁻" for c in plain):
            continue
        assert float(plain) == pytest.approx(tick, abs=1e-6 * (span[1] - span[0]))


@pytest.mark.parametrize(
    ("low", "high", "about", "expected"),
    [
        (-3, 3, 6, ["−3", "−2", "−1", "0", "1", "2", "3"]),
        (0, 1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-0.5, 0.5, 4, ["−0.4", "−0.2", "0.0", "0.2", "0.4"]),
        (0, 50000, 5, ["0", "10\u2009000", "20\u2009000", "30\u2009000", "40\u2009000",
                       "50\u2009000"]),
        (1e6, 1.003e6, 3, ["10⁶", "1.001 × 10⁶", "1.002 × 10⁶", "1.003 × 10⁶"]),
        (0, 2e-6, 4, ["0", "5 × 10⁻⁷", "10⁻⁶", "1.5 × 10⁻⁶", "2 × 10⁻⁶"]),
    ],
)  # fmt: skip
def test_some_axes(low: float, high: float, about: int, expected: list[str]) -> None:
    assert tick_labels(nice_ticks(low, high, about), Numerals()) == expected


def test_a_range_without_length_still_has_a_step() -> None:
    assert nice_step(2.0, 2.0, 5) == 1.0
    assert math.isfinite(nice_step(0.0, math.inf, 5))


@pytest.mark.parametrize("high", [0.28, 0.3, 0.35, 0.7, 1.0, 1.4, 3.0])
def test_an_axis_with_its_name_on_top_has_two_numbers_below_it(high: float) -> None:
    ticks, texts = ticks_below(Scale(0.0, high), 2, Numerals(), 0.55)
    assert 2 <= len(ticks) == len(texts) <= 4
    assert max(ticks) < 0.55 * high


@pytest.mark.parametrize(
    "function", ["890*(x^2 + y^2)/18", "2500*x^2/9 + y", "(x + y)/6", "1e5*y^2 + x", "x*y"]
)
def test_numbers_below_a_colour_bar_stand_apart(function: str) -> None:
    """By their ink in the frame, not by the widths that the layout reckons with."""
    spec = read_spec(f"function: {function}\nstarts: [[1, 1]]\nsteps: 3\nstory: [surface]\n")
    picture = LivePicture(lesson_timeline(spec, 10), (1280, 720))
    picture.frame(4.0)
    bar = [m for m in picture.stage.present if m.name == "color bar"]
    labels = [m for m in bar if isinstance(m, Label)][:-1]  # the last one is the name
    picture.camera.paint_meshes(labels)
    pixels = picture.camera.pixel_array[..., :3].astype(int)
    columns = np.flatnonzero((abs(pixels - pixels[0, 0]).sum(axis=-1) > 60).any(axis=0))
    gaps = np.diff(columns)
    # A number's own digits stand within a sixth of an em of each other.
    em = 720 / 27
    assert np.count_nonzero(gaps > 0.45 * em) == len(labels) - 1 >= 1
    assert not ((gaps > 0.3 * em) & (gaps <= 0.45 * em)).any()
