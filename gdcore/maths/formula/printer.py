"""SymPy expression → the text of a formula, in the notation that the parser reads."""

from __future__ import annotations

from typing import Any, ClassVar

import sympy
from sympy.printing.str import StrPrinter


def formula_text(expression: sympy.Expr) -> str:
    """The expression as a spec writes it: ``^`` for powers, ``e`` for Euler's number.

    Functions that no formula has, such as Heaviside's step in the derivative of a maximum, keep
    their SymPy name.
    """
    text: str = _Printer({"full_prec": False}).doprint(expression)
    return text.replace("**", "^")


class _Printer(StrPrinter):
    """SymPy's own printer, with the grammar's names of functions."""

    _NAMES: ClassVar[dict[str, str]] = {
        "Abs": "abs",
        "Max": "max",
        "Min": "min",
        "ceiling": "ceil",
    }

    def _print_Function(self, expression: Any) -> str:
        name = type(expression).__name__
        arguments = ", ".join(self._print(argument) for argument in expression.args)
        return f"{self._NAMES.get(name, name)}({arguments})"

    _print_Abs = _print_Max = _print_Min = _print_ceiling = _print_Function

    def _print_Exp1(self, expression: Any) -> str:
        return "e"
