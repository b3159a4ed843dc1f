"""Code for SymPy expressions of real numbers, by ``sympy.lambdify``: for floats and for arrays."""

import math
from collections.abc import Callable, Mapping, Sequence
from types import FunctionType
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy.printing.pycode import PythonCodePrinter
from sympy.simplify.cse_main import tree_cse

_MANY_OPERANDS = 3_000
_LARGEST_PRODUCT = 8  # x^8 is written as a product: Python and NumPy take longer for a power


def _array_erf(x: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.special import erf  # NumPy has none; half a second of import only where it is used

    result: NDArray[np.float64] = erf(x)
    return result


def _sign(x: float) -> float:
    return x if x != x else float((x > 0) - (x < 0))


def _minimum(*numbers: float) -> float:
    return math.nan if any(x != x for x in numbers) else min(numbers)


def _maximum(*numbers: float) -> float:
    return math.nan if any(x != x for x in numbers) else max(numbers)


def _heaviside(x: float, at_zero: float) -> float:
    return x if x != x else 1.0 if x > 0 else at_zero if x == 0 else 0.0


def _array_minimum(*arrays: NDArray[np.float64]) -> NDArray[np.float64]:
    return _folded(np.minimum, arrays)


def _array_maximum(*arrays: NDArray[np.float64]) -> NDArray[np.float64]:
    return _folded(np.maximum, arrays)


def _folded(ufunc: Any, arrays: Sequence[Any]) -> Any:
    result = arrays[0]
    for array in arrays[1:]:
        result = ufunc(result, array)
    return result


_SMOOTH = (
    "exp", "log", "sqrt", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
    "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
)  # fmt: skip

# What generated code may call, by SymPy's names. Outside their domain the functions of floats
# raise ValueError or ArithmeticError, those of arrays give nan or inf.
FLOATS: Mapping[str, Any] = {name: getattr(math, name) for name in (*_SMOOTH, "erf")} | {
    "nan": math.nan, "Abs": abs, "sign": _sign, "step": _heaviside,
    "floor": lambda x: float(math.floor(x)), "ceiling": lambda x: float(math.ceil(x)),
    "Min": _minimum, "Max": _maximum,
}  # fmt: skip
ARRAYS: Mapping[str, Any] = {name: getattr(np, name) for name in _SMOOTH} | {
    "nan": math.nan, "Abs": np.absolute, "sign": np.sign, "step": np.heaviside,
    "floor": np.floor, "ceiling": np.ceil, "Min": _array_minimum, "Max": _array_maximum,
    "erf": _array_erf,
}  # fmt: skip


class _CodePrinter(PythonCodePrinter):
    """Prints expressions as Python with the names of ``FLOATS`` and ``ARRAYS``.

    Every number is a float: Python multiplies two floats faster than an integer and a float.
    """

    def __init__(self) -> None:
        super().__init__({"fully_qualified_modules": False})

    def _print_number(self, number: sympy.Expr) -> str:
        value = float_of(number)
        return f"({value!r})" if value < 0 else repr(value) if math.isfinite(value) else "nan"

    _print_Integer = _print_Rational = _print_Float = _print_NumberSymbol = _print_number
    _print_Half = _print_Pi = _print_Exp1 = _print_number
    _print_Zero = _print_One = _print_NegativeOne = _print_number

    def _print_not_a_number(self, _: sympy.Expr) -> str:
        return "nan"

    _print_ImaginaryUnit = _print_ComplexInfinity = _print_not_a_number
    _print_NaN = _print_Infinity = _print_NegativeInfinity = _print_not_a_number

    def _print_Function(self, call: sympy.Expr) -> str:
        arguments = ", ".join(self._print(a) for a in call.args)
        return f"{type(call).__name__}({arguments})"

    _print_log = _print_sign = _print_Max = _print_Min = _print_floor = _print_Function
    _print_ceiling = _print_Abs = _print_atan2 = _print_Function

    def _print_Add(self, total: sympy.Add, order: str | None = None) -> str:
        first, *rest = self._as_ordered_terms(total, order=order)
        text = str(self._print(first))
        for term in rest:
            number, *factors = term.args if term.is_Mul else (term,)
            if not number.is_negative:
                text += f" + {self._print(term)}"
            else:  # a - b is one operation, a + (-b) two
                size = [] if number == -1 else [-number]
                text += f" - {self._product([*size, *factors])}"
        return text

    def _print_Mul(self, product: sympy.Mul) -> str:
        return self._product(product.args)

    def _product(self, factors: Sequence[sympy.Expr]) -> str:
        above: list[str] = []
        below: list[str] = []
        for factor in factors:
            if factor.is_Pow and factor.exp.is_Number and factor.exp < 0:
                below.append(self._power(factor.base, -factor.exp))
            elif factor == -1:
                above.append("-")
            else:
                text = str(self._print(factor))
                above.append(f"({text})" if factor.is_Add else text)
        sign = "-" * above.count("-")
        top = "*".join(a for a in above if a != "-") or "1.0"
        if not below:
            return f"({sign}{top})"
        return f"({sign}{top}/{below[0] if len(below) == 1 else '(' + '*'.join(below) + ')'})"

    def _print_Pow(self, power: sympy.Pow, rational: bool = False) -> str:
        base, exponent = power.base, power.exp
        if base is sympy.E:
            return f"exp({self._print(exponent)})"
        if exponent.is_Number and exponent < 0:
            return f"(1.0/{self._power(base, -exponent)})"
        return self._power(base, exponent)

    def _power(self, base: sympy.Expr, exponent: sympy.Expr) -> str:
        text = str(self._print(base))
        if exponent == sympy.Rational(1, 2):
            return f"sqrt({text})"
        if exponent == 1:
            return f"({text})"
        if exponent.is_Integer:
            if base.is_Symbol and exponent <= _LARGEST_PRODUCT:
                return f"({'*'.join([text] * int(exponent))})"
            return f"({text})**{int(exponent)}"
        # x**0.3 of a negative float is complex in Python; pow is not.
        return f"pow({text}, {self._print(exponent)})"


def compiled(
    arguments: Sequence[Any],
    expressions: Sequence[sympy.Expr],
    first: Sequence[tuple[sympy.Symbol, sympy.Expr]] = (),
) -> Callable[..., tuple[Any, ...]]:
    """A function of arrays that returns the expressions' values as a tuple.

    Args:
        arguments: the symbols of its arguments; a tuple of symbols for an argument that is a tuple.
        expressions: the expressions that it computes; parts that they share are computed once.
        first: symbols in the expressions that are computed before all else, each with its formula.
    """
    share = _whole_parts if _is_large(expressions) else sympy.cse

    def shared(results: Sequence[sympy.Expr]) -> Any:
        replaced, reduced = share(results)
        return [*first, *replaced], tuple(reduced)

    # SymPy would write the formulas into a docstring, and search them for functions that bring code
    # of their own, of which there are none: half of the whole time.
    code: Callable[..., tuple[Any, ...]] = sympy.lambdify(
        arguments, tuple(expressions), modules=[dict(ARRAYS)], printer=_CodePrinter, cse=shared,
        docstring_limit=0, use_imps=False,
    )  # fmt: skip
    return code


def for_floats(code: Any) -> Callable[..., tuple[float, ...]]:
    """The same code with Python's functions of floats in place of NumPy's of arrays."""
    return FunctionType(code.__code__, dict(FLOATS))


def _is_large(expressions: Sequence[sympy.Expr]) -> bool:
    """Whether SymPy's search for common parts of sums, which tries all pairs, would take long."""
    return sum(len(part.args) for part in _parts(expressions)) > _MANY_OPERANDS


def _parts(expressions: Sequence[sympy.Expr]) -> set[sympy.Basic]:
    """All different subexpressions."""
    found: set[sympy.Basic] = set()
    waiting: list[sympy.Basic] = list(expressions)
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting.extend(part.args)
    return found


def _whole_parts(expressions: Sequence[sympy.Expr]) -> Any:
    """``sympy.cse`` for whole subexpressions alone."""
    names = sympy.numbered_symbols("_shared")
    return tree_cse(sympy.sympify(list(expressions)), names, order="none")


def float_of(number: sympy.Expr) -> float:
    """The float64 nearest to a number of SymPy; nan where it is not real, ±inf beyond all."""
    if number.is_finite is False or number.is_real is False:
        return math.nan
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
    except TypeError:
        return math.nan


def constant_value(expression: sympy.Expr) -> float:
    """The float64 value of an expression without variables; nan where it is not real."""
    with np.errstate(all="ignore"):
        try:
            return float(_evaluated(expression))
        except (ArithmeticError, ValueError, TypeError):
            return math.nan


def _evaluated(expression: sympy.Expr) -> Any:
    """Computed in float64 from its parts: SymPy may take for ever to find exp(exp(exp(9)))."""
    if not expression.args:
        return np.float64(float_of(expression))
    arguments = [_evaluated(a) for a in expression.args]
    if isinstance(expression, sympy.Add):
        return np.float64(sum(arguments))
    if isinstance(expression, sympy.Mul):
        return np.float64(np.prod(arguments))
    if isinstance(expression, sympy.Pow):
        return np.power(*arguments)
    if type(expression).__name__ not in ARRAYS:
        return np.float64(math.nan)
    name = type(expression).__name__
    return (math.erf if name == "erf" else ARRAYS[name])(*arguments)
