"""Losses on data as formulas in Typst's notation."""

from __future__ import annotations

import sympy

from gdcore.maths import DataLoss
from gdcore.stage.mathematics import symbol_name, typst_formula


def typst_model(loss: DataLoss) -> str:
    """The model in its parameters and features: w x + b; with log loss the probability."""
    formula = typst_formula(loss.model.expression)
    return f"sigma({formula})" if loss.loss == "log_loss" else formula


def typst_loss(loss: DataLoss, target: str) -> str:
    """The mean loss over the entries i of the data: 1/n Σ (w xᵢ + b − yᵢ)²."""
    features = loss.model.variables[len(loss.variables) :]
    indexed = {sympy.Symbol(name): sympy.Symbol(f"{name}_i") for name in features}
    known = {symbol.name: symbol for symbol in loss.model.expression.free_symbols}
    expression = loss.model.expression.subs(
        {known[old.name]: new for old, new in indexed.items() if old.name in known}
    )
    model = typst_formula(expression).replace('_"i"', "_i")
    y = f"{symbol_name(target)}_i"
    mean = f"1/{len(loss.targets)} sum_i"
    if loss.loss == "log_loss":
        return f"{mean} (ln(1 + e^({model})) − {y} dot ({model}))"
    return f"{mean} ({model} − {y})^2"
