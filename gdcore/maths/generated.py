"""The derivatives of a function and the code that computes them, generated at first need.

They are kept here, by function, so that a ``Function`` stays small, hashable and picklable.
"""

import math
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Protocol

import sympy

from gdcore.maths import derivation
from gdcore.maths.derivation import Derivation, with_stand_ins, without_stand_ins
from gdcore.maths.evaluation import compiled, for_floats
from gdcore.maths.formula.shortest import shortest


class Defined(Hashable, Protocol):
    """The parts of a function that its code follows from; see `Function`."""

    @property
    def expression(self) -> sympy.Expr:
        """The formula in plain symbols."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables, in the order of a point's coordinates."""

    @property
    def conditions(self) -> tuple[sympy.Expr, ...]:
        """Expressions that must be finite for it to be defined."""


@lru_cache(maxsize=256)
def _formula(function: Defined) -> sympy.Expr:
    return with_stand_ins(function.expression)


@lru_cache(maxsize=256)
def gradient(function: Defined) -> list[sympy.Expr]:
    """The d partial derivatives, in stand-ins."""
    symbols = [sympy.Symbol(name) for name in function.variables]
    return derivation.gradient(_formula(function), symbols)


@lru_cache(maxsize=256)
def shortest_gradient(function: Defined) -> tuple[sympy.Expr, ...]:
    """The d partial derivatives in SymPy's functions, each in its shortest form."""
    return tuple(shortest(without_stand_ins(g)) for g in gradient(function))


@lru_cache(maxsize=256)
def hessian(function: Defined, first: int) -> list[sympy.Expr]:
    """The upper triangle of the Hessian by the first variables, row by row, in stand-ins."""
    symbols = [sympy.Symbol(name) for name in function.variables[:first]]
    partials = gradient(function)[:first]
    deriving = Derivation()
    rows = [deriving.gradient(g, symbols[i:]) for i, g in enumerate(partials)]
    return [entry for row in rows for entry in row]


def _results(function: Defined, what: str, first: int = 0) -> list[sympy.Expr]:
    """The expressions that code for one purpose computes: f, derivatives, conditions."""
    derivatives = {
        "value": list,
        "value_and_gradient": lambda: gradient(function),
        "hessian": lambda: hessian(function, first),
    }[what]()
    conditions = [with_stand_ins(c) for c in function.conditions]
    return [_formula(function), *derivatives, *conditions]


@lru_cache(maxsize=256)
def operations(function: Defined) -> int:
    """The number of elementary operations in a value with its gradient."""
    replaced, reduced = sympy.cse(_results(function, "value_and_gradient"))
    return 1 + int(sum(sympy.count_ops(e) for _, e in replaced) + sympy.count_ops(reduced))


@lru_cache(maxsize=512)
def code_for_arrays(function: Defined, what: str, first: int = 0) -> Callable[..., Any]:
    """Code from d arrays to the results that ``Function.evaluate`` describes, and conditions."""
    symbols = [sympy.Symbol(name) for name in function.variables]
    return compiled(symbols, _results(function, what, first))


@lru_cache(maxsize=256)
def code_for_floats(function: Defined) -> Callable[..., tuple[float, ...]]:
    """Code from d floats to f and its d partial derivatives."""
    code = for_floats(code_for_arrays(function, "value_and_gradient"))
    if not function.conditions:
        return code
    count = 1 + len(function.variables)

    def checked(*point: float) -> tuple[float, ...]:
        results = code(*point)
        if not all(map(math.isfinite, results[count:])):
            raise ValueError("the function is undefined here")
        return results[:count]

    return checked


@lru_cache(maxsize=256)
def code_for_steps(function: Defined) -> Callable[[tuple[float, ...], float], tuple[float, ...]]:
    """Code for one step of plain gradient descent: (row, η) → row.

    A row is (x₁, …, f, ∂f/∂x₁, …, conditions). In one function with f and ∇f a step costs a fifth
    of what it costs beside them.
    """
    symbols = [sympy.Symbol(name) for name in function.variables]
    results = _results(function, "value_and_gradient")
    η = sympy.Dummy()
    x, y = ([sympy.Dummy() for _ in entries] for entries in (symbols, results))
    g = y[1 : 1 + len(symbols)]
    moved = [(new, a - η * slope) for new, a, slope in zip(symbols, x, g, strict=True)]
    return for_floats(compiled([(*x, *y), η], [*symbols, *results], moved))
