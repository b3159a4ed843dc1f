"""The learning rate of a spec that names none: each optimizer has its own."""

import numpy as np
import pytest

from gdcore.maths import OPTIMIZERS
from gdcore.spec import as_mapping, read_spec, write_yaml
from gdcore.story import compute_lesson

QUADRATIC = "function: 3*x^2 + 2*x*y + 5*y^2 - 4*x\n"
SOLUTION = np.linalg.solve([[6, 2], [2, 10]], [4, 0])


@pytest.mark.parametrize(
    ("name", "most"), [("newton", 1), ("conjugate_gradient", 2), ("lbfgs", 10)]
)
def test_a_quadratic_ends_in_few_steps(name, most):
    (descent,) = compute_lesson(read_spec(f"{QUADRATIC}optimizers: [{name}]")).descents
    assert descent.trajectory.outcome == "converged"
    assert descent.trajectory.steps <= most
    np.testing.assert_allclose(descent.trajectory.end, SOLUTION, atol=1e-6)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("scale", ["1e-3", "1", "1e3"])
def test_a_rate_without_a_name_leads_downhill_whatever_the_scale(name, scale):
    text = f"function: {scale}*(x^2 + 3*y^2)\nsteps: 300\nstop: {{gradient_norm: 0}}\n"
    (descent,) = compute_lesson(read_spec(f"{text}optimizers: [{name}]")).descents
    values = descent.trajectory.values
    # Adadelta creeps at first; the first steps of RAdam, and those of a line search, are as long as
    # the gradient says.
    assert values[-1] < (1 if name in ("adadelta", "radam", "line_search") else 0.1) * values[0]


def test_several_optimizers_have_each_their_own_and_explain_prints_it():
    spec = read_spec("function: x^2 + 3*y^2\noptimizers: [gradient_descent, newton, adagrad]")
    assert [plan.learning_rate for plan in spec.descents] == [0.1, 1.0, 0.5]
    assert [plan.label for plan in spec.descents] == ["Gradient descent", "Newton", "Adagrad"]
    assert read_spec(write_yaml(spec)) == spec
    assert as_mapping(spec)["learning_rates"] is None
    listed = read_spec(
        "function: x^2 + 3*y^2\ndescents: [{optimizer: lbfgs}, {learning_rate: 0.2}, {}]"
    )
    assert [plan.learning_rate for plan in listed.descents] == [1.0, 0.2, 0.1]


def test_momentum_keeps_the_rate_that_is_found_by_trial():
    (plan,) = read_spec("function: 1e3*(x^2 + 3*y^2)\noptimizers: [momentum]").descents
    assert plan.learning_rate == 1e-4
