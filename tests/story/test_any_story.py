"""A story of any beats in any order, of any length, has a timeline in every layout."""

from copy import copy
from itertools import count, pairwise, product

import numpy as np
import pytest

from gdcore.spec import BEATS, SpecError, read_spec, unfit
from gdcore.story import assembly, compute_lesson, default_story, make_timeline
from gdcore.story.opening_view import opening_view
from gdcore.story.value_range import value_range
from gdcore.words.numerals import places_for

TWO = "function: x^2 + 3*y^2\ndescents:\n  - start: [2, 1]\n  - {start: [1, 2], optimizer: adam}\n"
LAYOUTS = ["surface", "split", "contour", "panels", "contour_panels", "board"]
FUNCTIONS = {1: "x^2", 2: "x^2 + 3*y^2", 3: "x^2 + y^2 + z^2"}
LENGTHS = [None, 0.001, 0.1, 1, 60]


def told_in(lesson, story):
    """The timeline of the same computed lesson with another story."""
    other = copy(lesson)  # with all that has been computed of it
    object.__setattr__(other, "spec", lesson.spec.model_copy(update={"story": story}))
    return make_timeline(other, 30)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_beats_in_any_order_and_of_any_length_have_a_timeline(layout, monkeypatch):
    lesson = compute_lesson(read_spec(f"layout: {layout}\nsteps: 12\n{TWO}"))
    view = opening_view(lesson, ())  # to search for it anew each time would take minutes
    monkeypatch.setattr(assembly, "opening_view", lambda *_: view)
    options = [
        kind.model_construct(text="Look.") if name == "caption" else kind()
        for name, kind in BEATS.items()
    ]
    fitting = [beat for beat in options if unfit(beat, lesson.spec) is None]
    turn = count()
    share = LAYOUTS.index(layout)  # each pair in one layout: all of them in all take minutes
    pairs = [p for k, p in enumerate(product(fitting, repeat=2)) if k % len(LAYOUTS) == share]
    for pair in pairs:
        lengths = LENGTHS[next(turn) % 5], LENGTHS[next(turn) % 3]
        beats = [b.model_copy(update={"seconds": s}) for b, s in zip(pair, lengths, strict=True)]
        told = told_in(lesson, (*beats, *beats))
        assert all(a.end == b.start for a, b in pairwise(told.beats))
        assert told.duration < 4 * 600
        for track in told.tracks.values():
            assert np.isfinite(track.values).all()
        for cue in told.cues:
            assert 0 <= cue.start < cue.end <= told.duration


@pytest.mark.parametrize("d", FUNCTIONS)
@pytest.mark.parametrize("descents", [0, 1, 2])
@pytest.mark.parametrize("insets", ["[]", "[contour]", "[loss, schedule]"])
def test_the_default_story_suits_every_layout_that_the_spec_accepts(d, descents, insets):
    starts = [[1.0] * d, [2.0] * d][:descents]
    made = 0
    for layout in [*LAYOUTS, "curve"]:
        text = f"function: {FUNCTIONS[d]}\nlayout: {layout}\ninsets: {insets}\nsteps: 3\n"
        try:
            spec = read_spec(f"{text}starts: {starts}\n" if starts else f"{text}descents: []\n")
        except SpecError:
            continue
        lesson = compute_lesson(spec)
        assert all(unfit(beat, spec) is None for beat in default_story(lesson))
        assert make_timeline(lesson, 30).beats
        made += 1
    assert made or insets != "[]", "no layout at all takes this lesson"


@pytest.mark.parametrize("width", [5e-324, 1e-300, 1e-12, 1.0, 1e300])
def test_every_domain_has_a_number_of_decimal_places(width):
    assert 0 <= places_for(width) <= 12


@pytest.mark.parametrize("scale", [1e-300, 1e-14, 1.0, 1e14, 1e300])
def test_a_range_of_values_is_as_wide_as_the_function_whatever_its_scale(scale):
    function = compute_lesson(read_spec("function: x^2\nsteps: 1\n")).function
    scaled = type("Scaled", (), {"value": lambda self, p: scale * function.value(p)})()
    low, high, _ = value_range(scaled, [(-2.0, 2.0)])
    assert (low, high) == pytest.approx((0.0, 4.0 * scale))
    tiny = type("Tiny", (), {"value": lambda self, p: 1e-320 * function.value(p)})()
    assert value_range(tiny, [(-2.0, 2.0)])[:2] == pytest.approx((-1.0, 1.0))
    constant = type("Constant", (), {"value": lambda self, p: 0 * function.value(p) + scale})()
    low, high, _ = value_range(constant, [(-2.0, 2.0)])
    assert low < scale < high
