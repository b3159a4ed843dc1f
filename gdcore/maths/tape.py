"""A formula as a list of elementary operations.

Each node of the list is one operation on earlier nodes and stands there once, however often it
occurs, so common subexpressions are shared between value, gradient and Hessian.
"""

import math
from collections.abc import Sequence

import sympy

from gdcore.maths import kernels

Node = tuple[str | int | float, ...]  # operation, then indices of its operands (or a constant)


class Tape:
    """Operations in the order in which they are computed. Grows only; indices stay valid."""

    def __init__(self, variables: Sequence[str]) -> None:
        self.nodes: list[Node] = []
        self._index: dict[Node, int] = {}
        self.variables = [self._node("variable", i) for i in range(len(variables))]
        self._symbols = {sympy.Symbol(n): i for n, i in zip(variables, self.variables, strict=True)}
        self._known: dict[sympy.Basic, int] = dict(self._symbols)

    def _node(self, *node: str | int | float) -> int:
        # repr tells -0.0 from 0.0 and one NaN is like another.
        key = ("constant", repr(node[1])) if node[0] == "constant" else node
        if key not in self._index:
            self._index[key] = len(self.nodes)
            self.nodes.append(node)
        return self._index[key]

    # -- operations, with the simplifications that keep derivatives small ---------------------

    def constant(self, value: float) -> int:
        """A number."""
        return self._node("constant", float(value))

    def value_of(self, a: int) -> float | None:
        """The value of a node that is constant, else None."""
        node = self.nodes[a]
        return float(node[1]) if node[0] == "constant" else None

    def add(self, a: int, b: int) -> int:
        """a + b"""
        u, v = self.value_of(a), self.value_of(b)
        if u is not None and v is not None:
            return self.constant(u + v)
        if u == 0:
            return b
        if v == 0:
            return a
        if self.nodes[b][0] == "neg":
            return self._node("sub", a, int(self.nodes[b][1]))
        if self.nodes[a][0] == "neg":
            return self._node("sub", b, int(self.nodes[a][1]))
        return self._node("add", *sorted((a, b)))

    def neg(self, a: int) -> int:
        """−a"""
        u = self.value_of(a)
        if u is not None:
            return self.constant(-u)
        node = self.nodes[a]
        if node[0] == "neg":
            return int(node[1])
        if node[0] == "sub":
            return self._node("sub", int(node[2]), int(node[1]))
        return self._node("neg", a)

    def mul(self, a: int, b: int) -> int:
        """a·b"""
        u, v = self.value_of(a), self.value_of(b)
        if u is not None and v is not None:
            return self.constant(u * v)
        if v is not None:
            a, b, u, v = b, a, v, u
        if u is not None:  # the constant stands first from here on
            if u == 0 or u == 1:
                return a if u == 0 else b
            if u == -1:
                return self.neg(b)
            if self.nodes[b][0] == "neg":
                return self.mul(self.constant(-u), int(self.nodes[b][1]))
            if self.nodes[b][0] == "mul":
                w = self.value_of(int(self.nodes[b][1]))
                if w is not None:
                    return self.mul(self.constant(u * w), int(self.nodes[b][2]))
            return self._node("mul", a, b)
        if self.nodes[a][0] == "neg":
            return self.neg(self.mul(int(self.nodes[a][1]), b))
        if self.nodes[b][0] == "neg":
            return self.neg(self.mul(a, int(self.nodes[b][1])))
        return self._node("mul", *self._constant_first(a, b))

    def _constant_first(self, a: int, b: int) -> tuple[int, int]:
        return (a, b) if a <= b else (b, a)

    def div(self, a: int, b: int) -> int:
        """a/b"""
        u, v = self.value_of(a), self.value_of(b)
        if u is not None and v is not None:
            return self.constant(u / v if v else u * math.inf)  # 0·∞ is not-a-number, as is 0/0
        if u == 0:
            return a
        if v == 1:
            return a
        if self.nodes[a][0] == "neg":
            return self.neg(self.div(int(self.nodes[a][1]), b))
        return self._node("div", a, b)

    def power(self, a: int, exponent: float) -> int:
        """a to a constant power: by multiplication where the exponent is a small whole number."""
        if exponent < 0:
            return self.div(self.constant(1.0), self.power(a, -exponent))
        if exponent == 0:
            return self.constant(1.0)
        if exponent == 1:
            return a
        if exponent == 0.5:
            return self.call("sqrt", a)
        if exponent <= 16 and exponent == int(exponent):
            half = self.power(a, int(exponent) // 2)
            square = self.mul(half, half)
            return self.mul(square, a) if int(exponent) % 2 else square
        if 0.5 < exponent < 16 and exponent - 0.5 == int(exponent):
            return self.mul(self.power(a, exponent - 0.5), self.call("sqrt", a))
        return self.call("pow", a, self.constant(exponent))

    def call(self, name: str, *operands: int) -> int:
        """One of the functions of ``kernels``."""
        values = [self.value_of(a) for a in operands]
        known = [v for v in values if v is not None]
        if len(known) == len(values):
            return self.constant(kernels.scalar(name, *known))
        return self._node(name, *operands)

    # -- from SymPy ---------------------------------------------------------------------------

    def add_expression(self, expression: sympy.Basic) -> int:
        """Write the operations of an expression down; return the index of its result."""
        if expression in self._known:
            return self._known[expression]
        if expression.is_Number or expression.is_NumberSymbol:
            result = self.constant(_float(expression))
        elif isinstance(expression, sympy.Add):
            result = self._sum([self.add_expression(a) for a in expression.args])
        elif isinstance(expression, sympy.Mul):
            result = self._product(expression)
        elif isinstance(expression, sympy.Pow):
            result = self._power(*expression.args)
        elif isinstance(expression, sympy.Min | sympy.Max):
            name = "minimum" if isinstance(expression, sympy.Min) else "maximum"
            # SymPy keeps these arguments in a set; sorted, the code is the same in every run.
            operands = [self.add_expression(a) for a in sorted(expression.args, key=str)]
            result = operands[0]
            for operand in operands[1:]:
                result = self.call(name, result, operand)
        elif isinstance(expression, sympy.Function) and type(expression) in _NAMES:
            result = self.call(
                _NAMES[type(expression)], *(self.add_expression(a) for a in expression.args)
            )
        else:
            result = self.constant(math.nan)  # I and zoo: complex and undefined are not-a-number
        self._known[expression] = result
        return result

    def _sum(self, terms: list[int]) -> int:
        result = terms[0]
        for term in terms[1:]:
            result = self.add(result, term)
        return result

    def _product(self, expression: sympy.Mul) -> int:
        above, below = self.constant(1.0), self.constant(1.0)
        for factor in expression.args:
            base, exponent = factor.as_base_exp() if factor.is_Pow else (factor, sympy.S.One)
            if factor.is_Pow and exponent.is_Number and exponent < 0:
                below = self.mul(below, self.power(self.add_expression(base), -_float(exponent)))
            else:
                above = self.mul(above, self.add_expression(factor))
        return self.div(above, below) if self.value_of(below) != 1 else above

    def _power(self, base: sympy.Expr, exponent: sympy.Expr) -> int:
        if base is sympy.E:
            return self.call("exp", self.add_expression(exponent))
        if exponent.is_Number:
            return self.power(self.add_expression(base), _float(exponent))
        return self.call("pow", self.add_expression(base), self.add_expression(exponent))

    def needed(self, results: Sequence[int]) -> list[int]:
        """The nodes that the results stand on, in order of computation."""
        needed = set(results)
        for i in range(max(results), -1, -1):
            name = self.nodes[i][0]
            if i in needed and name not in ("constant", "variable"):
                needed.update(int(a) for a in self.nodes[i][1:])
        return sorted(needed)


def constant_value(expression: sympy.Expr) -> float:
    """The float64 value of an expression without variables; nan where it is not real."""
    tape = Tape(())
    value = tape.value_of(tape.add_expression(expression))
    return math.nan if value is None else value


def _float(number: sympy.Expr) -> float:
    if number.is_finite is False or not number.is_real:
        return math.nan
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


_NAMES: dict[type, str] = {
    sympy.exp: "exp", sympy.log: "log", sympy.sin: "sin", sympy.cos: "cos", sympy.tan: "tan",
    sympy.asin: "asin", sympy.acos: "acos", sympy.atan: "atan", sympy.atan2: "atan2",
    sympy.sinh: "sinh", sympy.cosh: "cosh", sympy.tanh: "tanh", sympy.asinh: "asinh",
    sympy.acosh: "acosh", sympy.atanh: "atanh", sympy.erf: "erf", sympy.Abs: "absolute",
    sympy.sign: "sign", sympy.floor: "floor", sympy.ceiling: "ceil",
}  # fmt: skip
