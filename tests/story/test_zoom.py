"""Close looks: each at its own place."""

import pytest

from gdcore.story import make_timeline


@pytest.mark.parametrize(("name", "first", "second"), [("peaks", (1, 1), (-2, 0)),
                                                       ("parabola", (3,), (20,))])  # fmt: skip
def test_each_of_several_close_looks_is_at_its_own_place(lesson, name, first, second):
    places = ", ".join(f"{{zoom: {{at: {list(p)}, seconds: 8}}}}" for p in (first, second))
    told = make_timeline(lesson(name, f"story: [surface, {places}]\n"))
    for beat, place in zip(told.beats[1:], (first, second), strict=True):
        middle = (beat.start + beat.end) / 2
        assert told.value("focus.weight", middle) == 1
        assert [told.value(f"focus.{k}", middle) for k in range(len(place))] == list(place)


def test_what_nobody_sees_may_change_more_than_once(lesson):
    told = make_timeline(lesson("smallest", "story: [{orbit: {seconds: 2}}, title, surface]\n"))
    walk, _, surface = told.beats
    assert told.value("surface.reveal", walk.end - 0.1) == 1
    assert told.value("surface.reveal", surface.start) == 0
