"""Facts about descents against other routes: closed forms, values alone, long runs."""

import math
import random
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from gdcore.maths import OPTIMIZERS, Function, Outcome, Stop, descend, make_optimizer
from gdcore.spec import read_spec
from gdcore.story import compute_lesson, ending
from gdcore.story.directing.causes import cause_words, turn_words

COUNT = 12  # generated functions for each optimizer, 204 in all


@dataclass(frozen=True)
class Case:
    text: str
    start: str
    optimizer: str
    rate: float
    domain: str


def generated(name: str) -> list[Case]:
    """Functions of all kinds: valleys, wells, kinks, saddles, poles, flat minima, slopes."""
    draw = random.Random(f"descents {name}")
    cases = []
    for k in range(COUNT):
        a, b, c = (round(draw.uniform(0.2, 6), 2) for _ in range(3))
        p, q = (round(draw.uniform(-1.5, 1.5), 2) for _ in range(2))
        text, both = [
            (f"{a}*(x-{p})^2 + {b}*(y-{q})^2", True),
            (f"{a}*x^2 + {10 * b}*(y-x)^2", True),
            (f"abs(x-{p}) + {b}*abs(y)", True),
            (f"x^2 - {a}*y^2", True),
            (f"{a}*x^4 + {b}*y^4", True),
            (f"{a}*x^2 + {b}*y^2 + {c}*sin(3*x)*cos(2*y)", True),
            (f"log(x + {a}) + y^2", True),
            (f"{a}*x + {b}*y", True),
            (f"{a}*(x-{p})^2", False),
            (f"{a}*abs(x-{p})", False),
            (f"{a}*x^3 - {b}*x", False),
            (f"exp(-{a}*x^2)", False),
        ][k % 12]
        start = [round(draw.uniform(-2.5, 2.5), 2) for _ in range(1 + both)]
        usual = OPTIMIZERS[name].usual_rate
        rate = round((usual or 0.1) * draw.choice([0.1, 0.5, 1, 3]), 4)
        domain = "{x: [-3, 3], y: [-3, 3]}" if both else "{x: [-3, 3]}"
        cases.append(Case(text.replace("--", "+"), str(start), name, rate, domain))
    return cases


@cache
def lesson_of(case: Case, outside: str = "stop"):
    return compute_lesson(
        read_spec(
            f"function: {case.text}\ndomain: {case.domain}\nstarts: [{case.start}]\nsteps: 60\n"
            f"optimizers: [{case.optimizer}]\nlearning_rates: [{case.rate}]\noutside: {outside}\n"
        )
    )


def further(lesson, case, steps, stop=None):
    """The same descent again, with more steps, from its start and without a domain."""
    f = Function.parse(case.text, lesson.variables)
    start = lesson.descents[0].start
    return descend(f, start, make_optimizer(case.optimizer), case.rate, steps, stop or Stop(0.0))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_no_fact_about_a_descent_is_refuted(name):
    for case in generated(name):
        for outside in ("stop", "continue") if name == "gradient_descent" else ("stop",):
            lesson = lesson_of(case, outside)
            f = lesson.facts.descent(0)
            where = (case, outside, f.ending)
            points = lesson.descents[0].trajectory.points
            value = lesson.function.value
            low, high = lesson.value_range
            # Where it stands: recomputed from values and from a longer run.
            assert f.last == pytest.approx(float(value(points[-1])), nan_ok=True), where
            inside = (np.abs(points) <= 3 + 1e-9).all(axis=1)
            assert (f.exit is None) == bool(inside[-1]), where
            if f.exit is not None:
                assert not inside[f.exit :].any(), where
                assert inside[f.exit - 1], where
            if f.ending in ("converged", "minimum") and f.steps:
                h = 1e-5 * np.eye(points.shape[1])
                slope = (value(points[-1] + h) - value(points[-1] - h)) / 2e-5
                assert np.linalg.norm(slope) < 1e-4, where
                around = points[-1] + 0.02 * np.array(np.meshgrid(*[[-1, 0, 1]] * points.shape[1])
                                                      ).reshape(points.shape[1], -1).T  # fmt: skip
                if f.ending == "minimum":
                    assert np.nanmin(value(around)) > f.last - 1e-9, where
            if f.ending == "under-way":
                longer = further(lesson, case, 1000).points
                assert value(longer[-1]) < f.last + 1e-6 * (high - low), where
                if f.local is not None:
                    there = np.linalg.norm(longer[-1] - f.local.minimum)
                    assert there < np.linalg.norm(points[-1] - f.local.minimum) + 1e-9, where
            if f.ending in ("never", "rises", "swings"):
                longer = further(lesson, case, 600)
                assert longer.outcome is not Outcome.CONVERGED, where
            if f.ending == "falls":
                assert f.last < f.first, where
            if f.ending == "kink":
                d = np.array([1e-4, -1e-4])
                for i in range(points.shape[1]):
                    e = np.eye(points.shape[1])[i]
                    right, left = (float(value(points[-1] + h * e) - f.last) / h for h in d)
                    if abs(right - left) > 0.1:
                        break
                else:
                    pytest.fail(f"no kink: {where}")
            if f.ending in ("undefined", "no-first"):
                assert not np.isfinite(value(np.array(f.diagnosis.lost))), where
            # Every sentence can be told.
            assert ending(lesson, f)
            assert (cause_words(lesson) is None) == (f.steps == 0), where
            turn = turn_words(lesson)
            if turn:
                values = lesson.descents[0].trajectory.values
                assert values[turn[0]] > values[turn[0] - 1], where


@pytest.mark.parametrize("name", ["gradient_descent", "momentum", "nesterov", "newton"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.9, 0.999, 1.001, 1.5])
def test_the_factors_of_a_quadratic_are_those_of_its_recurrence(name, part):
    """Along each eigenvector the error is a power of the matrix of one step, by brute force."""
    optimizer = make_optimizer(name)
    λ = np.array([2.0, 9.0])
    rate = part * (optimizer.stability / λ[-1] if optimizer.stability else 2.0)
    function = Function.parse("x^2 + 4.5*y^2")
    t = descend(function, (1.0, 1.0), optimizer, rate, 400, Stop(0.0))
    for i, curvature in enumerate(λ):
        T, D = optimizer.recurrence(rate, curvature)
        e = np.abs(t.points[:, i])
        if name in ("gradient_descent", "newton"):
            first = e[: min(len(e), 40)]
            np.testing.assert_allclose(first[1:], abs(T) * first[:-1], rtol=1e-6, atol=1e-12)
            continue
        size = max(abs(np.roots([1, -T, D])))
        seen = np.flatnonzero((e > 1e-250) & (e < 1e250))[-1]
        half = seen // 2
        # The envelope of the errors over the second half of the run.
        first, last = e[half - 20 : half + 1].max(), e[seen - 20 : seen + 1].max()
        assert (last / first) ** (1 / (seen - half)) == pytest.approx(size, rel=0.02)
    if optimizer.stability:
        assert (t.diagnosis.instability is None) == (part < 1)
        assert t.outcome is Outcome.DIVERGED or part < 1


@pytest.mark.parametrize("rate", [0.001, 0.004, 0.049])
def test_the_steps_still_to_go_are_those_that_a_longer_run_takes(rate):
    lesson = lesson_of(Case("x^2 + 20*y^2", "[2.5, 0.01]", "gradient_descent", rate,
                            "{x: [-3, 3], y: [-3, 3]}"))  # fmt: skip
    f = lesson.facts.descent(0)
    assert f.ending == "under-way"
    longer = descend(lesson.function, (2.5, 0.01), None, rate, 20_000)
    distance = np.linalg.norm(longer.points, axis=1)
    needed = int(np.argmax(distance <= 0.01 * distance[0]))
    if f.local.factor is not None:
        assert f.steps + f.local.to_go == pytest.approx(needed, rel=0.12)
        slowest = max(abs(1 - 2 * rate), abs(1 - 40 * rate))
        assert f.local.factor == pytest.approx(slowest)
    assert rate > 0.04 or f.local.factor is not None


def test_what_is_equal_as_shown_is_told_as_equal_and_nothing_else():
    text = (
        "function: x^2\ndomain: {x: [-3, 3]}\nstarts: [[2], [-2.5], [1]]\nlearning_rates: [0.1]\n"
    )
    for steps, alike in ((200, True), (6, False)):
        lesson = compute_lesson(read_spec(f"{text}steps: {steps}\n"))
        ends = lesson.facts.ends((0, 1, 2))
        written = {lesson.rounding.value(f.last) for f in lesson.facts.descents}
        assert ends.alike is (len(written) == 1) is alike
        assert ends.lowest == (() if alike else (2,))


def test_who_falls_without_end_sets_no_bottom():
    # x³ − 3x has its minimum −2 at 1; from −2.5 it falls for ever.
    lesson = compute_lesson(read_spec(
        "function: x^3 - 3*x\ndomain: {x: [-3, 3]}\nstarts: [[0.5], [2], [-2.2]]\n"
        "learning_rates: [0.1]\noutside: continue\nsteps: 40\n"))  # fmt: skip
    out = lesson.facts.descent(2)
    assert out.exit is not None
    assert lesson.facts.falls.floor.value == pytest.approx(-2)
    assert lesson.facts.falls.steps[2] is None
    ranking = lesson.facts.ranking()
    assert ranking.order[-1] == 2
    assert ranking.floor.value == pytest.approx(-2)
    assert lesson.facts.ends((0, 1, 2)).bottomless == (2,)


def test_a_ridge_is_as_high_as_the_line_between_the_ends():
    lesson = compute_lesson(read_spec(
        "function: (x^2 - 1)^2 + y^2\ndomain: {x: [-2, 2], y: [-2, 2]}\n"
        "starts: [[-0.2, 1], [0.2, 1]]\nlearning_rates: [0.1]\nsteps: 300\n"))  # fmt: skip
    ridge = lesson.facts.ridge
    assert ridge.pair == (0, 1)
    assert ridge.height == pytest.approx(1, abs=1e-6)
    assert ridge.valleys


def test_two_places_on_a_ring_of_minima_are_no_two_valleys():
    # r² + 1/r² is lowest, 2, all along the circle r = 1.
    lesson = compute_lesson(read_spec(
        "function: 1/(x^2 + y^2) + x^2 + y^2\ndomain: {x: [-2, 2], y: [-2, 2]}\n"
        "starts: [[1.5, 1.2], [-0.4, 0.3]]\nlearning_rates: [0.05]\nsteps: 50\n"))  # fmt: skip
    ridge = lesson.facts.ridge
    a, b = (np.array(lesson.facts.descent(i).point) for i in ridge.pair)
    nearest = np.sqrt(np.dot(a, a) - np.dot(a, (b - a) / np.linalg.norm(b - a)) ** 2)
    assert ridge.height == pytest.approx(nearest**2 + nearest**-2, rel=1e-3)
    assert not ridge.valleys
    assert "valley" not in cause_words(lesson)


def test_where_the_weight_decay_holds_the_descent_it_is_told_so():
    lesson = compute_lesson(read_spec(
        "function: (x-2)^2\nstarts: [[0.5]]\nlearning_rates: [0.2]\nsteps: 200\n"
        "optimizers: [{gradient_descent: {weight_decay: 0.5}}]\n"))  # fmt: skip
    f = lesson.facts.descent(0)
    assert f.ending == "balance"
    assert f.point[0] == pytest.approx(4 / 2.5, abs=1e-5)  # 2(x − 2) + x/2 = 0
    assert math.isclose(f.diagnosis.decay, 0.5)
