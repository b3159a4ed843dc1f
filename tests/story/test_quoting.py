"""Facts in captions: their values by another route, how they are written, unknown names."""

import re
from dataclasses import replace

import numpy as np
import pytest

from gdcore.spec import SpecError, load_spec, read_spec
from gdcore.spec.quotes import Format, read_name
from gdcore.story import compute_lesson, make_timeline
from gdcore.story.facts.fact import Fact
from gdcore.story.facts.vocabulary import Vocabulary
from gdcore.story.quoting import text_faults
from gdcore.words.formulas import plain
from gdcore.words.numerals import Numerals

SPEC = """
function: x^4 - 2*x^2 + y^2
domain: {x: [-2, 2], y: [-2, 2]}
starts: [[1.5, 1.5], [-0.4, 1]]
learning_rates: [0.05]
steps: 12
"""


@pytest.fixture(scope="module")
def lesson():
    return compute_lesson(read_spec(SPEC))


def f(x, y):
    return x**4 - 2 * x**2 + y**2


def told(lesson, name):
    return Vocabulary(lesson).look_up(read_name(name)).content


def test_facts_are_those_of_the_closed_form(lesson):
    walk = [np.array([1.5, 1.5])]
    for _ in range(12):
        x, y = walk[-1]
        walk.append(walk[-1] - 0.05 * np.array([4 * x**3 - 4 * x, 2 * y]))
    expected = {
        "minimum": (-1, 0),
        "minimum.2": (1, 0),
        "minimum.2.x": 1,
        "saddle": (0, 0),
        "f(minimum)": -1,
        "f(0.5, -1)": f(0.5, -1),
        "gradient(start)": (4 * 1.5**3 - 6, 3),
        "slope.y(start.2)": 2,
        "largest_curvature": 8,  # 12x² − 4 at x = ±1
        "condition(minimum.2)": 4,
        "largest_stable_rate": 2 / 8,
        "distance(minimum, minimum.2)": 2,
        "minima": 2,
        "descents": 2,
        "descent.1.end": walk[12],
        "descent.1.point.3": walk[3],
        "descent.1.step.3": walk[3] - walk[2],
        "descent.1.value.3": f(*walk[3]),
        "descent.1.distance": np.linalg.norm(walk[12] - [1, 0]),
        "descent.2.stretch.5": 1,
        "descent.1.rate": 0.05,
        "lowest.steps": 12,
    }
    for name, value in expected.items():
        assert told(lesson, name) == pytest.approx(value, abs=1e-7), name
    assert "after 12 steps" in told(lesson, "descent.1.outcome")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("minmum", "did you mean minimum"),
        ("minimum.3", "there is no minimum 3; there are 2"),
        ("maximum", "there is no maximum 1; there is none"),
        ("minimum.z", "its coordinates are: x, y"),
        ("descent.3.end", "there is no descent '3'"),
        ("descent.1.stesp", "did you mean steps"),
        ("descent.1.point.13", "it takes 12"),
        ("descent.1.__class__", "a descent has no '__class__'"),
        ("f", "f takes a point"),
        ("f(1)", "2 numbers for x, y"),
        ("f(minima)", "minima is no point"),
        ("slope(start)", "the variables are: x, y"),
        ("largest_stable_rate(start)", "there is no largest_stable_rate at (1.5, 1.5)"),
        ("exec(start)", "those that do are: f, "),
    ],
)
def test_an_unknown_name_is_told_with_what_there_is(lesson, name, meant):
    with pytest.raises(LookupError, match=re.escape(meant)):
        Vocabulary(lesson).look_up(read_name(name))


def captions(text, **keys):
    spec = SPEC + f'story: [{{caption: "{text}"}}]\n'
    for key, value in keys.items():
        spec += f"{key}: {value}\n"
    return make_timeline(compute_lesson(read_spec(spec))).beats[0].caption


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("{f(minimum):.2f}", "−1.00"),
        ("{minimum.2:.1f}", "(1.0, 0.0)"),
        ("{gradient(start):.2g}", "(7.5, 3)"),
        ("{descent.1.steps} of {descents}", "12 of 2"),
        ("{share(minimum):.0%}", "50 %"),
        ("{{f(minimum)}} for \\\\$5", "{f(minimum)} for $5"),
        ("$lambda_max = {largest_curvature}$", "λmax = 8"),
    ],
)
def test_fields_are_written_by_format_or_the_lessons_rounding(field, text):
    assert captions(field) == text


def test_every_text_of_the_film_is_filled_in():
    lesson = compute_lesson(
        read_spec(
            """
function: x^2
title: "Down to {minimum}"
descents: [{start: 1, learning_rate: 0.5, label: "{descent.1.steps} step"}]
story: [{title: {subtitle: "from {start}"}}, {surface: {caption: "at {descent.1.rate}"}}]
"""
        )
    )
    timeline = make_timeline(lesson)
    (card,) = timeline.cues_of("title")
    assert (card.text, card.subtitle) == ("Down to 0", "from 1")
    assert lesson.descents[0].label == "1 step"
    assert timeline.captions()[0][2] == "at 0.5"
    assert timeline.chapters()[0][2] == "Down to 0"


def test_a_fault_that_quotes_a_label_of_two_lines_is_one_line():
    spec = read_spec(
        "function: x^2\ndescents:\n"
        '  - {start: [1], learning_rate: {schedule: step, step_size: 6}, label: "two\\nlines"}\n'
        'story: [{caption: "{descent.1.rate}"}]\n'
    )
    (fault,) = text_faults(compute_lesson(spec))
    assert "two lines has no rate" in str(fault)


def test_an_unknown_fact_is_a_fault_at_its_place():
    spec = read_spec('function: x^2\ntitle: "About {minimun}"\n')
    (fault,) = text_faults(compute_lesson(spec))
    assert (fault.line, fault.column, fault.path) == (2, 16, "title")
    with pytest.raises(SpecError):
        make_timeline(compute_lesson(spec))


def test_all_published_facts_can_be_quoted_as_they_are_listed(root):
    lesson = compute_lesson(load_spec(root / "specs" / "saddle.yaml"))
    published = dict(Vocabulary(lesson).published())
    assert {"saddle", "f(saddle)", "descent.2.steps", "slope.y(start.1)"} <= set(published)
    for name, fact in published.items():
        again = Vocabulary(lesson).look_up(read_name(name))
        assert again.written(lesson.rounding) == fact.written(lesson.rounding), name


def test_formulas_have_a_plain_form():
    assert captions("$x^2 + 3 y_1$, $nabla f(x)$") == "x² + 3 y₁, ∇f(x)"
    assert plain("no formula, $5") == "no formula, $5"


def test_numbers_follow_the_language(lesson):
    german = replace(lesson.rounding, numerals=Numerals(",", "; ", ", ", "undefiniert"))
    assert Fact("value", -12345.678).written(german, Format(2, "f")) == "−12\u2009345,68"
    assert Fact("point", (0.5, -1.25)).written(german, Format(2, "f")) == "(0,50; −1,25)"
    assert Fact("share", 0.4321).written(german, Format(1, "%")) == "43,2 %"
    with pytest.raises(ValueError, match="a format is for numbers"):
        Fact("text", "Adam").written(german, Format(1, "f"))
