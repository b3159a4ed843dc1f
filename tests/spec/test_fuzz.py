"""Whatever a text says, the answer is a Spec or a SpecError with places inside the text."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.spec import BEATS, Spec, SpecError, read_spec, write_yaml

KEYS = ["title", "function", "domain", "starts", "learning_rates", "optimizers", "steps", "stop"]
KEYS += ["outside", "descents", "story", "seed", "grid", "random", "schedule", "x", "y", "at"]
WORDS = [*BEATS, *KEYS, "x^2 + y^2", "x", "adam", "cosine", "start", "1:30", "pi/2", "1e-3", "no"]
SCALARS = st.one_of(
    st.sampled_from(WORDS),
    st.integers(-3, 10**25),
    st.floats(),
    st.none(),
    st.booleans(),
    st.text(max_size=8),
)


def flow(value):
    """A value as YAML in flow style, by another writer than the spec's own."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    return str(value)


DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=12,
)


def answer(text):
    try:
        spec = read_spec(text, "fuzz.yaml")
    except SpecError as error:
        faults = error.faults
    else:
        assert isinstance(spec, Spec)
        assert read_spec(write_yaml(spec)).digest == spec.digest
        return
    assert faults
    lines = len(re.split("\r\n|[\r\n\x85\u2028\u2029]", text))
    for fault in faults:
        assert 0 <= fault.line <= lines
        assert str(fault).startswith("fuzz.yaml:")
        assert "\n" not in str(fault)
        assert "Input should" not in fault.message  # pydantic's own words
        assert "Tuple" not in fault.message


@given(st.text())
def test_random_text(text):
    answer(text)


@given(st.text(alphabet="{}[]:,-?&*!|>'\"%@`# \n\t\r.0e~<=xy"))
@settings(max_examples=400)
def test_random_punctuation(text):
    answer(text)


@given(DATA)
def test_random_data(data):
    answer(flow(data))


@given(st.dictionaries(st.sampled_from(KEYS), DATA, max_size=6), st.sampled_from(["x^2", "x*y"]))
@settings(max_examples=400)
def test_random_values_of_known_keys(data, formula):
    lines = [f"function: {formula}"]
    lines += [f"{key}: {flow(value)}" for key, value in data.items() if key != "function"]
    answer("\n".join(lines))


@given(st.lists(st.dictionaries(st.sampled_from(list(BEATS)), DATA, max_size=1), max_size=4))
def test_random_stories(story):
    answer(f"function: x^2 + y^2\nstory: {flow(story)}\n")
