"""Every function of the grammar in every other: each accepted text is answered in 2 s and 1 GB."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from random import Random

import numpy as np
import pytest

from gdcore.maths import ExpressionError, Function
from gdcore.maths.formula.names import FUNCTIONS
from gdcore.maths.formula.parser import MAX_NESTED, MAX_VARIABLES

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


def products() -> str:
    text = "x"
    for name in ("sqrt", "cosh", "erf", "exp")[:MAX_NESTED]:
        factors = [f"({name}({text}) + 1)", *(f"(x + {k}*y)" for k in range(2, 12))]
        text = "*".join(factors)
    return text


NAMES = [f"a{i}" for i in range(MAX_VARIABLES)]
ROWS = ("max(" + ", ".join(f"{i}*x + {j}*y" for j in range(12)) + ")" for i in range(12))
WORST = {
    "products of sums of nested functions": products(),
    "every variable in every second derivative": (
        "exp(-(" + " + ".join(f"{n}^2" for n in NAMES) + f"))*sin({' + '.join(NAMES)})"
    ),
    "maxima of maxima": f"max({', '.join(ROWS)})",
    "wells": " - ".join(f"exp(-((x - {k}/7)^2 + (y - {k}/9)^2)/{k})" for k in range(1, 41)),
    "pairs": " + ".join(f"{a}*{b}*exp({a}*{b})" for a in NAMES[:12] for b in NAMES[:12]),
}
"""Texts that take the longest of all that were tried."""


@pytest.mark.parametrize("name", WORST)
def test_the_worst_texts_are_answered_in_time(name):
    before = time.process_time()
    f = Function.parse(WORST[name])
    point = np.full(f.dimension, 0.3)
    assert f.value(point).shape == ()
    assert f.gradient(point).shape == (f.dimension,)
    assert f.hessian(point).shape == (f.dimension, f.dimension)
    # On a processor that another worker shares, the same work takes up to twice as long.
    assert time.process_time() - before < 2 * SECONDS


ANSWER = """
import json, resource, sys
from gdcore.maths import Function
for text in json.load(sys.stdin):
    f = Function.parse(text)
    f.value([0.3] * f.dimension), f.gradient([0.3] * f.dimension), f.hessian([0.3] * f.dimension)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_the_worst_texts_are_answered_within_a_gigabyte():
    """All of them, one after the other, in a process of their own."""
    texts = json.dumps([*WORST.values()])
    done = subprocess.run(
        [sys.executable, "-c", ANSWER], input=texts, capture_output=True, text=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    assert int(done.stdout) * unit < 1e9
