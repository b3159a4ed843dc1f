"""Numbers at the ends of a float64 give a result or an error of their own: no warning, no other."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdcore.maths import (
    OPTIMIZERS,
    SCHEDULES,
    Function,
    Outcome,
    ParameterError,
    Stop,
    descend,
    descend_many,
    grid_starts,
    make_schedule,
    random_starts,
)

pytestmark = pytest.mark.filterwarnings("error")

TEXTS = ["x^2 + 3*y^2", "exp(x)*y", "log(x) + y^2", "1/x + y", "1e12*x^2 + 1e-12*y^2",
         "1e300*x^2 + y^2", "x^3 - x*y", "x^(1/2) - y"]  # fmt: skip
SIZES = st.sampled_from([0.0, 1e-308, 1e-200, 1e-12, 1.0, 1e12, 1e200, 1e308])
NUMBERS = st.builds(math.copysign, SIZES, st.sampled_from([1.0, -1.0]))
DOMAINS = st.sampled_from(
    [None, [(-1e308, 1e308)] * 2, [(0.9, 1.1)] * 2, [(-1e-300, 1e-300)] * 2, [(1, 1.5), (0, 1e300)]]
)


@given(
    st.sampled_from(TEXTS),
    st.tuples(NUMBERS, NUMBERS),
    st.sampled_from(list(OPTIMIZERS)),
    SIZES,
    DOMAINS,
    st.sampled_from(["stop", "clip", "continue"]),
    SIZES,
)
@settings(max_examples=300, deadline=None)
def test_rates_starts_and_domains(text, start, name, rate, domain, outside, limit):
    f = Function.parse(text)
    stop = Stop(limit, limit)
    if rate == 0:
        with pytest.raises(ParameterError, match="learning_rate: expected a positive number"):
            descend(f, start, name, rate)
        return
    t = descend(f, start, name, rate, 12, stop, domain, outside)
    assert np.isfinite(t.points).all()
    d = t.diagnosis
    assert (d.outcome, d.steps, d.clipped) == (t.outcome, t.steps, t.clipped.sum())
    assert d.instability is None or d.instability.product >= (1 - 1e-8) * d.instability.limit
    ends = descend_many(f, [start, (1.0, 1.0)], name, rate, 12, stop)
    assert np.isfinite(ends.points).all()


@given(st.sampled_from([n for n in SCHEDULES if n not in ("sequence", "product")]), st.data())
@settings(max_examples=100, deadline=None)
def test_schedules(name, data):
    default = make_schedule(name).parameters
    given = {
        key: data.draw(SIZES) if isinstance(value, float) else value
        for key, value in default.items()
    }
    try:
        schedule = make_schedule(name, **given)
    except ParameterError as error:
        assert error.parameter in given  # noqa: PT017
        return
    t = descend(Function.parse("x^2 - y"), (1, 1), "adam", schedule, 40)
    assert np.isfinite(t.points).all()


def test_a_rate_that_leads_out_of_all_numbers_in_its_first_step():
    t = descend(Function.parse("x^2"), [30.0], None, 1e308)
    assert t.outcome is Outcome.NOT_FINITE
    assert t.steps == 0


def test_starts_in_a_domain_wider_than_a_number():
    wide = [(-1.7e308, 1.7e308), (0.0, 1.0)]
    some = random_starts(wide, 2000, seed=1)
    assert np.isfinite(some).all()
    np.testing.assert_allclose((some / [1.7e308, 1]).mean(axis=0), [0, 0.5], atol=0.05)
    # Where the width is a number they are those of NumPy's own uniform distribution.
    rng = np.random.default_rng(4)
    box = np.array([(-3.0, 3.0), (0.1, 7.0)])
    np.testing.assert_allclose(
        random_starts(box, 9, seed=4), rng.uniform(box[:, 0], box[:, 1], (9, 2)), rtol=1e-15
    )
    assert grid_starts(wide, [3, 1]).tolist() == [[-1.7e308, 0.5], [0, 0.5], [1.7e308, 0.5]]
