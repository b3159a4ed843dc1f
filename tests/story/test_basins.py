"""The share of the starts that reaches each minimum, against what is known of it."""

import numpy as np
import pytest

from gdcore.spec import load_spec, read_spec
from gdcore.story import basin_shares, compute_lesson

METHOD = "learning_rates: [0.05]\n"


def shares(text):
    return basin_shares(compute_lesson(read_spec(text)))


def test_a_border_off_the_middle_parts_the_domain():
    # The maximum of x⁴/4 − 2x³/3 − x²/2 + 2x between its minima −1 and 2 is at x = 1.
    text = (
        f"function: x^4/4 - 2*x^3/3 - x^2/2 + 2*x\ndomain: {{x: [-2, 3]}}\nstarts: [[0]]\n{METHOD}"
    )
    low, high, *_ = shares(text)
    assert low.minimum == pytest.approx((-1,))
    assert low.share == pytest.approx(3 / 5, abs=0.005)
    assert high.minimum == pytest.approx((2,))
    assert low.share + high.share == pytest.approx(1, abs=1e-3)
    assert low.value == pytest.approx(1 / 4 + 2 / 3 - 1 / 2 - 2)


@pytest.mark.parametrize("d", [1, 2, 3, 4])
def test_two_wells_in_any_dimension(d):
    names = "abcd"[:d]
    rest = "".join(f" + {name}^2" for name in names[1:])
    start = [2.0] * d
    found = shares(f"function: (a^2 - 1)^2{rest}\nstarts: [{start}]\n{METHOD}")
    assert sorted(share.minimum[0] for share in found if share.minimum) == pytest.approx([-1, 1])
    assert sum(share.share for share in found) == pytest.approx(1)
    for share in found:
        if share.minimum:
            assert share.share == pytest.approx(0.5, abs=0.02)
            assert 10 < share.steps < 200


def test_starts_that_leave_or_stay_reach_none():
    # Beyond |x| = 1 the slope leads away from the only minimum.
    found = shares(f"function: x^2 - x^4/2\nstarts: [[0.5]]\ndomain: {{x: [-2, 2]}}\n{METHOD}")
    assert [share.minimum for share in found] == [pytest.approx((0,), abs=1e-9), None]
    assert found[0].share == pytest.approx(0.5, abs=0.01)
    assert np.isnan(found[1].value)


def test_a_count_that_would_take_long_is_left_out(tmp_path):
    rows = "".join(f"{i / 100},{i % 2}\n" for i in range(1000))
    (tmp_path / "d.csv").write_text("x,y\n" + rows, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(
        "function: w*x + b\ndata: {file: d.csv, loss: log_loss}\nlearning_rates: [0.1]\n",
        encoding="utf-8",
    )
    assert basin_shares(compute_lesson(load_spec(tmp_path / "s.yaml"))) is None
