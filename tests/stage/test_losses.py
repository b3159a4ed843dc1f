"""The formulas of losses on data, told apart by their loss."""

import numpy as np
import pytest

from gdcore.maths import LOSSES, Table, data_loss
from gdcore.stage.mobjects.label import Label
from gdcore.stage.text.loss_formulas import typst_loss, typst_model
from gdcore.words import Numerals

TABLE = Table({"x": np.array([1.0, 2.0, 3.0]), "y": np.array([0.0, 1.0, 1.0])}, (2, 3, 4))


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_has_its_own_formula(loss: str) -> None:
    f = data_loss("w*x + b", TABLE, "y", loss)
    formula, model = typst_loss(f, "y", Numerals()), typst_model(f, Numerals())
    assert formula.startswith("1/3 sum_i")
    assert (")^2" in formula) == (loss == "mean_squared_error")
    assert ("ln(1 + e^" in formula) == model.startswith("sigma(") == (loss == "log_loss")


def test_an_entry_has_its_index_after_that_of_its_feature() -> None:
    columns = dict.fromkeys(("x1", "x_2", "hours", "y"), TABLE.columns["x"])
    f = data_loss("w_1*x1 + w_2*x_2 + v*hours", Table(columns, TABLE.rows), "y")
    formula = typst_loss(f, "y", Numerals())
    assert "w_(1) x_(1, i)" in formula
    assert "w_(2) x_(2, i)" in formula
    assert 'upright("hours")_i' in formula
    assert "y_i" in formula
    Label(f"${formula}$", 0.3)  # Typst can set it
