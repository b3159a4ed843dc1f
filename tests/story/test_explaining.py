"""The beats that explain: what they say against brute force, and that nothing jumps."""

import random
import re
from itertools import pairwise

import numpy as np
import pytest

from gdcore.spec import read_spec
from gdcore.story import compute_lesson, make_timeline

WELLS = """
function: 10 - 10/(3+3*(x-0.5)^2+3*(y-0.5)^2) - 2/(1+2*(x-3)^2+2*(y-1.5)^2)
  - 3/(1+0.5*(x-3.5)^2+0.5*(y-4)^2)
domain: {x: [0, 5], y: [0, 5]}
starts: [[1, 3], [1.2, 3], [0.6, 3]]
learning_rates: [0.2]
steps: 50
stop: {gradient_norm: 1.0e-4}
"""
SADDLE_RACE = """
function: x^2 - y^2
domain: {x: [-1, 1], y: [-1, 1]}
starts: [[-0.9, 0.001]]
learning_rates: [0.05]
optimizers: [gradient_descent, momentum, adam, adadelta]
"""


def told(text, story, fps=60):
    return make_timeline(compute_lesson(read_spec(f"{text}story: [{story}]\n")), fps)


def said(timeline):
    return " ".join(" ".join(t.split()) for _, _, t in timeline.captions()).replace("−", "-")


def test_the_map_is_seen_from_above_and_the_camera_comes_back():
    timeline = told(WELLS, "surface, contour")
    beat = timeline.beats[1]
    middle = (beat.start + beat.end) / 2
    assert timeline.value("surface.flatten", middle) == 1
    assert timeline.value("camera.elevation", middle) == 90
    assert timeline.value("camera.azimuth", middle) % 360 == 270
    for name in ("camera.azimuth", "camera.elevation", "camera.zoom", "surface.flatten"):
        assert timeline.value(name, beat.end) == timeline.value(name, beat.start), name


def test_a_map_stays_until_something_needs_the_surface():
    timeline = told(WELLS, "{contour: true}, descend, basins, {tangent_plane: [2, 2]}")
    flat = [timeline.value("surface.flatten", beat.end) for beat in timeline.beats]
    assert flat == [1, 1, 1, 0]
    descend = timeline.beats[1]
    assert timeline.value("camera.azimuth", descend.end) % 360 == 270
    assert timeline.value("camera.elevation", timeline.duration) < 60
    again = told(WELLS, "{contour: true}, contour")
    assert again.value("surface.flatten", again.duration) == 0


def test_a_close_look_eases_in_and_out():
    timeline = told(WELLS, "surface, {zoom: {at: [3, 1.5], zoom: 5}}")
    beat = timeline.beats[1]
    middle = (beat.start + beat.end) / 2
    assert timeline.value("camera.zoom", middle) == 5
    assert [timeline.value(f"focus.{i}", middle) for i in (0, 1)] == [3, 1.5]
    weights = [timeline.value("focus.weight", t) for t in np.arange(beat.start, beat.end, 1 / 60)]
    assert (weights[0], max(weights), timeline.value("focus.weight", beat.end)) == (0, 1, 0)
    assert max(abs(b - a) for a, b in pairwise(weights)) < 0.03
    assert timeline.value("camera.zoom", beat.end) == 1


def test_the_camera_rides_along_while_the_ball_moves():
    timeline = told(WELLS, "{follow: 3}")
    ends = timeline.lesson.descents[0].trajectory.steps
    for t in np.arange(0, timeline.duration, 0.05):
        if 0 < timeline.steps(0, t) < ends:
            assert timeline.value("follow.weight", t) == 1
            assert timeline.value("camera.zoom", t) == 3
    assert timeline.value("follow.weight", timeline.duration) == 0
    assert timeline.value("camera.zoom", timeline.duration) == 1


BEATS = [
    "surface", "contour", "contour: true", "slices: start", "critical_points",
    "basins: {stay: true}",
    "vector_field", "zoom", "zoom: {at: start, stay: true}", "follow", "race", "compare",
    "loss_curve", "loss_curve: {axis: log, stay: true}", "internals: 2", "algorithm", "sign_step",
    "descend", "orbit", "look: corner", "look: {zoom: 1}", "title", "tangent_plane", "gradient",
    "race: {by: lowest, seconds: 3}", "compare: {seconds: 4}", "algorithm: {seconds: 3}",
    "follow: {seconds: 5}", "contour: {seconds: 5, stay: true}", "zoom: {seconds: 1.5}",
]  # fmt: skip
# The most in a thirtieth of a second: 40 degrees or so a second, and quick beats of a lecturer's.
LIMITS = {"camera.azimuth": 8.0, "camera.elevation": 6.0, "camera.zoom": 0.35,
          "surface.reveal": 0.05, "surface.flatten": 0.13, "focus.weight": 0.13,
          "follow.weight": 0.15}  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_nothing_jumps_whatever_the_order_of_the_beats(seed):
    story = ", ".join(
        f"{{{b}}}" if ":" in b else b for b in random.Random(seed).choices(BEATS, k=9)
    )
    timeline = told(WELLS.replace("steps: 50", "steps: 12"), story, 30)
    times = [k / 30 for k in range(timeline.frames)]
    for name, limit in LIMITS.items():
        values = [timeline.value(name, t) for t in times]
        for t, (a, b) in zip(times, pairwise(values), strict=False):
            seen = timeline.shown("surface", t) > 0.01
            assert abs(b - a) <= limit or not seen, (name, t, story)
    for i in (0, 1):
        for a, b in pairwise(times):
            moved = abs(timeline.value(f"focus.{i}", b) - timeline.value(f"focus.{i}", a))
            assert moved < 0.2 or timeline.value("focus.weight", b) < 0.01
    for a, b in pairwise(times):
        jumped = abs(timeline.steps(0, b) - timeline.steps(0, a)) > 3
        assert not jumped or timeline.shown("ball", b) < 0.05, (a, story)
    for cue in timeline.cues:
        assert 0 <= cue.start < cue.end <= timeline.duration
    for t in times[::5]:
        texts = [c for p in ("caption", "outcome") for c in timeline.cues_of(p) if c.opacity(t) > 0]
        assert len(texts) <= 1, (t, story)
    for start, end, text in timeline.captions():
        short = any("seconds" in b and timeline.beat_at(start).name in b for b in BEATS)
        assert short or end - start >= len(text) / 15 + 0.9, text


def test_a_few_steps_first_and_then_the_rest():
    timeline = told(WELLS, "{algorithm: {steps: 2}}, descend, {internals: {steps: 3}}")
    ends = [timeline.steps(0, beat.end) for beat in timeline.beats]
    assert ends == [2, 33, 3]
    descend = timeline.beats[1]
    steps = [timeline.steps(0, t) for t in np.arange(descend.start, descend.end, 1 / 60)]
    assert min(steps) == 2  # it goes on and does not begin anew
    last = timeline.beats[2]
    still = [t for t in np.arange(last.start + 1.2, last.end, 1 / 60)
             if timeline.steps(0, t) == int(timeline.steps(0, t))]  # fmt: skip
    assert len(still) > 0.4 * 60 * (last.seconds - 1.2)  # the arrows are looked at


def test_the_inside_of_a_step_is_seen_alone_and_where_the_lecturer_looks():
    story = "{contour: true}, descend, {internals: 3}, {internals: {descent: 2}}, pause, orbit"
    timeline = told(WELLS, story)
    _, descend, other, inside, pause, orbit = timeline.beats

    def seen(prop, t):
        cues = timeline.cues_of(prop)
        return [i for i in range(3) if any(c.opacity(t) > 0 for c in cues if c.descent == i)]

    for prop in ("ball", "trail"):
        assert seen(prop, descend.end - 0.1) == [0, 1, 2]
        for t in np.arange(inside.start + 1.5, inside.end, 0.1):
            assert seen(prop, t) == [1]
        assert seen(prop, orbit.end - 0.1) == [0, 1, 2]
    assert timeline.value("surface.flatten", pause.end) == 1
    for cue in timeline.cues_of("internals"):  # no arrow at a point that the ball is about to leave
        assert timeline.steps(1, cue.start) == 0
    for t in np.arange(other.end, inside.start + 1.0, 1 / 60):  # who is seen goes back unseen
        assert timeline.steps(2, t) == 6 or seen("ball", t) != [2]


def test_the_slices_have_the_partial_derivatives():
    timeline = told(WELLS, "{slices: [2, 4]}")
    f = timeline.lesson.function.value
    h = 1e-6
    slopes = [(f([2 + h, 4]) - f([2 - h, 4])) / (2 * h), (f([2, 4 + h]) - f([2, 4 - h])) / (2 * h)]
    found = re.search(r"∂f/∂x = ([-\d.]+), ∂f/∂y = ([-\d.]+)\.", said(timeline))
    assert [float(n) for n in found.groups()] == pytest.approx(slopes, rel=5e-3)
    assert timeline.cues_of("slices")[0].point == (2, 4)


def test_the_critical_points_of_the_wells_are_counted_and_named():
    timeline = told(WELLS, "critical_points")
    text = said(timeline)
    assert "3 minima" in text
    assert "f = 6.28, at (0.523, 0.517)." in text
    minima = [p.point for p in timeline.lesson.critical_points if p.kind == "minimum"]
    expected = [(0.523, 0.517), (3.479, 3.9475), (2.9806, 1.5409)]
    assert np.array(minima) == pytest.approx(np.array(expected), abs=1e-3)


def test_the_share_of_the_lowest_basin_is_that_of_single_descents():
    timeline = told(WELLS, "basins")
    share = float(re.search(r"(\d+) % of the starts lead to the lowest", said(timeline))[1])
    f = timeline.lesson.function
    axis = np.linspace(0, 5, 15)
    points = np.array([[x, y] for x in axis for y in axis])
    for _ in range(400):
        points = points - 0.2 * f.gradient(points)
    hits = np.linalg.norm(points - [0.52303, 0.51699], axis=1) < 1e-2
    assert share == pytest.approx(100 * hits.mean(), abs=5)


def test_the_race_off_the_saddle_is_won_by_the_first_to_leave():
    lesson = compute_lesson(read_spec(SADDLE_RACE))
    ranking = lesson.facts.ranking()
    first = []
    for descent in lesson.descents:
        outside = np.abs(descent.trajectory.points).max(axis=1) > 1
        first.append(int(outside.argmax()) if outside.any() else None)
    assert ranking.finish == "escape"
    assert ranking.arrivals == tuple(first)
    timeline = told(SADDLE_RACE, "race, orbit")
    best = min((k, i) for i, k in enumerate(first) if k is not None)
    winner = lesson.descents[best[1]].label
    assert f"{winner} is the first to leave the domain, after {best[0]} steps" in said(timeline)
    cue = timeline.cues_of("winner")[0]
    assert (cue.descent, cue.text) == (best[1], f"{winner}: out after {best[0]} steps")
    assert timeline.cues_of("race")
    assert not timeline.shown("legend", timeline.duration - 0.1)


def test_the_race_to_the_bottom_is_won_by_who_stays_there():
    text = "function: x^2\ndomain: {x: [-3, 3]}\nstarts: [[2.5]]\nlearning_rates: [0.1, 0.45, 1]\n"
    ranking = compute_lesson(read_spec(text)).facts.ranking()
    # 2.5·|1 − 2η|^k comes below a tenth of the start after log 10 / −log|1 − 2η| steps; with
    # η = 1 never.
    expected = [int(np.ceil(np.log(10) / -np.log(abs(1 - 2 * η)))) for η in (0.1, 0.45)]
    assert ranking.arrivals == (expected[0], expected[1], None)
    assert (ranking.finish, ranking.winner) == ("bottom", 1)
    assert compute_lesson(read_spec(text)).facts.ranking("lowest").finish == "lowest"
    words = said(told(text, "race"))
    assert "η = 0.45 is the first to keep f within 0.0625 of the minimum’s value, 0" in words
    assert "Never, as η·λmax is not below the limit: η = 1." in words


def test_the_final_numbers_are_those_of_the_trajectories():
    timeline = told(WELLS, "{compare: [3, 1]}")
    assert timeline.cues_of("compare")[0].descents == (2, 0)
    assert "start (0.6, 3) ends lowest, f = 6.28 after 34 steps." in said(timeline)
    assert "start (1, 3) ends at f = 6.88." in said(timeline)
    assert timeline.steps(0, timeline.cues_of("compare")[0].start) == 33


def test_the_sign_step_moves_every_variable_by_its_size():
    text = "function: 0.05*a - 0.2*b - 0.1*c\nstarts: [[0.3, 0.2, 0.8]]\nlearning_rates: [0.5]\n"
    timeline = told(text, "{sign_step: {size: 0.1}}")
    assert "-S·sign(∇f) = (-0.1, 0.1, 0.1)" in said(timeline)
    assert "-α·∇f = (-0.025, 0.1, 0.05)" in said(timeline)
    cue = timeline.cues_of("sign_step")[0]
    assert (cue.point, cue.values) == ((0.3, 0.2, 0.8), (0.1, 0.5))


def test_insets_come_with_the_stage():
    timeline = told(WELLS + "insets: [contour, loss]\nloss_axis: log\n", "surface, descend")
    assert timeline.shown("inset_contour", timeline.duration - 0.1) == 1
    assert timeline.cues_of("inset_loss")[0].text == "log"
    assert not timeline.cues_of("inset_schedule")


def test_the_map_alone_never_turns():
    timeline = told(WELLS + "layout: contour\n", "surface, descend, orbit")
    places = {(timeline.value("camera.azimuth", t), timeline.value("camera.elevation", t))
              for t in np.arange(0, timeline.duration, 0.2)}  # fmt: skip
    assert places == {(-90, 90)}
