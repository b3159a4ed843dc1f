"""Losses on data as formulas in Typst's notation."""

from __future__ import annotations

from collections.abc import Collection

import sympy

from gdcore.maths import DataLoss
from gdcore.stage.text.formulas import TypstPrinter, symbol_name, typst_formula
from gdcore.words import Numerals


def typst_model(loss: DataLoss, numerals: Numerals) -> str:
    """The model in its parameters and features: w x + b; with log loss the probability."""
    formula = typst_formula(loss.model.expression, numerals)
    return f"sigma({formula})" if loss.loss == "log_loss" else formula


def typst_loss(loss: DataLoss, target: str, numerals: Numerals) -> str:
    """The mean loss over the entries i of the data: 1/n Σ (w xᵢ + b − yᵢ)²."""
    model = _EntryPrinter(loss.feature_names, numerals).doprint(loss.model.expression)
    y = _of_entry(symbol_name(target))
    mean = f"1/{len(loss.targets)} sum_i"
    if loss.loss == "log_loss":
        return f"{mean} (ln(1 + e^({model})) − {y} dot ({model}))"
    return f"{mean} ({model} − {y})^2"


class _EntryPrinter(TypstPrinter):
    """Prints the features as those of entry i."""

    def __init__(self, features: Collection[str], numerals: Numerals) -> None:
        super().__init__(numerals)
        self._features = features

    def _print_Symbol(self, symbol: sympy.Symbol) -> str:
        name = symbol_name(symbol.name)
        return _of_entry(name) if symbol.name in self._features else name


def _of_entry(symbol: str) -> str:
    """A symbol with the index i, after the one that it may have."""
    stem, _, index = symbol.partition("_")
    return f"{stem}_({index.strip('()')}, i)" if index else f"{stem}_i"
