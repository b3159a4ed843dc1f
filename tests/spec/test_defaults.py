"""What is chosen for a spec that leaves it out."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gdcore.spec import read_spec


@pytest.mark.filterwarnings("error")
def test_slopes_beyond_all_numbers_are_passed_over_in_silence() -> None:
    """The square of a slope of e^900 is none; that is no fault of the author's."""
    spec = read_spec("function: exp(x)\ndomain: {x: [0, 1000]}\n")
    (start,) = spec.descents[0].start
    assert 0 < start < 1000


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("x^2 + y^2", [(-3, 3), (-3, 3)]),
        ("1/x + y", [(-3, 3), (-3, 3)]),
        ("log(x) + y^2", [(0, 6), (-3, 3)]),
        ("sqrt(x*y)", [(0, 6), (0, 6)]),
        ("1/sqrt(x - 5)", [(5, 11)]),
        ("sqrt(x - 100)", [(100, 106)]),
        ("log(1 - x^2 - y^2)", [(-0.5, 0.5), (-0.5, 0.5)]),
        ("asin(x) + y^2", [(-1, 1), (-3, 3)]),
        ("log(1 - x) + sqrt(y - 2) + z^2", None),
        ("log(a) + log(b) + c^2 + d^2 + e^2", None),
        ("1/sqrt(x - 5) + 1/sqrt(7 - x)", None),
        ("log(x)^2 + log(y - x)", None),
        ("peaks", [(-3, 3), (-3, 3)]),
    ],
)
@pytest.mark.filterwarnings("error")
def test_the_default_domain_and_start_are_where_the_function_is_defined(
    text: str, domain: list[tuple[float, float]] | None
) -> None:
    spec = read_spec(f"function: {text}\n")
    if domain is not None:
        assert list(spec.domain.values()) == domain
    lows, highs = np.array(list(spec.domain.values())).T
    anywhere = np.random.default_rng(3).uniform(lows, highs, (2000, len(lows)))
    assert np.isfinite(spec.objective.value(anywhere)).mean() > 0.85
    (start,) = {plan.start for plan in spec.descents}
    assert ((start >= lows) & (start <= highs)).all()
    assert np.isfinite(spec.objective.value(start))
    assert np.isfinite(spec.objective.gradient(start)).all()


def test_the_interval_that_is_given_is_kept_and_the_other_fits_it() -> None:
    spec = read_spec("function: sqrt(x*y)\ndomain: {x: [-6, -1]}\n")
    assert spec.domain == {"x": (-6, -1), "y": (-6, 0)}


@pytest.mark.parametrize("high", [1.0, 0.2])
def test_a_domain_that_is_hardly_defined_has_a_start_where_it_is(high: float) -> None:
    spec = read_spec(f"function: log(x) + y^2\ndomain: {{x: [-9, {high}]}}\n")
    start = spec.descents[0].start
    assert 0 < start[0] < high


@pytest.mark.parametrize(
    ("text", "starts", "domain"),
    [
        ("log(x) + y^2", "[[9, 0]]", {"x": (0, 11), "y": (-3, 3)}),
        ("log(x) + y^2", "[[1, 0], [9, 7]]", {"x": (0, 11), "y": (-3, 9)}),
        ("sqrt(x - 100)", "[250]", {"x": (100, 280)}),
        ("sqrt(-x)", "[[-40]]", {"x": (-50, 3)}),
        ("log(x) + y^2", "[[2, 0]]", {"x": (0, 6), "y": (-3, 3)}),
    ],
)
def test_the_default_domain_of_a_partly_undefined_function_holds_the_starts(
    text: str, starts: str, domain: dict[str, tuple[float, float]]
) -> None:
    assert read_spec(f"function: {text}\nstarts: {starts}\n").domain == domain
    listed = ", ".join(f"{{start: {start}}}" for start in json.loads(starts))
    assert read_spec(f"function: {text}\ndescents: [{listed}]\n").domain == domain


def test_a_default_start_lies_in_its_domain_however_narrow() -> None:
    spec = read_spec("function: x^2\ndomain: {x: [-1.9, -1.899981]}\n")
    assert -1.9 < spec.descents[0].start[0] < -1.899981
