"""Formulas on screen: Typst takes them, and they mean what was computed.

They are read back by a small reader of Typst's rules for formulas and evaluated with `math`,
neither of which the printer knows.
"""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdcore.maths import ExpressionError, Function
from gdcore.maths.formula.names import FUNCTION_NAMES
from gdcore.stage.text.formulas import symbol_name, typst_formula, typst_number
from gdcore.stage.text.typeset import Text, set_texts
from gdcore.words import Numerals

CALLS = {
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "sinh": math.sinh, "cosh": math.cosh,
    "tanh": math.tanh, "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan,
    "arsinh": math.asinh, "arcosh": math.acosh, "artanh": math.atanh, "ln": math.log,
    "sgn": lambda u: float(np.sign(u)), "erf": math.erf, "atan2": math.atan2, "abs": abs,
    "sqrt": math.sqrt, "floor": math.floor, "ceil": math.ceil, "max": max, "min": min,
    "root": lambda n, u: math.copysign(abs(u) ** (1 / n), u),
}  # fmt: skip


class Reader:
    """Evaluates Typst math: `/` takes the atoms beside it, a space multiplies, `f(` calls."""

    TOKEN = re.compile(r'op\("(\w+)"\)|\d+(?:\.\d+)?|"[^"]*"|[A-Za-z]+|\\/|\S')

    def __init__(self, text: str, names: dict[str, float]) -> None:
        self.tokens = [(m[1] or m[0], m.end()) for m in self.TOKEN.finditer(text)]
        self.text, self.names, self.at = text, names, 0

    def value(self) -> float:
        total = self.sum()
        assert self.peek() == "", f"left over: {self.peek()}"
        return total

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        assert not wanted or token == wanted, f"expected {wanted}, found {token} in {self.text}"
        self.at += 1
        return token

    def sum(self) -> float:
        sign = -1.0 if self.peek() == "−" and self.take() else 1.0
        total = sign * self.product()
        while self.peek() in ("+", "−"):
            total += (1.0 if self.take() == "+" else -1.0) * self.product()
        return total

    def product(self) -> float:
        total = self.fraction()
        while self.peek() not in ("", "+", "−", ")", ","):
            if self.peek() == "\\/":
                self.take()
                total /= self.fraction()
                continue
            if self.peek() in ("dot", "times"):
                self.take()
            else:
                # Two numbers beside each other would be read as one.
                assert not re.match(r'[\d"]', self.peek()), self.text
            total *= self.fraction()
        return total

    def fraction(self) -> float:
        total = self.attached()
        while self.peek() == "/":
            self.take()
            total /= self.attached()
        return total

    def attached(self) -> float:
        base = self.atom()
        if self.peek() == "^":
            self.take()
            base = base ** self.group()
        return base

    def group(self) -> float:
        self.take("(")
        total = self.sum()
        self.take(")")
        return total

    def atom(self) -> float:
        if self.peek() == "(":
            return self.group()
        token, end = self.take(), self.tokens[self.at - 1][1]
        if token in CALLS:
            assert self.text[end] == "(", "a call's bracket has to follow at once"
            self.take("(")
            arguments = [self.sum()]
            while self.peek() == ",":
                self.take()
                arguments.append(self.sum())
            self.take(")")
            return float(CALLS[token](*arguments))
        if token[0].isdigit() or token[0] == '"':
            return float(token.strip('"').replace("\u2009", ""))
        return {"pi": math.pi, "e": math.e, **self.names}[token]


FORMULAS = {
    "-(x - 1)^2": "−(x − 1)^(2)",
    "1/(1 + x^2)": "1/(x^(2) + 1)",
    "x^(-1/2)": "1/(sqrt(x))",
    "2^(x + y)": "2^(x + y)",
    "exp(-x^2)/3": "1/3 e^(−x^(2))",
    "sin(x)^2": "sin(x)^(2)",
    "(x + y)*(x - y)": "(x − y) (x + y)",
    "-x*y/2": "−(x y)/(2)",
    "1e-8*x": "10^(−8) x",
    "1e-8^x": "(10^(−8))^(x)",
    "x_1": "x_(1)",
    "(x^2)^y": "(x^(2))^(y)",
    "2*3^x": "2 dot 3^(x)",
    "x/(2*y)": "(x)/(2 y)",
    "(1 - x)*y + 5": "y (1 − x) + 5",
    "x^(2/3)": "x^(2\\/3)",
    "cbrt(x - 1)*2": "2 root(3, x − 1)",
    "100000*x": '"100\u2009000"x',
    "10 - 10/(3 + 3*(x - 0.5)^2)": "10 − (10)/(3 (x − 0.5)^(2) + 3)",
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_are_written_as_a_person_would(formula: str) -> None:
    assert typst_formula(Function.parse(formula).expression, Numerals()) == FORMULAS[formula]


def test_no_space_is_drawn_behind_a_decimal_comma() -> None:
    expression = Function.parse("0.5*x*(y - 2)").expression
    assert typst_formula(expression, Numerals(decimal=",")) == '"0,5"x (y − 2)'


def agree(formula: str) -> bool:
    """Whether some point was compared; a difference fails."""
    function = Function.parse(formula, variables=("x", "y"))
    text = typst_formula(function.expression, Numerals())
    compared = False
    for x, y in ((0.37, 1.91), (-1.3, 0.6), (2.1, -0.45), (1.7, 0.8)):
        with np.errstate(all="ignore"):
            expected = float(function.value(np.array([x, y])))
        if not abs(expected) < 1e6:
            continue
        try:
            found = Reader(text, {"x": x, "y": y}).value()
        except (ValueError, OverflowError, ZeroDivisionError):
            continue
        if isinstance(found, complex):
            continue
        assert found == pytest.approx(expected, rel=1e-5, abs=1e-5), f"{formula} became {text}"
        compared = True
    return compared


@pytest.mark.parametrize(
    "formula",
    [
        *(f"{n}(x, y)" if n in ("atan2", "min", "max") else f"{n}(x)" for n in FUNCTION_NAMES),
        *(f for f in FORMULAS if f != "x_1"),
        "(-x)^2", "abs(x - 1)*2", "sqrt(x^2 + y^2)", "10*x^10", "min(x, y)^2 + max(x, -y, 1)",
        "-cbrt(x)/2", "x*(-y)", "1.5e-10*x^2*1e10", "pi/2*x", "e^x*e", "0.1^x", "123456^(x/9)",
        "x*12345/7", "(x/y)^3", "-x^(-2)", "x - (-y)", "-(x + y)/3", "x*2^y/3", "7*(x + 1)^2/3",
        "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2)",
        "-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20",
        "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2", "sigmoid(x*y)", "log2(x^2) - log10(y^2)",
    ],
)  # fmt: skip
def test_every_function_means_on_screen_what_is_computed(formula: str) -> None:
    assert agree(formula) or formula == "acosh(x)"


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        st.builds(lambda p, o: f"({p[0]}){o}({p[1]})", pair, st.sampled_from("+-*/")),
        st.builds(lambda a, n: f"({a})^({n})", inner, st.sampled_from(["2", "3", "-1", "1/2"])),
        st.builds(lambda a: f"-({a})", inner),
        st.builds(
            lambda f, a: f"{f}({a})", st.sampled_from(["sin", "exp", "abs", "cbrt", "tanh"]), inner
        ),
        st.builds(lambda p: f"max({p[0]}, {p[1]})", pair),
    )


LEAVES = st.sampled_from(["x", "y", "1", "2", "10", "3/7", "0.5", "2.25", "1e-5", "123456", "pi"])


@settings(max_examples=150)
@given(st.recursive(LEAVES, _combined, max_leaves=8))
def test_any_expression_means_on_screen_what_is_computed(formula: str) -> None:
    try:
        assume(agree(f"x + ({formula})"))
    except ExpressionError:
        assume(False)


def test_typst_takes_every_formula() -> None:
    """One run of Typst for all; a syntax error anywhere fails."""
    formulas = [*FORMULAS, *(f"{n}(x, y)" if n in ("atan2", "min", "max") else f"{n}(x)"
                             for n in FUNCTION_NAMES)]  # fmt: skip
    markups = [typst_formula(Function.parse(f).expression, Numerals()) for f in formulas]
    set_texts([Text(f"${markup}$", 12, "#ffffff") for markup in markups])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x", "x"),
        ("alpha", "alpha"),
        ("Gamma", "Gamma"),
        ("x1", "x_(1)"),
        ("w12", "w_(12)"),
        ("theta_1", "theta_(1)"),
        ("x_max", 'x_"max"'),
        ("lambda_", "lambda"),
        ("weight", 'upright("weight")'),
        ("weight_2", 'upright("weight")_(2)'),
        ("x1y", 'upright("x1y")'),
    ],
)
def test_names_of_variables(name: str, shown: str) -> None:
    assert symbol_name(name) == shown


@given(st.from_regex(r"[A-Za-z][A-Za-z_0-9]{0,8}", fullmatch=True))
@settings(max_examples=40)
def test_typst_takes_any_name_of_a_variable(name: str) -> None:
    set_texts([Text(f"${symbol_name(name)}^2$", 8, "#ffffff")])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_eight_digits(value: float) -> None:
    assume(value == 0 or abs(value) > 1e-300)
    found = Reader(typst_number(value, Numerals()), {}).value()
    assert found == pytest.approx(value, rel=1e-7)
