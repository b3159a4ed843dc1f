"""Descents: the figures of the lessons, outcomes, and what must not change a path."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.maths import (
    NAMED_FUNCTIONS,
    Function,
    GaussianNoise,
    Outcome,
    Stop,
    descend,
    grid_starts,
    make_optimizer,
    random_starts,
)
from gdcore.maths.arrays import Array

NEVER = Stop(gradient_norm=0.0)


@pytest.mark.parametrize(
    ("text", "start", "rate", "outcome"),
    [
        ("x^4 - 3*x^2 + x*y + y^2", (2.0, 1.0), 0.01, "converged"),
        ("x^4 + y^2", (1.0, 1.0), 1e-4, "steps_exhausted"),
        ("x^2 - y^2", (0.1, 1e-9), 0.01, "left_domain"),
        ("x^2 + y^2/100", (1.0, 1.0), 1.3, "left_domain"),
        ("log(x) + y^2", (1.0, 1.0), 0.1, "not_finite"),
        ("sqrt(x)^2 + y^2", (1.0, 1.0), 1e-3, "not_finite"),
        ("1/x + y^2", (0.5, 1.0), 0.01, "left_domain"),
    ],
)
def test_steps_in_blocks_are_the_steps_one_by_one(
    text: str, start: tuple[float, float], rate: float, outcome: str
) -> None:
    f = Function.parse(text)

    def each(p: Array) -> tuple[float, ...]:
        return f.at(p.tolist())

    box = ((-3.0, 3.0), (-3.0, 3.0))
    blocks = descend(f, start, None, rate, 3000, domain=box)
    single = descend(
        lambda p: each(p)[0], start, None, rate, 3000, domain=box, gradient=lambda p: each(p)[1:]
    )
    assert blocks.outcome == single.outcome == outcome
    np.testing.assert_array_equal(blocks.points, single.points)
    np.testing.assert_array_equal(blocks.values, single.values)
    np.testing.assert_array_equal(blocks.gradients, single.gradients)
    np.testing.assert_array_equal(blocks.learning_rates, single.learning_rates)


# -- the figures of the lessons -----------------------------------------------------------------


def test_peaks() -> None:
    f = NAMED_FUNCTIONS["peaks"].function()
    t = descend(f, (0.37454012, 0.95071431), None, 0.01, 1000, NEVER)
    assert t.points.shape == (1001, 2)
    np.testing.assert_allclose(t.end, [0.29644555, 0.32019625], atol=5e-9)
    assert t.values[-1] == pytest.approx(-0.0649358682555269, abs=1e-15)


def test_sauna() -> None:
    named = NAMED_FUNCTIONS["sauna"]
    t = descend(named.function(), (1, 3), None, 0.1, 100, domain=named.box)
    np.testing.assert_allclose(t.points[9], [3.99927476, 3.99976463], atol=5e-9)
    assert t.outcome is Outcome.CONVERGED
    t = descend(named.function(), (1, 3), None, 0.3, 19, domain=named.box)
    np.testing.assert_allclose(t.points[19], [2.74914536, 3.92516886], atol=5e-9)
    assert t.outcome is Outcome.OSCILLATING
    cause = t.diagnosis.instability
    assert cause is not None
    assert (cause.minimum, cause.limit) == (pytest.approx((4, 4)), 2)
    assert cause.product == pytest.approx(2.304, abs=1e-3)


@pytest.mark.parametrize(
    ("x", "count", "end", "value"),
    [
        (1.0, 34, (2.98064, 1.54088), 6.88206),
        (1.2, 32, (3.47888, 3.94749), 6.70278),
        (0.6, 35, (0.52302, 0.51699), 6.27690),
    ],
)
def test_three_wells(x: float, count: int, end: tuple[float, float], value: float) -> None:
    f = NAMED_FUNCTIONS["three_wells"].function()
    t = descend(f, (x, 3), None, 0.2, 49, Stop(1e-4))
    assert len(t.points) == count
    np.testing.assert_allclose(t.end, end, atol=1.1e-5)
    assert t.values[-1] == pytest.approx(value, abs=5e-6)


def test_learning_rates() -> None:
    f = NAMED_FUNCTIONS["bumpy_bowl"].function()
    runs = {
        η: descend(f, (1.5, 1.5), None, η, 50, NEVER, [(-3, 3)] * 2, "clip")
        for η in (0.01, 0.1, 0.5)
    }
    np.testing.assert_allclose(runs[0.01].end, [0.97599541, 0.73517874], atol=5e-9)
    np.testing.assert_allclose(runs[0.1].end, [-0.35781822, 0.67447523], atol=5e-9)
    assert runs[0.1].values[-1] == pytest.approx(-0.07514206689387726, abs=1e-16)
    np.testing.assert_allclose(runs[0.5].points[-3:, 0], [-0.7144, 0.4062, -0.2587], atol=5e-5)
    assert runs[0.01].outcome is Outcome.STEPS_EXHAUSTED
    assert runs[0.5].outcome is Outcome.OSCILLATING
    assert runs[0.5].diagnosis.instability is not None


def test_saddle() -> None:
    f, box = NAMED_FUNCTIONS["saddle"].function(), [(-1, 1)] * 2
    stays = descend(f, (0.9, 0.0), None, 0.1, 200, domain=box)
    assert stays.outcome is Outcome.AT_SADDLE
    assert stays.diagnosis.eigenvalues == (-2, 2)
    falls = descend(f, (0.9, 1e-6), None, 0.1, 200, domain=box)
    assert falls.outcome is Outcome.LEFT_DOMAIN
    inside = (np.abs(falls.points) <= 1).all(axis=1)
    assert inside[:-1].all()
    assert not inside[-1]


@pytest.mark.parametrize(
    ("η", "steps", "count", "end"),
    [
        (0.01, 10_000, 304, 3.0482973848418724),
        (0.8, 10_000, 23, 3.000289567748453),
        (0.001, 100, 101, 21.0084697031454),
    ],
)
def test_parabola(η: float, steps: int, count: int, end: float) -> None:
    f = NAMED_FUNCTIONS["parabola"].function()
    t = descend(f, [25.0], None, η, steps, Stop(0.0, step_length=0.001))
    assert len(t.points) == count
    assert t.end[0] == pytest.approx(end, abs=1e-12)


# -- outcomes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "η", "outcome", "numbers"),
    [
        ("x^2", [1.0], 0.1, "converged", {"factor": 0.8, "eigenvalues": (2,)}),
        ("x^2", [1.0], 1.1, "diverged", {"factor": 1.2}),
        ("x^2", [1.0], 1.0, "oscillating", {"factor": 1.0, "step_length": 2}),
        ("x^2", [1.0], 0.99, "steps_exhausted", {"factor": 0.98, "instability": None}),
        ("x^2", [1.0], 0.001, "steps_exhausted", {"factor": 0.998, "steps": 100}),
        ("-x^2", [0.001], 0.5, "diverged", {"factor": 2.0, "instability": None}),
        ("-x^2", [0.0], 0.1, "at_maximum", {"eigenvalues": (-2,), "steps": 0}),
        ("x^3 - 3*x*y^2 + x^2 - y^2", [0.0, 0.0], 0.1, "at_saddle", {"eigenvalues": (-2, 2)}),
        ("log(x)", [0.5], 1.0, "not_finite", {"lost": (-1.5,), "steps": 0}),
        ("1/x", [0.0], 0.1, "not_finite", {"lost": (0.0,)}),
        ("exp(-x^2)", [40.0], 0.1, "on_plateau", {"gradient_norm": 0.0}),
        ("abs(x)", [1.03], 0.1, "oscillating", {"factor": 1.0, "instability": None}),
        ("x", [1.0], 0.1, "steps_exhausted", {"factor": 1.0, "distance": 10}),
        ("exp(x^2)", [2.0], 1.0, "not_finite", {"steps": 0}),
    ],
)
def test_how_it_ended(
    text: str, start: list[float], η: float, outcome: str, numbers: dict[str, object]
) -> None:
    t = descend(Function.parse(text), start, None, η, 100)
    assert t.outcome == outcome
    found = {name: getattr(t.diagnosis, name) for name in numbers}
    assert found == {name: pytest.approx(value) for name, value in numbers.items()}
    assert np.isfinite(t.points).all()


@pytest.mark.parametrize(("η", "product"), [(0.051, 2.04), (0.0999, 3.996), (0.049, None)])
def test_a_rate_is_too_large_where_the_quadratic_says_so(η: float, product: float | None) -> None:
    # On 20·y² + x² the error along y is multiplied by 1 − 40·η: |1 − 40·0.049| = 0.96.
    f = Function.parse("x^2 + 20*y^2")
    t = descend(f, (2.0, 1e-3), None, η, 100, domain=[(-3, 3)] * 2)
    cause = t.diagnosis.instability
    assert (cause is None) == (product is None)
    if cause is not None:
        assert cause.product == pytest.approx(product)
        assert cause.stable_rate == pytest.approx(0.05)
    else:
        assert t.outcome is not Outcome.OSCILLATING
    # Where the steep direction is left at 0 for ever, the rate does no harm.
    along = descend(f, (2.0, 0.0), None, η, 100, domain=[(-3, 3)] * 2)
    assert along.diagnosis.instability is None


@pytest.mark.parametrize("name", ["gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop"])
def test_with_weight_decay_a_descent_rests_where_both_pulls_cancel(name: str) -> None:
    # f + λ/2·‖x‖² of (x − 3)² has its minimum at 6/(2 + λ).
    f, λ = Function.parse("(x-3)^2"), 0.5
    optimizer = make_optimizer(name, weight_decay=λ)
    rate = 0.1 if optimizer.usual_rate is None else optimizer.usual_rate
    t = descend(f, [0.0], optimizer, rate, 3000)
    if name == "rmsprop":
        assert t.end[0] == pytest.approx(2.4, abs=0.05)  # its steps do not shrink
        return
    assert t.outcome is Outcome.CONVERGED
    assert t.end[0] == pytest.approx(2.4, abs=1e-6)
    assert t.diagnosis.decay == λ
    assert t.diagnosis.gradient_norm == pytest.approx(1.2, abs=1e-5)


def test_rows_belong_together() -> None:
    f = NAMED_FUNCTIONS["peaks"].function()
    t = descend(f, (0.5, 1.0), make_optimizer("momentum"), 0.01, 37, NEVER)
    assert t.steps == 37
    assert t.points.shape == t.gradients.shape == (38, 2)
    assert t.values.shape == t.clipped.shape == (38,)
    assert t.learning_rates.shape == (37,)
    assert t.states["velocity"].shape == (38, 2)
    np.testing.assert_allclose(t.values, f.value(t.points), rtol=1e-12)
    np.testing.assert_allclose(t.gradients, f.gradient(t.points), rtol=1e-9, atol=1e-12)
    assert t.variables == ("x", "y")
    with pytest.raises(ValueError, match="read-only"):
        t.points[0] = 0


def test_clipping_is_marked_and_said() -> None:
    f = Function.parse("-x^2 - y^2")
    box = [(-1.0, 1.0), (-2.0, 2.0)]
    t = descend(f, (0.5, 0.1), None, 0.2, 20, domain=box, outside="clip")
    outside = np.abs(t.points) > [1, 2]
    assert not outside.any()
    np.testing.assert_array_equal(t.clipped, np.isin(np.abs(t.points), [1, 2]).any(axis=1))
    assert t.diagnosis.clipped == t.clipped.sum() > 0
    away = descend(f, (0.5, 0.1), None, 0.2, 20, domain=box, outside="continue")
    assert np.abs(away.points).max() > 2
    assert not away.clipped.any()


def test_a_start_outside_is_where_it_ends() -> None:
    t = descend(Function.parse("x^2"), [5.0], domain=[(-1, 1)])
    assert t.outcome is Outcome.LEFT_DOMAIN
    assert t.points.tolist() == [[5.0]]


@pytest.mark.parametrize(
    "change",
    [
        {"start": [1.0]},
        {"start": [1.0, np.nan]},
        {"learning_rate": 0.0},
        {"learning_rate": -1.0},
        {"steps": -1},
        {"domain": [(0, 1)]},
        {"domain": [(1, 0), (0, 1)]},
        {"outside": "bounce"},
    ],
)
def test_what_an_author_must_mend_is_an_exception(change: dict[str, object]) -> None:
    arguments = {"start": [1.0, 1.0]} | change
    with pytest.raises(ValueError, match=f"{next(iter(change))}: expected"):
        descend(Function.parse("x^2 + y^2"), **arguments)  # type: ignore[arg-type]


# -- what must not change a path ----------------------------------------------------------------

points = st.tuples(st.floats(-2, 2), st.floats(-2, 2))
TEXT = "x^2 + 2*y^2 + sin(x*y) + exp(-x^2)"


@given(points, st.integers(-1000, 1000))
@settings(max_examples=25)
def test_adding_a_constant_changes_no_path(start: tuple[float, float], constant: int) -> None:
    plain = descend(Function.parse(TEXT), start, None, 0.05, 30, NEVER)
    raised = descend(Function.parse(f"{TEXT} + {constant}"), start, None, 0.05, 30, NEVER)
    np.testing.assert_allclose(raised.points, plain.points, atol=1e-12)


@given(points, st.floats(0.01, 100), st.sampled_from(["gradient_descent", "momentum", "nesterov"]))
@settings(max_examples=25)
def test_scaling_the_function_and_inversely_the_rate_changes_nothing(
    start: tuple[float, float], scale: float, name: str
) -> None:
    optimizer = make_optimizer(name)
    plain = descend(Function.parse(TEXT), start, optimizer, 0.01, 30, NEVER)
    scaled = descend(
        Function.parse(f"{scale!r}*({TEXT})"), start, optimizer, 0.01 / scale, 30, NEVER
    )
    np.testing.assert_allclose(scaled.points, plain.points, atol=1e-10)


@given(points, st.sampled_from(["gradient_descent", "adam", "rprop", "newton", "lbfgs"]))
@settings(max_examples=25)
def test_swapping_the_variables_swaps_the_path(start: tuple[float, float], name: str) -> None:
    optimizer = make_optimizer(name)
    one = descend(Function.parse(TEXT, ["x", "y"]), start, optimizer, 0.05, 20, NEVER)
    other = descend(Function.parse(TEXT, ["y", "x"]), start[::-1], optimizer, 0.05, 20, NEVER)
    np.testing.assert_allclose(other.points[:, ::-1], one.points, atol=1e-9)


@pytest.mark.parametrize("d", [1, 2, 3, 8])
def test_dimensions_that_do_not_meet_go_their_own_way(d: int) -> None:
    names = [f"x{i}" for i in range(d)]
    f = Function.parse("+".join(f"{i + 1}*x{i}^2" for i in range(d)), names)
    t = descend(f, np.ones(d), None, 0.05, 20, NEVER)
    alone = (1 - 0.1 * (np.arange(d) + 1)) ** np.arange(21)[:, None]
    np.testing.assert_allclose(t.points, alone, atol=1e-14)


# -- noise, starts, size ------------------------------------------------------------------------


def test_noise_is_seeded_recorded_and_of_the_given_size() -> None:
    f = Function.parse("x^2 + y^2")
    noise = GaussianNoise(standard_deviation=0.5, seed=3)
    t = descend(f, (1, 1), None, 0.1, 4000, NEVER, estimator=noise)
    again = descend(f, (1, 1), None, 0.1, 4000, NEVER, estimator=GaussianNoise(0.5, 3))
    np.testing.assert_array_equal(t.points, again.points)
    other = descend(f, (1, 1), None, 0.1, 4000, NEVER, estimator=GaussianNoise(0.5, 4))
    assert not np.array_equal(t.points, other.points)
    used = t.states["gradient_estimate"][1:]
    np.testing.assert_allclose(np.diff(t.points, axis=0), -0.1 * used, atol=1e-15)
    error = used - t.gradients[:-1]
    assert np.abs(error.mean(axis=0)).max() < 0.03
    np.testing.assert_allclose(error.std(axis=0), 0.5, rtol=0.05)
    # The stationary variance of x ← (1 − 2η)·x − η·σ·ξ is η²σ²/(1 − (1 − 2η)²).
    variance = (0.1 * 0.5) ** 2 / (1 - 0.8**2)
    np.testing.assert_allclose(t.points[500:].var(axis=0), variance, rtol=0.2)


def test_starts() -> None:
    box = [(-1.0, 2.0), (0.0, 10.0)]
    some = random_starts(box, 50, seed=42)
    assert some.shape == (50, 2)
    assert ((some >= [-1, 0]) & (some < [2, 10])).all()
    np.testing.assert_array_equal(some, random_starts(box, 50, seed=42))
    assert grid_starts(box, [2, 3]).tolist() == [
        [-1, 0], [-1, 5], [-1, 10], [2, 0], [2, 5], [2, 10],
    ]  # fmt: skip
    assert grid_starts(box, 1).tolist() == [[0.5, 5.0]]


def test_memory_is_that_of_the_arrays() -> None:
    f = Function.parse("x^2 + y^2")
    tracemalloc.start()
    t = descend(f, (1, 1), None, 1e-5, 30_000, NEVER)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    arrays = (t.points, t.values, t.gradients, t.learning_rates, t.clipped)
    assert peak < 2 * sum(a.nbytes for a in arrays) + 1_000_000
