"""Each lesson's numbers, run as the video runs them, against figures that were computed apart.

The figures were found with plain NumPy and SymPy in float64; a lesson that shows others teaches
something else.
"""

from pathlib import Path

import numpy as np
import pytest

from gdcore.maths import Outcome
from gdcore.spec import BEATS, load_spec
from gdcore.story import compute_lesson, make_timeline
from gdcore.story.claims import check_claims

FOLDER = Path(__file__).parents[2] / "specs"
LESSONS = (
    "peaks", "tangent_plane", "sauna", "three_wells", "bumpy_bowl", "learning_rates", "saddle",
    "optimizer_race", "narrow_valley", "parabola", "sgd_and_adam", "gradient_vector",
)  # fmt: skip


@pytest.fixture(scope="module")
def lesson():
    kept = {}

    def get(name):
        if name not in kept:
            kept[name] = compute_lesson(load_spec(FOLDER / f"{name}.yaml"))
        return kept[name]

    return get


def ends(subject):
    return [descent.trajectory.points[-1] for descent in subject.descents]


@pytest.mark.parametrize("name", [*LESSONS, "bowl"])
def test_a_lesson_is_short_to_write_and_can_be_read_in_time(lesson, name):
    lines = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    assert name == "bowl" or 10 <= len(lines) <= 45
    timeline = make_timeline(lesson(name))
    assert 30 <= timeline.duration <= 150
    for start, end, text in timeline.captions():
        assert end - start >= len(text) / 15, text
    for beat in timeline.beats:
        # Numbers in a lecturer's own words are tested below, not computed.
        assert beat.seconds < 30


def test_every_beat_is_used_by_some_lesson(lesson):
    used = {beat.name for name in LESSONS for beat in lesson(name).spec.story or ()}
    assert set(BEATS) - used <= {"look", "pause", "follow"}


def test_peaks_ends_in_the_shallow_minimum(lesson):
    (descent,) = lesson("peaks").descents
    assert descent.start == tuple(np.round(np.random.RandomState(42).rand(2), 8))
    assert descent.trajectory.points[-1] == pytest.approx([0.29644555, 0.32019625], abs=1e-8)
    assert descent.trajectory.values[-1] == pytest.approx(-0.0649358682555269, abs=1e-15)
    minima = [p for p in lesson("peaks").critical_points if p.kind == "minimum"]
    assert len(minima) == 3
    assert minima[-1].value == pytest.approx(descent.trajectory.values[-1])  # the shallowest


def test_the_tangent_plane_touches_at_2_4(lesson):
    subject = lesson("tangent_plane")
    assert float(subject.function.value([2, 4])) == 20
    assert subject.function.gradient([2, 4]) == pytest.approx([4, 8])
    timeline = make_timeline(subject)
    for prop in ("slices", "tangent_plane", "gradient"):
        assert timeline.cues_of(prop)[0].point == (2, 4)
    both = [t for t in np.arange(0, timeline.duration, 0.1)
            if timeline.shown("slices", t) == timeline.shown("tangent_plane", t) == 1]  # fmt: skip
    assert len(both) > 50  # the plane is seen together with the slices whose tangents it holds


def test_the_sauna_is_coldest_at_4_4(lesson):
    subject = lesson("sauna")
    good, large = (descent.trajectory for descent in subject.descents)
    # Points count from 1, rows from 0.
    assert good.points[9] == pytest.approx([3.99927476, 3.99976463], abs=1e-8)
    assert large.points[19] == pytest.approx([2.74914536, 3.92516886], abs=1e-8)
    assert large.outcome is Outcome.OSCILLATING
    assert float(subject.function.value([4, 4])) == pytest.approx(738 / 25)
    assert subject.function.gradient([1, 3]) == pytest.approx([-4.86, -0.9])  # as a caption says
    assert subject.function.value([[0, 2], [3, 0], [0, 0]]) == pytest.approx([50, 50, 50])
    largest = np.linalg.eigvalsh(subject.function.hessian([4.0, 4.0])).max()
    assert 2 / largest == pytest.approx(0.26, abs=5e-3)  # as the caption says
    (minimum,) = [p for p in subject.critical_points if p.kind == "minimum"]
    assert minimum.point == pytest.approx([4, 4])
    assert len(subject.landscape.sets) == 2  # the walls


def test_the_three_starts_end_in_three_wells(lesson):
    subject = lesson("three_wells")
    assert np.array(ends(subject)) == pytest.approx(
        np.array([[2.98064, 1.54088], [3.47888, 3.94749], [0.52302, 0.51699]]), abs=2e-5
    )
    values = [descent.trajectory.values[-1] for descent in subject.descents]
    assert values == pytest.approx([6.88206, 6.70278, 6.27690], abs=5e-6)
    assert [len(descent.trajectory.points) for descent in subject.descents] == [34, 32, 35]
    assert subject.basins.values == pytest.approx([6.27690, 6.70278, 6.88206], abs=5e-6)


def test_the_bumpy_bowl_after_fifty_steps(lesson):
    (descent,) = lesson("bumpy_bowl").descents
    assert descent.trajectory.steps == 50
    assert descent.trajectory.points[-1] == pytest.approx([-0.35781822, 0.67447523], abs=1e-8)
    assert descent.trajectory.values[-1] == pytest.approx(-0.07514206689387726, abs=1e-15)
    assert lesson("bumpy_bowl").spec.layout == "split"


def test_three_learning_rates_crawl_settle_and_bounce(lesson):
    subject = lesson("learning_rates")
    crawling, good, bouncing = (descent.trajectory for descent in subject.descents)
    assert crawling.points[50] == pytest.approx([0.97599541, 0.73517874], abs=1e-8)
    assert good.outcome is Outcome.CONVERGED
    assert good.points[-1] == pytest.approx([-0.35781822, 0.67447523], abs=1e-5)
    assert bouncing.points[-3:, 0] == pytest.approx([-0.7144, 0.4062, -0.2587], abs=5e-5)
    assert bouncing.outcome is Outcome.OSCILLATING
    largest = np.linalg.eigvalsh(subject.function.hessian(good.points[-1])).max()
    assert 2 / largest == pytest.approx(0.336, abs=5e-4)  # as the caption says
    assert not any(descent.trajectory.clipped.any() for descent in subject.descents)


def test_a_hair_beside_the_ridge_makes_the_difference(lesson):
    on, beside = (descent.trajectory for descent in lesson("saddle").descents)
    assert on.outcome is Outcome.AT_SADDLE
    assert on.points[-1] == pytest.approx([0, 0], abs=1e-6)
    assert beside.outcome is Outcome.LEFT_DOMAIN


def test_the_race_is_won_by_a_method_that_divides_by_the_root_of_the_mean_square(lesson):
    subject = lesson("optimizer_race")
    assert {descent.optimizer for descent in subject.descents} == {
        "gradient_descent", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam",
    }  # fmt: skip
    assert len({descent.start for descent in subject.descents}) == 1
    out = {
        descent.optimizer: descent.trajectory.steps
        for descent in subject.descents
        if descent.trajectory.outcome is Outcome.LEFT_DOMAIN
    }
    assert min(out, key=out.get) == "rmsprop"
    assert set(out) == {"momentum", "nesterov", "adadelta", "rmsprop", "adam"}
    told = " ".join(" ".join(text.split()) for _, _, text in make_timeline(subject).captions())
    assert "RMSprop is the first to leave the domain, after 17 steps." in told
    later = [f"{d.label} ({out[d.optimizer]})" for d in subject.descents if d.optimizer in out]
    assert all(text in told for text in later if not text.startswith("RMSprop"))
    # Gradient descent by its closed form: y grows by 1 + 2η a step, and comes to 0.011 in 120.
    (plain,) = [d.trajectory for d in subject.descents if d.optimizer == "gradient_descent"]
    assert plain.points[-1][1] == pytest.approx(-0.001 * 1.02**120)


def test_why_the_race_is_won(lesson):
    subject = lesson("optimizer_race")
    x, y = subject.descents[0].trajectory.gradients[0]
    assert (x, y, x / y) == (-1.8, 0.002, pytest.approx(-900))
    track = next(d.trajectory for d in subject.descents if d.optimizer == "momentum")
    step = np.linalg.norm(track.points[8] - track.points[7])
    assert step / (0.01 * np.linalg.norm(track.gradients[7])) == pytest.approx(7.8, abs=0.05)


def test_plain_descent_crawls_along_a_narrow_valley(lesson):
    plain, momentum, adam = (d.trajectory for d in lesson("narrow_valley").descents)
    assert plain.gradients[0] == pytest.approx([-0.2, 4])
    k = np.arange(101)
    # The closed form: each step multiplies x by 1 − η/25 and y by 1 − 4η.
    assert plain.points[:, 0] == pytest.approx(-5 * (1 - 0.45 / 25) ** k)
    assert plain.points[:, 1] == pytest.approx((1 - 4 * 0.45) ** k)
    assert abs(1 - 4 * 0.5) == 1  # and above 0.5 the leaps grow
    arrivals = [np.flatnonzero(t.values > 0.025)[-1] + 1 for t in (plain, momentum, adam)]
    assert arrivals[0] > 1.8 * max(arrivals[1:])
    # The floor's slope on a logarithmic scale; with μ the two roots have the modulus √μ.
    assert np.log(0.9) / (2 * np.log(1 - 0.45 / 25)) == pytest.approx(3, abs=0.2)
    steps = np.abs(np.diff(adam.points[:4], axis=0))
    assert steps[:, 0] == pytest.approx(steps[:, 1], rel=0.1)


def test_step_size_on_the_parabola(lesson):
    leaping, rolling, crawling = lesson("parabola").descents
    assert (len(rolling.trajectory.points), rolling.trajectory.points[-1, 0]) == (
        304, pytest.approx(3.0482973848418724, abs=1e-12))  # fmt: skip
    assert (len(leaping.trajectory.points), leaping.trajectory.points[-1, 0]) == (
        23, pytest.approx(3.000289567748453, abs=1e-12))  # fmt: skip
    assert (len(crawling.trajectory.points), crawling.trajectory.points[-1, 0]) == (
        101, pytest.approx(21.0084697031454, abs=1e-12))  # fmt: skip
    sides = np.sign(leaping.trajectory.points[:10, 0] - 3)
    assert all(sides[1:] == -sides[:-1])
    assert make_timeline(lesson("parabola")).cues_of("tangent_plane")[0].descent == 0


def test_the_line_is_that_of_least_squares(lesson):
    subject = lesson("sgd_and_adam")
    x, y = np.loadtxt(FOLDER / "data" / "line.csv", delimiter=",", skiprows=1).T
    slope, intercept = np.polyfit(x, y, 1)
    assert subject.critical_points[0].point == pytest.approx([slope, intercept])
    assert len({descent.trajectory.steps for descent in subject.descents}) == 1  # equal budgets
    for descent in subject.descents:
        assert len(descent.batches(0)) == 4
        assert descent.trajectory.points[-1] == pytest.approx([slope, intercept], abs=0.25)
    assert subject.spec.layout == "data"
    assert np.mean((-1.2 * x - 3 - y) ** 2) == pytest.approx(16.3, abs=0.05)
    assert (round(slope, 3), round(intercept, 3)) == (1.762, -0.704)  # as the lesson says


def test_the_gradient_as_a_vector(lesson):
    subject = lesson("gradient_vector")
    assert subject.function.gradient([0.3, 0.2, 0.8]) == pytest.approx([0.05, -0.2, -0.1])
    timeline = make_timeline(subject)
    assert timeline.cues_of("sign_step")[0].values == (0.1, 0.2)
    told = " ".join(" ".join(text.split()) for _, _, text in timeline.captions())
    assert "−S·sign(∇f) = (−0.1, 0.1, 0.1)" in told
    assert "−α·∇f = (−0.01, 0.04, 0.02)" in told


@pytest.mark.parametrize("name", LESSONS)
def test_what_a_lesson_teaches_is_stated_and_true(lesson, name):
    assert lesson(name).spec.expect
    assert [v.measured for v in check_claims(lesson(name)) if not v.holds] == []
