"""Value, gradient and Hessian, against SymPy's derivatives and finite differences."""

import copy
import pickle
import subprocess
import sys
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.maths import FUNCTION_NAMES, NAMED_FUNCTIONS, ExpressionError, Function

SMOOTH = [f for f in FUNCTION_NAMES if f not in ("floor", "ceil", "sign", "min", "max", "atan2")]


@pytest.mark.parametrize("name", SMOOTH)
def test_derivatives_of_every_function_are_sympys(name: str) -> None:
    x, y = sympy.symbols("x y", real=True)
    f = Function.parse(f"{name}(x*y + 0.1*x)")
    point = (1.7, 0.9) if name == "acosh" else (0.7, 0.6)
    exact = f.expression.subs({"x": x, "y": y})
    at = dict(zip((x, y), point, strict=True))
    gradient = [float(exact.diff(v).subs(at).evalf()) for v in (x, y)]
    hessian = [[float(exact.diff(u, v).subs(at).evalf()) for u in (x, y)] for v in (x, y)]
    np.testing.assert_allclose(f.gradient(point), gradient, rtol=1e-12)
    np.testing.assert_allclose(f.hessian(point), hessian, rtol=1e-11, atol=1e-14)


def differences(g, p: np.ndarray, h: float = 1e-6) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Central differences of g by each coordinate, in a new last axis."""
    return np.stack([(g(p + h * e) - g(p - h * e)) / (2 * h) for e in np.eye(p.shape[-1])], -1)


@pytest.mark.parametrize("name", NAMED_FUNCTIONS)
def test_derivatives_of_named_functions_are_finite_differences(name: str) -> None:
    named = NAMED_FUNCTIONS[name]
    f = named.function()
    low, high = np.array(named.box).T
    p = np.random.default_rng(5).uniform(low, high, (20, f.dimension))
    scale = 1 + np.abs(f.gradient(p)).max()
    np.testing.assert_allclose(f.gradient(p), differences(f.value, p), atol=1e-7 * scale**1.5)
    scale = 1 + np.abs(f.hessian(p)).max()
    np.testing.assert_allclose(f.hessian(p), differences(f.gradient, p), atol=1e-7 * scale**1.5)


def test_two_arguments_and_ridges() -> None:
    f = Function.parse("atan2(y, x) + max(x, y)^2 + min(x, 2*y)")
    p = np.array([[0.3, 0.8], [0.9, 0.2], [-0.5, 0.4]])
    np.testing.assert_allclose(f.gradient(p), differences(f.value, p), atol=1e-8)
    np.testing.assert_allclose(f.hessian(p), differences(f.gradient, p), atol=1e-8)


def test_shapes_follow_the_points() -> None:
    f = Function.parse("x^2*y + sin(z)")
    for lead in [(), (1,), (4,), (2, 3), (0,), (2, 0, 5)]:
        p = np.ones((*lead, 3))
        assert f.value(p).shape == lead
        assert f.gradient(p).shape == (*lead, 3)
        assert f.hessian(p).shape == (*lead, 3, 3)
        value, gradient = f.value_and_gradient(p)
        assert value.shape == lead
        assert gradient.shape == (*lead, 3)
    with pytest.raises(ValueError, match="x, y, z"):
        f.value([1.0, 2.0])


def test_what_does_not_depend_on_a_variable_has_a_constant_derivative() -> None:
    f = Function.parse("2*y", ["x", "y"])
    p = np.zeros((3, 4, 2))
    assert (f.gradient(p) == [0, 2]).all()
    assert (f.hessian(p) == np.zeros((2, 2))).all()
    assert (Function.parse("5", ["x"]).value(np.zeros((7, 1))) == 5).all()
    assert Function.parse("x - x + y").variables == ("x", "y")
    with pytest.raises(ExpressionError, match="no variable"):
        Function.parse("5")


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("1/x", 0.0),
        ("log(x)", 0.0),
        ("log(x)", -1.0),
        ("sqrt(x)", -1.0),
        ("x^0.3", -1.0),
        ("asin(x)", 2.0),
        ("exp(x)", 1000.0),
        ("x^300", 1e10),
        ("tan(x)/x", 0.0),
        ("x", np.nan),
    ],
)
def test_what_is_undefined_is_nan_and_silent(text: str, point: float) -> None:
    f = Function.parse(text)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isnan(f.value([point]))
        f.gradient([point]), f.hessian([point])
        assert np.isnan(f.at([point])[0])
    assert f.value([[point], [0.5]]).dtype == np.float64


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=2))
@settings(max_examples=60)
def test_one_point_and_an_array_agree(point: list[float]) -> None:
    f = NAMED_FUNCTIONS["peaks"].function()
    value, gradient = f.value_and_gradient(point)
    np.testing.assert_allclose(f.at(point), [value, *gradient], rtol=1e-12, atol=1e-13)


@given(st.permutations(["a", "b", "c", "d"]), st.lists(st.floats(-1, 1), min_size=4, max_size=4))
@settings(max_examples=30)
def test_permuting_the_variables_permutes_the_answer(order: list[str], point: list[float]) -> None:
    text = "a^2*b + sin(c*d) - exp(a*d)/3"
    plain, permuted = Function.parse(text), Function.parse(text, order)
    index = ["abcd".index(name) for name in order]
    p = np.array(point)
    np.testing.assert_array_equal(permuted.value(p[index]), plain.value(p))
    np.testing.assert_allclose(permuted.gradient(p[index]), plain.gradient(p)[index], atol=1e-15)
    np.testing.assert_allclose(
        permuted.hessian(p[index]), plain.hessian(p)[np.ix_(index, index)], atol=1e-15
    )


def test_the_hessian_in_many_dimensions_is_sympys() -> None:
    names = [f"x{i}" for i in range(7)]
    f = Function.parse("+".join(f"x{i}*sin(x{i + 1})^2" for i in range(6)), names)
    p = np.linspace(-1, 1, 7)
    exact = sympy.hessian(f.expression, sympy.symbols(names))
    expected = np.array(exact.subs(dict(zip(names, p, strict=True)))).astype(float)
    np.testing.assert_allclose(f.hessian(p), expected, atol=1e-13)
    assert f.hessian(np.ones((2, 3, 7))).shape == (2, 3, 7, 7)


def test_a_function_is_a_value() -> None:
    f = Function.parse("x^2 + y")
    f.gradient([1.0, 2.0])  # compiled code must not travel with it
    for other in (pickle.loads(pickle.dumps(f)), copy.deepcopy(f), Function.parse("x^2 + y")):
        assert other == f
        assert hash(other) == hash(f)
        assert other.value([3, 1]) == 10
    assert set(vars(f)) == {"text", "expression", "variables", "conditions"}


def test_the_room_stands_on_the_lowest_floor() -> None:
    code = (
        "import sys, gdcore.maths; gdcore.maths.Function.parse('x^2').gradient([1.0]);"
        "bad = {'manim', 'pydantic', 'yaml', 'moderngl', 'scipy', 'matplotlib'} & set(sys.modules);"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_a_function_can_be_called() -> None:
    f = Function.parse("x^2 + y")
    assert f(2, 1) == f((2, 1)) == 5.0
    np.testing.assert_array_equal(f(np.ones((4, 3, 2))), np.full((4, 3), 2.0))
    np.testing.assert_array_equal(f([1, 2], [[0], [1]]), [[1, 4], [2, 5]])
    assert Function.parse("x^2")(3) == 9.0
    with pytest.raises(TypeError, match="x, y"):
        f(1, 2, 3)


def test_derivatives_can_be_shown() -> None:
    x, y = sympy.symbols("x y")
    f = Function.parse("x^2*y + sin(y)")
    assert f.gradient_expressions == (2 * x * y, x**2 + sympy.cos(y, evaluate=False))
    assert f.hessian_expressions[0] == (2 * y, 2 * x)
    assert f.hessian_expressions[1][0] == 2 * x
