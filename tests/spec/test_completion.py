"""A loaded spec leaves nothing to guess, and its digest stands for its content."""

import copy
import json
import pickle

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gdcore.maths import Function, Schedule
from gdcore.spec import BEATS, as_mapping, load_spec, read_spec, write_yaml

FULL = """
title: "no: 'quotes' # é \\\\ \\""
function: x^2 + 3*y^2 + 1e-3*x
domain: {y: [-2*pi, 2], x: [-1e-3, 1e3]}
starts: {random: 3, seed: 7}
learning_rates: [1e-3, {schedule: cosine, t_max: 20}]
optimizers: [adam, {momentum: {momentum: 0.5}}]
steps: 1e2
stop: {gradient_norm: 0}
outside: clip
story:
  - title
  - surface: {caption: false, seconds: 1.25}
  - tangent_plane: {at: [1, 2]}
  - look: {from: above, zoom: 2}
  - caption: "1:30"
  - caption: "a, b: {c} # d"
  - pause: 3
"""


class TestTheSmallestSpec:
    spec = read_spec("function: x^2 + 3*y^2")

    def test_is_complete(self):
        assert self.spec.variables == ("x", "y")
        assert self.spec.domain == {"x": (-3, 3), "y": (-3, 3)}
        assert self.spec.steps == 100
        (plan,) = self.spec.descents
        assert plan.start == (2.4, 1.8)
        assert plan.learning_rate == 0.1
        assert plan.optimizer.name == "gradient_descent"
        assert plan.label == "Gradient descent"
        assert self.spec.story is None

    def test_is_frozen(self):
        with pytest.raises(ValidationError):
            self.spec.steps = 3

    def test_can_be_copied_and_sent(self):
        assert copy.deepcopy(self.spec) == self.spec
        assert pickle.loads(pickle.dumps(self.spec)) == self.spec


def walk(spec):
    """Plain gradient descent by central differences: not the code that chose the rate."""
    function = Function.parse(spec.formula, spec.variables)
    plan = spec.descents[0]
    x, path = np.array(plan.start), [np.array(plan.start)]
    for _ in range(plan.steps):
        h = 1e-5
        nudges = h * np.eye(len(x))
        x = x - plan.learning_rate * (function.value(x + nudges) - function.value(x - nudges)) / (
            2 * h
        )
        path.append(x)
    return np.array(path), function


@pytest.mark.parametrize(
    "formula", ["x^2 + 3*y^2", "x^2", "peaks", "rosenbrock", "0.001*x^2 + y^2", "sauna", "sin(x)"]
)
def test_the_default_descent_goes_smoothly_into_a_valley(formula):
    spec = read_spec(f"function: {formula}")
    path, function = walk(spec)
    values = function.value(path)
    assert (np.diff(values) < 1e-6).all()
    assert (path >= spec.lows).all()
    assert (path <= spec.highs).all()
    far = np.abs(path - path[0]).max(axis=0) / (np.array(spec.highs) - spec.lows)
    assert far.max() > 0.05


@pytest.mark.parametrize(
    "formula", ["x + y", "x^2 - y^2", "abs(x)", "1/x", "x - x + y", "log(x*y)"]
)
def test_every_function_has_some_default_descent(formula):
    spec = read_spec(f"function: {formula}")
    assert spec.learning_rates[0] > 0
    function = Function.parse(spec.formula, spec.variables)
    assert np.isfinite(function.value(spec.descents[0].start))


class TestVariables:
    def test_numbers_count(self):
        assert read_spec("function: x10 + x9 + x2^2 + x2a + b").variables == (
            "b", "x2", "x2a", "x9", "x10",
        )  # fmt: skip

    def test_are_alphabetical_without_a_domain(self):
        assert read_spec("function: b*a + c").variables == ("a", "b", "c")

    def test_follow_a_domain_that_names_all(self):
        spec = read_spec("function: b + a\ndomain: {b: [0, 1], a: [2, 3]}")
        assert spec.variables == ("b", "a")
        assert (spec.lows, spec.highs) == ((0, 2), (1, 3))

    def test_may_be_absent_from_the_formula(self):
        assert read_spec("function: x^2\ndomain: {x: [0, 1], y: [0, 1]}").variables == ("x", "y")

    def test_without_an_interval_take_the_default(self):
        spec = read_spec("function: a + b\ndomain: {b: [0, 1]}")
        assert spec.domain == {"a": (-3, 3), "b": (0, 1)}

    def test_of_a_known_function_take_its_intervals(self):
        spec = read_spec("function: parabola")
        assert spec.domain == {"x": (-20, 30)}
        assert spec.formula == "x^2 - 6*x + 5"


class TestDescents:
    def test_are_a_product(self):
        spec = read_spec(
            "function: x^2\nstarts: [1, 2]\nlearning_rates: [0.1, 0.2]\noptimizers: [adam, lion]"
        )
        assert [d.label for d in spec.descents] == [
            f"{title}, η = {rate}, start {start}"
            for start in (1, 2)
            for rate in (0.1, 0.2)
            for title in ("Adam", "Lion")
        ]

    def test_listed_ones_fill_in_defaults(self):
        spec = read_spec(
            "function: x^2\nsteps: 7\n"
            "descents: [{start: 1, label: A}, {optimizer: adam, learning_rate: 0.5, steps: 3}]"
        )
        first, second = spec.descents
        assert (first.label, first.start, first.steps) == ("A", (1.0,), 7)
        assert (second.optimizer.name, second.learning_rate, second.steps) == ("adam", 0.5, 3)
        assert second.start == read_spec("function: x^2").descents[0].start
        assert spec.listed
        assert spec.starts == ()

    def test_may_be_none(self):
        assert read_spec("function: x^2\ndescents: []").descents == ()

    def test_that_differ_in_nothing_are_numbered(self):
        spec = read_spec("function: x^2\ndescents: [{start: 1}, {start: 1}]")
        assert [d.label for d in spec.descents] == ["Gradient descent (1)", "Gradient descent (2)"]

    def test_optimizers_have_all_their_parameters(self):
        (plan,) = read_spec("function: x^2\noptimizers: [{adam: {eps: 1e-4}}]").descents
        assert plan.optimizer.parameters["eps"] == 1e-4
        assert plan.optimizer.parameters["betas"] == (0.9, 0.999)  # as in PyTorch

    def test_schedules_have_all_their_parameters(self):
        text = "function: x^2\nlearning_rates: [{schedule: cosine, t_max: 20}]"
        (plan,) = read_spec(text).descents
        assert isinstance(plan.learning_rate, Schedule)
        assert plan.learning_rate.parameters["t_max"] == 20

    def test_random_starts_depend_on_the_seed_alone(self):
        text = "function: x^2 + y^2\ndomain: {x: [0, 1], y: [5, 6]}\nstarts: {random: 4, seed: %d}"
        one, again, other = (read_spec(text % seed) for seed in (1, 1, 2))
        assert one.descents == again.descents != other.descents
        starts = np.array([d.start for d in one.descents])
        assert ((starts >= one.lows) & (starts <= one.highs)).all()

    def test_a_grid_covers_the_domain(self):
        spec = read_spec("function: x + y\nstarts: {grid: [3, 2]}")
        assert {d.start for d in spec.descents} == {(x, y) for x in (-3, 0, 3) for y in (-3, 3)}


def test_constants_are_coordinates():
    spec = read_spec("function: cos(x)\ndomain: {x: [-2*pi, sqrt(2)]}\nstarts: [pi/4]")
    assert spec.domain["x"] == (-2 * np.pi, np.sqrt(2))
    assert spec.descents[0].start == (np.pi / 4,)


class TestDigest:
    base = read_spec(FULL).digest

    def test_ignores_spaces_comments_and_ways_of_writing(self):
        text = FULL.replace("steps: 1e2", "# fewer?\nsteps:   100  # enough").replace(
            "[1e-3, {schedule", "[\n  0.0010, {schedule"
        )
        assert text != FULL
        assert read_spec(text, "another name").digest == self.base

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("no: ", "no; "),
            ("3*y^2", "3.0000001*y^2"),
            ("{y: [-2*pi, 2]", "{y: [-2*pi, 2.5]"),
            ("seed: 7", "seed: 8"),
            ("t_max: 20", "t_max: 21"),
            ("[1e-3,", "[1.0000000000000002e-3,"),
            ("momentum: 0.5", "momentum: 0.6"),
            ("steps: 1e2", "steps: 101"),
            ("gradient_norm: 0", "gradient_norm: 1e-300"),
            ("outside: clip", "outside: continue"),
            ("seconds: 1.25", "seconds: 1.26"),
            ("caption: false", "caption: null"),
            ("at: [1, 2]", "at: [1, 1.5]"),
            ("from: above", "from: side"),
            ('"1:30"', '"1:31"'),
            ("  - pause: 3\n", ""),
            ("  - pause: 3\n", "  - descend: 3\n"),
        ],
    )
    def test_changes_with_every_value(self, old, new):
        assert old in FULL
        assert read_spec(FULL.replace(old, new, 1)).digest != self.base

    def test_changes_with_the_order_of_the_variables(self):
        texts = ("{x: [0, 1], y: [0, 1]}", "{y: [0, 1], x: [0, 1]}")
        one, other = (read_spec(f"function: x*y\ndomain: {text}").digest for text in texts)
        assert one != other


LISTED = """
function: x^2 + y^2
descents:
  - {start: [1, 2], optimizer: {momentum: {momentum: 0.8}}, label: "η = 1, really"}
  - {learning_rate: {schedule: step, gamma: 0.5}}
"""
EVERY_BEAT = "function: x^2 + y^2\nstarts: [[1, 1], [1, 2]]\nstory:\n" + "".join(
    f"  - {name}: hello\n" if name == "caption" else f"  - {name}\n" for name in BEATS
)


@pytest.mark.parametrize("text", [FULL, LISTED, EVERY_BEAT, "function: peaks"])
def test_what_is_written_reads_back_the_same(text):
    spec = read_spec(text)
    written = write_yaml(spec)
    again = read_spec(written)
    assert again == spec
    assert again.digest == spec.digest
    assert write_yaml(again) == written


@given(st.text("\n\r\x85\u2028\ufeff\\\"':#-{é∇ ab1", min_size=1).filter(str.strip))
def test_texts_of_any_lines_read_back_the_same(text):
    for sign, escaped in (("{", "{{"), ("}", "}}"), ("$", r"\$")):
        text = text.replace(sign, escaped)
    written = json.dumps(text)
    spec = read_spec(f"title: {written}\nfunction: x^2\ndescents: [{{label: {written}}}]\n")
    assert spec.title == spec.descents[0].label == text
    assert read_spec(write_yaml(spec)) == spec
    assert yaml.safe_load(write_yaml(spec))["title"] == text


def test_other_readers_of_yaml_agree(tmp_path):
    spec = read_spec(FULL)
    assert yaml.safe_load(write_yaml(spec)) == yaml.safe_load(yaml.safe_dump(as_mapping(spec)))


def test_the_source_is_the_file(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("function: x^2")
    assert load_spec(path).source == path
    assert load_spec(path).digest == read_spec("function: x^2").digest
