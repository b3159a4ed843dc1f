import bisect
import random

import pytest

from gdcore.story import LINEAR, SMOOTH, Track, smooth


def test_smooth_starts_and_ends_at_rest():
    assert smooth(-1) == smooth(0) == 0
    assert smooth(1) == smooth(2) == 1
    h = 1e-4
    assert smooth(h) / h < 1e-5
    assert (1 - smooth(1 - h)) / h < 1e-5
    assert smooth(0.5) == pytest.approx(0.5)
    values = [smooth(k / 1000) for k in range(1001)]
    assert values == sorted(values)


def test_a_track_goes_through_its_keyframes_and_rests_outside():
    track = Track.through([(1, 10, LINEAR), (3, 20, LINEAR), (4, 0, SMOOTH)])
    assert track.value(-5) == track.value(1) == 10
    assert track.value(2) == 15
    assert track.value(3) == 20
    assert track.value(3.5) == pytest.approx(10)
    assert track.value(99) == 0


def test_equal_times_are_a_jump():
    track = Track.through([(0, 5, LINEAR), (2, 5, LINEAR), (2, 0, LINEAR), (3, 1, LINEAR)])
    assert track.value(2 - 1e-9) == 5
    assert track.value(2) == 0
    assert track.value(2.5) == 0.5


def test_a_track_agrees_with_a_plain_search():
    rng = random.Random(1)
    times = sorted(rng.uniform(0, 10) for _ in range(50))
    values = [rng.uniform(-1, 1) for _ in times]
    track = Track(times, values, [LINEAR] * 50)
    for t in (rng.uniform(-1, 11) for _ in range(200)):
        k = bisect.bisect(times, t)
        if 0 < k < 50:
            low, high = sorted(values[k - 1 : k + 1])
            assert low <= track.value(t) <= high


@pytest.mark.parametrize("times", [[], [1.0, 0.5]])
def test_a_track_without_order_is_refused(times):
    with pytest.raises(ValueError, match="track"):
        Track(times, [0.0] * len(times), [0.0] * len(times))
