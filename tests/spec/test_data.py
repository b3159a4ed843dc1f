"""Losses from data: the file beside the spec, its faults, and what is settled."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from gdcore.spec import SpecError, load_spec, write_yaml
from gdcore.story import prepare

CSV = "x,y,who\n1,2.1,ann\n2,3.9,bob\n3,6.2,carl\n4,7.8,dora\n"
FITTED = "function: w*x + b\ndata: {file: points.csv}\ndomain: {w: [-1, 4], b: [-3, 3]}\n"


@pytest.fixture
def write(tmp_path):
    def write(text, table=CSV):
        if table is not None:
            (tmp_path / "points.csv").write_text(table, encoding="utf-8")
        path = tmp_path / "lesson.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_what_is_minimised_is_the_loss_in_the_parameters(write):
    spec = load_spec(write(FITTED))
    assert spec.variables == ("w", "b")
    assert spec.layout == "data"
    x, y = np.array([1, 2, 3, 4]), np.array([2.1, 3.9, 6.2, 7.8])
    lesson = prepare(spec)
    assert lesson.function.value([1.5, 0.5]) == pytest.approx(np.mean((1.5 * x + 0.5 - y) ** 2))
    slope = approx_fprime([1.5, 0.5], lambda p: float(lesson.function.value(p)))
    assert lesson.function.gradient([1.5, 0.5]) == pytest.approx(slope, rel=1e-5)
    assert lesson.critical_points[0].point == pytest.approx(np.polyfit(x, y, 1))
    assert lesson.data.feature_names == ("x",)


def test_mini_batches_are_those_of_the_seed_and_each_entry_comes_once_an_epoch(write):
    batch = FITTED.replace("points.csv", "points.csv, batch_size: 2, seed: SEED") + "steps: 6\n"
    first, again, other = (
        prepare(load_spec(write(batch.replace("SEED", seed)))).descents[0] for seed in "112"
    )
    assert np.array_equal(first.trajectory.points, again.trajectory.points)
    assert not np.array_equal(first.trajectory.points, other.trajectory.points)
    assert sorted([*first.batches(0), *first.batches(1)]) == [0, 1, 2, 3]
    step = first.trajectory.points[1] - first.trajectory.points[0]
    used = first.trajectory.states["gradient_estimate"][1]
    assert step == pytest.approx(-first.learning_rate * used)
    assert first.label == "SGD"


def test_noise_is_that_of_the_seed(write):
    text = "function: x^2 + y^2\nnoise: {standard_deviation: 0.5, seed: 3}\nsteps: 9\n"
    one, two = (prepare(load_spec(write(text))).descents[0].trajectory for _ in range(2))
    assert np.array_equal(one.points, two.points)
    exact = prepare(load_spec(write(text.replace("noise", "# ")))).descents[0].trajectory
    assert not np.array_equal(one.points[1], exact.points[1])


def test_what_is_written_reads_back_the_same_beside_the_data(write):
    spec = load_spec(write(FITTED + "noise: {standard_deviation: 1}\n"))
    assert load_spec(write(write_yaml(spec))).digest == spec.digest
    changed = load_spec(write(write_yaml(spec), CSV.replace("3.9", "3.8")))
    assert changed.digest != spec.digest


@pytest.mark.parametrize(
    ("data", "table", "fault"),
    [
        ("file: none.csv", CSV, "2:14: data.file: "),
        ("file: points.csv, target: z", CSV, "data.target: no column 'z'; the columns are: x, y"),
        ("file: points.csv, target: who", CSV, "points.csv:2: who: expected a number, found 'ann'"),
        ("file: points.csv", CSV.replace("6.2", "nan"), "csv:4: y: expected a number, found 'nan'"),
        ("file: points.csv", CSV.replace("3,6.2,", "3,"), "csv:4: expected 3 entries, found 2"),
        ("file: points.csv", "", "empty"),
        ("file: points.csv, loss: log_loss", CSV, "points.csv:2: y: expected 0 or 1, found 2.1"),
        ("file: points.csv, batch_size: 9", CSV, "data.batch_size: batches of 9 from 4 lines"),
        ("file: points.csv, batch: 2", CSV, "data.batch: unknown key; did you mean batch_size?"),
        ("target: y", CSV, "data: the key 'file' is missing"),
    ],
)
def test_bad_data_is_a_fault_of_the_spec(write, data, table, fault):
    with pytest.raises(SpecError) as caught:
        load_spec(write(f"function: w*x + b\ndata: {{{data}}}\n", table))
    assert any(fault in str(one) for one in caught.value.faults), caught.value


def test_a_model_that_uses_its_target_and_a_layout_without_data_are_refused(write):
    with pytest.raises(SpecError, match="1:11: function: the model uses the target 'y'"):
        load_spec(write("function: w*x + y\ndata: {file: points.csv}\n"))
    with pytest.raises(SpecError, match="2:9: layout: the layout data shows data; there is no key"):
        load_spec(write("function: x^2 + y^2\nlayout: data\n"))
