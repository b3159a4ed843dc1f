"""SymPy expressions in Typst's notation for formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import sympy
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.printer import Printer

from gdcore.words import MINUS, Numerals

# Typst's own operators, or upright words; the names are those of ISO 80000-2.
_NAMES = {
    "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh",
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": 'op("arsinh")',
    "acosh": 'op("arcosh")', "atanh": 'op("artanh")', "log": "ln", "sign": 'op("sgn")',
    "Max": "max", "Min": "min", "floor": "floor", "ceiling": "ceil", "Heaviside": 'op("H")',
}  # fmt: skip
GREEK = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi",
    "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma",
    "Upsilon", "Phi", "Psi", "Omega",
}  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", f"0123456789{MINUS}")
_MOST_DIGITS = 8
"""Significant digits of a decimal in a formula: enough for numbers as authors type them; computed
numbers are rounded."""


class TypstPrinter(Printer):
    """Prints an expression as Typst math, without the dollar signs.

    Sums keep descending powers, products are written without dots, powers one half as roots.
    """

    printmethod = "_typst"

    def __init__(self, numerals: Numerals) -> None:
        super().__init__()
        self._numerals = numerals

    def _print_Symbol(self, symbol: sympy.Symbol) -> str:
        return symbol_name(symbol.name)

    def _print_Integer(self, number: sympy.Integer) -> str:
        text = str(abs(int(number)))
        if len(text) > 4:
            text = _quoted(f"{abs(int(number)):,}".replace(",", "\u2009"))
        return f"{MINUS}{text}" if number < 0 else text

    def _print_Rational(self, number: sympy.Rational) -> str:
        sign = MINUS if number.p < 0 else ""
        return f"{sign}{abs(number.p)}/{number.q}"

    def _print_Float(self, number: sympy.Float) -> str:
        return typst_number(float(number), self._numerals)

    def _print_Pi(self, _: sympy.Expr) -> str:
        return "pi"

    def _print_Exp1(self, _: sympy.Expr) -> str:
        return "e"

    def _print_Add(self, add: sympy.Add) -> str:
        terms = list(add.as_ordered_terms())
        texts = [self._factor(term, PRECEDENCE["Add"] + 1) for term in terms]
        # 1 − x rather than −x + 1: start with a term that has no minus sign, if there is one.
        first = next((k for k, text in enumerate(texts) if not text.startswith(MINUS)), 0)
        out = texts.pop(first)
        for text in texts:
            out += f" {MINUS} {text[1:]}" if text.startswith(MINUS) else f" + {text}"
        return out

    def _print_Mul(self, mul: sympy.Mul) -> str:
        factors = _with_cube_roots(list(mul.as_ordered_factors()))
        sign = ""
        if factors[0].is_Number and factors[0] < 0:
            sign = MINUS
            factors[0] = -factors[0]
            if factors[0] == 1 and len(factors) > 1:
                factors.pop(0)
        above: list[sympy.Expr] = []
        below: list[sympy.Expr] = []
        for factor in factors:
            if isinstance(factor, sympy.Rational) and factor.q != 1:
                below.append(sympy.Integer(factor.q))
                if factor.p != 1:
                    above.append(sympy.Integer(factor.p))
            elif factor.is_Pow and factor.exp.is_Rational and factor.exp < 0:
                below.append(_reciprocal(factor))
            else:
                above.append(factor)
        if not below:
            return sign + _side_by_side(self._factors(above))
        whole = [f for f in above if f.is_Integer]
        rest = [f for f in above if not f.is_Integer]
        if all(f.is_Integer for f in below) and any(not f.is_Symbol for f in rest):
            # A number before something long reads better than a long numerator.
            share = f"{self._part(whole)}/{self._part(below)}"
            return sign + _side_by_side([share, *self._factors(rest)])
        return f"{sign}({self._part(above)})/({self._part(below)})"

    def _part(self, factors: Sequence[sympy.Expr]) -> str:
        """A numerator or a denominator, without brackets of its own."""
        if len(factors) == 1:
            return str(self._print(factors[0]))
        return _side_by_side(self._factors(factors)) or "1"

    def _factors(self, factors: Sequence[sympy.Expr]) -> list[str]:
        return [self._factor(f, PRECEDENCE["Mul"]) for f in factors]

    def _print_Pow(self, power: sympy.Pow) -> str:
        base, exponent = power.base, power.exp
        if exponent == sympy.Rational(1, 2):
            return f"sqrt({self._print(base)})"
        if exponent.is_Rational and exponent < 0:
            return f"1/({self._print(_reciprocal(power))})"
        below = self._factor(base, PRECEDENCE["Pow"] + 1)
        if base.is_Float and not below.replace(".", "").isdigit():
            below = f"({below})"
        return f"{below}^({self._exponent(exponent)})"

    def _exponent(self, exponent: sympy.Expr) -> str:
        if isinstance(exponent, sympy.Rational) and exponent.q != 1:
            # A stacked fraction is too small up there.
            return str(self._print(exponent)).replace("/", "\\/")
        return str(self._print(exponent))

    def _print_exp(self, call: sympy.Expr) -> str:
        return f"e^({self._exponent(call.args[0])})"

    def _print_Abs(self, call: sympy.Expr) -> str:
        return f"abs({self._print(call.args[0])})"

    def _print_Function(self, call: sympy.Expr) -> str:
        name = type(call).__name__
        arguments = ", ".join(str(self._print(a)) for a in call.args)
        if name == "cbrt":
            return f"root(3, {arguments})"
        return f"{_NAMES.get(name, f'op({_quoted(name)})')}({arguments})"

    _print_Max = _print_Min = _print_Function

    def _factor(self, part: sympy.Expr, level: int) -> str:
        text = str(self._print(part))
        loose = precedence(part) < level or (
            level > PRECEDENCE["Pow"] and (part.is_Pow or isinstance(part, sympy.exp))
        )
        # Within a sum, a term's minus sign is printed as the sum's operator: no brackets.
        loose = loose and not (level == PRECEDENCE["Add"] + 1 and not part.is_Add)
        return f"({text})" if loose else text

    def emptyPrinter(self, expr: object) -> str:
        return _quoted(str(expr))


def _reciprocal(power: sympy.Pow) -> sympy.Expr:
    return power.base if power.exp == -1 else sympy.Pow(power.base, -power.exp, evaluate=False)


def _with_cube_roots(factors: list[sympy.Expr]) -> list[sympy.Expr]:
    """The factors with sgn(u)·|u|^(1/3), SymPy's form of the real cube root, put back into cbrt."""
    out = list(factors)
    for sign in [f for f in factors if isinstance(f, sympy.sign)]:
        size = sympy.Abs(sign.args[0], evaluate=False) ** sympy.Rational(1, 3)
        if size in out:
            out.remove(sign)
            out[out.index(size)] = sympy.Function("cbrt")(sign.args[0])
    return out


def _side_by_side(texts: Sequence[str]) -> str:
    out, before = "", ""
    for text in texts:
        # Two numbers side by side would read as one; a space after a quoted one would be drawn.
        dot = out and (text[0].isdigit() or text[0] == '"')
        out += (" dot " if dot else " " if out and not before.startswith('"') else "") + text
        before = text
    return out


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@lru_cache(maxsize=256)
def typst_formula(expression: sympy.Expr, numerals: Numerals) -> str:
    """The expression in Typst's math notation, without dollar signs."""
    return str(TypstPrinter(numerals).doprint(expression))


def symbol_name(name: str) -> str:
    """A variable's name: x, a Greek letter, x_1 with its index, a longer word upright."""
    head, _, index = name.partition("_")
    stem = head.rstrip("0123456789")
    if not index and stem.isalpha() and len(stem) < len(head):
        head, index = stem, head[len(stem) :]
    index = index.strip("_")
    shown = head if len(head) == 1 or head in GREEK else f'upright("{head}")'
    return f"{shown}_({index})" if index.isdigit() else f'{shown}_"{index}"' if index else shown


def typst_number(value: float, numerals: Numerals, digits: int = _MOST_DIGITS) -> str:
    """A number as math: 0.05, −3, 1.2 × 10^(−7); more than so many digits are rounded."""
    text = numerals.significant(value, digits)
    text = re.sub("10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", lambda m: f"10^({m[1].translate(_RAISED)})", text)
    sign = MINUS if text.startswith(MINUS) else ""
    text = text.removeprefix(MINUS).replace(" × ", " times ")
    # Typst's math would leave out the thin spaces between thousands, and put one after a comma.
    mantissa, times, power = text.partition(" times ")
    plain = mantissa.replace(".", "").isdigit() or mantissa.startswith("10^")
    return sign + (mantissa if plain else _quoted(mantissa)) + times + power
