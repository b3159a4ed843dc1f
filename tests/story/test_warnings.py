"""Warnings name what is probably not meant, at its place, and nothing else."""

import numpy as np
import pytest

from gdcore.spec import read_spec
from gdcore.story import compute_lesson
from gdcore.story.warnings import warnings


def told(text):
    return [(w.path, w.message) for w in warnings(compute_lesson(read_spec(text)))]


def settles(curvatures, rate):
    """Whether plain steps on ½·Σ λᵢxᵢ² come nearer to 0, by taking them."""
    x = np.ones(len(curvatures))
    for _ in range(200):
        x = x - rate * np.array(curvatures) * x
    return np.abs(x).max() < 1


@pytest.mark.parametrize("rate", [0.2, 0.33, 0.34, 0.9])
def test_a_rate_is_warned_of_where_the_steps_do_not_come_nearer(rate):
    text = f"function: x^2 + 3*y^2\nlearning_rates: [0.1, {rate}]\nstarts: [[0.1, 0.1]]\n"
    expected = [] if settles([2, 6], rate) else [("learning_rates", 1)]
    assert [path for path, message in told(text) if "settle" in message] == expected


def test_one_stable_minimum_is_enough():
    # Its minima at 0 and near 3 have the second derivatives 18 and about 36.
    text = "function: x^2*(x - 3)^2 + x^4/1000\ndomain: {x: [-1, 4]}\nstarts: [0.1]\n"
    assert not told(f"{text}learning_rates: [0.09]\n")
    assert told(f"{text}learning_rates: [0.13]\n")


@pytest.mark.parametrize(
    "text",
    [
        "function: x^4\nlearning_rates: [0.5]\nstarts: [1]\n",  # degenerate: no bound
        "function: abs(x)\nlearning_rates: [0.1]\nstarts: [1]\n",  # a kink: no curvature
        "function: x^2\nlearning_rates: [{schedule: step, learning_rate: 2}]\nstarts: [0.5]\n",
        "function: x^2\noptimizers: [adam]\nlearning_rates: [2]\nstarts: [3]\n",
        "function: x\nlearning_rates: [0.1]\n",  # no minimum
        "function: x^2 + y^2\nstarts: [[2, 1]]\n",
        "function: x^2\ndescents: []\n",
        "function: x^2 - y^2\nstarts: [[1, 0.01]]\n",
    ],
)
def test_what_is_not_known_to_be_wrong_is_not_warned_of(text):
    assert told(text) == []


def test_all_descents_leave_at_once():
    text = (
        "function: x^2\ndomain: {x: [-1, 1]}\nstarts: [0.9]\noutside: %s\nlearning_rates: [2, 3]\n"
    )
    for outside in ("stop", "clip", "continue"):
        paths = [path for path, message in told(text % outside) if "first step" in message]
        assert paths == [("learning_rates", 0)]
    one_stays = (text % "stop").replace("2, 3", "0.1, 3")
    assert not [message for _, message in told(one_stays) if "leaves" in message]


def test_a_start_where_nothing_moves():
    listed = told("function: x^2 + y^2\ndescents: [{start: [1, 1]}, {start: [0, 0]}]\n")
    assert [(path, "minimum" in message) for path, message in listed] == [
        (("descents", 1, "start"), True)
    ]
    crossed = told("function: x^2 - y^2\nstarts: [[0, 0], [1, 0.1]]\nlearning_rates: [0.1, 0.2]\n")
    assert [(path, "saddle" in message) for path, message in crossed] == [(("starts", 0), True)]


@pytest.mark.parametrize(
    ("line", "path"),
    [("steps: 0", ("steps",)), ("learning_rates: [10^-9]", ("learning_rates", 0))],
)
def test_a_lesson_in_which_nothing_moves(line, path):
    assert [p for p, _ in told(f"function: x^2 + y^2\nstarts: [[1, 1]]\n{line}\n")] == [path]
