"""The JSON Schema says what the models say; a validator of its own judges."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from gdcore.cli.schema import schema_text
from gdcore.maths import OPTIMIZERS, SCHEDULES
from gdcore.spec import BEATS, SpecError, as_mapping, load_spec, read_spec, schema
from tests.spec.test_faults import ONE

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
VALIDATOR = jsonschema.Draft7Validator(schema())


def test_is_a_schema_of_draft_7():
    jsonschema.Draft7Validator.check_schema(schema())
    assert schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_kept_file_is_up_to_date():
    kept = Path(__file__).parents[2] / "specs" / "schema.json"
    assert kept.read_text(encoding="utf-8") == schema_text(), (
        "run: gdcore schema > specs/schema.json"
    )


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
class TestSpecsOfTheHouse:
    def test_load(self, path):
        assert load_spec(path)

    def test_are_valid(self, path):
        VALIDATOR.validate(yaml.safe_load(path.read_text(encoding="utf-8")))

    def test_stay_valid_with_every_default_filled_in(self, path):
        VALIDATOR.validate(json.loads(json.dumps(as_mapping(load_spec(path)))))

    def test_begin_with_the_schema_and_say_what_to_see(self, path):
        first, second = path.read_text(encoding="utf-8").splitlines()[:2]
        assert first == "# yaml-language-server: $schema=schema.json"
        assert second.startswith("# ")


COMPOSED = ("sequence", "product")  # their parts have no default

GOOD = [
    # A race takes two descents.
    *(f"starts: [[1, 1], [1, 2]]\nstory: [{name}]" for name in BEATS if name != "caption"),
    *(f"story: [{{{name}: {{seconds: 2, text: a}}}}]" for name in ("caption", "title")),
    "story: [{caption: Look here}, {pause: 2}, {orbit: 90}, {look: above}, {tangent_plane: start}]",
    "story: [{gradient: {at: [1, pi/2]}}, {gradient: minimum}, {surface: {caption: false}}]",
    *(f"optimizers: [{name}]" for name in OPTIMIZERS),
    "optimizers: [{adam: {betas: [0.8, 0.9]}}, {momentum: {momentum: 0.5}}]",
    *(f"learning_rates: [{{schedule: {name}}}]" for name in SCHEDULES if name not in COMPOSED),
    "learning_rates: [{schedule: sequence, schedules: [0.1, {schedule: step}], milestones: [9]}]",
    "learning_rates: [{schedule: product, schedules: [{schedule: cosine}, {schedule: cyclic}]}]",
    "noise: {standard_deviation: 0.5, seed: 1}",
    "noise: 1/20",
    "steps: 10^3\nlearning_rates: [2/10, '0.1', {schedule: step, gamma: 9/10, step_size: 2*5}]",
    "optimizers: [{momentum: {momentum: 1 - 1/10}}, {adam: {betas: [9/10, 1 - 10^-3]}}]",
    "story: [{orbit: 360/4}, {zoom: {zoom: sqrt(2)}}, {look: {elevation: 90/2}}, {pause: 3/2}]",
    "starts: {random: 2*2, seed: 2^10}\nstop: {gradient_norm: 10^-6}",
    "descents: [{noise: {standard_deviation: 0}}, {noise: {standard_deviation: 2, seed: 9}}]",
    "starts: {random: 5, seed: 42}",
    "starts: {grid: [4, 4]}",
    "starts: [[1, 2], [pi/2, -1.5]]",
    "domain: {x: [-pi, pi]}",
    "descents: [{start: [1, 3], learning_rate: 0.1, optimizer: adam, steps: 50, label: Adam}]",
    "stop: {gradient_norm: 0, step_length: 1.0e-9}",
    "outside: continue",
    "starts: [[1, 1], [1, 2]]\nlayout: panels\nscales: separate\ncameras: separate",
    "layout: split\ntheme: light\ninsets: [contour, loss, schedule]\nloss_axis: log",
    "story: [{contour: true}, {slices: [1, 2]}, {basins: {stay: true}}, {vector_field: ascent}]",
    "story: [{zoom: {at: start, zoom: 3}}, {follow: 2}, {loss_curve: log}, {algorithm: 1}]",
    "story: [{internals: {steps: 4}}, {sign_step: {at: [1, 1], size: 0.1, learning_rate: 0.5}}]",
    "starts: [[1, 1], [1, 2]]\nstory: [{race: {by: lowest}}, {compare: [2, 1]}]",
]


@pytest.mark.parametrize("line", GOOD)
def test_both_accept(line):
    text = f"function: x^2 + 3*y^2\n{line}\n"
    assert read_spec(text)
    VALIDATOR.validate(yaml.safe_load(text))


# What only the models can see: numbers that are none, formulas' values, and what depends on each
# other or on the function.
BEYOND = (
    ".inf",
    ".nan",
    "1e999",
    "domain: {x: [3",
    "domain: {x: [0, ",
    "domain: {x: [1",
    "domain: {x: [-1e",
    "starts: [0.8",
    "starts: [[1, ",
    "grid: [",
    "at: [1]",
    "start: [1]",
    "[1, 9]",
    "1/0",
    "1 - 2",
    "2*x",
    "012",
    "2 pi",
    "1_000",
    "zoom: 2",
    "[(1, 2)]",
    "yes",
)
LINES = [line for line in ONE if not any(word in line for word in BEYOND)]


@pytest.mark.parametrize("line", LINES)
def test_both_refuse(line):
    text = f"function: x^2 + 3*y^2\n{line}\n"
    with pytest.raises(SpecError):
        read_spec(text)
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError:
        return
    assert not VALIDATOR.is_valid(data)


def test_every_key_has_a_description_and_a_default():
    for name, form in (("spec", schema()), *schema()["definitions"].items()):
        for key, field in form.get("properties", {}).items():
            required = key in form.get("required", ())
            one_of = form.get("maxProperties") == 1
            assert required or one_of or "const" in field or "default" in field, f"{name}: {key}"
            assert "const" in field or field.get("description"), f"{name}: {key}"
