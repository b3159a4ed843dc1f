import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from gdcore.spec import BEATS, SpecError, read_spec
from gdcore.story import DIRECTORS, StoryError, compute_lesson, make_timeline, props_that
from gdcore.story.reading import reading_seconds
from tests.story.conftest import SPECS

FPS = [15, 24, 25, 30000 / 1001, 30, 60]
BARE = {"caption": "{text: Look closely at the valley.}"}


def said(timeline):
    return "\n".join(text for _, _, text in timeline.captions())


def frames_of(timeline):
    return [k / timeline.fps for k in range(timeline.frames)]


def test_every_beat_of_the_spec_has_a_director():
    assert set(DIRECTORS) == set(BEATS)


def test_the_story_of_peaks(lesson):
    told = make_timeline(lesson("peaks"))
    names = ["title", "surface", "tangent_plane", "gradient", "update_rule", "descend", "orbit"]
    assert [beat.name for beat in told.beats] == names
    assert told.beats[0].chapter == "Gradient descent on peaks"
    text = said(told)
    assert "(0.375, 0.951) has the slopes −1.25 along x and 9.28 along y" in text
    assert "f = −0.0649 at (0.296, 0.320)." in text


def test_the_story_of_the_saddle_tells_a_saddle_from_a_minimum(lesson):
    text = said(make_timeline(lesson("saddle")))
    assert "stopped at a saddle point" in text
    assert re.search(r"start \(0.9, 0.001\): left the domain at step \d+", text)
    assert "Converged" not in text


def test_the_story_in_one_variable_holds_the_camera(lesson):
    told = make_timeline(lesson("parabola", "story: [surface, tangent_plane, descend, orbit]\n"))
    assert "tangent line at x = 25 has the slope f′(25) = 44" in said(told)
    for name in ("camera.azimuth", "camera.elevation"):
        assert len({told.value(name, t) for t in frames_of(told)}) == 1
    assert not told.cues_of("color_bar")


@pytest.mark.filterwarnings("error")
def test_descents_of_many_variables_that_stay_where_they_are_have_a_range_of_values():
    spec = read_spec("function: x^2 + y^2 + z^2\nsteps: 0\nstory: [surface, descend]\n")
    told = make_timeline(compute_lesson(spec))
    low, high = told.lesson.value_range
    assert low < told.lesson.descents[0].trajectory.values[0] < high


def test_what_the_captions_say_is_what_was_computed(lesson):
    peaks = lesson("peaks")
    trajectory = peaks.descents[0].trajectory
    text = " ".join(text for _, _, text in make_timeline(peaks).captions()).replace("−", "-")
    first = re.search(r"to \((\S+), (\S+)\): f falls from (\S+) to ([\d.]+)\.", text)
    assert first
    numbers = [float(n) for n in first.groups()]
    expected = [*trajectory.points[1], trajectory.values[0], trajectory.values[1]]
    assert numbers == pytest.approx(expected, abs=5e-3)
    end = re.search(r"after (\d+) steps: f = (\S+) at \((\S+), (\S+)\)", text)
    assert end
    assert int(end[1]) == len(trajectory.points) - 1
    assert float(end[2]) == pytest.approx(-0.0649358682555269, abs=5e-5)
    assert [float(end[3]), float(end[4])] == pytest.approx([0.29644555, 0.32019625], abs=5e-4)


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize("fps", FPS)
def test_every_story_is_made_of_whole_frames_without_gaps(lesson, name, fps):
    told = make_timeline(lesson(name), fps)
    assert told.beats[0].start == 0
    assert told.beats[-1].end == told.duration
    for beat in told.beats:
        assert beat.seconds * fps == pytest.approx(round(beat.seconds * fps), abs=1e-6)
        assert beat.seconds > 0
        assert beat.chapter
    assert all(a.end == b.start for a, b in pairwise(told.beats))
    assert all(a[1] == b[0] for a, b in pairwise(told.chapters()))
    for cue in told.cues:
        assert cue.prop in props_that()
        assert 0 <= cue.start < cue.end <= told.duration
        assert cue.start * fps == pytest.approx(round(cue.start * fps), abs=1e-6)


@pytest.mark.parametrize("name", SPECS)
def test_nothing_jumps_and_nothing_is_said_twice(lesson, name):
    told = make_timeline(lesson(name), 30)
    times = frames_of(told)
    limits = {"camera.azimuth": 3.0, "camera.elevation": 2.0, "camera.zoom": 0.1,
              "surface.reveal": 0.05}  # fmt: skip
    for track, limit in limits.items():
        values = [told.value(track, t) for t in times]
        assert max(abs(b - a) for a, b in pairwise(values)) <= limit
    for t in times:
        assert sum(c.opacity(t) > 0 for p in ("caption", "outcome") for c in told.cues_of(p)) <= 1
        if told.shown("title", t) == 1.0:
            assert all(
                told.shown(p, t) == 0.0 for p in props_that() if p not in ("title", "caption")
            )


@pytest.mark.parametrize("name", SPECS)
def test_all_that_is_said_can_be_read(lesson, name):
    told = make_timeline(lesson(name))
    for start, end, text in told.captions():
        assert end - start >= len(text) / 15 + 1 - 0.05
        assert "-0" not in text
        assert "nan" not in text


@pytest.mark.parametrize("name", ["peaks", "saddle", "diverging", "race", "at rest"])
def test_the_ball_takes_every_step_in_order_on_its_own_segments(lesson, name):
    subject = lesson(name)
    told = make_timeline(subject)
    for i, descent in enumerate(subject.descents):
        points = descent.trajectory.points
        steps = [told.steps(i, t) for t in frames_of(told)]
        assert steps[0] == 0
        assert all(a <= b for a, b in pairwise(steps))
        assert told.steps(i, told.duration) == len(points) - 1
        widths = np.array([high - low for low, high in subject.domain])
        for t in np.linspace(0, told.duration, 300):
            s = min(told.steps(i, t), descent.visible_steps)
            k = min(int(s), max(len(points) - 2, 0))
            expected = points[k] + (s - k) * (points[min(k + 1, len(points) - 1)] - points[k])
            assert told.position(i, t) == pytest.approx(expected, abs=1e-9 * widths.max())
            assert told.path(i, t)[-1] == pytest.approx(told.position(i, t))


def test_several_descents_share_one_clock(lesson):
    told = make_timeline(lesson("race"))
    for t in frames_of(told)[::7]:
        counts = [told.steps(i, t) for i in range(3)]
        ends = [len(d.trajectory.points) - 1 for d in told.lesson.descents]
        running = [c for c, n in zip(counts, ends, strict=True) if c < n]
        assert len(set(running)) <= 1


def test_a_ball_stops_at_the_edge_of_the_surface(lesson):
    told = make_timeline(lesson("saddle"))
    x, y = told.position(1, told.duration)
    assert abs(x) <= 1
    assert y == pytest.approx(1.0)
    assert told.lesson.descents[1].trajectory.points[-1][1] > 1.0


@pytest.mark.parametrize("name", BEATS)
@pytest.mark.parametrize("subject", ["saddle", "parabola", "at rest", "three variables"])
def test_each_beat_is_a_story_of_its_own_or_says_why_not(lesson, name, subject):
    beat = f"{name}: {BARE[name]}" if name in BARE else name
    unfit = UNFIT.get(subject, ())
    if name in unfit:
        with pytest.raises(SpecError, match=rf"story\[0\]: {name} "):
            lesson(subject, f"story:\n  - {beat}\n")
        return
    told = make_timeline(lesson(subject, f"story:\n  - {beat}\n"))
    assert [b.name for b in told.beats] == [name]
    assert told.duration >= 1
    if name not in ("title", "pause", "caption"):
        stage = "formula" if subject == "three variables" else "surface"
        assert told.shown(stage, told.duration - 0.02) > 0.9


FLAT = {"contour", "slices", "basins", "vector_field"}
UNFIT = {
    "parabola": FLAT | {"sign_step"},
    "at rest": {"race", "compare"},
    "three variables": FLAT
    | {"tangent_plane", "gradient", "orbit", "look", "critical_points", "zoom"}
    | {"follow", "internals", "race", "compare"},
}


def test_beats_come_in_any_order_and_more_than_once(lesson):
    story = "[descend, gradient, {tangent_plane: minimum}, title, descend, surface, orbit, descend]"
    told = make_timeline(lesson("peaks", f"story: {story}\n"))
    n = told.lesson.descents[0].trajectory.steps
    for beat in told.beats:
        if beat.name == "descend":
            assert told.steps(0, beat.end) == n
            hidden = [t for t in np.arange(beat.start, beat.end, 1 / 60)
                      if told.shown("ball", t) < 1e-6]  # fmt: skip
            falls = [
                t
                for t in np.arange(beat.start, beat.end, 1 / 60)
                if told.steps(0, t) < told.steps(0, t - 1 / 60) - 1e-9
            ]
            assert all(any(abs(t - h) < 0.04 for h in hidden) for t in falls)


def test_the_lecturer_decides_how_long_and_what_is_said(lesson):
    story = """story:
  - descend: {seconds: 2, caption: false}
  - orbit: {seconds: 1.5, degrees: -90, caption: My own words.}
"""
    told = make_timeline(lesson("peaks", story), 25)
    assert [b.seconds for b in told.beats] == pytest.approx([2.0, 1.52])
    assert [text for _, _, text in told.captions()] == ["My own words."]
    turned = told.value("camera.azimuth", told.duration) - told.value("camera.azimuth", 2.0)
    assert turned == pytest.approx(-90)


def test_before_the_surface_a_look_only_says_from_where_it_is_seen(lesson):
    story = "story: [title, {look: {azimuth: -80, elevation: 46}}, {surface: {seconds: 6}}]\n"
    told = make_timeline(lesson("peaks", story))
    _, look, surface = told.beats
    assert look.seconds == pytest.approx(1 / told.fps)  # nobody looks at an empty stage
    assert min(cue.start for cue in told.cues if cue.prop != "title") >= surface.start
    assert told.value("surface.reveal", surface.start) == 0.0
    assert told.value("camera.azimuth", surface.start) < -80  # it turns, as it always does
    assert told.value("camera.azimuth", surface.end) == pytest.approx(-80)
    assert told.value("camera.elevation", surface.end) == pytest.approx(46)


def test_runs_sway_the_camera_about_the_view_that_shows_all(lesson):
    told = make_timeline(lesson("race", "story: [surface, descend, race, descend, race]\n"))
    ends = [told.value("camera.azimuth", beat.end) for beat in told.beats]
    assert max(ends) - min(ends) == pytest.approx(abs(ends[1] - ends[0]))
    assert ends[1] != ends[0]


def test_of_what_stands_aside_one_makes_way_for_the_next(lesson):
    story = "story: [surface, {loss_curve: {stay: true}}, {compare: {stay: true}}, algorithm]\n"
    told = make_timeline(lesson("race", story))
    asides = [p for way in ("always", "shared") for p in props_that(aside=way)]
    for t in frames_of(told):
        shown = sorted((told.shown(prop, t) for prop in asides), reverse=True)
        assert shown[0] + shown[1] <= 1.0 + 1e-6


def test_a_walk_that_begins_on_a_map_whirls_nobody_around(lesson):
    story = "story: [surface, {contour: {stay: true}}, {orbit: {degrees: 75}}]\n"
    told = make_timeline(lesson("peaks", story))
    walk = told.beats[-1]
    times = [t for t in frames_of(told) if t >= walk.start]
    for name in ("camera.azimuth", "camera.elevation"):
        angles = [told.value(name, t) for t in times]
        assert max(abs(b - a) for a, b in pairwise(angles)) * told.fps < 60  # degrees per second


def test_looking_goes_the_short_way_round(lesson):
    told = make_timeline(lesson("peaks", "story: [surface, {look: above}, {look: {zoom: 2}}]\n"))
    end = told.duration
    assert told.value("camera.elevation", end) == 90
    assert told.value("camera.azimuth", end) % 360 == pytest.approx(270)
    assert told.value("camera.zoom", end) == 2


def test_time_alone_decides(lesson):
    told, again = make_timeline(lesson("race")), make_timeline(lesson("race"))
    times = frames_of(told)[::11]

    def state(timeline, t):
        tracks = tuple(timeline.value(name, t) for name in sorted(timeline.tracks))
        return tracks, timeline.position(0, t), [timeline.shown(p, t) for p in props_that()]

    forward = [state(told, t) for t in times]
    backward = [state(again, t) for t in reversed(times)]
    assert forward == backward[::-1]
    assert told.digest == again.digest


def test_any_change_changes_the_fingerprint(lesson):
    told = make_timeline(lesson("smallest"))
    others = [
        make_timeline(lesson("smallest"), 30),
        make_timeline(lesson("smallest", "steps: 19\n")),
        make_timeline(lesson("smallest", "title: Other\n")),
        make_timeline(lesson("smallest", "story: [surface, {orbit: {seconds: 4}}]\n")),
        make_timeline(
            lesson("smallest", "story: [surface, {orbit: {seconds: 4, degrees: 121}}]\n")
        ),
    ]
    assert len({told.digest, *(t.digest for t in others)}) == len(others) + 1


def test_three_variables_are_told_without_a_picture(lesson):
    told = make_timeline(lesson("three variables", ""))
    names = [beat.name for beat in told.beats]
    assert names == ["title", "surface", "update_rule", "algorithm", "loss_curve", "pause"]
    assert not any(told.cues_of(p) for p in ("surface", "axes", "color_bar", "ball", "trail"))
    assert told.position(0, told.duration) == pytest.approx((0.275, 0.3, 0.85), abs=1e-4)


def test_a_story_that_never_was_a_spec_is_checked_as_well(lesson):
    subject = lesson("three variables", "")
    spec = subject.spec.model_copy(update={"story": (BEATS["orbit"](), BEATS["slices"]())})
    with pytest.raises(StoryError, match=r"(?s)orbit happens on a picture; .*\nslices happens"):
        make_timeline(replace(subject, spec=spec))


@pytest.mark.parametrize("fps", [0, -1, float("nan")])
def test_a_senseless_frame_rate_is_refused(lesson, fps):
    with pytest.raises(ValueError, match="fps"):
        make_timeline(lesson("smallest"), fps)


def test_the_timeline_holds_sentences_that_nobody_has_broken_into_lines(lesson):
    long = "story: [surface, {caption: '" + 12 * "and another word " + "'}]"
    told = [beat.caption for beat in make_timeline(lesson("parabola", long)).beats]
    assert len(told[1]) > 190
    assert not any("\n" in text or "\u00a0" in text for text in told)
    assert reading_seconds(None) == 0.0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("function: x^4\nstarts: [[2]]\nlearning_rates: [1]\noutside: continue", "Diverged after"),
        ("function: x^2\nstarts: [[2]]\nlearning_rates: [3]", "Left the domain at step 1, on"),
        ("function: x^2\nstarts: [[2]]\nlearning_rates: [0.01]\nsteps: 5", "Not yet converged"),
        ("function: x^2\nstarts: [[2]]\nlearning_rates: [0.4]\nsteps: 50\n"
         "stop: {gradient_norm: 0}", "At rest after 50 steps"),
        ("function: x^2\nstarts: [[2]]\nlearning_rates: [3]\noutside: clip", "cut at the edge"),
        ("function: x^2\nstarts: [[0]]\nlearning_rates: [1]", "from the start: at this min"),
        ("function: -x^2\nstarts: [[0]]\nlearning_rates: [1]", "from the start: at this max"),
        ("function: log(x)\ndomain: {x: [0.1, 3]}\nstarts: [[0.5]]\nlearning_rates: [1]\n"
         "outside: continue", "No step is taken: the first would lead to x = −1.5, where f"),
    ],
)  # fmt: skip
def test_the_outcome_is_told_as_it_is(text, sentence):
    assert sentence in said(make_timeline(compute_lesson(read_spec(text + "\n"))))
