"""Schedules against PyTorch's tables, and how they compose."""

import itertools
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gdcore.maths import SCHEDULES, Function, ParameterError, Stop, descend, make_schedule
from gdcore.maths.schedules import Product, Sequence

COMPOSED = ("sequence", "product")
TABLE = json.loads(Path(__file__).with_name("data").joinpath("pytorch.json").read_text())


@pytest.mark.parametrize("case", TABLE["schedules"], ids=lambda c: c["schedule"])
def test_rates_are_pytorchs(case: dict[str, Any]) -> None:
    base = {} if case["schedule"] == "cyclic" else {"learning_rate": 0.1}
    schedule = make_schedule(case["schedule"], **case["parameters"], **base)
    np.testing.assert_allclose([schedule(k) for k in range(100)], case["rates"], rtol=1e-13)


def test_the_cosine_stays_down() -> None:
    schedule = make_schedule("cosine", learning_rate=1.0, t_max=10, eta_min=0.25)
    assert schedule(10) == schedule(1000) == 0.25


def test_composition() -> None:
    warm = make_schedule("warm_up", learning_rate=0.4, total_iters=4, start_factor=0.25)
    fall = make_schedule("step", learning_rate=0.4, step_size=2, gamma=0.5)
    both = Sequence([warm, fall], [4])
    expected = [0.1, 0.175, 0.25, 0.325, 0.4, 0.4, 0.2, 0.2, 0.1]
    np.testing.assert_allclose([both(k) for k in range(9)], expected)
    twice = Product([fall, 0.5])
    assert twice(2) == pytest.approx(0.1)
    for milestones in ([], [4, 5], [0]):
        with pytest.raises(ParameterError, match="milestones"):
            Sequence([warm, fall], milestones)
    with pytest.raises(ParameterError, match="known ahead"):
        Product([make_schedule("line_search"), fall])


def test_the_rate_of_each_step_is_in_the_trajectory() -> None:
    schedule = make_schedule("cosine", learning_rate=0.3, t_max=20)
    t = descend(Function.parse("x^2"), [1.0], None, schedule, 15, Stop(0.0))
    np.testing.assert_array_equal(t.learning_rates, [schedule(k) for k in range(15)])
    np.testing.assert_allclose(np.diff(t.points[:, 0]), -t.learning_rates * t.gradients[:-1, 0])


@pytest.mark.parametrize("name", [name for name in SCHEDULES if name not in COMPOSED])
def test_rates_are_positive_and_parameters_checked(name: str) -> None:
    schedule = make_schedule(name)
    assert all(schedule(k) > 0 for k in range(60))
    assert list(itertools.islice(schedule.rates(), 60)) == [schedule(k) for k in range(60)]
    assert schedule == pickle.loads(pickle.dumps(schedule)) == make_schedule(name)
    first = next(iter(schedule.parameters))
    with pytest.raises(ParameterError, match=f"{first}: expected a positive number, found -1"):
        make_schedule(name, **{first: -1.0})
    with pytest.raises(ParameterError, match="did you mean"):
        make_schedule(name + "x")
