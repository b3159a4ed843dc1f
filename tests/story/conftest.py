"""Lessons that the tests of the story share."""

from collections.abc import Callable

import pytest

from gdcore.spec import read_spec
from gdcore.story import Lesson, compute_lesson

PEAKS = """
title: Gradient descent on peaks
function: 3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2)
  - exp(-(x + 1)^2 - y^2)/3
domain: {x: [-3, 3], y: [-3, 3]}
starts: [[0.37454012, 0.95071431]]
learning_rates: [0.01]
steps: 1000
"""
SPECS = {
    "peaks": PEAKS,
    "smallest": "function: x^2 + 3*y^2\n",
    "saddle": """
function: x^2 - y^2
domain: {x: [-1, 1], y: [-1, 1]}
starts: [[0.9, 0], [0.9, 0.001]]
learning_rates: [0.1]
""",
    "parabola": """
function: x^2 - 6*x + 5
domain: {x: [-20, 30]}
starts: [[25]]
learning_rates: [0.01, 0.8]
""",
    "diverging": """
function: x^2 + y^2
starts: [[1, 0.5]]
learning_rates: [1.2]
outside: continue
steps: 200
""",
    "race": """
function: x^2 + 10*y^2
starts: [[-2.5, 2]]
learning_rates: [0.02]
optimizers: [gradient_descent, momentum, adam]
steps: 60
""",
    "pole": "function: 1/(x*y)\nstarts: {random: 12, seed: 1}\nlearning_rates: [0.5]\n",
    "three variables": """
function: (x - 0.275)^2 + (y - 0.3)^2 + (z - 0.85)^2
starts: [[1, 1, 1]]
learning_rates: [0.2]
""",
    "at rest": "function: x^2 + y^2\nstarts: [[0, 0]]\nlearning_rates: [0.1]\n",
}


@pytest.fixture(scope="session")
def lesson() -> Callable[[str, str], Lesson]:
    """A prepared lesson by its name in SPECS, with further lines of spec."""
    prepared: dict[tuple[str, str], Lesson] = {}

    def get(name: str, more: str = "") -> Lesson:
        if (name, more) not in prepared:
            prepared[name, more] = compute_lesson(read_spec(SPECS[name] + more))
        return prepared[name, more]

    return get
