"""Reading a function from text: mathematics only, never Python that runs.

The text is cut into tokens, Python's ``ast`` gives it a tree, and every node of that tree is
checked against a short list and built as a SymPy node here. ``eval``, ``sympify`` and
``parse_expr`` never see the text, since all of them execute it. Length, depth, number of
operations and size of numbers are bounded, so that a text from a stranger is answered at once.
"""

import ast
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sympy

from gdcore.maths.evaluation import constant_value
from gdcore.maths.formula.domain import lost_conditions
from gdcore.maths.formula.errors import ExpressionError
from gdcore.maths.formula.names import (
    CONSTANTS,
    FUNCTION_NAMES,
    FUNCTIONS,
    SYMBOLS,
    check_variables,
    power,
)
from gdcore.maths.formula.tokens import MAX_BITS, MAX_DEPTH, python_source
from gdcore.maths.spelling import question, unknown

__all__ = [
    "CONSTANTS",
    "FUNCTION_NAMES",
    "ExpressionError",
    "parse_expression",
    "read_expression",
]

MAX_LENGTH = 10_000  # characters; forty Gaussian wells are about 2 000
MAX_OPERATIONS = 1_250  # forty Gaussian wells have 900
MAX_NESTED = 4  # functions inside functions; no lecture goes deeper than four
MAX_FACTORS = 12  # of one product, or arguments of one max: second derivatives take their square
MAX_VARIABLES = 50  # a Hessian has 1 275 different entries
MAX_EXPONENT = 1_024  # 2 to a larger power is no float64
MAX_EXACT = 10  # operations of a constant that is kept as it is written, such as sqrt(2)/2


def parse_expression(text: str, variables: Sequence[str] | None = None) -> sympy.Expr:
    """Read a formula such as ``x^2 + 3*sin(y)`` and return it as a SymPy expression.

    Args:
        text: ``+ - * /``, ``^`` or ``**``, numbers, ``pi``, ``e``, the functions in
            ``FUNCTION_NAMES`` and variables.
        variables: the names that may stand for variables; None allows any name.

    Returns:
        A real expression in plain ``sympy.Symbol`` variables.

    Raises:
        ExpressionError: the text is no such formula, or is larger than the published bounds.
    """
    return read_expression(text, variables)[0]


def read_expression(
    text: str, variables: Sequence[str] | None = None
) -> tuple[sympy.Expr, tuple[str, ...], tuple[sympy.Expr, ...]]:
    """Read a formula; return it, the names of its variables in order of appearance, and conditions.

    The conditions are the parts that have cancelled and must be finite for f to be defined.

    A variable that cancels, as x in ``x - x + y``, is still among the names. Arguments and errors
    are those of ``parse_expression``.
    """
    if variables is not None:
        check_variables(variables)
    if not isinstance(text, str):
        raise ExpressionError(f"expected a formula as text, found {type(text).__name__}")
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"the formula has {len(text)} characters; at most {MAX_LENGTH} are allowed"
        )
    source, columns = python_source(text)
    reader = _Reader(columns, variables, text)
    tree = _syntax_tree(source, columns)
    try:
        expression = reader.read(tree)
    except (ArithmeticError, RecursionError):  # SymPy's, where numbers lie at its limits
        raise ExpressionError("the numbers in the formula are too large or too small") from None
    if len(reader.names) > MAX_VARIABLES:
        raise ExpressionError(f"the formula has more than {MAX_VARIABLES} variables")
    return expression, tuple(reader.names), lost_conditions(reader.written, expression)


_TRIES = 20


def _parsed(source: str) -> ast.expr:
    """Python's own parser.

    CPython 3.11 may raise a SystemError of a recursion depth mismatch for a sound text, where its
    parser is entered again before it has ended (python/cpython#106905), as it is to print a
    traceback.
    """
    for _ in range(_TRIES - 1):
        try:
            return ast.parse(source, mode="eval").body
        except SystemError:
            continue
    return ast.parse(source, mode="eval").body


def _syntax_tree(source: str, columns: list[int]) -> ast.expr:
    try:
        return _parsed(source)
    except SyntaxError as error:
        offset = min(max((error.offset or 1) - 1, 0), len(columns) - 1)
        column = columns[offset]
        raise ExpressionError(
            "the formula can't be read here: something is missing or too much", column
        ) from None
    except (RecursionError, MemoryError, ValueError):
        raise ExpressionError("the formula is nested too deeply") from None


class _Reader:
    """Builds the SymPy expression bottom-up, one checked node at a time."""

    def __init__(self, columns: list[int], variables: Sequence[str] | None, text: str) -> None:
        self.columns = columns
        self.variables = variables
        self.text = text
        self.names: dict[str, None] = {}
        self.operations = 0
        self.written: dict[sympy.Basic, None] = {}  # subexpressions, in order
        self.nested = 0  # functions around the node that is read

    def read(self, node: ast.expr, depth: int = 0) -> sympy.Expr:
        self.operations += 1
        if self.operations > MAX_OPERATIONS:
            raise ExpressionError(f"the formula has more than {MAX_OPERATIONS} operations")
        if depth > MAX_DEPTH:
            raise self.error("the formula is nested too deeply", node)
        match node:
            case ast.Constant(value=int(value)) if not isinstance(value, bool):
                return self.real(sympy.Integer(value), node)
            case ast.Constant(value=float(value)):
                return sympy.Float(value)
            case ast.Name():
                return self.name(node)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
                operand = self.read(node.operand, depth + 1)
                return -operand if isinstance(node.op, ast.USub) else operand
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                return self.chain(node, (ast.Add, ast.Sub), depth)
            case ast.BinOp(op=ast.Mult() | ast.Div()):
                return self.chain(node, (ast.Mult, ast.Div), depth)
            case ast.BinOp(op=ast.Pow()):
                if isinstance(node.right, ast.Constant):
                    base = self.read(node.left, depth + 1)
                    return self.power(base, self.read(node.right, depth + 1), node)
                with self.one_function_deeper(node):
                    base = self.read(node.left, depth + 1)
                    exponent = self.read(node.right, depth + 1)
                return self.power(base, exponent, node)
            case ast.Call():
                return self.call(node, depth)
            case ast.Tuple():
                raise self.error("a comma out of place; write decimals with a point", node)
        raise self.error("this is not part of the language of formulas", node)

    def chain(self, node: ast.BinOp, kinds: tuple[type, type], depth: int) -> sympy.Expr:
        """Read ``a + b - c …`` or ``a * b / c …`` at once, however long: it is no deeper for it."""
        operands: list[tuple[ast.expr, bool]] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp) and isinstance(left.op, kinds):
            operands.append((left.right, isinstance(left.op, kinds[1])))
            left = left.left
        operands.append((left, False))
        terms: list[sympy.Expr] = []
        product = kinds[0] is ast.Mult
        for operand, inverse in reversed(operands):
            term = self.read(operand, depth + 1)
            if inverse and product and term.is_Number and term.is_zero:
                raise self.error("division by zero", operand)
            if inverse:
                term = power(term, sympy.S.NegativeOne) if product else -term
            self.note(term)
            terms.append(term)
        result = (sympy.Mul if product else sympy.Add)(*terms)
        # Counted when SymPy has taken the products among the factors apart and x*x together.
        if product and len(result.args) > MAX_FACTORS:
            raise self.error(f"a product of more than {MAX_FACTORS} factors", node)
        return self.real(result, node)

    def power(self, base: sympy.Expr, exponent: sympy.Expr, node: ast.expr) -> sympy.Expr:
        if not exponent.free_symbols and abs(constant_value(exponent)) > MAX_EXPONENT:
            raise self.error(f"this exponent is beyond ±{MAX_EXPONENT}", node)
        if exponent.is_Number:
            if exponent.is_Float and float(exponent).is_integer():
                exponent = sympy.Integer(int(exponent))  # x^2.0 is x^2
            size = abs(_to_float(base.as_coeff_Mul()[0]))
            if size and abs(math.log2(size) * float(exponent)) > MAX_BITS:
                raise self.error("this power is larger than a computer's numbers", node)
            if base.is_Number and base < 0 and not exponent.is_Integer:
                raise self.error(
                    "a negative number to a broken power is not real; cbrt is the real cube root",
                    node,
                )
            if base.is_Number and base.is_zero and exponent < 0:
                raise self.error("division by zero", node)
        return self.real(power(base, exponent), node)

    def name(self, node: ast.Name) -> sympy.Expr:
        name = node.id
        if self.variables is not None and name in self.variables:
            self.names[name] = None
            return sympy.Symbol(name)
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in FUNCTIONS:
            raise self.error(f"{name} is a function; write {name}(…)", node)
        if self.variables is not None:
            if not self.variables:
                raise self.error(f"{name!r} is no number; only pi and e have names", node)
            meant = question(name, [*self.variables, *SYMBOLS, *FUNCTIONS])
            listed = f"the variables are: {', '.join(self.variables)}"
            message = " ".join(filter(None, [f"unknown name {name!r};", meant, listed]))
            raise self.error(message, node)
        self.names[name] = None
        return sympy.Symbol(name)

    def call(self, node: ast.Call, depth: int) -> sympy.Expr:
        if not isinstance(node.func, ast.Name):
            raise self.error("an operator is missing before the bracket; write * for times", node)
        name = node.func.id
        if name not in FUNCTIONS:
            if name in SYMBOLS or name in (self.variables or ()) or len(name) == 1:
                raise self.error(
                    f"{name!r} is no function; write {name}*(…) if you mean times", node
                )
            message = unknown("unknown function", name, FUNCTION_NAMES, "the functions are")
            raise self.error(message, node)
        if len(node.args) > MAX_FACTORS:
            raise self.error(f"{name} takes at most {MAX_FACTORS} arguments", node)
        build, fewest, most = FUNCTIONS[name]
        count = len(node.args)
        if count < fewest or (most is not None and count > most):
            wanted = f"{fewest} or more" if most is None else str(fewest)
            raise self.error(
                f"{name} takes {wanted} argument{'s' * (wanted != '1')}, found {count}", node
            )
        with self.one_function_deeper(node):
            arguments = [self.read(a, depth + 1) for a in node.args]
        return self.real(build(*arguments), node)

    @contextmanager
    def one_function_deeper(self, node: ast.expr) -> Iterator[None]:
        """Count a function around what is read inside."""
        self.nested += 1
        if self.nested > MAX_NESTED:
            raise self.error(f"functions are nested more than {MAX_NESTED} deep", node)
        yield
        self.nested -= 1

    def note(self, expression: sympy.Expr) -> None:
        """Remember the parts of a subexpression before SymPy simplifies what is around it."""
        waiting: list[sympy.Basic] = [expression]
        while waiting:
            part = waiting.pop()
            if part.args and part not in self.written:
                self.written[part] = None
                waiting.extend(part.args)

    def real(self, expression: sympy.Expr, node: ast.expr) -> sympy.Expr:
        """Return the expression, unless it is a number that is undefined, complex or too large."""
        for part in (expression, *expression.args):
            if part in (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
                raise self.error("this is undefined, like a division by zero", node)
            if part.is_Float and part and not 0 < abs(_to_float(part)) < math.inf:
                raise self.error("this number is beyond a computer's numbers", node)
        self.note(expression)
        if expression.free_symbols:
            return expression
        # Checked at every constant part, smallest first: SymPy may take for ever to find the sign
        # of exp(exp(exp(9))), but never of a number whose parts are small.
        value = constant_value(expression)
        if math.isnan(value):
            raise self.error("this is not a real number", node)
        if math.isinf(value):
            raise self.error("this number is larger than a computer's numbers", node)
        return expression if _is_plain(expression) else sympy.Float(value)

    def error(self, message: str, node: ast.expr) -> ExpressionError:
        return ExpressionError(message, self.columns[min(node.col_offset, len(self.columns) - 1)])


def _is_plain(constant: sympy.Expr) -> bool:
    """Whether a constant is short and its numbers are small, so that it may stay exact."""
    if constant.is_Number:
        return constant.is_Float or _digits(constant) <= 64
    numbers = constant.atoms(sympy.Number)
    return constant.count_ops() <= MAX_EXACT and all(_digits(n) <= 32 for n in numbers)


def _digits(number: sympy.Number) -> int:
    """The binary digits of a number's numerator or denominator, or the size of its exponent."""
    if number.is_Rational:
        return max(abs(number.p).bit_length(), number.q.bit_length())
    return abs(math.frexp(_to_float(number))[1])


def _to_float(number: sympy.Number) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf
