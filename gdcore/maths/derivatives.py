"""Differentiating a list of operations.

The chain rule goes backwards through the list (reverse accumulation): the gradient of n operations
takes a few n operations, whatever the formula, while the tree that ``sympy.diff`` returns can grow
without bound.

Reference: Griewank, Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 3.2.
"""

import math
from collections.abc import Callable

from gdcore.maths.tape import Tape


def gradient(tape: Tape, result: int) -> list[int]:
    """Write down the partial derivatives of a node by each variable; return their indices."""
    zero = tape.constant(0.0)
    adjoint: dict[int, int] = {result: tape.constant(1.0)}
    for i in reversed(tape.needed([result])):
        if i not in adjoint or tape.value_of(adjoint[i]) == 0:
            continue
        for operand, partial in _partials(tape, i):
            if tape.value_of(operand) is None:
                term = tape.mul(adjoint[i], partial)
                adjoint[operand] = tape.add(adjoint.get(operand, zero), term)
    return [adjoint.get(v, zero) for v in tape.variables]


def _partials(tape: Tape, i: int) -> list[tuple[int, int]]:
    """For each operand of node i: the operand, and the derivative of the node by it."""
    name, *rest = tape.nodes[i]
    if name in ("variable", "constant", "heaviside"):
        return []
    operands = [int(a) for a in rest]
    one = tape.constant(1.0)
    match name:
        case "add":
            return [(operands[0], one), (operands[1], one)]
        case "sub":
            return [(operands[0], one), (operands[1], tape.constant(-1.0))]
        case "neg":
            return [(operands[0], tape.constant(-1.0))]
        case "mul":
            return [(operands[0], operands[1]), (operands[1], operands[0])]
        case "div":
            a, b = operands
            return [(a, tape.div(one, b)), (b, tape.neg(tape.div(i, b)))]
        case "pow":
            a, b = operands
            exponent = tape.value_of(b)
            if exponent is not None:
                return [(a, tape.mul(b, tape.power(a, exponent - 1)))]
            by_base = tape.mul(b, tape.call("pow", a, tape.add(b, tape.constant(-1.0))))
            return [(a, by_base), (b, tape.mul(i, tape.call("log", a)))]
        case "minimum" | "maximum":
            a, b = operands
            ahead = tape.add(a, tape.neg(b)) if name == "maximum" else tape.add(b, tape.neg(a))
            # 1 where the node is a, 0 where it is b; 1/2 on the ridge where they are equal
            share = tape.call("heaviside", ahead, tape.constant(0.5))
            return [(a, share), (b, tape.add(one, tape.neg(share)))]
        case "atan2":
            y, x = operands
            square = tape.add(tape.mul(x, x), tape.mul(y, y))
            return [(y, tape.div(x, square)), (x, tape.neg(tape.div(y, square)))]
    (a,) = operands
    return [(a, _DERIVATIVES[str(name)](tape, a, i))]


def _one_plus(t: Tape, sign: float, a: int) -> int:
    """1 + sign·a²"""
    square = t.mul(a, a)
    return t.add(t.constant(1.0), square if sign > 0 else t.neg(square))


def _over(t: Tape, below: int) -> int:
    return t.div(t.constant(1.0), below)


# The derivative of each function at a, where i is the node f(a) itself.
_DERIVATIVES: dict[str, Callable[[Tape, int, int], int]] = {
    "exp": lambda t, a, i: i,
    "log": lambda t, a, i: _over(t, a),
    "sqrt": lambda t, a, i: t.div(t.constant(0.5), i),
    "sin": lambda t, a, i: t.call("cos", a),
    "cos": lambda t, a, i: t.neg(t.call("sin", a)),
    "tan": lambda t, a, i: _one_plus(t, 1, i),
    "asin": lambda t, a, i: _over(t, t.call("sqrt", _one_plus(t, -1, a))),
    "acos": lambda t, a, i: t.neg(_over(t, t.call("sqrt", _one_plus(t, -1, a)))),
    "atan": lambda t, a, i: _over(t, _one_plus(t, 1, a)),
    "sinh": lambda t, a, i: t.call("cosh", a),
    "cosh": lambda t, a, i: t.call("sinh", a),
    "tanh": lambda t, a, i: _one_plus(t, -1, i),
    "asinh": lambda t, a, i: _over(t, t.call("sqrt", _one_plus(t, 1, a))),
    "acosh": lambda t, a, i: _over(t, t.call("sqrt", t.add(t.mul(a, a), t.constant(-1.0)))),
    "atanh": lambda t, a, i: _over(t, _one_plus(t, -1, a)),
    "erf": lambda t, a, i: t.mul(
        t.constant(2 / math.sqrt(math.pi)), t.call("exp", t.neg(t.mul(a, a)))
    ),
    "absolute": lambda t, a, i: t.call("sign", a),
    "sign": lambda t, a, i: t.constant(0.0),
    "floor": lambda t, a, i: t.constant(0.0),
    "ceil": lambda t, a, i: t.constant(0.0),
}
