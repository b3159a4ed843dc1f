"""SymPy expressions in Typst's notation for formulas."""

from __future__ import annotations

import sympy
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.printer import Printer

from gdcore.story.numbers import significant

_NAMES = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "sinh": "sinh", "cosh": "cosh",
    "tanh": "tanh", "sin": "sin", "cos": "cos", "tan": "tan", "log": "ln", "sign": 'op("sgn")',
    "Max": "max", "Min": "min", "erf": 'op("erf")', "Heaviside": 'op("H")',
}  # fmt: skip
_GREEK = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "omicron",
        "pi",
        "rho",
        "sigma",
        "tau",
        "upsilon",
        "phi",
        "chi",
        "psi",
        "omega",
    ]
)


class TypstPrinter(Printer):
    """Prints an expression as Typst math, without the dollar signs.

    Sums keep descending powers, products are written without dots, powers one half as roots.
    """

    printmethod = "_typst"

    def _print_Symbol(self, symbol: sympy.Symbol) -> str:
        return symbol_name(symbol.name)

    def _print_Integer(self, number: sympy.Integer) -> str:
        return str(int(number)).replace("-", "−")

    def _print_Rational(self, number: sympy.Rational) -> str:
        sign = "−" if number.p < 0 else ""
        return f"{sign}{abs(number.p)}/{number.q}"

    def _print_Float(self, number: sympy.Float) -> str:
        return typst_number(float(number))

    def _print_Pi(self, _: sympy.Expr) -> str:
        return "pi"

    def _print_Exp1(self, _: sympy.Expr) -> str:
        return "e"

    def _print_Add(self, add: sympy.Add) -> str:
        parts: list[str] = []
        for term in self._terms(add):
            negative = term.could_extract_minus_sign()
            text = self._factor(-term if negative else term, PRECEDENCE["Add"])
            if parts:
                parts.append(f" {'−' if negative else '+'} {text}")
            else:
                parts.append(f"{'−' if negative else ''}{text}")
        return "".join(parts)

    def _terms(self, add: sympy.Add) -> list[sympy.Expr]:
        terms = list(add.as_ordered_terms())
        # 1 − x rather than −x + 1: start with a term that has no minus sign, if there is one.
        first = next((t for t in terms if not t.could_extract_minus_sign()), terms[0])
        if terms[0].could_extract_minus_sign():
            terms.remove(first)
            terms.insert(0, first)
        return terms

    def _print_Mul(self, mul: sympy.Mul) -> str:
        if mul.could_extract_minus_sign():
            return f"−{self._factor(-mul, PRECEDENCE['Mul'])}"
        above: list[sympy.Expr] = []
        below: list[sympy.Expr] = []
        for factor in mul.as_ordered_factors():
            if isinstance(factor, sympy.Rational) and factor.q != 1:
                below.append(sympy.Integer(factor.q))
                if factor.p != 1:
                    above.append(sympy.Integer(factor.p))
            elif isinstance(factor, sympy.Pow) and factor.exp.is_Rational and factor.exp < 0:
                below.append(sympy.Pow(factor.base, -factor.exp, evaluate=False))
            else:
                above.append(factor)
        if not below:
            return self._product(above)
        whole = [f for f in above if f.is_Integer]
        rest = [f for f in above if not f.is_Integer]
        if all(f.is_Integer for f in below) and any(not f.is_Symbol for f in rest):
            # A number before something long reads better than a long numerator.
            share = f"{self._product(whole) or 1}/{self._product(below)}"
            return f"{share} {self._product(rest)}"
        return f"({self._product(above) or 1})/({self._product(below)})"

    def _product(self, factors: list[sympy.Expr]) -> str:
        if len(factors) == 1:
            return str(self._print(factors[0]))
        texts = [self._factor(f, PRECEDENCE["Mul"]) for f in factors]
        out = ""
        for text in texts:
            # Two numbers side by side would read as one.
            dot = out and out[-1].isdigit() and text[0].isdigit()
            out += (" dot " if dot else " " if out else "") + text
        return out

    def _print_Pow(self, power: sympy.Pow) -> str:
        base, exponent = power.base, power.exp
        if exponent == sympy.Rational(1, 2):
            return f"sqrt({self._print(base)})"
        if exponent.is_Rational and exponent < 0:
            return f"1/({self._print(sympy.Pow(base, -exponent))})"
        return f"{self._factor(base, PRECEDENCE['Pow'] + 1)}^({self._print(exponent)})"

    def _print_exp(self, call: sympy.Expr) -> str:
        return f"e^({self._print(call.args[0])})"

    def _print_Abs(self, call: sympy.Expr) -> str:
        return f"abs({self._print(call.args[0])})"

    def _print_Function(self, call: sympy.Expr) -> str:
        name = type(call).__name__
        shown = _NAMES.get(name, f'op("{name}")')
        return f"{shown}({', '.join(str(self._print(a)) for a in call.args)})"

    _print_Max = _print_Min = _print_Function

    def _factor(self, part: sympy.Expr, level: int) -> str:
        text = str(self._print(part))
        loose = precedence(part) < level or (
            level > PRECEDENCE["Pow"] and (part.is_Pow or isinstance(part, sympy.exp))
        )
        return f"({text})" if loose else text

    def emptyPrinter(self, expr: object) -> str:  # SymPy's name
        return f'"{expr}"'


def typst_formula(expression: sympy.Expr) -> str:
    """The expression in Typst's math notation, without dollar signs."""
    return str(TypstPrinter().doprint(expression))


def symbol_name(name: str) -> str:
    """A variable's name: x, a Greek letter, x_1 with its index, a longer word upright."""
    head, _, index = name.partition("_")
    if not index and head[:-1].isalpha() and head[-1:].isdigit():
        head, index = head.rstrip("0123456789"), head[len(head.rstrip("0123456789")) :]
    shown = head if len(head) == 1 or head in _GREEK else f'upright("{head}")'
    return f"{shown}_({index})" if index.isdigit() else f'{shown}_"{index}"' if index else shown


def typst_number(value: float, digits: int = 4) -> str:
    """A number as math: 0.05, −3, 1.2 × 10^(−7)."""
    text = significant(value, digits)
    mantissa, times, _ = text.partition(" × 10")
    if times:
        power = f"{value:.{digits - 1}e}".split("e")[1]
        return f"{mantissa} times 10^({int(power)})".replace("-", "−")
    return text
