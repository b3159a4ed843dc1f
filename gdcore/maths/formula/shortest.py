"""The shortest form of an expression, for showing it."""

from collections.abc import Callable, Iterator
from math import comb, prod

import sympy

from gdcore.maths.derivation import StandIn, with_stand_ins, without_stand_ins
from gdcore.maths.formula.printer import formula_text

# Bounds on the size of an expression, never on time: every computer finds the same form.
MAX_TERMS = 60  # of the expanded expression; more would not be shorter
MAX_DEGREE = 16  # of a power; to factor x^1024 - 1 takes minutes
MAX_ATOMS = 12  # different variables, decimals and functions, which factoring treats as variables
MAX_SIMPLIFIED = 15  # operations; sympy.simplify tries a hundred rules on every part


def shortest(expression: sympy.Expr) -> sympy.Expr:
    """The form of an expression that is printed with the fewest characters.

    Candidates are the expression as it is, expanded, factored, brought to one fraction,
    cancelled, a sum with each term in its shortest form and, for a small expression, simplified.
    All are equal to the expression wherever both are defined.

    Args:
        expression: in SymPy's own functions; those in the result are not evaluated.
    """
    # SymPy rounds the decimals of polynomials that it factors; symbols it keeps.
    decimals = sorted(expression.atoms(sympy.Float))
    dummies = [sympy.Dummy(f"decimal{i}") for i in range(len(decimals))]
    formula = with_stand_ins(expression).xreplace(dict(zip(decimals, dummies, strict=True)))
    numbers = dict(zip(dummies, decimals, strict=True))
    found = [expression]
    found += [without_stand_ins(form.xreplace(numbers)) for form in _forms(formula)]
    if _is_simple(expression) and not decimals:
        found.append(sympy.simplify(expression))
    if expression.is_Add:
        found.append(sympy.Add(*(shortest(term) for term in expression.args)))
    return min(found, key=printed_length)


def printed_length(expression: sympy.Expr) -> int:
    """The number of characters that a hall sees: products have no sign, powers are raised."""
    return sum(character not in " *^" for character in formula_text(expression))


def _forms(formula: sympy.Expr) -> Iterator[sympy.Expr]:
    if not _is_small(formula):
        return
    transforms: tuple[Callable[[sympy.Expr], sympy.Expr], ...] = (
        sympy.factor, sympy.expand_mul, sympy.expand, sympy.together, sympy.cancel,
    )  # fmt: skip
    for transform in transforms:
        try:
            yield transform(formula)
        except (sympy.PolynomialError, NotImplementedError):
            continue


def _is_small(formula: sympy.Expr) -> bool:
    powers = [abs(p.exp) for p in formula.atoms(sympy.Pow) if p.exp.is_Integer]
    return (
        len(formula.atoms(sympy.Symbol, StandIn)) <= MAX_ATOMS
        and max(powers, default=0) <= MAX_DEGREE
        and max(_terms(formula)) <= MAX_TERMS
    )


def _terms(formula: sympy.Expr) -> tuple[int, int]:
    """The most terms that numerator and denominator have when all is multiplied out.

    Beyond ``MAX_TERMS`` they are not counted exactly.
    """
    above, below = 1, 1
    if formula.is_Add:
        terms = [_terms(term) for term in formula.args]
        below = prod(b for _, b in terms)
        above = sum(a * below // b for a, b in terms)
    elif formula.is_Mul:
        factors = [_terms(factor) for factor in formula.args]
        above, below = prod(a for a, _ in factors), prod(b for _, b in factors)
    elif formula.is_Pow and formula.exp.is_Integer:
        exponent = abs(int(formula.exp))
        above, below = (comb(exponent + n - 1, n - 1) for n in _terms(formula.base))
        if formula.exp < 0:
            above, below = below, above
    return min(above, MAX_TERMS + 1), min(below, MAX_TERMS + 1)


def _is_simple(expression: sympy.Expr) -> bool:
    """Whether SymPy simplifies it soon: few operations, and no function inside another."""
    kinds = (sympy.Function, sympy.Max, sympy.Min)
    nested = any(a.has(*kinds) for part in expression.atoms(*kinds) for a in part.args)
    return not nested and sympy.count_ops(expression) <= MAX_SIMPLIFIED
