"""Every function of the grammar in every other: each accepted text is answered in two seconds."""

from __future__ import annotations

import time
from random import Random

import numpy as np
import pytest

from gdcore.maths import ExpressionError, Function
from gdcore.maths.formula.parser import MAX_NESTED
from gdcore.maths.formula.vocabulary import FUNCTIONS

JOINTS = ("{}", "x + {}", "{}*y", "x/(1 + {})", "({})^2", "2 - {}")
SECONDS = 2.0
"""Of the processor, from the text to value, gradient and Hessian at a point."""


def call(name: str, inner: str) -> str:
    fewest = FUNCTIONS[name][1]
    return f"{name}({', '.join([inner, *['y'] * (fewest - 1)])})"


def nested(names: tuple[str, ...], random: Random) -> str:
    text = "x*y"
    for name in names:
        text = random.choice(JOINTS).format(call(name, text))
    return text


def answered(text: str) -> float:
    """Seconds of the processor until value, gradient and Hessian are there."""
    before = time.process_time()
    f = Function.parse(text, ("x", "y"))
    p = np.array([0.3, 0.4])
    value, gradient, hessian = f.value(p), f.gradient(p), f.hessian(p)
    assert gradient.shape == (2,)
    assert hessian.shape == (2, 2)
    # Undefined stays undefined.
    assert np.isfinite(value) or not np.isfinite(gradient).any()
    return time.process_time() - before


def chains() -> list[tuple[str, ...]]:
    """A sample of chains to the bound in which each function stands in many others."""
    random = Random(8)
    names = sorted(FUNCTIONS)
    return [tuple(random.choice(names) for _ in range(MAX_NESTED)) for _ in range(40)]


@pytest.mark.parametrize("names", chains(), ids="-".join)
def test_nested_functions_are_answered(names):
    assert answered(nested(names, Random("-".join(names)))) < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("outer", sorted(FUNCTIONS))
def test_every_function_stands_in_every_other(outer):
    random = Random(outer)
    for inner in sorted(FUNCTIONS):
        assert answered(nested((inner, outer), random)) < SECONDS, inner


@pytest.mark.parametrize("name", ["tanh", "cbrt", "sigmoid", "cot"])
def test_one_function_more_than_the_bound_is_refused(name):
    text = "x"
    for _ in range(MAX_NESTED + 1):
        text = call(name, text)
    with pytest.raises(ExpressionError, match=f"nested more than {MAX_NESTED} deep") as caught:
        Function.parse(text)
    assert caught.value.column is not None


def test_products_of_sums_of_nested_functions_are_answered():
    text = "x"
    for name in ("sqrt", "cosh", "erf", "exp")[:MAX_NESTED]:
        factors = [f"({name}({text}) + 1)", *(f"(x + {k}*y)" for k in range(2, 12))]
        text = "*".join(factors)
    assert answered(text) < SECONDS
