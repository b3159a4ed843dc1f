"""Many descents at once: each takes the very steps of a single one, whatever its neighbours do."""

from itertools import islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.maths import (
    OPTIMIZERS,
    SCHEDULES,
    Function,
    Schedule,
    Stop,
    descend,
    descend_many,
    make_optimizer,
    make_schedule,
)
from gdcore.maths.descent import many

PARTS: dict[str, dict[str, Any]] = {
    "sequence": {"schedules": [0.1, make_schedule("step", step_size=3)], "milestones": [4]},
    "product": {"schedules": [make_schedule("cosine", t_max=20), 0.5]},
}
# Valleys, ridges, a pole at 0 for the logarithm, and a tail that falls for ever.
TEXTS = ["x^2 + 3*y^2 + sin(x*y)", "log(x)^2 + y^4 - y^2", "-x^3 + x*y", "x^2/(1 + y^2)"]

coordinate = st.floats(-1e3, 1e3) | st.sampled_from([0.0, 1.0, 1e-200, 1e200, -1e308])
starts = st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=12)


class Arrays:
    """A function without its fast code for one point: one and many are computed alike."""

    def __init__(self, text: str) -> None:
        self.function = Function.parse(text)

    def __getattr__(self, name: str) -> Any:
        if name == "fast":
            raise AttributeError(name)
        return getattr(self.function, name)


def schedule(name: str) -> Schedule:
    return make_schedule(name, **PARTS.get(name, {}))


@given(
    starts,
    st.sampled_from(list(OPTIMIZERS)),
    st.sampled_from(list(SCHEDULES)),
    st.sampled_from(TEXTS),
    st.sampled_from([0.0, 1e-6]),
    st.sampled_from([0.0, 1e-3]),
)
@settings(max_examples=300, deadline=None)
def test_bit_for_bit_those_of_single_descents(
    points: list[tuple[float, float]], name: str, rate: str, text: str, norm: float, length: float
) -> None:
    f: Any = Arrays(text)
    arguments = (make_optimizer(name), schedule(rate), 25, Stop(norm, length))
    ends = descend_many(f, points, *arguments)
    for i, start in enumerate(points):
        t = descend(f, start, *arguments)
        np.testing.assert_array_equal(ends.points[i], t.end)
        assert ends.steps[i] == t.steps


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("d", [1, 3, 10])
def test_in_any_number_of_variables(name: str, d: int, monkeypatch: pytest.MonkeyPatch) -> None:
    f: Any = Arrays(" + ".join(f"{i + 1}*x{i}^2" for i in range(d)) + " + sin(x0)")
    monkeypatch.setattr(many, "CHUNK", 5)
    points = np.random.default_rng(d).uniform(-1, 1, (12, d))
    points[3] *= 1e9  # a neighbour far away, and one that ends at once
    points[7] = 0
    ends = descend_many(f, points, make_optimizer(name), 0.05, 40)
    for i, start in enumerate(points):
        t = descend(f, start, make_optimizer(name), 0.05, 40)
        np.testing.assert_array_equal(ends.points[i], t.end)
        assert (ends.steps[i], ends.converged[i]) == (t.steps, t.steps < 40)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_of_a_function_to_the_last_digits(name: str) -> None:
    # One point is computed by Python's mathematics and many by NumPy's, so that a gradient may
    # differ in its last digit.
    f = Function.parse("exp(x^2/4) + 3*y^2 + sin(x*y)")
    points = np.random.default_rng(1).uniform(-2, 2, (20, 2))
    ends = descend_many(f, points, make_optimizer(name), None, 30)
    for i, start in enumerate(points):
        t = descend(f, start, make_optimizer(name), None, 30)
        np.testing.assert_allclose(ends.points[i], t.end, rtol=1e-6, atol=1e-6)


def test_the_rates_are_those_of_the_schedule() -> None:
    t = descend(Function.parse("x^2"), 1.0, None, schedule("sequence"), 9, Stop(0))
    assert t.learning_rates.tolist() == list(islice(schedule("sequence").rates(), 9))
