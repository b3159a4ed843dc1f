"""Derivatives of formulas, by ``sympy.diff``.

SymPy's functions evaluate themselves whenever they are built: ``tanh(u)`` asks whether u may be
infinite, which for nested functions asks the same of every function inside, again and again. So
formulas are differentiated in stand-ins: each function of SymPy has one that carries SymPy's own
derivative, and that is built without any question.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

import sympy

# Derivatives away from the kinks and jumps, where these functions have none.
_PIECEWISE_CONSTANT = (sympy.sign, sympy.floor, sympy.ceiling, sympy.Heaviside)


class StandIn(sympy.Function):
    """A function of real numbers that SymPy differentiates and otherwise leaves alone."""

    stands_for: type

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """The partial derivative by one argument, counted from 1."""
        if issubclass(self.stands_for, sympy.Max | sympy.Min):
            return _share(self, argindex)
        dummies, derivative = _rule(self.stands_for, argindex)
        return derivative.xreplace(dict(zip(dummies, self.args, strict=False)))


def gradient(expression: sympy.Expr, symbols: Sequence[sympy.Symbol]) -> list[sympy.Expr]:
    """The partial derivatives of a formula in stand-ins, by each symbol."""
    return Derivation().gradient(expression, symbols)


class Derivation:
    """Derivatives of several formulas that share parts: each part is differentiated once.

    Sums and products pass over what does not contain the variable, which ``sympy.diff`` asks of
    every part anew.
    """

    def __init__(self) -> None:
        self._variables: dict[sympy.Basic, frozenset[sympy.Basic]] = {}
        self._known: dict[tuple[sympy.Basic, sympy.Symbol], sympy.Expr] = {}

    def gradient(self, expression: sympy.Expr, symbols: Sequence[sympy.Symbol]) -> list[sympy.Expr]:
        """The partial derivatives by each symbol."""
        return [self._partial(expression, symbol) for symbol in symbols]

    def _partial(self, formula: sympy.Expr, symbol: sympy.Symbol) -> sympy.Expr:
        if formula == symbol:
            return sympy.S.One
        if symbol not in self._free(formula):
            return sympy.S.Zero
        if (formula, symbol) not in self._known:
            self._known[formula, symbol] = self._by_rule(formula, symbol)
        return self._known[formula, symbol]

    def _by_rule(self, formula: sympy.Expr, symbol: sympy.Symbol) -> sympy.Expr:
        # A product with a 0 is never built: SymPy would ask whether its factors may be infinite,
        # which for nested functions takes seconds.
        partials = [self._partial(part, symbol) for part in formula.args]
        parts = [(i, partial) for i, partial in enumerate(partials) if partial != 0]
        if formula.is_Add:
            return sympy.Add(*(partial for _, partial in parts))
        if formula.is_Mul:
            args = formula.args
            return sympy.Add(
                *(sympy.Mul(*args[:i], partial, *args[i + 1 :]) for i, partial in parts)
            )
        if formula.is_Pow and not self._free(formula.exp):
            power = sympy.Pow(formula.base, formula.exp - 1)
            return sympy.Add(*(sympy.Mul(formula.exp, power, partial) for _, partial in parts))
        if isinstance(formula, StandIn):
            outer = [(formula.fdiff(i + 1), partial) for i, partial in parts]
            return sympy.Add(*(sympy.Mul(*factors) for factors in outer if factors[0] != 0))
        return sympy.diff(formula, symbol)

    def _free(self, part: sympy.Basic) -> frozenset[sympy.Basic]:
        if part not in self._variables:
            own = [part] if part.is_Symbol else []
            found = frozenset(own).union(*(self._free(a) for a in part.args))
            self._variables[part] = found
        return self._variables[part]


def with_stand_ins(expression: sympy.Expr) -> sympy.Expr:
    """The expression with stand-ins in place of SymPy's functions."""
    return _rebuilt(expression, {}, to_stand_ins=True)


def without_stand_ins(expression: sympy.Expr) -> sympy.Expr:
    """The expression in SymPy's own functions, none of which is evaluated."""
    return _rebuilt(expression, {}, to_stand_ins=False)


def _rebuilt(
    expression: sympy.Basic, known: dict[sympy.Basic, sympy.Basic], *, to_stand_ins: bool
) -> Any:
    if not expression.args:
        return expression
    if expression in known:
        return known[expression]
    arguments = [_rebuilt(a, known, to_stand_ins=to_stand_ins) for a in expression.args]
    result: sympy.Basic
    if isinstance(expression, StandIn):
        result = expression
        if not to_stand_ins:
            result = cast(Any, expression.stands_for)(*arguments, evaluate=False)
    elif isinstance(expression, sympy.Function | sympy.Max | sympy.Min):
        result = expression
        if to_stand_ins:
            # SymPy keeps the arguments of Max and Min in a set; sorted, every run has one order.
            if isinstance(expression, sympy.Max | sympy.Min):
                arguments.sort(key=str)
            result = _stand_in(cast(Any, type(expression)))(*arguments)
    elif all(a is b for a, b in zip(arguments, expression.args, strict=True)):
        result = expression
    else:
        result = expression.func(*arguments)
    known[expression] = result
    return result


@cache
def _stand_in(function: Any) -> Any:
    # SymPy prints its step function by an attribute that a stand-in lacks.
    name = "step" if function is sympy.Heaviside else function.__name__
    return type(name, (StandIn,), {"stands_for": function})


@cache
def _rule(function: Any, argindex: int) -> tuple[list[sympy.Symbol], sympy.Expr]:
    """SymPy's derivative of a function by one argument, in dummies for its arguments."""
    if function in _PIECEWISE_CONSTANT:
        return [], sympy.S.Zero
    count = 2 if function is sympy.atan2 else 1
    dummies = [sympy.Dummy() for _ in range(count)]
    if function is sympy.Abs:  # SymPy's is that of a complex number
        return dummies, _stand_in(sympy.sign)(dummies[0])
    derivative = function(*dummies).diff(dummies[argindex - 1])
    return dummies, with_stand_ins(derivative)


def _share(extreme: StandIn, argindex: int) -> sympy.Expr:
    """The derivative of a maximum or minimum by one argument: 1 where it is the extreme one.

    On a ridge, where two arguments are equal, each has 1/2.
    """
    own = extreme.args[argindex - 1]
    others = [a for i, a in enumerate(extreme.args) if i != argindex - 1]
    rival = others[0] if len(others) == 1 else extreme.func(*others)
    ahead = own - rival if extreme.stands_for is sympy.Max else rival - own
    return _stand_in(sympy.Heaviside)(ahead, sympy.Rational(1, 2))
