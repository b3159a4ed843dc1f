"""The public names, used as someone would who knows NumPy."""

import json
import math
import pickle

import numpy as np
import pytest

import gdcore

BOWL = gdcore.Function.parse("x^2 + 3*y^2")


def test_an_optimizer_by_name_is_the_one_of_its_class():
    named = gdcore.descend(BOWL, (2, 1), "adam")
    made = gdcore.descend(BOWL, (2, 1), gdcore.optimizers.Adam(), 0.1)
    np.testing.assert_array_equal(named.points, made.points)
    with pytest.raises(ValueError, match=r"there is no optimizer 'adma'; did you mean adam\?"):
        gdcore.descend(BOWL, (2, 1), "adma")


def test_without_a_rate_each_optimizer_takes_its_usual_one():
    assert gdcore.descend(BOWL, (2, 1), "newton").steps == 1
    assert set(gdcore.descend(BOWL, (2, 1), "adagrad").learning_rates) == {0.5}
    assert set(gdcore.descend(BOWL, (2, 1)).learning_rates) == {0.1}


def test_a_learning_rate_may_be_a_number_a_schedule_or_a_function_of_the_step():
    schedule = gdcore.schedules.Exponential(learning_rate=0.2, gamma=0.5)
    for rate in (schedule, lambda k: 0.2 * 0.5**k):
        t = gdcore.descend(BOWL, (2, 1), learning_rate=rate, steps=4)
        np.testing.assert_allclose(t.learning_rates, [0.2, 0.1, 0.05, 0.025])
    assert gdcore.descend(BOWL, (2, 1), learning_rate=np.float32(0.125)).learning_rates[0] == 0.125
    for wrong in (0, -1, "0.1", [0.1], math.nan):
        with pytest.raises(ValueError, match="learning_rate: expected a"):
            gdcore.descend(BOWL, (2, 1), learning_rate=wrong)


def test_a_python_function_of_a_number():
    t = gdcore.descend(lambda x: (x - 3) ** 2, 0.0, gradient=lambda x: 2 * (x - 3))
    assert t.outcome == "converged"
    assert t.end[0] == pytest.approx(3, abs=1e-6)
    assert t.variables == ("x",)
    undefined = gdcore.descend(lambda x: math.log(x), 1.0, gradient=lambda x: 1 / x, steps=50)
    assert undefined.outcome == "not_finite"
    assert (undefined.points > 0).all()


@pytest.mark.parametrize("name", ["gradient_descent", "adam", "newton", "lbfgs", "line_search"])
def test_a_python_function_of_an_array_goes_the_way_of_the_formula(name):
    t = gdcore.descend(
        lambda p: p @ [p[0], 3 * p[1]], (2, 1), name, gradient=lambda p: np.array([2, 6]) * p
    )
    expected = gdcore.descend(BOWL, (2, 1), name)
    assert t.steps == expected.steps
    np.testing.assert_allclose(t.points, expected.points, atol=1e-8)
    assert t.variables == ("x", "y")


def test_a_mistaken_python_function_is_told():
    with pytest.raises(ValueError, match="gradient: expected the gradient"):
        gdcore.descend(lambda x: x**2, 1.0)
    with pytest.raises(ValueError, match="gradient: expected 2 numbers"):
        gdcore.descend(lambda p: p @ p, (1, 2), gradient=lambda p: p[0])
    with pytest.raises(ValueError, match="expected a number at"):
        gdcore.descend(lambda p: p, (1, 2), gradient=lambda p: p)
    with pytest.raises(ValueError, match=r"is read by Function\.parse"):
        gdcore.descend("x^2", 1.0)
    with pytest.raises(ValueError, match="this one knows its"):
        gdcore.descend(BOWL, (1, 2), gradient=lambda p: p)


def test_a_start_in_one_dimension_is_a_number():
    f = gdcore.Function.parse("x^2")
    t = gdcore.descend(f, 2, steps=3, domain=(-3, 3))
    np.testing.assert_allclose(t.points, 2 * 0.8 ** np.arange(4)[:, np.newaxis])
    with pytest.raises(ValueError, match="start: expected 2 finite numbers, found 2"):
        gdcore.descend(BOWL, 2)


def test_a_trajectory_is_short_in_words_and_whole_as_data():
    t = gdcore.descend(BOWL, (2, 1), "adam", steps=3)
    assert repr(t) == (
        f"Trajectory(adam, 3 steps from (2, 1) to ({t.end[0]:.4g}, {t.end[1]:.4g}), "
        f"f = {t.values[-1]:.6g}, steps_exhausted)"
    )
    data = json.loads(json.dumps(t.to_dict(), allow_nan=False))
    for key in ("points", "values", "gradients", "learning_rates", "clipped"):
        np.testing.assert_array_equal(data[key], getattr(t, key))
    assert (data["optimizer"], data["outcome"]) == ("adam", t.outcome)
    assert data["diagnosis"]["gradient_norm"] == pytest.approx(np.linalg.norm(t.gradients[-1]))
    assert data["variables"] == ["x", "y"]
    np.testing.assert_array_equal(data["states"]["first_moment"], t.states["first_moment"])
    nowhere = gdcore.descend(gdcore.Function.parse("log(x)"), -1.0).to_dict()
    assert nowhere["values"] == [None]
    json.dumps(nowhere, allow_nan=False)


def test_critical_points_and_basins_of_a_function():
    f = gdcore.Function.parse("x^4/4 - x^2/2")
    points = gdcore.critical_points(f, (-2, 2))
    assert sorted((round(p.point[0], 9), str(p.kind)) for p in points) == [
        (-1, "minimum"), (0, "maximum"), (1, "minimum"),
    ]  # fmt: skip
    basins = gdcore.basin_map(f, (-2, 2), 5, "momentum", steps=400)
    assert basins.minima[basins.labels[0], 0] == pytest.approx(basins.minima[basins.labels[1], 0])
    by_hand = gdcore.PythonObjective(
        lambda x: x**4 / 4 - x**2 / 2, lambda x: x**3 - x, dimension=1, scalar=True
    )
    ends = gdcore.descend_many(by_hand, [[-0.5], [0.5]])
    np.testing.assert_allclose(ends.points, [[-1], [1]], atol=1e-5)


def half(x):
    return x / 2


def test_everything_can_be_sent_to_another_process():
    f = gdcore.Function.parse("x^2")
    noise = gdcore.GaussianNoise(standard_deviation=0.1, seed=3)
    t = gdcore.descend(f, 1.0, "adam", gdcore.schedules.Cosine(), estimator=noise)
    again = pickle.loads(pickle.dumps(t))
    np.testing.assert_array_equal(again.points, t.points)
    assert again.to_dict() == t.to_dict()
    values = [
        f, noise, gdcore.Stop(), gdcore.optimizers.LBFGS(), gdcore.schedules.Product([0.1, 2]),
        gdcore.PythonObjective(half, half, 1), *gdcore.critical_points(f, (-1, 1)),
    ]  # fmt: skip
    for value in values:
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(value) == hash(pickle.loads(pickle.dumps(value)))
    basins = gdcore.basin_map(f, (-1, 1), 3)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(basins)).labels, basins.labels)


def test_records_show_what_differs_from_their_defaults():
    assert repr(gdcore.optimizers.Adam()) == "Adam()"
    assert repr(gdcore.optimizers.Momentum(momentum=0.5)) == "Momentum(momentum=0.5)"
    assert repr(gdcore.schedules.Cosine(t_max=20)) == "Cosine(t_max=20)"
    warm = gdcore.schedules.Sequence([gdcore.schedules.WarmUp(), 0.1], milestones=[10])
    assert repr(warm) == "Sequence(schedules=(WarmUp(), 0.1), milestones=(10,))"
    with pytest.raises(gdcore.ParameterError, match="betas: expected a number from 0 to below 1"):
        gdcore.optimizers.Adam(betas=(0.9, 1))
