"""What is described is true: every number and direction by another route than the description's."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import gdcore
from gdcore.story.describing import alternative_text, descriptions, sightings
from gdcore.words import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
SPECS = sorted(path.stem for path in (ROOT / "specs").glob("*.yaml"))
ZIGZAG = """
function: x^2 + 8*y^2
domain: {x: [-4, 4], y: [-2, 2]}
starts: [[3, 1]]
learning_rates: [0.115]
steps: 4
story: [surface, {gradient: {at: start}}, descend, contour, {orbit: {degrees: -90}}]
"""
CORNER = """
function: x^2 + 4*y^2 + x*y
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[-2.5, 2]]
learning_rates: [0.1]
optimizers: [{momentum: {momentum: 0.7}}]
steps: 14
story: [surface, descend]
"""
OUT = """
function: x^2 - y^2
domain: {x: [-2, 2], y: [-2, 2]}
starts: [[1.5, 0.1], [1.5, -0.2]]
learning_rates: [0.15]
steps: 30
story: [surface, descend]
"""
NUMBER = r"(−?\d+(?:\.\d+)?)"
POINT = rf"\({NUMBER}, {NUMBER}\)"
MATHS = {name: getattr(np, name) for name in ("exp", "sin", "cos", "sqrt", "tanh", "log")}


@cache
def timeline_of(text: str) -> gdcore.Timeline:
    return gdcore.make_timeline(gdcore.compute_lesson(gdcore.read_spec(text)), 30)


def spec_timeline(name: str) -> gdcore.Timeline:
    spec = gdcore.load_spec(ROOT / "specs" / f"{name}.yaml")
    return gdcore.make_timeline(gdcore.compute_lesson(spec), 30)


def f_of(timeline: gdcore.Timeline):
    """The function by Python's own reading of its formula."""
    formula = timeline.lesson.spec.formula.replace("^", "**")
    names = timeline.lesson.variables

    def f(*x):
        return eval(formula, {"__builtins__": {}}, {**MATHS, **dict(zip(names, x, strict=True))})

    return f


def slope(f, p, h=1e-5):
    """∇f by central differences."""
    steps = np.eye(len(p)) * h
    return np.array([(f(*(p + s)) - f(*(p - s))) / (2 * h) for s in steps])


def numbers(*texts: str) -> list[float]:
    return [float(text.replace("−", "-")) for text in texts]


def ulp(text: str) -> float:
    """Half a unit of the last place that is written, and a little."""
    places = len(text.partition(".")[2])
    return 0.51 * 10.0**-places if places else 0.51


def found(timeline: gdcore.Timeline, pattern: str) -> list[tuple[float, re.Match[str]]]:
    return [(t, m) for t, text in sightings(timeline) for m in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    "name", ["peaks", "saddle", "bowl", "bumpy_bowl", "sauna", "narrow_valley"]
)
def test_the_surface_lies_between_the_values_told(name: str) -> None:
    timeline = spec_timeline(name)
    f = f_of(timeline)
    (_, m), *_ = found(timeline, rf"between f = {NUMBER} at {POINT} and f = {NUMBER} at {POINT}")
    low, x, y, high, u, v = numbers(*m.groups())
    axes = [np.linspace(a, b, 401) for a, b in timeline.lesson.domain]
    values = f(*np.meshgrid(*axes))
    room = 0.006 * (values.max() - values.min())
    assert abs(values.min() - low) < room
    assert abs(values.max() - high) < room
    assert abs(f(x, y) - low) < room
    assert abs(f(u, v) - high) < room


@pytest.mark.parametrize("name", ["peaks", "bowl", "bumpy_bowl", "sauna"])
def test_balls_lie_where_and_as_high_as_is_told(name: str) -> None:
    timeline = spec_timeline(name)
    f = f_of(timeline)
    axes = [np.linspace(a, b, 801) for a, b in timeline.lesson.domain]
    lowest = float(f(*np.meshgrid(*axes)).min())
    pattern = rf"balls? at {POINT}, f = {NUMBER}, {NUMBER} above the lowest value in the domain"
    told = found(timeline, pattern)
    assert told
    for _, m in told:
        x, y, value, above = numbers(*m.groups())
        near = np.abs(slope(f, np.array([x, y]))) @ [ulp(m[1]), ulp(m[2])]
        assert abs(f(x, y) - value) <= near + ulp(m[3])
        assert abs(value - lowest - above) <= ulp(m[3]) + ulp(m[4]) + 0.002 * abs(lowest)


def plain_descent(timeline: gdcore.Timeline, index: int = 0) -> np.ndarray:
    """All points of gradient descent with slopes by central differences, from the spec alone."""
    plan, f = timeline.lesson.spec.descents[index], f_of(timeline)
    assert plan.optimizer.name == "gradient_descent"
    points = [np.array(plan.start, dtype=float)]
    for _ in range(plan.steps):
        points.append(points[-1] - plan.learning_rate * slope(f, points[-1]))
    return np.array(points)


@pytest.mark.parametrize("name", ["peaks", "bowl", "bumpy_bowl"])
def test_the_ball_comes_to_where_a_descent_by_hand_comes(name: str) -> None:
    timeline = spec_timeline(name)
    points, f = plain_descent(timeline), f_of(timeline)
    told = found(timeline, rf"has come to {POINT} after (\d+) steps: f = {NUMBER}")
    assert told
    for t, m in told:
        x, y, k, value = numbers(*m.groups())
        assert np.allclose(points[int(k)], (x, y), atol=6e-4)
        assert abs(f(*points[int(k)]) - value) <= ulp(m[4])
        assert timeline.steps(0, t) >= k  # not before it has happened


def headings(points: np.ndarray) -> np.ndarray:
    return np.degrees(np.unwrap(np.arctan2(*np.diff(points, axis=0).T[::-1])))


def test_a_bend_by_unwrapping_the_headings() -> None:
    timeline = spec_timeline("bowl")
    (_, m), *_ = found(timeline, r"turned (left|right) by (\d+)° in all, seen from above")
    points = plain_descent(timeline)
    steps = np.diff(points, axis=0)
    long = np.linalg.norm(steps, axis=1) >= 0.004 * 6  # those that can be seen in this domain
    angles = np.degrees(np.unwrap(np.arctan2(steps[long, 1], steps[long, 0])))
    bend = angles[-1] - angles[0]
    assert (m[1] == "left") == (bend > 0)
    assert abs(abs(bend) - float(m[2])) <= 2.6


def test_turns_by_the_points_of_a_descent_by_hand() -> None:
    timeline = timeline_of(ZIGZAG)
    turned = np.diff(headings(plain_descent(timeline)))
    told = found(timeline, r"turns? (sharply left|sharply right|back) after (\d+) steps?")
    sharp = {k + 1: angle for k, angle in enumerate(turned) if abs(angle) > 60}
    assert {int(m[2]) for _, m in told} == set(sharp)
    for t, m in told:
        angle = sharp[int(m[2])]
        side = "back" if abs(angle) > 150 else f"sharply {'left' if angle > 0 else 'right'}"
        assert m[1] == side
        assert timeline.steps(0, t) >= int(m[2])


def test_a_turn_to_a_side_is_seen_from_above() -> None:
    timeline = timeline_of(CORNER)
    points = timeline.lesson.descents[0].trajectory.points
    told = found(timeline, r"turns sharply (left|right) after (\d+) steps?")
    assert {m[1] for _, m in told} == {"left", "right"}
    for _, m in told:
        k = int(m[2])
        (a, b), (c, d) = points[k] - points[k - 1], points[k + 1] - points[k]
        assert (m[1] == "left") == (a * d - b * c > 0)


def test_a_ball_leaves_at_the_step_that_a_descent_by_hand_leaves_at() -> None:
    timeline = timeline_of(OUT)
    told = found(timeline, r"The ball “([^”]*)” leaves the domain at step (\d+)")
    assert len(told) == 2
    for index, (t, m) in enumerate(sorted(told, key=lambda e: e[1][1] != "start (1.5, 0.1)")):
        outside = np.abs(plain_descent(timeline, index)).max(axis=1) > 2
        assert int(m[2]) == int(np.argmax(outside))
        assert timeline.steps(index, t) >= timeline.lesson.descents[index].visible_steps - 1e-6


@pytest.mark.parametrize("slant", ["", " + x"])
def test_many_balls_come_to_one_value_or_to_several(slant: str) -> None:
    """4·(x² − 1)² is 0 at both ±1; slanted by x it is lower at the left."""
    timeline = timeline_of(
        f"function: 4*(x^2 - 1)^2{slant}\ndomain: {{x: [-2, 2]}}\n"
        "starts: [[-1.2], [-1.1], [-0.9], [0.9], [1.1]]\nlearning_rates: [0.02]\nsteps: 400\n"
        "story: [surface, descend]\n"
    )
    f = f_of(timeline)
    ends = [f(plain_descent(timeline, k)[-1]).item() for k in range(5)]
    low, high = (f"{end:.3g}".replace("-", "−") for end in (min(ends), max(ends)))
    (_, m), *_ = found(timeline, r"5 of them have come to (.*)\.$")
    assert m[1] == (f"values of f from {low} to {high}" if slant else "f = 0")


def test_ways_by_central_differences() -> None:
    timeline = timeline_of(ZIGZAG)
    f = f_of(timeline)
    uphill = slope(f, np.array([3.0, 1.0]))
    words = r"((?:larger|smaller) \w(?: and (?:larger|smaller) \w)?)"
    (_, up), *_ = found(timeline, rf"arrow of the gradient at \(3, 1\), uphill, towards {words}")
    (_, down), *_ = found(timeline, rf"sets out from \(3, 1\) towards {words}")
    said = {name: size for size, name in (part.split() for part in up[1].split(" and "))}
    back = {name: size for size, name in (part.split() for part in down[1].split(" and "))}
    for i, name in enumerate("xy"):
        # The domain's longer side is drawn twice as long as the other, so both have one scale.
        if abs(uphill[i]) >= 0.2 * np.abs(uphill).max():
            assert said[name] == ("larger" if uphill[i] > 0 else "smaller")
            assert back[name] == ("smaller" if uphill[i] > 0 else "larger")
        else:
            assert name not in said


def test_the_view() -> None:
    timeline = timeline_of(ZIGZAG)
    ((sinks, _),) = found(timeline, "The surface sinks into a map")
    ((rises, _),) = found(timeline, "The map rises into a surface")
    height = {t: timeline.value("surface.flatten", t) for t in np.arange(0, timeline.duration, 0.1)}
    assert sinks < rises
    assert all(flat == 0 for t, flat in height.items() if t < sinks)
    assert any(flat == 1 for t, flat in height.items() if sinks < t < rises)
    assert height[max(height)] == 0
    ((t, m),) = found(timeline, r"The view goes (\d+)° around the surface, (\S+) seen from above")
    turn = timeline.value("camera.azimuth", timeline.duration) - timeline.value("camera.azimuth", t)
    assert (m[2], int(m[1])) == ("clockwise", 90)
    assert abs(turn + 90) < 1e-9


@pytest.mark.parametrize("name", SPECS)
def test_descriptions_keep_their_time(name: str) -> None:
    timeline = spec_timeline(name)
    told = descriptions(timeline)
    assert told
    assert all(0 <= one.start < one.end <= timeline.duration + 1e-9 for one in told)
    assert all(a.end <= b.start + 1e-9 for a, b in itertools.pairwise(told))
    for one in told:
        beside = [s < one.end - 1e-6 and e > one.start + 1e-6 for s, e, _ in timeline.captions()]
        assert not (one.in_pause and any(beside))
    # Nothing is lost or told twice on the way from the moments to the times of speaking.
    seen = sightings(timeline)
    assert " ".join(one.text for one in told) == " ".join(text for _, text in seen)
    assert [t for t, _ in seen] == sorted(t for t, _ in seen)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SPECS)
def test_no_sentence_is_broken(name: str, code: str) -> None:
    lesson = spec_timeline(name).lesson
    lesson = replace(lesson, spec=lesson.spec.model_copy(update={"language": code}))
    timeline = gdcore.make_timeline(lesson, 30)
    texts = [text for _, text in sightings(timeline)]
    texts += [alternative_text(timeline, share * timeline.duration) for share in (0.1, 0.5, 0.9)]
    for text in texts:
        assert not re.search(r"[{}$\ue000-\ue002]|nan|None|  |\.\.", text), text
        assert text[-1] in ".”“)!?" or text[-1].isalnum() or text[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹", text


def test_the_alternative_text_of_a_moment() -> None:
    timeline = timeline_of(ZIGZAG)
    beat = next(beat for beat in timeline.beats if beat.name == "descend")
    t = beat.end - 0.2
    text = alternative_text(timeline, t)
    k = int(re.search(r"taken (\d+) steps", text)[1])
    assert k == math.floor(timeline.steps(0, t)) == 4
    x, y = numbers(*re.search(rf"a ball at {POINT}", text).groups())
    assert np.allclose(plain_descent(timeline)[4], (x, y), atol=6e-4)
    shown = [text for start, end, text in timeline.captions() if start + 0.5 < t < end]
    assert all(" ".join(caption.split()) in text for caption in shown)
