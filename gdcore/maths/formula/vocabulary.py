"""The words of a formula: functions, constants, and what may be the name of a variable."""

import keyword
import re
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

import sympy

from gdcore.maths.formula.errors import ExpressionError


def _raw(function: Callable[..., sympy.Expr]) -> Callable[..., sympy.Expr]:
    """Build a node without SymPy's own evaluation, which for this function may take for ever."""

    def build(*arguments: sympy.Expr) -> sympy.Expr:
        if all(a.is_Number for a in arguments):
            return function(*arguments)
        return function(*arguments, evaluate=False)

    return build


def _plain(function: Callable[..., sympy.Expr]) -> Callable[..., sympy.Expr]:
    """Build a node with SymPy's evaluation where no argument holds a function.

    On nested functions SymPy asks of each whether it may be zero, infinite or real, which asks the
    same of all inside it, again and again.
    """

    def build(*arguments: sympy.Expr) -> sympy.Expr:
        nested = any(a.has(sympy.Function) for a in arguments)
        return (_raw(function) if nested else function)(*arguments)

    return build


def power(base: sympy.Expr, exponent: sympy.Expr) -> sympy.Expr:
    """base^exponent.

    SymPy's evaluation is left out for a sum, and for a root of functions, of which it would only
    ask whether nested functions may be infinite or imaginary; that can take for ever.
    """
    asks = base.is_Add or (not exponent.is_Integer and base.has(sympy.Function))
    if asks and base.free_symbols and exponent not in (0, 1):
        return sympy.Pow(base, exponent, evaluate=False)
    return sympy.Pow(base, exponent)


FUNCTIONS: dict[str, tuple[Callable[..., sympy.Expr], int, int | None]] = {
    # name: builder, fewest arguments, most arguments (None: any number)
    "sqrt": (lambda x: power(x, sympy.Rational(1, 2)), 1, 1),
    # The real cube root; SymPy's own x**(1/3) is complex for negative x.
    "cbrt": (lambda x: _raw(sympy.sign)(x) * _raw(sympy.Abs)(x) ** sympy.Rational(1, 3), 1, 1),
    "exp": (_plain(sympy.exp), 1, 1),
    "log": (_plain(sympy.log), 1, 1),
    "ln": (_plain(sympy.log), 1, 1),
    "log2": (lambda x: _plain(sympy.log)(x) / sympy.log(2), 1, 1),
    "log10": (lambda x: _plain(sympy.log)(x) / sympy.log(10), 1, 1),
    "sin": (_plain(sympy.sin), 1, 1),
    "cos": (_plain(sympy.cos), 1, 1),
    "tan": (_plain(sympy.tan), 1, 1),
    "sec": (lambda x: 1 / _plain(sympy.cos)(x), 1, 1),
    "csc": (lambda x: 1 / _plain(sympy.sin)(x), 1, 1),
    "cot": (lambda x: _plain(sympy.cos)(x) / _plain(sympy.sin)(x), 1, 1),
    "asin": (_raw(sympy.asin), 1, 1),
    "acos": (_raw(sympy.acos), 1, 1),
    "atan": (_raw(sympy.atan), 1, 1),
    "atan2": (_raw(sympy.atan2), 2, 2),
    "arcsin": (_raw(sympy.asin), 1, 1),
    "arccos": (_raw(sympy.acos), 1, 1),
    "arctan": (_raw(sympy.atan), 1, 1),
    "sinh": (_plain(sympy.sinh), 1, 1),
    "cosh": (_plain(sympy.cosh), 1, 1),
    "tanh": (_plain(sympy.tanh), 1, 1),
    "asinh": (_raw(sympy.asinh), 1, 1),
    "acosh": (_raw(sympy.acosh), 1, 1),
    "atanh": (_raw(sympy.atanh), 1, 1),
    # 1/(1 + exp(-x)), in the form whose derivatives stay finite for every x.
    "sigmoid": (lambda x: (1 + _plain(sympy.tanh)(x / 2)) / 2, 1, 1),
    "erf": (_raw(sympy.erf), 1, 1),
    "abs": (_raw(sympy.Abs), 1, 1),
    "sign": (_raw(sympy.sign), 1, 1),
    "floor": (_raw(sympy.floor), 1, 1),
    "ceil": (_raw(sympy.ceiling), 1, 1),
    "min": (_raw(sympy.Min), 2, None),
    "max": (_raw(sympy.Max), 2, None),
}
SYMBOLS = {"pi": sympy.pi, "e": sympy.E}
_RESERVED = {*FUNCTIONS, *SYMBOLS}

FUNCTION_NAMES: tuple[str, ...] = tuple(sorted(FUNCTIONS))
CONSTANTS = MappingProxyType({name: float(value) for name, value in SYMBOLS.items()})


def ordered(names: Iterable[str]) -> tuple[str, ...]:
    """Names in alphabetical order, with x2 before x10."""
    return tuple(
        sorted(
            names,
            key=lambda name: [
                (len(part), part) if part.isdigit() else (0, part)
                for part in re.split(r"(\d+)", name)
            ],
        )
    )


def check_variables(variables: Sequence[str]) -> None:
    """Raise ExpressionError unless each name can stand for a variable and none comes twice."""
    if isinstance(variables, str):
        raise ExpressionError(f"expected a list of variable names, found the text {variables!r}")
    for i, name in enumerate(variables):
        if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z][A-Za-z_0-9]*", name):
            raise ExpressionError(
                f"{name!r} can't be a variable; a name is a letter, then letters, digits or _"
            )
        if keyword.iskeyword(name):
            raise ExpressionError(f"{name!r} is a reserved word and can't be a variable")
        if name in _RESERVED:
            kind = "a constant" if name in SYMBOLS else "a function"
            raise ExpressionError(f"{name!r} is {kind} and can't be a variable")
        if name in variables[:i]:
            raise ExpressionError(f"the variable {name!r} is named twice")
