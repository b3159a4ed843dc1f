"""The shown form of a derivative is equal to the derivative, and no longer."""

import numpy as np
import pytest

from gdcore.maths import NAMED_FUNCTIONS, Function
from gdcore.maths.derivation import StandIn
from gdcore.maths.formula.printer import formula_text
from gdcore.maths.formula.shortest import printed_length

OTHERS = [
    "tanh(x*y)/(x + y) + sigmoid(x)^2",
    "sqrt(x)*log(x)/(1 + x*y) + cbrt(x - y)",
    "max(x, y)^2*abs(x - 2*y) + atan2(y, x)",
    "0.1*(x - 0.5)^2*y^2 + 1/(x^2 + 1) + 2/(0.3*y^2 + 1)",
    "(sin(x) + cos(y))^9/(x^2 + y^2)^3",
    "((((x^16 + 1)^16 + y)^16 + 1)^16 + x)^16*1e-300",
]


@pytest.mark.parametrize("text", [*(f.text for f in NAMED_FUNCTIONS.values()), *OTHERS])
def test_the_shortest_form_is_equal_and_not_longer(text: str) -> None:
    f = Function.parse(text)
    points = np.random.default_rng(3).uniform(0.2, 1.4, (40, f.dimension))
    gradient = f.gradient(points)
    for i, (form, raw) in enumerate(zip(f.shortest_gradient, f.gradient_expressions, strict=True)):
        assert not form.has(StandIn)
        assert printed_length(form) <= printed_length(raw)
        printed = formula_text(form)
        if "Heaviside" not in printed:  # which no formula has
            value = Function.parse(printed, f.variables).value(points)
            both = np.isfinite(value) & np.isfinite(gradient[:, i])
            scale = 1 + np.abs(gradient[both, i]).max(initial=0)
            np.testing.assert_allclose(value[both], gradient[both, i], atol=1e-10 * scale)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x^2*(x - 6)^2", ["4*x*(x - 6)*(x - 3)"]),
        ("x^4 - 2*x^2", ["4*x^3 - 4*x"]),
        ("0.1*(x - 0.5)^2", ["0.2*x - 0.1"]),
        ("(x^2 + y - 11)^2", ["4*x*(x^2 + y - 11)", "2*x^2 + 2*y - 22"]),
        ("log(x^2*y)", ["2/x", "1/y"]),
    ],
)
def test_the_form_is_the_one_that_a_person_would_write(text: str, shown: list[str]) -> None:
    assert [formula_text(form) for form in Function.parse(text).shortest_gradient] == shown
