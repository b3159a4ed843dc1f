"""Every optimizer against PyTorch's numbers, its paper's equations or a closed form."""

import dataclasses
import inspect
import json
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gdcore.maths import (
    OPTIMIZERS,
    Function,
    ParameterError,
    Stop,
    descend,
    make_optimizer,
    make_schedule,
    parameters_of,
)

sys.path.insert(0, str(Path(__file__).parent))
from problems import PROBLEMS

from gdcore.maths.optimizers import Adam

TABLE = json.loads(Path(__file__).with_name("data").joinpath("pytorch.json").read_text())
NEVER = Stop(gradient_norm=0.0)


@pytest.mark.parametrize(
    "case",
    TABLE["paths"],
    ids=lambda c: f"{c['optimizer']} {c['parameters']} {c['start']}",
)
def test_paths_are_pytorchs(case: dict[str, Any]) -> None:
    optimizer = make_optimizer(case["optimizer"], **case["parameters"])
    f = Function.parse(case["problem"])
    t = descend(f, case["start"], optimizer, case["learning_rate"], 100, NEVER)
    # Rosenbrock's valley enlarges the rounding of the gradient's last digit.
    np.testing.assert_allclose(t.points[::10], case["points"], rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_reaches_the_minimum(name: str, problem: str) -> None:
    text, start, minimum = PROBLEMS[problem]
    optimizer = make_optimizer(name, **({"weight_decay": 0.0} if name == "adamw" else {}))
    # Methods whose steps do not shrink by themselves need a rate that does; Adadelta creeps.
    if name in ("gradient_descent", "momentum", "nesterov"):
        rate = make_schedule("constant", learning_rate=0.05)
    else:
        η = 0.1 if optimizer.usual_rate is None else optimizer.usual_rate
        rate = make_schedule("exponential", learning_rate=η, gamma=0.997)
    if name == "adadelta":
        optimizer, rate = make_optimizer(name, eps=1e-3), make_schedule("constant", learning_rate=1)
    t = descend(Function.parse(text), start, optimizer, rate, 2000, Stop(1e-7))
    np.testing.assert_allclose(t.end, minimum, atol=2e-3)


def test_gradient_descent_on_a_quadratic_is_a_power() -> None:
    a, η, x0 = 1.5, 0.2, 3.0
    t = descend(Function.parse("1.5*x^2"), [x0], None, η, 50, NEVER)
    np.testing.assert_allclose(t.points[:, 0], (1 - 2 * a * η) ** np.arange(51) * x0, atol=1e-14)


def test_momentum_on_a_quadratic_has_the_eigenvalues_of_its_recurrence() -> None:
    # x_{k+1} = (1 + μ − ηλ)·x_k − μ·x_{k−1}, whose roots are known.
    λ, η, μ, x0 = 4.0, 0.05, 0.8, 2.0
    t = descend(Function.parse("2*x^2"), [x0], make_optimizer("momentum", momentum=μ), η, 60, NEVER)
    r, s = np.roots([1, -(1 + μ - η * λ), μ]).astype(complex)
    x1 = x0 - η * λ * x0
    c = (x1 - s * x0) / (r - s)
    k = np.arange(61)
    np.testing.assert_allclose(t.points[:, 0], (c * r**k + (x0 - c) * s**k).real, atol=1e-12)


@pytest.mark.parametrize("name", ["gradient_descent", "momentum", "nesterov"])
def test_the_stability_limit_is_where_quadratics_stop_converging(name: str) -> None:
    optimizer = make_optimizer(name)
    assert optimizer.stability is not None
    f = Function.parse("x^2/2")  # λ = 1
    for factor, settles in [(0.99, True), (1.01, False)]:
        t = descend(f, [1.0], optimizer, factor * optimizer.stability, 2000)
        assert (t.outcome == "converged") is settles


def test_lion_is_its_papers_algorithm() -> None:
    f = Function.parse("x^2 + 10*y^2")
    β1, β2, λ, η = 0.9, 0.99, 0.1, 0.03
    x, m = np.array([2.0, 1.0]), np.zeros(2)
    t = descend(f, x, make_optimizer("lion", weight_decay=λ), η, 40, NEVER)
    for k in range(40):
        g = np.array([2 * x[0], 20 * x[1]])
        update = np.sign(β1 * m + (1 - β1) * g)
        m = β2 * m + (1 - β2) * g
        x = x - η * (update + λ * x)
        np.testing.assert_allclose(t.points[k + 1], x, atol=1e-13)


def test_newton_ends_a_quadratic_in_one_step_and_a_damped_one_keeps_its_share() -> None:
    f = Function.parse("3*x^2 + 2*x*y + 5*y^2 - 4*x")
    solution = np.linalg.solve([[6, 2], [2, 10]], [4, 0])
    t = descend(f, [7, -3], make_optimizer("newton"), 1.0, 5)
    assert t.steps == 1
    np.testing.assert_allclose(t.end, solution, atol=1e-14)
    t = descend(f, [7, -3], make_optimizer("newton"), 0.25, 10, NEVER)
    np.testing.assert_allclose(t.end - solution, 0.75**10 * (np.array([7, -3]) - solution))


def test_newton_leaves_a_saddle_where_the_hessian_is_not_positive_definite() -> None:
    f = Function.parse("(x^2 - 1)^2 + y^2")
    t = descend(f, [0.1, 0.5], make_optimizer("newton"), 1.0, 50)
    np.testing.assert_allclose(t.end, [1, 0], atol=1e-8)
    assert t.states["smallest_eigenvalue"][1] < 0


@pytest.mark.parametrize("fletcher_reeves", [False, True])
def test_conjugate_gradients_end_a_quadratic_in_as_many_steps_as_dimensions(
    fletcher_reeves: bool,
) -> None:
    f = Function.parse("a^2 + 3*b^2 + 7*c^2 + 20*d^2 + a*b - c*d + a")
    optimizer = make_optimizer("conjugate_gradient", fletcher_reeves=fletcher_reeves)
    t = descend(f, [1, 1, 1, 1], optimizer, 1.0, 4, Stop(1e-9))
    assert t.outcome == "converged"


def test_lbfgs_with_all_of_its_memory_is_bfgs() -> None:
    # The dense update of Nocedal and Wright, equation 6.17, from the same first matrix.
    f = Function.parse("x^2 + 5*y^2 + sin(x*y)")
    t = descend(f, [1.0, 0.8], make_optimizer("lbfgs", history_size=50), 0.8, 12, NEVER)
    s, y = t.points[1] - t.points[0], t.gradients[1] - t.gradients[0]
    for k in range(1, 12):
        H = np.eye(2) * (s @ y) / (y @ y)
        for i in range(k):
            si, yi = t.points[i + 1] - t.points[i], t.gradients[i + 1] - t.gradients[i]
            V = np.eye(2) - np.outer(yi, si) / (yi @ si)
            H = V.T @ H @ V + np.outer(si, si) / (yi @ si)
        np.testing.assert_allclose(
            t.points[k + 1], t.points[k] - 0.8 * H @ t.gradients[k], rtol=1e-6, atol=1e-9
        )
        s, y = t.points[k + 1] - t.points[k], t.gradients[k + 1] - t.gradients[k]


@pytest.mark.parametrize("as_schedule", [False, True])
def test_line_search_takes_the_longest_trial_that_armijo_allows(as_schedule: bool) -> None:
    f = Function.parse("(1 - x)^2 + 100*(y - x^2)^2")
    how = {"shrink": 0.6, "slope_fraction": 0.1}
    if as_schedule:
        t = descend(f, [-1.2, 1], None, make_schedule("line_search", **how), 30)
    else:
        t = descend(f, [-1.2, 1], make_optimizer("line_search", **how), 1.0, 30)
    for k in range(30):
        g, step = t.gradients[k], t.points[k + 1] - t.points[k]
        rate = -step[0] / g[0]
        assert f.value(t.points[k] - rate * g) <= t.values[k] - 0.1 * rate * (g @ g) + 1e-12
        longer = rate / 0.6
        if longer <= 1:
            assert f.value(t.points[k] - longer * g) > t.values[k] - 0.1 * longer * (g @ g)
    assert (np.diff(t.values) < 0).all()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_many_descents_at_once_are_the_single_ones(name: str) -> None:
    f = Function.parse("x^2 + 3*y^2 + sin(x*y)")
    optimizer = make_optimizer(name)
    starts = np.array([[[1.0, 2.0], [-1.0, 0.5]], [[0.3, -2.0], [2.0, 2.0]]])

    def follow(x: np.ndarray) -> np.ndarray:
        state = optimizer.init(x)
        for _ in range(6):
            before = {k: v.copy() for k, v in state.items()}
            step, after = optimizer.update(f.gradient(x), state, 0.05, x, f)
            for key, value in before.items():  # pure: what goes in is left as it was
                np.testing.assert_array_equal(state[key], value)
            x, state = x + step, after
        return x

    together = follow(starts)
    for i in np.ndindex(2, 2):
        np.testing.assert_allclose(together[i], follow(starts[i]), rtol=1e-12)


def test_the_state_is_in_the_trajectory_by_name() -> None:
    f = Function.parse("x^2 + 2*y^2")
    t = descend(f, [1, 1], make_optimizer("adam", amsgrad=True), 0.1, 20, NEVER)
    assert t.states["first_moment"].shape == (21, 2)
    m = np.zeros(2)
    for k in range(20):
        m = 0.9 * m + 0.1 * t.gradients[k]
        np.testing.assert_allclose(t.states["first_moment"][k + 1], m)
        np.testing.assert_allclose(
            t.states["corrected_first_moment"][k + 1], m / (1 - 0.9 ** (k + 1))
        )
    assert (np.diff(t.states["largest_second_moment"], axis=0) >= 0).all()
    t = descend(f, [1, 1], make_optimizer("lbfgs"), 0.5, 3, NEVER)
    assert not any(name.startswith("_") for name in t.states)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_parameter_is_described(name: str) -> None:
    optimizer = OPTIMIZERS[name]
    documentation = inspect.getdoc(optimizer) or ""
    assert documentation.splitlines()[0].endswith(".")
    for p in parameters_of(optimizer):
        assert p.description.endswith("."), (name, p.name)
        assert f"{p.name}: {p.description}" in documentation
        assert p.type in (float, int, bool, tuple[float, float])
        assert not p.required
    assert optimizer().parameters == {p.name: p.default for p in parameters_of(optimizer)}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_is_a_value(name: str) -> None:
    one, other = make_optimizer(name), make_optimizer(name)
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert repr(one) == f"{type(one).__name__}()"
    assert one != make_optimizer("adam" if name != "adam" else "adamw")
    (p, *_) = parameters_of(type(one))
    changed = {float: 0.25, int: 7, bool: True}.get(p.type, (0.5, 1.5 if name == "rprop" else 0.6))
    different = make_optimizer(name, **{p.name: changed})
    assert different != one
    assert repr(different) == f"{type(one).__name__}({p.name}={changed!r})"
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, p.name, changed)


def test_numbers_of_numpy_and_lists_will_do() -> None:
    adam = Adam(betas=[np.float32(0.5), np.float64(0.75)])  # type: ignore[arg-type]
    assert adam == Adam(betas=(0.5, 0.75))
    assert make_optimizer("lbfgs", history_size=np.int64(3)).parameters == {"history_size": 3}
    with pytest.raises(ParameterError, match="smallest step below the largest"):
        make_optimizer("rprop", step_sizes=[2, 1])


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("adma", {}, "did you mean adam?"),
        ("adam", {"beta": 1}, "here it is called betas; its parameters are: betas, eps"),
        ("adam", {"betas": 0.9}, "betas: expected 2 numbers, found 0.9"),
        ("adam", {"betas": [0.9, 1.0]}, "betas: expected a number from 0 to below 1, found 1.0"),
        ("adam", {"betas": [0.9, "x"]}, "betas: expected a number, found 'x'"),
        ("adam", {"amsgrad": 1}, "amsgrad: expected true or false, found 1"),
        ("adam", {"eps": float("nan")}, "eps: expected a number, found nan"),
        ("momentum", {"momentum": 1.0}, "momentum: expected a number from 0 to below 1"),
        ("lbfgs", {"history_size": 2.5}, "history_size: expected a whole number, found 2.5"),
        ("lbfgs", {"history_size": 0}, "history_size"),
        ("gradient_descent", {"momentum": 0.9}, "gradient_descent has no parameter 'momentum'"),
    ],
)
def test_a_wrong_parameter_is_named_with_the_valid_ones(
    name: str, parameters: dict[str, Any], words: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        make_optimizer(name, **parameters)
    assert words in str(caught.value)
