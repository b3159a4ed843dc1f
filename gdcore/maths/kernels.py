"""The functions that generated code may call: once for numbers, once for arrays.

Outside their domain the array functions give nan or inf; the number functions raise ValueError or
an ArithmeticError there (Python's ``math`` does), and whoever calls them falls back to arrays.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def _array_erf(x: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.special import erf  # NumPy has none; half a second of import only where it is used

    result: NDArray[np.float64] = erf(x)
    return result


def _sign(x: float) -> float:
    return x if x != x else float((x > 0) - (x < 0))


def _minimum(a: float, b: float) -> float:
    return a if a < b or a != a else b


def _maximum(a: float, b: float) -> float:
    return a if a > b or a != a else b


def _heaviside(x: float, at_zero: float) -> float:
    return x if x != x else 1.0 if x > 0 else at_zero if x == 0 else 0.0


_CONSTANTS: dict[str, Any] = {"nan": math.nan, "inf": math.inf, "__builtins__": {}}

NUMBERS: dict[str, Any] = (
    _CONSTANTS
    | {
        name: getattr(math, name)
        for name in (
            "exp",
            "log",
            "sqrt",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "atan2",
            "sinh",
            "cosh",
            "tanh",
            "asinh",
            "acosh",
            "atanh",
            "erf",
            "pow",
        )
    }
    | {
        "absolute": abs,
        "sign": _sign,
        "floor": lambda x: float(math.floor(x)),
        "ceil": lambda x: float(math.ceil(x)),
        "minimum": _minimum,
        "maximum": _maximum,
        "heaviside": _heaviside,
    }
)

ARRAYS: dict[str, Any] = _CONSTANTS | {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "pow": np.power,
    "sin": np.sin, "cos": np.cos, "tan": np.tan,
    "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan, "atan2": np.arctan2,
    "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh,
    "asinh": np.arcsinh, "acosh": np.arccosh, "atanh": np.arctanh,
    "erf": _array_erf, "absolute": np.absolute, "sign": np.sign,
    "floor": np.floor, "ceil": np.ceil,
    "minimum": np.minimum, "maximum": np.maximum, "heaviside": np.heaviside,
}  # fmt: skip


def scalar(name: str, *arguments: float) -> float:
    """One function of numbers, with nan or inf where it is undefined, and no warning."""
    function: Callable[..., float] = ARRAYS[name]
    if name == "erf":
        function = math.erf
    with np.errstate(all="ignore"):
        return float(function(*arguments))
