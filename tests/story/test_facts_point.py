"""Facts about points, against closed forms of functions with kinks, jumps and tips."""

import math

import numpy as np
import pytest

from gdcore.maths import NAMED_FUNCTIONS, Function
from gdcore.maths.landscape.smoothness import one_sided_slopes
from gdcore.story.facts.point import point_facts

BOX = ((-3.0, 3.0), (-3.0, 3.0))
INF = math.inf


@pytest.mark.parametrize(
    ("formula", "point", "left", "right"),
    [
        ("abs(x) + abs(y)", (0, 0), (-1, -1), (1, 1)),
        ("abs(x) + abs(y)", (1, 0), (1, -1), (1, 1)),
        ("max(x, y)", (1, 1), (0, 0), (1, 1)),
        ("abs(x - 1/3) + y^2", (1 / 3, 1), (-1, 2), (1, 2)),
        ("abs(x^2 - y) + x", (1, 1), (-1, -1), (3, 1)),
        ("sqrt(x^2 + y^2)", (0, 0), (-1, -1), (1, 1)),
        ("sqrt(abs(x)) + y^2", (0, 1), (-INF, 2), (INF, 2)),
        ("floor(x) + y^2", (1, 1), (INF, 2), (0, 2)),
        ("1e-9*abs(x) + y^2", (0, 1), (-1e-9, 2), (1e-9, 2)),
    ],
)
def test_where_two_sides_differ_there_is_no_gradient(formula, point, left, right):
    facts = point_facts(Function.parse(formula), point, BOX, (0.0, 10.0))
    assert (facts.smoothness, facts.gradient) == ("kink", None)
    np.testing.assert_allclose(facts.left, left, rtol=1e-4, atol=1e-12)
    np.testing.assert_allclose(facts.right, right, rtol=1e-4, atol=1e-12)


@pytest.mark.parametrize(
    ("formula", "point"),
    [
        ("abs(x)*x + y^2", (0, 0)),
        ("abs(x)^1.5 + y", (0, 0)),
        ("tanh(1000*x) + y", (0, 0)),
        ("exp(10*x) + y^2", (2, 1)),
        ("1e16 + sin(x)*sin(y)", (1, 1)),
        ("abs(x) + abs(y)", (1, 0.5)),
        ("log(x) + y^2", (0.001, 1)),
    ],
)
def test_smooth_though_steep_bent_or_beside_a_kink(formula, point):
    function = Function.parse(formula)
    facts = point_facts(function, point, BOX, (0.0, 10.0))
    assert facts.smoothness == "smooth"
    assert facts.gradient == tuple(function.gradient(np.array(point, dtype=float)))


def test_undefined_is_neither():
    facts = point_facts(Function.parse("log(x) + y^2"), (-1, 0), BOX, (0.0, 10.0))
    assert (facts.smoothness, facts.gradient, facts.kink) == ("undefined", None, None)


@pytest.mark.parametrize("name", NAMED_FUNCTIONS)
def test_slopes_from_values_agree_with_the_gradient(name):
    known = NAMED_FUNCTIONS[name]
    function, box = known.function(), np.array(known.box)
    for point in np.random.default_rng(5).uniform(*box.T, (60, len(box))):
        sides = one_sided_slopes(function, point, np.ptp(box, axis=1))
        gradient = function.gradient(point)
        assert sides.smooth, point
        np.testing.assert_allclose(
            np.nanmean([sides.left, sides.right], axis=0),
            gradient,
            rtol=1e-3,
            atol=1e-3 * abs(gradient).max(),
        )


@pytest.mark.parametrize("name", NAMED_FUNCTIONS)
def test_minima_of_smooth_functions_are_smooth(name):
    known = NAMED_FUNCTIONS[name]
    function, box = known.function(), np.array(known.box)
    tips = {"ackley"}  # f rises like ‖p‖ from its minimum
    for point in known.minima:
        sides = one_sided_slopes(function, point, np.ptp(box, axis=1))
        assert sides.smooth == (name not in tips), point
