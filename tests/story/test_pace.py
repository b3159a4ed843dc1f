import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdcore.story.pace import FIRST, LONGEST, pace, step_seconds


@given(
    st.integers(0, 300).flatmap(
        lambda n: arrays(np.float64, n, elements=st.floats(0, 1e3, allow_subnormal=False))
    ),
    st.floats(0.05, 60),
    st.floats(0, 100),
)
def test_the_clock_counts_up_and_ends_with_the_last_step(lengths, seconds, start):
    track = pace(lengths, start, seconds)
    n = len(lengths)
    asked = np.linspace(start - 0.1, start + seconds + 0.1, 400)
    steps = [track.value(t) for t in asked]
    assert all(a <= b + 1e-9 for a, b in itertools.pairwise(steps))
    assert steps[0] == 0.0
    assert track.value(start + seconds) == n


@pytest.mark.parametrize("n", [20, 215, 20_000])
def test_any_number_of_steps_fits_and_the_first_are_slow(n):
    lengths = 0.05 * 0.97 ** np.arange(n)
    durations = step_seconds(lengths, 8.0)
    assert durations.sum() == pytest.approx(8.0)
    assert (durations > 0).all()
    assert durations[:3].min() >= 0.35
    assert durations[:3].max() <= FIRST + 1e-9
    assert durations.max() <= LONGEST + 1e-9


def test_a_tail_too_small_to_see_takes_little_time():
    lengths = 0.9 ** np.arange(400)  # all but a thousandth of the way lies in 66 steps
    durations = step_seconds(lengths, 10.0)
    assert durations[:66].sum() > 7.5


def test_a_late_fall_is_not_rushed():
    # Near a saddle: in, a long wait, and out.
    k = np.arange(100)
    lengths = 0.2 * 0.8**k + 1e-7 * 1.2**k
    durations = step_seconds(lengths, 10.0)
    fall = k >= 85
    assert lengths[fall].sum() / lengths.sum() > 0.2
    assert durations[fall].sum() > 1.5


def test_a_million_steps_are_cheap():
    lengths = np.full(1_000_000, 1e-6)
    begin = time.perf_counter()
    track = pace(lengths, 0.0, 12.0)
    assert time.perf_counter() - begin < 2.0
    assert track.value(12.0) == 1_000_000
