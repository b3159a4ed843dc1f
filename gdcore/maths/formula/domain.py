"""Where a formula is defined: what SymPy's simplifications must not make it forget."""

from collections.abc import Iterable

import sympy

_PARTIAL = (sympy.asin, sympy.acos, sympy.acosh, sympy.atanh)
# What each demand includes: log(u) needs u > 0, which allows for √u and 1/u as well.
_INCLUDED = {"positive": ("positive", "nonnegative", "nonzero")}


def lost_conditions(
    written: Iterable[sympy.Basic], expression: sympy.Expr
) -> tuple[sympy.Expr, ...]:
    """The parts of a formula that restrict its domain and have cancelled.

    Args:
        written: the subexpressions of the formula as it was written, in order.
        expression: the formula as SymPy keeps it, such as x for ``sqrt(x)^2``.

    Returns:
        Those that must be finite real numbers, here √x, each demand once.
    """
    kept: set[tuple[str, sympy.Basic]] = set()
    for part in sympy.preorder_traversal(expression):
        kept.update(_demands(part))
    lost: list[sympy.Expr] = []
    for part in written:
        demands = _demands(part)
        if demands and demands[0] not in kept:
            lost.append(part)
            kept.update(demands)
    return tuple(lost)


def _demands(part: sympy.Basic) -> list[tuple[str, sympy.Basic]]:
    """What must hold for a function or power to be real, the strongest first."""
    if not part.args or not part.free_symbols:
        return []
    if isinstance(part, sympy.log):
        return [(demand, part.args[0]) for demand in _INCLUDED["positive"]]
    if isinstance(part, _PARTIAL):
        return [(type(part).__name__, part.args[0])]
    if not isinstance(part, sympy.Pow) or part.base.is_number:
        return []
    base, exponent = part.args
    if not exponent.is_Number:
        return [("power", part)]
    if exponent.is_Integer:
        return [("nonzero", base)] if exponent < 0 else []
    if exponent < 0:
        return [(demand, base) for demand in _INCLUDED["positive"]]
    return [] if isinstance(base, sympy.Abs) else [("nonnegative", base)]
