"""The formulas of losses on data, told apart by their loss."""

import numpy as np
import pytest

from gdcore.maths import LOSSES, Table, data_loss
from gdcore.stage.losses import typst_loss, typst_model

TABLE = Table({"x": np.array([1.0, 2.0, 3.0]), "y": np.array([0.0, 1.0, 1.0])}, (2, 3, 4))


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_has_its_own_formula(loss: str) -> None:
    f = data_loss("w*x + b", TABLE, "y", loss)
    formula, model = typst_loss(f, "y"), typst_model(f)
    assert formula.startswith("1/3 sum_i")
    assert (")^2" in formula) == (loss == "mean_squared_error")
    assert ("ln(1 + e^" in formula) == model.startswith("sigma(") == (loss == "log_loss")
