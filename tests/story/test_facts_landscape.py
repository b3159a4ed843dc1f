"""Facts about landscapes against dense samples of f, which know nothing of gradients."""

import math
import os
import random

import numpy as np
import pytest
from scipy.optimize import differential_evolution

from gdcore.maths import NAMED_FUNCTIONS
from gdcore.spec import read_spec
from gdcore.story import compute_lesson

# Functions of one variable are surveyed in a tenth of the time of those of two.
CURVES, SURFACES = 170, 30
MORE = int(os.environ.get("GDCORE_FUZZ", "0"))


def lesson_of(formula):
    return compute_lesson(read_spec(f"function: {formula}\n"))


def some_function(seed):
    """A sum of polynomials, waves, kinks, low powers and poles, in one or two variables."""
    dice = random.Random(seed)
    names = "x" if seed < CURVES else "xy"

    def inner():
        v = dice.choice(names)
        return dice.choice(
            [v, v, f"({v} - {dice.choice([0.5, 1, -1, 0.3])})", f"({names[0]} + {names[-1]})"]
        )

    def term():
        u, a = inner(), dice.choice([-2, -1, -0.5, 0.3, 1, 2])
        shape = dice.choice(
            ["{u}^2", "{u}^2", "{u}^3", "{u}^4", "{u}^6", "sin(3*{u})", "cos({u})", "abs({u})",
             "max({u}, 0)", "abs({u})*{u}", "exp(-{u}^2)", "{u}", "log({u}^2 + 0.1)", "1/{u}",
             "abs({u})^1.5", "min({u}^2, 1)"]
        )  # fmt: skip
        return f"({a})*{shape.format(u=u)}"

    terms = [term() for _ in range(dice.choice([1, 2, 3]))]
    missing = [v for v in names if v not in "".join(terms).replace("exp", "").replace("max", "")]
    return " + ".join([*terms, *(f"{v}^{dice.choice([2, 4])}" for v in missing)])


def around(p, widths, radius, count=720):
    """Points on a small circle around a point, or beside it."""
    if len(p) == 1:
        ways = np.array([[1.0], [-1.0]])
    else:
        turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
        ways = np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    return np.array(p) + radius * widths * ways


def check(lesson):
    """Every fact that a caption may tell holds for values on dense circles and grids."""
    f, facts = lesson.function, lesson.facts.landscape
    low, high = np.array(lesson.domain).T
    widths, drawn = high - low, lesson.value_range[1] - lesson.value_range[0]
    rounding = 1e-10 * (drawn + max(abs(v) for v in lesson.value_range))
    for p in (*facts.points, *facts.tips):
        assert f.value(p.point) == pytest.approx(p.value)
        rings = [f.value(around(p.point, widths, r)) - p.value for r in (1e-4, 3e-4, 1e-3, 3e-3)]
        if p.kind == "minimum":
            assert all(np.nanmin(ring) >= -rounding for ring in rings[:2]), p
        elif p.kind == "maximum":
            assert all(np.nanmax(ring) <= rounding for ring in rings[:2]), p
        elif p.kind == "saddle":
            assert min(np.nanmin(ring) for ring in rings) < 0 < max(map(np.nanmax, rings)), p
    h = 1e-6 * widths
    for p in facts.points:  # the gradient is 0: slopes on both sides are
        for i, step in enumerate(np.diag(h)):
            for side in (step, -step):
                slope = (f.value(np.array(p.point) + side) - p.value) / h[i]
                assert not abs(slope) * widths[i] > 2e-2 * drawn + rounding / 1e-6, p
    side = {1: 20_011, 2: 457}[len(widths)]
    axes = [np.linspace(a, b, side) for a, b in lesson.domain]
    values = f.value(np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1))
    values = values[np.isfinite(values)]
    near = 1e-9 * drawn + rounding
    if values.size and facts.least.bounded:
        assert values.min() >= facts.least.value - near
    if values.size and facts.greatest.bounded:
        assert values.max() <= facts.greatest.value + near
    if facts.lowest == "minimum":
        assert values.min() >= facts.lowest_minima[0].value - near
    if facts.lowest in ("edge", "elsewhere", "set") and facts.minima:
        assert facts.lowest == "set" or facts.least.value < facts.minima[0].value
    assert len({round(p.value, 12) for p in facts.lowest_minima}) <= 1 or drawn > 1


@pytest.mark.parametrize("name", NAMED_FUNCTIONS)
def test_nothing_that_is_told_of_a_named_function_is_refuted_by_its_values(name):
    lesson = lesson_of(name)
    check(lesson)
    facts = lesson.facts.landscape
    known = NAMED_FUNCTIONS[name].minima
    if known and facts.lowest == "minimum":
        assert lesson.function.value(known[0]) == pytest.approx(facts.minima[0].value, abs=1e-9)


def test_nothing_that_is_told_of_any_function_is_refuted_by_its_values():
    # All 200 take a minute; every run tries a fifth of them, GDCORE_FUZZ all and so many more.
    for seed in range(0, CURVES + SURFACES + MORE, 1 if MORE else 5):
        formula = some_function(seed)
        try:
            check(lesson_of(formula))
        except Exception as error:
            raise AssertionError(f"seed {seed}: {formula}") from error


@pytest.mark.parametrize(
    ("formula", "kind", "smooth"),
    [
        ("x^4 + y^4", "minimum", True),
        ("-x^4 - y^4", "maximum", True),
        ("x^3 + y^2", "saddle", True),
        ("x^3 - 3*x*y^2", "saddle", True),
        ("(y - x^2)*(y - 2*x^2)", "saddle", True),  # a minimum along each straight line
        ("abs(x)*x + y^2", "saddle", True),
        ("abs(x) + abs(y)", "minimum", False),
        ("1 - abs(x) - y^2", "maximum", False),
        ("x^2 + abs(x) + y^2", "minimum", False),
        ("x^4 + 1e-9*y^4 + 7", "degenerate", True),  # rounding of 7 hides it
    ],
)
def test_a_point_is_what_its_neighbourhood_makes_it(formula, kind, smooth):
    (point,) = lesson_of(formula).landscape.points
    assert (point.kind, point.smooth) == (kind, smooth)
    assert not any(point.point)


@pytest.mark.parametrize("formula", ["abs(x^2 - y) + x", "abs(x) - abs(y)", "3*abs(y - x^2) + x"])
def test_a_crease_is_no_minimum(formula):
    facts = lesson_of(formula).facts.landscape
    assert (facts.points, facts.tips) == ((), ())
    assert facts.lowest in ("edge", "elsewhere")


@pytest.mark.parametrize(
    ("formula", "lowest"),
    [
        ("x^2", "minimum"),
        ("x^3 - 3*x", "edge"),
        ("1/x", "pole"),
        ("log(x) + x", "pole"),
        ("sqrt(abs(x))", "minimum"),
        ("x^3", "edge"),
        ("(x - y)^4", "set"),
        ("max(x, 0) + max(y, 0)", "set"),
        ("himmelblau", "minimum"),
    ],
)
def test_where_f_is_lowest(formula, lowest):
    lesson = lesson_of(formula)
    facts = lesson.facts.landscape
    assert facts.lowest == lowest
    if facts.least.bounded:
        found = differential_evolution(lesson.function.value, lesson.domain, seed=1, tol=1e-10)
        assert facts.least.value <= found.fun + 1e-9
    else:
        steps = np.array([[p * 10.0**-k] for k in (3, 6, 9, 12) for p in (1, -1)])
        values = lesson.function.value(np.array(facts.least.point) + steps)
        assert np.nanmin(values[6:]) < np.nanmin(values[:2]) - 5
    if formula == "himmelblau":
        assert len(facts.lowest_minima) == 4


@pytest.mark.parametrize(
    ("formula", "low", "high"),
    [
        ("sqrt(abs(x - 0.3))", True, True),
        ("tan(x)", False, False),
        ("log(abs(x - 0.31))", False, True),
        ("1e6*exp(-1e4*x^2)", True, True),
        ("x*log(x)", True, True),
        ("exp(1/x)", True, False),
        ("1/(x^2 + 1e-6)", True, True),
        ("-1/(x^2 + y^2)", False, True),
    ],
)
def test_only_true_poles_are_without_bound(formula, low, high):
    facts = lesson_of(formula).facts.landscape
    assert (facts.least.bounded, facts.greatest.bounded) == (low, high)


def test_the_shares_of_basins_are_counted():
    lesson = lesson_of("himmelblau\nlearning_rates: [0.005]")
    facts = lesson.facts.basins
    labels = lesson.basins.labels
    assert facts.lowest == len(facts.minima) == 4
    assert facts.shares == tuple(np.count_nonzero(labels == k) / labels.size for k in range(4))
    assert math.fsum(facts.shares) + facts.rest == pytest.approx(1)
