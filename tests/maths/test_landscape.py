"""Critical points, their kinds, whole lines of them, the edge, and the basins around minima."""

import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.maths import (
    NAMED_FUNCTIONS,
    CriticalKind,
    Function,
    Stop,
    basin_map,
    descend,
    descend_many,
    make_optimizer,
    survey,
)
from gdcore.maths.descent import many


@pytest.mark.parametrize("name", NAMED_FUNCTIONS)
def test_every_known_minimum_is_found(name: str) -> None:
    named = NAMED_FUNCTIONS[name]
    f = named.function()
    found = np.array([p.point for p in survey(f, named.box).minima]).reshape(-1, f.dimension)
    for minimum in named.minima:
        assert np.abs(found - minimum).max(axis=1).min() < 1e-8, minimum
        around = np.array(minimum) + 1e-4 * np.random.default_rng(1).normal(size=(50, f.dimension))
        assert (f.value(around) >= f.value(minimum) - 1e-12).all()
    if named.minima:  # the first is the lowest in the whole domain
        low, high = np.array(named.box).T
        anywhere = np.random.default_rng(2).uniform(low, high, (20_000, f.dimension))
        assert f.value(anywhere).min() > f.value(named.minima[0]) - 1e-9


def test_rastrigin_has_all_of_its_441_critical_points() -> None:
    # Along one axis there are 11 minima and 10 maxima; a pair of them is a critical point.
    named = NAMED_FUNCTIONS["rastrigin"]
    points = survey(named.function(), named.box).points
    kinds = [p.kind for p in points]
    assert kinds.count(CriticalKind.MINIMUM) == 121
    assert kinds.count(CriticalKind.MAXIMUM) == 100
    assert kinds.count(CriticalKind.SADDLE) == 220
    assert max(p.gradient_norm for p in points) < 1e-10


def test_the_saunas_walls_are_lines() -> None:
    named = NAMED_FUNCTIONS["sauna"]
    found = survey(named.function(), named.box)
    assert [p.point for p in found.points] == [pytest.approx((4, 4))]
    assert found.points[0].value == pytest.approx(738 / 25)
    assert [(s.kind, s.shape, s.held, s.value) for s in found.sets] == [
        (CriticalKind.MAXIMUM, "line", (0, 0.0), 50.0),
        (CriticalKind.MAXIMUM, "line", (1, 0.0), 50.0),
    ]
    assert [s.span for s in found.sets] == [pytest.approx((0, 5), abs=0.1)] * 2


@pytest.mark.parametrize(
    ("text", "box", "kinds", "shapes"),
    [
        ("(x^2 + y^2 - 1)^2", [(-2, 2)] * 2, ["maximum"], ["curve"]),
        ("(x - y)^2", [(-1, 1)] * 2, [], ["curve"]),
        ("(x - 0.25)^2", [(-1, 1)] * 2, [], ["line"]),
        ("x^4 + y^2", [(-1, 1)] * 2, ["minimum"], []),
        ("x^3 - 3*x*y^2", [(-1, 1)] * 2, ["saddle"], []),
        ("x^3", [(-1, 1)], ["saddle"], []),
        ("abs(x - 0.3) + abs(y)", [(-1, 1)] * 2, ["minimum"], []),
        ("abs(x - 0.3)", [(-1, 1)], ["minimum"], []),
        ("1 - abs(x - 0.3)", [(-1, 1)], ["maximum"], []),
        ("exp(-x^2 - y^2)", [(-90, 90)] * 2, ["maximum"], ["region"]),
        ("x + y", [(-1, 1)] * 2, [], []),
        ("1/(x^2 + y^2)", [(-1, 1)] * 2, [], []),
        ("log(x)*y", [(-1, 3), (-1, 1)], ["saddle"], []),
        ("floor(3*x)", [(-1, 1)], [], ["region"]),
        ("x^2 + y^2 + z^2 - 3*x*y", [(-1, 1)] * 3, ["saddle"], []),
    ],
)
def test_kinds(
    text: str, box: list[tuple[float, float]], kinds: list[str], shapes: list[str]
) -> None:
    names = ["x", "y", "z"][: len(box)]
    found = survey(Function.parse(text, names), box)
    assert [p.kind for p in found.points] == kinds
    assert [s.shape for s in found.sets] == shapes or "floor" in text


def test_minima_on_the_edge_are_told_apart() -> None:
    found = survey(Function.parse("(x - 3)^2 + y^2"), [(-1, 1), (-2, 2)])
    assert not found.points
    (edge,) = found.edge_minima
    assert edge.point == pytest.approx((1, 0))
    assert edge.on_edge
    assert edge.largest_stable_rate is None
    corner = survey(Function.parse("x + y"), [(0, 1), (0, 1)]).edge_minima
    assert [p.point for p in corner] == [(0.0, 0.0)]


@pytest.mark.parametrize("name", ["peaks", "sauna", "himmelblau", "bumpy_bowl"])
def test_the_largest_stable_rate_is_where_descents_stop_settling(name: str) -> None:
    named = NAMED_FUNCTIONS[name]
    f = named.function()
    for minimum in survey(f, named.box).minima:
        rate = minimum.largest_stable_rate
        assert rate is not None
        near = np.array(minimum.point) + 1e-5
        settled = descend(f, near, None, 0.98 * rate, 2000, Stop(1e-8))
        assert np.abs(settled.end - minimum.point).max() < 1e-6
        unsettled = descend(f, near, None, 1.05 * rate, 2000, Stop(1e-8))
        assert (
            unsettled.outcome != "converged" or np.abs(unsettled.end - minimum.point).max() > 1e-2
        )


@pytest.mark.parametrize(
    "text",
    [
        "sin(500*x)*cos(300*y)",
        "tan(x)*tan(y)",
        "sin(" * 4 + "x*y" + ")" * 4,
        "+".join(f"sin({i}*x + y^{i % 7})" for i in range(150)),
        "x^(y^x)",
        "1/(floor(x) - y)",
    ],
)
def test_a_survey_ends(text: str) -> None:
    begin = time.perf_counter()
    survey(Function.parse(text), [(-3, 3)] * 2)
    assert time.perf_counter() - begin < 20  # the slowest takes 3 seconds on a slow core


def test_a_survey_ends_in_thirty_dimensions() -> None:
    f = Function.parse("+".join(f"(x{i} - {i}/30)^2*(1 + x{(i + 1) % 30}^2)" for i in range(30)))
    assert survey(f, [(-1.0, 1.5)] * 30).minima


# -- basins -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gradient_descent", "adam", "lbfgs", "newton"])
def test_each_start_reaches_the_minimum_that_its_own_descent_reaches(name: str) -> None:
    named = NAMED_FUNCTIONS["three_wells"]
    f, optimizer = named.function(), make_optimizer(name)
    rate = {"newton": 0.5, "lbfgs": 0.2}.get(name, 0.1)
    m = basin_map(f, named.box, [5, 6], optimizer, rate, 300)
    assert m.labels.shape == m.steps.shape == (6, 5)
    for j, i in np.ndindex(6, 5):
        t = descend(f, (m.axes[0][i], m.axes[1][j]), optimizer, rate, 300)
        if m.labels[j, i] >= 0:
            assert np.linalg.norm(t.end - m.minima[m.labels[j, i]]) < 0.15
        elif len(m.minima):
            assert np.linalg.norm(t.end - m.minima, axis=1).min() > 0.1
        if t.outcome == "converged":
            assert abs(t.steps - m.steps[j, i]) <= 1
    assert (np.diff(m.values) >= 0).all()


def test_the_borders_between_three_wells() -> None:
    named = NAMED_FUNCTIONS["three_wells"]
    m = basin_map(named.function(), named.box, [26, 26], learning_rate=0.2, steps=300)
    starts = {1.0: 2, 1.2: 1, 0.6: 0}  # as in the lesson, from left to right at y = 3
    assert {x: m.labels[15, round(5 * x)] for x in starts} == starts


def test_starts_that_rest_on_a_ridge_are_no_minima() -> None:
    named = NAMED_FUNCTIONS["sauna"]  # its walls x = 0 and y = 0 are lines of maxima
    m = basin_map(named.function(), named.box, 26, learning_rate=0.1, steps=300)
    np.testing.assert_allclose(m.minima, [[4, 4]], atol=1e-9)
    assert (m.labels[0] == -1).all()
    assert (m.labels[:, 0] == -1).all()
    assert (m.labels[5:, 5:] == 0).all()


@pytest.mark.parametrize(
    ("text", "count"),
    [("x^4 + y^2", 1), ("x^3 + y^2", 0), ("-x^4 - y^4", 0), ("(x - y)^2", 0), ("x^4*y^2 + y^4", 0)],
)
def test_degenerate_ends_are_minima_only_where_nothing_lower_is_around(
    text: str, count: int
) -> None:
    m = basin_map(Function.parse(text), [(-1, 1)] * 2, 21, learning_rate=0.1, steps=2000)
    assert len(m.minima) == count


@pytest.mark.parametrize("text", ["abs(x) + abs(y)", "sqrt(x^2 + y^2)", "x^2 + abs(y - 0.3)"])
def test_the_tip_of_a_cone_is_a_minimum_without_a_gradient(text: str) -> None:
    (point,) = survey(Function.parse(text), [(-3, 3)] * 2).points
    assert (point.kind, point.smooth) == (CriticalKind.MINIMUM, False)
    assert point.largest_stable_rate is None
    assert point.point == pytest.approx((0, 0.3 if "0.3" in text else 0), abs=1e-9)


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    f = NAMED_FUNCTIONS["peaks"].function()
    starts = np.random.default_rng(0).uniform(-3, 3, (100, 2))
    whole = descend_many(f, starts, make_optimizer("adam"), 0.05, 80)
    monkeypatch.setattr(many, "CHUNK", 7)
    parts = descend_many(f, starts, make_optimizer("adam"), 0.05, 80)
    np.testing.assert_allclose(parts.points, whole.points, rtol=1e-12, atol=1e-14)
    np.testing.assert_array_equal(parts.steps, whole.steps)


def test_a_map_in_one_dimension() -> None:
    m = basin_map(Function.parse("(x^2 - 1)^2"), [(-2, 2)], 41, learning_rate=0.05, steps=400)
    np.testing.assert_allclose(np.sort(m.minima[:, 0]), [-1, 1])
    reached = np.append(m.minima[:, 0], np.nan)[m.labels]
    np.testing.assert_allclose(reached[m.axes[0] < -0.01], -1)
    np.testing.assert_allclose(reached[m.axes[0] > 0.01], 1)
    with pytest.raises(ValueError, match="one or two"):
        basin_map(Function.parse("x + y + z"), [(0, 1)] * 3)


def test_nothing_is_found_where_the_function_is_undefined() -> None:
    assert survey(Function.parse("log(x) + x"), [(-2, 3)]).points == ()
    # A log-barrier has one minimum; 1 - 1/x, its gradient, is a number for x < 0, too.
    found = survey(Function.parse("x + y - log(x) - log(y)"), [(-1, 4)] * 2)
    assert [p.point for p in found.points] == [pytest.approx((1, 1))]
    assert found.edge_minima == ()


# -- scales -------------------------------------------------------------------------------------

SCALES = st.sampled_from([1e-9, 1e-5, 1e-3, 0.3, 1.0, 7.0, 1e4, 1e9])


@given(
    st.sampled_from(
        [
            ("(a*x)^4/4 - (a*x)^2/2 + (b*y)^2 + a*x*b*y/5", 2.0),
            ("(a*x)^3 - 3*a*x + (b*y)^3 - 3*b*y", 2.0),
            ("sin(2*a*x)*cos(b*y)", 2.0),
            ("((a*x)^2 + b*y - 11)^2 + (a*x + (b*y)^2 - 7)^2", 5.0),
            ("abs(a*x) + abs(b*y - 0.3)", 1.0),
        ]
    ),
    SCALES,
    SCALES,
    SCALES,
    st.sampled_from([0.0, -5.0, 100.0]),
)
@settings(max_examples=25, deadline=None)
@pytest.mark.filterwarnings("error")
def test_units_of_variables_and_values_change_nothing(
    case: tuple[str, float], a: float, b: float, c: float, d: float
) -> None:
    text, half = case

    def found(a: float, b: float, c: float, d: float) -> tuple[list[str], np.ndarray]:
        written = text.replace("a*", f"{a!r}*").replace("b*", f"{b!r}*")
        f = Function.parse(f"{c!r}*({written}) + ({d * c!r})")
        landscape = survey(f, [(-half / a, half / a), (-half / b, half / b)])
        every = [*landscape.points, *landscape.edge_minima]
        rows = sorted(
            (f"{p.kind} {p.on_edge}", *np.round(np.multiply(p.point, [a, b]), 6)) for p in every
        )
        return [row[0] for row in rows], np.array([row[1:] for row in rows])

    kinds, points = found(a, b, c, d)
    expected_kinds, expected = found(1.0, 1.0, 1.0, 0.0)
    assert kinds == expected_kinds
    order, wanted = (np.lexsort(np.round(p, 4).T) for p in (points, expected))
    np.testing.assert_allclose(points[order], expected[wanted], atol=1e-5)


@pytest.mark.parametrize("text", ["x^2/1e9 + y^2", "1e-12*x^2 + y^2", "1e9*x^2 + y^2/1e3"])
def test_a_variable_may_matter_far_less_than_the_other(text: str) -> None:
    (point,) = survey(Function.parse(text), [(-3, 3)] * 2).points
    assert point.kind is CriticalKind.MINIMUM
    assert point.point == pytest.approx((0, 0), abs=1e-9)


@pytest.mark.parametrize("text", ["log(x)", "sqrt(x)", "x^2", "log(x) + y^2", "x^2 + y^2", "x*y"])
@pytest.mark.filterwarnings("error")
def test_a_domain_as_wide_as_numbers_go_has_no_false_points(text: str) -> None:
    f = Function.parse(text)
    found = survey(f, [(-1e308, 1e308)] * f.dimension)
    assert all(not any(p.point) for p in found.points)
    assert found.sets == ()


@pytest.mark.parametrize("steepness", [1e5, 1e6, 1e9, 1e12])
def test_a_long_curved_valley_without_a_bottom_is_left_in_time(steepness: float) -> None:
    begin = time.perf_counter()
    f = Function.parse(f"{steepness!r}*(y - x^2)^2 + x")
    found = survey(f, [(-3, 3)] * 2)
    assert found.points == ()
    assert steepness > 1e9 or found.sets == ()  # beyond, the slope of x is lost in rounding
    assert time.perf_counter() - begin < 10  # a fraction of a second on a slow core


STEEP = (
    "10^{k}*(y - {c}*x^2)^2 + x", "10^{k}*(y - sin({c}*x))^2 + x*y",
    "abs(y - {c}*x^3)*10^{k} + x^2", "exp({c}*x*y)*10^{k} + y",
    "10^{k}*max(x, {c}*y) + cos(10^{j}*x)",
    "10^{k}*tanh(10^{j}*(x - {c}*y)) + x^4", "(x^2 + y^2)^({c}/7)*10^{k} + sin(10^{j}*x*y)",
    "10^{k}*floor({c}*x) + y^2", "10^{k}/(x - {c}*y) + x", "sqrt(abs(x*y))*10^{k} + sin(10^{j}*y)",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_every_landscape_is_answered_in_time(seed: int) -> None:
    """Steep walls, fast waves and poles over 24 powers of ten, in domains over 9 of them."""
    dice = random.Random(seed)
    text = dice.choice(STEEP).format(
        k=dice.randint(-12, 12), c=round(dice.uniform(0.1, 5), 2), j=dice.randint(0, 4)
    )
    half = 10.0 ** dice.randint(-3, 6)
    begin = time.process_time()
    survey(Function.parse(text), [(-half, half)] * 2)
    assert time.process_time() - begin < 5, text
