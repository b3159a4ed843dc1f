"""Reading a function from text: mathematics only, never Python that runs.

The text is cut into tokens, Python's ``ast`` gives it a tree, and every node of that tree is
checked against a short list and built as a SymPy node here. ``eval``, ``sympify`` and
``parse_expr`` never see the text, since all of them execute it. Length, depth, number of
operations and size of numbers are bounded, so that a text from a stranger is answered at once.
"""

import ast
import keyword
import math
import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from types import MappingProxyType

import sympy

from gdcore.maths.tape import constant_value

MAX_LENGTH = 10_000  # characters; forty Gaussian wells are about 2 000
MAX_DEPTH = 60  # nested brackets, powers or signs; more is no formula that a hall could read
MAX_OPERATIONS = 2_000
MAX_BITS = 1_024  # exact numbers up to the largest float64, 2^1024

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<operator>\*\*|[-+*/^(),])"
)
_HINTS = {
    "[": "use round brackets ( )",
    "{": "use round brackets ( )",
    "|": "write abs(x) for an absolute value",
    "=": "write only the right-hand side, for example x^2 + 3*y^2",
    "−": "write - for minus",
    "–": "write - for minus",
    "·": "write * for times",
    "×": "write * for times",
    "÷": "write / for divided by",
    "²": "write ^2",
    "³": "write ^3",
    "√": "write sqrt(x)",
    "π": "write pi",
    ",": "write 0.5 with a point, not a comma",
}


class ExpressionError(ValueError):
    """A text that is no function.

    Attributes:
        message: what is wrong and what to do, for a person.
        column: where in the text, counted from 1; None where the whole text is at fault.
    """

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message if column is None else f"{message} (column {column})")
        self.message = message
        self.column = column

    def __reduce__(self) -> tuple[type, tuple[str, int | None]]:
        return type(self), (self.message, self.column)


def _raw(function: Callable[..., sympy.Expr]) -> Callable[..., sympy.Expr]:
    """Build a node without SymPy's own evaluation, which for this function may take for ever."""

    def build(*arguments: sympy.Expr) -> sympy.Expr:
        if all(a.is_Number for a in arguments):
            return function(*arguments)
        return function(*arguments, evaluate=False)

    return build


_FUNCTIONS: dict[str, tuple[Callable[..., sympy.Expr], int, int | None]] = {
    # name: builder, fewest arguments, most arguments (None: any number)
    "sqrt": (sympy.sqrt, 1, 1),
    # The real cube root; SymPy's own x**(1/3) is complex for negative x.
    "cbrt": (lambda x: _raw(sympy.sign)(x) * _raw(sympy.Abs)(x) ** sympy.Rational(1, 3), 1, 1),
    "exp": (sympy.exp, 1, 1),
    "log": (sympy.log, 1, 1),
    "ln": (sympy.log, 1, 1),
    "log2": (lambda x: sympy.log(x) / sympy.log(2), 1, 1),
    "log10": (lambda x: sympy.log(x) / sympy.log(10), 1, 1),
    "sin": (sympy.sin, 1, 1),
    "cos": (sympy.cos, 1, 1),
    "tan": (sympy.tan, 1, 1),
    "sec": (lambda x: 1 / sympy.cos(x), 1, 1),
    "csc": (lambda x: 1 / sympy.sin(x), 1, 1),
    "cot": (lambda x: sympy.cos(x) / sympy.sin(x), 1, 1),
    "asin": (_raw(sympy.asin), 1, 1),
    "acos": (_raw(sympy.acos), 1, 1),
    "atan": (_raw(sympy.atan), 1, 1),
    "atan2": (_raw(sympy.atan2), 2, 2),
    "arcsin": (_raw(sympy.asin), 1, 1),
    "arccos": (_raw(sympy.acos), 1, 1),
    "arctan": (_raw(sympy.atan), 1, 1),
    "sinh": (sympy.sinh, 1, 1),
    "cosh": (sympy.cosh, 1, 1),
    "tanh": (sympy.tanh, 1, 1),
    "asinh": (_raw(sympy.asinh), 1, 1),
    "acosh": (_raw(sympy.acosh), 1, 1),
    "atanh": (_raw(sympy.atanh), 1, 1),
    # 1/(1 + exp(-x)), in the form whose derivatives stay finite for every x.
    "sigmoid": (lambda x: (1 + sympy.tanh(x / 2)) / 2, 1, 1),
    "erf": (_raw(sympy.erf), 1, 1),
    "abs": (_raw(sympy.Abs), 1, 1),
    "sign": (_raw(sympy.sign), 1, 1),
    "floor": (_raw(sympy.floor), 1, 1),
    "ceil": (_raw(sympy.ceiling), 1, 1),
    "min": (_raw(sympy.Min), 2, None),
    "max": (_raw(sympy.Max), 2, None),
}
_CONSTANTS = {"pi": sympy.pi, "e": sympy.E}
_RESERVED = {*_FUNCTIONS, *_CONSTANTS}

FUNCTION_NAMES: tuple[str, ...] = tuple(sorted(_FUNCTIONS))
CONSTANTS = MappingProxyType({name: float(value) for name, value in _CONSTANTS.items()})


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
) -> tuple[sympy.Expr, tuple[str, ...]]:
    """Read a formula; return it with the names of its variables in order of appearance.

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
    source, columns = _python_source(text)
    reader = _Reader(columns, variables, text)
    expression = reader.read(_syntax_tree(source, columns))
    return expression, tuple(reader.names)


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
            kind = "a constant" if name in _CONSTANTS else "a function"
            raise ExpressionError(f"{name!r} is {kind} and can't be a variable")
        if name in variables[:i]:
            raise ExpressionError(f"the variable {name!r} is named twice")


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield kind, token and 0-based offset; raise at the first character that has no meaning."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            character = text[at]
            hint = _HINTS.get(character)
            if hint is None and character.isalpha():
                hint = "spell it in Latin letters, for example theta"
            raise ExpressionError(
                f"unexpected {character!r}" + (f": {hint}" if hint else ""), at + 1
            )
        assert match.lastgroup is not None
        yield match.lastgroup, match.group(), at
        at = match.end()


def _python_source(text: str) -> tuple[str, list[int]]:
    """Return the text as Python source, and for each character of it its 1-based column in text.

    Everything that could trouble Python's own parser is refused here: deep nesting (its stack),
    long integers (a ValueError), keywords, and all that is neither number, name nor operator.
    """
    parts: list[str] = ["("]  # brackets around it let a formula run over several lines
    columns: list[int] = [1]
    open_brackets: list[int] = []
    signs = 0
    previous = ""
    for kind, token, at in _tokens(text):
        column = at + 1
        if kind == "space":
            parts.append(" " * len(token))
            columns.extend(range(column, column + len(token)))
            continue
        signs = signs + 1 if token in "+-" else 0
        if signs > MAX_DEPTH:
            raise ExpressionError(f"more than {MAX_DEPTH} signs in a row", column)
        if token == "(":
            open_brackets.append(column)
            if len(open_brackets) > MAX_DEPTH:
                raise ExpressionError(f"more than {MAX_DEPTH} nested brackets", column)
        elif token == ")":
            if not open_brackets:
                raise ExpressionError("this bracket closes nothing", column)
            open_brackets.pop()
        elif kind == "name":
            _check_word(token, column)
        if previous in ("number", "name", ")") and (kind in ("number", "name")):
            raise ExpressionError(
                f"an operator is missing before {token!r}; write * for times", column
            )
        if token == "(" and previous in ("number", ")"):
            raise ExpressionError(
                "an operator is missing before the bracket; write * for times", column
            )
        written = _plain_number(token, column) if kind == "number" else token.replace("^", "**")
        parts.append(written)
        columns.extend([column] * len(written))
        previous = token if kind == "operator" else kind
    if open_brackets:
        raise ExpressionError("this bracket is never closed", open_brackets[-1])
    if not previous:
        raise ExpressionError("the formula is empty")
    return "".join(parts) + ")", [*columns, len(text) + 1]


def _check_word(name: str, column: int) -> None:
    if keyword.iskeyword(name):
        hint = "; call the variable lam, for example" if name == "lambda" else ""
        raise ExpressionError(f"{name!r} is a reserved word and can't be used{hint}", column)
    if name.startswith("_"):
        raise ExpressionError(f"{name!r}: a name begins with a letter", column)


def _plain_number(token: str, column: int) -> str:
    """Return the number as Python writes it; Python itself refuses 007 and very long integers."""
    if len(token) > 400:
        raise ExpressionError("a number of more than 400 characters", column)
    if token.isdigit():
        whole = int(token)
        if whole.bit_length() > MAX_BITS:
            raise ExpressionError("this number is larger than a computer's numbers", column)
        return str(whole)
    if not math.isfinite(float(token)):
        raise ExpressionError("this number is larger than a computer's numbers", column)
    return token


def _syntax_tree(source: str, columns: list[int]) -> ast.expr:
    try:
        return ast.parse(source, mode="eval").body
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

    def read(self, node: ast.expr, depth: int = 0) -> sympy.Expr:
        self.operations += 1
        if self.operations > MAX_OPERATIONS:
            raise ExpressionError(f"the formula has more than {MAX_OPERATIONS} operations")
        if depth > MAX_DEPTH:
            raise self.error("the formula is nested too deeply", node)
        match node:
            case ast.Constant(value=int(value)) if not isinstance(value, bool):
                return sympy.Integer(value)
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
                base = self.read(node.left, depth + 1)
                return self.power(base, self.read(node.right, depth + 1), node)
            case ast.Call():
                return self.call(node, depth)
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
            if inverse and product and term == 0:
                raise self.error("division by zero", operand)
            terms.append((1 / term if product else -term) if inverse else term)
        return self.real((sympy.Mul if product else sympy.Add)(*terms), node)

    def power(self, base: sympy.Expr, exponent: sympy.Expr, node: ast.expr) -> sympy.Expr:
        if exponent.is_Number:
            if exponent.is_Float and exponent == int(exponent):
                exponent = sympy.Integer(int(exponent))  # x^2.0 is x^2
            coefficient = abs(base.as_coeff_Mul()[0])
            if coefficient not in (0, 1):
                bits = abs(math.log2(coefficient)) * abs(float(exponent))
                if bits > MAX_BITS:
                    raise self.error("this power is larger than a computer's numbers", node)
            if base == 0 and exponent < 0:
                raise self.error("division by zero", node)
        return self.real(sympy.Pow(base, exponent), node)

    def name(self, node: ast.Name) -> sympy.Expr:
        name = node.id
        if self.variables is not None and name in self.variables:
            self.names[name] = None
            return sympy.Symbol(name)
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        if name in _FUNCTIONS:
            raise self.error(f"{name} is a function; write {name}(…)", node)
        if self.variables is not None:
            known = [*self.variables, *_CONSTANTS, *_FUNCTIONS]
            meant = get_close_matches(name, known, 1) if len(name) > 1 else []
            hint = f"did you mean {meant[0]!r}? " if meant else ""
            listed = ", ".join(self.variables) or "none"
            raise self.error(f"unknown name {name!r}; {hint}the variables are: {listed}", node)
        self.names[name] = None
        return sympy.Symbol(name)

    def call(self, node: ast.Call, depth: int) -> sympy.Expr:
        if not isinstance(node.func, ast.Name):
            raise self.error("an operator is missing before the bracket; write * for times", node)
        name = node.func.id
        if name not in _FUNCTIONS:
            if name in _CONSTANTS or name in (self.variables or ()) or len(name) == 1:
                raise self.error(
                    f"{name!r} is no function; write {name}*(…) if you mean times", node
                )
            meant = get_close_matches(name.lower(), FUNCTION_NAMES, 1)
            hint = f"did you mean {meant[0]!r}? " if meant else ""
            raise self.error(
                f"unknown function {name!r}; {hint}the functions are: {', '.join(FUNCTION_NAMES)}",
                node,
            )
        build, fewest, most = _FUNCTIONS[name]
        count = len(node.args)
        if count < fewest or (most is not None and count > most):
            wanted = f"{fewest} or more" if most is None else str(fewest)
            raise self.error(
                f"{name} takes {wanted} argument{'s' * (wanted != '1')}, found {count}", node
            )
        return self.real(build(*(self.read(a, depth + 1) for a in node.args)), node)

    def real(self, expression: sympy.Expr, node: ast.expr) -> sympy.Expr:
        """Return the expression, unless it is a number that is undefined, complex or too large."""
        if expression in (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
            raise self.error("this is undefined, like a division by zero", node)
        if (
            expression.is_Rational
            and max(abs(expression.p).bit_length(), expression.q.bit_length()) > 2 * MAX_BITS
        ):
            raise self.error("this number has too many digits", node)
        if not expression.free_symbols:
            # Checked at every constant part, smallest first: SymPy may take for ever to find the
            # sign of exp(exp(exp(9))), but never of a number whose parts are all of float64's size.
            value = constant_value(expression)
            if math.isnan(value):
                raise self.error("this is not a real number (cbrt(x) is the real cube root)", node)
            if math.isinf(value):
                raise self.error("this number is larger than a computer's numbers", node)
        return expression

    def error(self, message: str, node: ast.expr) -> ExpressionError:
        return ExpressionError(message, self.columns[min(node.col_offset, len(self.columns) - 1)])
