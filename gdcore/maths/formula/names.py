"""The names in a formula: of functions, of constants, and which a variable may have."""

import keyword
import re
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

import sympy

from gdcore.maths.formula.errors import ExpressionError


def _named(function: Callable[..., sympy.Expr]) -> Callable[..., sympy.Expr]:
    """Build a call as it is written; SymPy evaluates it where its arguments are plain constants.

    SymPy's functions ask of their arguments whether they may be zero, infinite or real, which asks
    the same of every function inside, again and again: ``tanh`` nested 12 deep takes minutes.
    """

    def build(*arguments: sympy.Expr) -> sympy.Expr:
        written = any(a.free_symbols or a.has(sympy.Function) for a in arguments)
        return function(*arguments, evaluate=not written)

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
    "cbrt": (lambda x: _named(sympy.sign)(x) * _named(sympy.Abs)(x) ** sympy.Rational(1, 3), 1, 1),
    "exp": (_named(sympy.exp), 1, 1),
    "log": (_named(sympy.log), 1, 1),
    "ln": (_named(sympy.log), 1, 1),
    "log2": (lambda x: _named(sympy.log)(x) / sympy.log(2), 1, 1),
    "log10": (lambda x: _named(sympy.log)(x) / sympy.log(10), 1, 1),
    "sin": (_named(sympy.sin), 1, 1),
    "cos": (_named(sympy.cos), 1, 1),
    "tan": (_named(sympy.tan), 1, 1),
    "sec": (lambda x: 1 / _named(sympy.cos)(x), 1, 1),
    "csc": (lambda x: 1 / _named(sympy.sin)(x), 1, 1),
    "cot": (lambda x: _named(sympy.cos)(x) / _named(sympy.sin)(x), 1, 1),
    "asin": (_named(sympy.asin), 1, 1),
    "acos": (_named(sympy.acos), 1, 1),
    "atan": (_named(sympy.atan), 1, 1),
    "atan2": (_named(sympy.atan2), 2, 2),
    "arcsin": (_named(sympy.asin), 1, 1),
    "arccos": (_named(sympy.acos), 1, 1),
    "arctan": (_named(sympy.atan), 1, 1),
    "sinh": (_named(sympy.sinh), 1, 1),
    "cosh": (_named(sympy.cosh), 1, 1),
    "tanh": (_named(sympy.tanh), 1, 1),
    "asinh": (_named(sympy.asinh), 1, 1),
    "acosh": (_named(sympy.acosh), 1, 1),
    "atanh": (_named(sympy.atanh), 1, 1),
    # 1/(1 + exp(-x)), in the form whose derivatives stay finite for every x.
    "sigmoid": (lambda x: (1 + _named(sympy.tanh)(x / 2)) / 2, 1, 1),
    "erf": (_named(sympy.erf), 1, 1),
    "abs": (_named(sympy.Abs), 1, 1),
    "sign": (_named(sympy.sign), 1, 1),
    "floor": (_named(sympy.floor), 1, 1),
    "ceil": (_named(sympy.ceiling), 1, 1),
    "min": (_named(sympy.Min), 2, None),
    "max": (_named(sympy.Max), 2, None),
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
