"""What is printed as a formula is read as the same function."""

import numpy as np
import pytest

from gdcore.maths import NAMED_FUNCTIONS, Function
from gdcore.maths.formula.printer import formula_text

FORMULAS = [
    *(known.text for known in NAMED_FUNCTIONS.values()),
    "abs(x)*max(x, y, 1) - min(x, 2)",
    "e^x + e*y - pi",
    "x^1.5/(y + 4)^(-2) + 2.5e-7*x",
    "cbrt(x)*sigmoid(y) + ceil(x) + floor(y)",
    "asinh(x) + atan2(y, x) + erf(x)*sign(y)",
    "-x^2 - (-y)^3 + 1/3*log10(x^2 + 1)",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_printed_formula_is_the_same_function(text):
    function = Function.parse(text)
    printed = formula_text(function.expression)
    assert "**" not in printed
    again = Function.parse(printed, function.variables)
    points = np.random.default_rng(0).uniform(0.1, 2, (50, function.dimension))
    assert np.allclose(again.value(points), function.value(points), rtol=1e-12)
