"""Losses from data: against least squares, logistic regression's equations and bad files."""

from pathlib import Path

import numpy as np
import pytest

from gdcore.maths import (
    DataError,
    ExpressionError,
    Minibatches,
    ParameterError,
    Stop,
    Table,
    data_loss,
    descend,
    make_optimizer,
    read_csv,
    survey,
)

rng = np.random.default_rng(7)
X = rng.uniform(-2, 2, 30)
Y = 1.5 * X - 0.7 + 0.3 * rng.normal(size=30)
LINE = Table({"x": X, "y": Y}, tuple(range(2, 32)))
CLASSES = Table({"x": X, "y": (Y + rng.normal(size=30) > 0).astype(float)}, tuple(range(2, 32)))


def test_the_mean_squared_error_of_a_line_has_its_minimum_at_the_least_squares_line() -> None:
    loss = data_loss("w*x + b", LINE, "y", variables=["w", "b"])
    t = descend(loss, (0, 0), None, 0.2, 500, Stop(1e-10))
    np.testing.assert_allclose(t.end, np.polyfit(X, Y, 1), atol=1e-9)
    assert t.values[-1] == pytest.approx(np.mean((np.polyval(t.end, X) - Y) ** 2))
    assert survey(loss, [(-3, 3)] * 2).minima[0].point == pytest.approx(tuple(t.end))
    np.testing.assert_allclose(loss.predict(t.end, X[:, None]), np.polyval(t.end, X))


def test_log_loss_settles_where_logistic_regression_does() -> None:
    loss = data_loss("w*x + b", CLASSES, "y", "log_loss", ["w", "b"])
    t = descend(loss, (0, 0), make_optimizer("newton"), 1.0, 50, Stop(1e-12))
    p = 1 / (1 + np.exp(-np.polyval(t.end, X)))
    y = CLASSES.columns["y"]
    assert np.sum(p - y) == pytest.approx(0, abs=1e-9)  # the likelihood equations
    assert np.sum((p - y) * X) == pytest.approx(0, abs=1e-9)
    assert t.values[-1] == pytest.approx(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    turned = data_loss("sigmoid(-w*x)", CLASSES, "y", "log_loss")
    assert turned.value([0.3]) == data_loss("-w*x", CLASSES, "y", "log_loss").value([0.3])
    same = data_loss("sigmoid(w*x + b)", CLASSES, "y", "log_loss", ["w", "b"])
    np.testing.assert_array_equal(same.value(t.points), loss.value(t.points))
    # Far from the data σ saturates, and the loss is still the line's height.
    assert loss.value([0.0, 2000.0]) == pytest.approx(2000 * (1 - y).mean())


@pytest.mark.parametrize(
    ("model", "table", "loss"),
    [
        ("w*x + b", LINE, "mean_squared_error"),
        ("a*sin(w*x) + b", LINE, "mean_squared_error"),
        ("sigmoid(w*x + b)", CLASSES, "mean_squared_error"),
        ("w*x + b + a*x^2", CLASSES, "log_loss"),
    ],
)
def test_derivatives_are_finite_differences(model: str, table: Table, loss: str) -> None:
    f = data_loss(model, table, "y", loss)
    p = np.random.default_rng(1).normal(size=(4, f.dimension))
    h = 1e-6
    for i, e in enumerate(np.eye(f.dimension)):
        slope = (f.value(p + h * e) - f.value(p - h * e)) / (2 * h)
        np.testing.assert_allclose(f.gradient(p)[:, i], slope, atol=1e-7)
        bend = (f.gradient(p + h * e) - f.gradient(p - h * e)) / (2 * h)
        np.testing.assert_allclose(f.hessian(p)[:, i], bend, atol=1e-7)
    value, gradient = f.value_and_gradient(p.reshape(2, 2, -1))
    np.testing.assert_array_equal(value.ravel(), f.value(p))
    np.testing.assert_array_equal(gradient.reshape(p.shape), f.gradient(p))


def test_an_epoch_uses_every_entry_once_in_a_new_order() -> None:
    loss = data_loss("w*x + b", LINE, "y")
    batches = Minibatches(loss, batch_size=8, seed=5)
    assert batches.batch is not None
    epochs = [np.concatenate([batches.batch(4 * e + i) for i in range(4)]) for e in range(3)]
    for epoch in epochs:
        assert sorted(epoch) == list(range(30))
    assert len({tuple(e) for e in epochs}) == 3
    assert [len(batches.batch(i)) for i in range(4)] == [8, 8, 8, 6]
    θ = np.array([0.3, -0.2])
    one = [batches.batch(i) for i in range(4)]
    mean = sum(len(b) * loss.estimate(θ, b)[1] for b in one) / 30
    np.testing.assert_allclose(mean, loss.gradient(θ))
    whole = Minibatches(loss, batch_size=30)
    np.testing.assert_allclose(whole.estimate(0, θ, θ), loss.gradient(θ))
    with pytest.raises(ParameterError, match="from 1 to 30"):
        Minibatches(loss, batch_size=31)


def test_stochastic_descent_comes_near_and_is_the_same_in_every_run() -> None:
    loss = data_loss("w*x + b", LINE, "y", variables=["w", "b"])
    paths = [
        descend(loss, (0, 0), None, 0.05, 400, estimator=Minibatches(loss, 5, seed=1)).points
        for _ in range(2)
    ]
    np.testing.assert_array_equal(*paths)
    np.testing.assert_allclose(paths[0][-50:].mean(axis=0), np.polyfit(X, Y, 1), atol=0.1)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("\ufeffx, y ,name\r\n1,2.5,one\r\n\r\n-1e-3,4,two\r\n", encoding="utf-8")
    table = read_csv(path, ["x", "y"])
    assert table.columns["x"].tolist() == [1.0, -0.001]
    assert table.columns["y"].tolist() == [2.5, 4.0]
    assert table.rows == (2, 4)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["is empty"]),
        ("x,y\n", ["no data"]),
        ("1,2\n3,4\n", ["row 1: expected the names"]),
        ("a,b\n1,2\n", ["row 1: no column 'x'; the columns are: a, b", "row 1: no column 'y'"]),
        ("x,y,x\n1,2,3\n", ["row 1: the column 'x' is there twice"]),
        (
            "x,y\n1,2\n3,foo\nnan,3\n4\n5,inf\n,7\n",
            [
                "row 3: y: expected a number, found 'foo'",
                "row 4: x: expected a number, found 'nan'",
                "row 5: expected 2 entries, found 1",
                "row 6: y: expected a number, found 'inf'",
                "row 7: x: expected a number, found ''",
            ],
        ),
    ],
)
def test_bad_data_is_named_by_its_row(tmp_path: Path, text: str, faults: list[str]) -> None:
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_csv(path, ["x", "y"])
    assert len(caught.value.faults) == len(faults)
    for fault, words in zip(caught.value.faults, faults, strict=True):
        assert words in str(fault)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't be read: there is no such file"):
        read_csv(tmp_path / "missing.csv")
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(DataError, match="UTF-8"):
        read_csv(binary)


@pytest.mark.parametrize(
    ("model", "target", "loss", "error", "words"),
    [
        ("w*x + b", "z", "mean_squared_error", DataError, "no column 'z'"),
        ("w*x + b", "y", "log_loss", DataError, "row 2: y: expected 0 or 1"),
        ("w*x + b", "y", "mae", DataError, "the losses are: mean_squared_error, log_loss"),
        ("w*x + y", "y", "mean_squared_error", DataError, "uses the target"),
        ("x^2", "y", "mean_squared_error", DataError, "no parameter"),
        ("w*x +", "y", "mean_squared_error", ExpressionError, "missing"),
    ],
)
def test_a_wrong_model_is_refused(
    model: str, target: str, loss: str, error: type[ValueError], words: str
) -> None:
    with pytest.raises(error, match=words):
        data_loss(model, LINE, target, loss)
