"""The tokens of a formula, checked before Python's parser sees them."""

import keyword
import math
import re
from collections.abc import Iterator

from gdcore.maths.formula.errors import ExpressionError
from gdcore.maths.formula.names import FUNCTIONS

MAX_DEPTH = 60  # nested brackets, powers or signs; more is no formula that a hall could read
MAX_BITS = 1_024  # exact numbers up to the largest float64, 2^1024

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)|(?P<operator>\*\*|[-+*/^(),])"
)
_HINTS = {
    "[": "use round brackets ( )",
    "{": "use round brackets ( )",
    "|": "write abs(x) for an absolute value",
    "=": "write only the right-hand side, for example x^2 + 3*y^2",
    **dict.fromkeys("−–—‐", "write - for minus"),
    **dict.fromkeys("·×⋅∙•∗", "write * for times"),
    **dict.fromkeys("÷∕", "write / for divided by"),
    **{sign: f"write ^{number}" for number, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **dict.fromkeys("<>≤≥", "a formula has no comparison; max, min and abs have cases"),
    "\\": "write the formula without LaTeX, such as sqrt(x)/2",
    "$": "write the formula without LaTeX and its $",
    "‖": "write sqrt(x^2 + y^2) for a norm",
    "½": "write 1/2",
    "∞": "a formula has no infinity",
    "!": "there is no factorial",
    "%": "write /100 for per cent",
    ".": "write a function by its name alone, as sin(x)",
    ";": "leave it out",
    "°": "angles are in radians: write pi/180 times the degrees",
    "'": "there is no sign for a derivative",
    ":": "write / for divided by",
    "√": "write sqrt(x)",
    "π": "write pi",
}


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
            if hint is None and character.isdigit():
                hint = "write numbers with the digits 0 to 9"
            raise ExpressionError(
                f"unexpected {character!r}" + (f": {hint}" if hint else ""), at + 1
            )
        assert match.lastgroup is not None
        yield match.lastgroup, match.group(), at
        at = match.end()


def python_source(text: str) -> tuple[str, list[int]]:
    """Return the text as Python source, and for each character of it its 1-based column in text.

    Everything that could trouble Python's own parser is refused here: deep nesting (its stack),
    long integers (a ValueError), keywords, and all that is neither number, name nor operator.
    """
    parts: list[str] = ["("]  # brackets around it let a formula run over several lines
    columns: list[int] = [1]
    open_brackets: list[int] = []
    signs = 0
    previous = ""
    before: list[str] = []  # the tokens so far
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
        elif token == "/" == previous:
            raise ExpressionError("one / divides; there is no whole-number division", column)
        elif token == "," and previous == "number" and not open_brackets:
            if part := re.match(r"\d+", text[at + 1 :]):
                number = f"{before[-1]}.{part[0]}"
                raise ExpressionError(f"write {number} with a point, not a comma", column)
        elif kind == "name":
            _check_word(token, column)
        begins = kind in ("number", "name") or token == "("
        ends = previous in ("number", ")") or (previous == "name" and token != "(")
        if begins and ends:
            raise ExpressionError(_between(before, token, text[at:]), column)
        before.append(token)
        written = _plain_number(token, column) if kind == "number" else token.replace("^", "**")
        parts.append(written)
        columns.extend([column] * len(written))
        previous = token if kind == "operator" else kind
    if open_brackets:
        raise ExpressionError("this bracket is never closed", open_brackets[-1])
    if not previous:
        raise ExpressionError("the formula is empty")
    return "".join(parts) + ")", [*columns, len(text) + 1]


def _between(before: list[str], token: str, rest: str) -> str:
    """What is missing between the tokens `before` and a `token`, with which the `rest` begins."""
    last = before[-1]
    argument = re.split(r"[-+,)]", rest)[0].strip().strip("(")
    argument = argument if 0 < len(argument) <= 20 else "…"
    if last in FUNCTIONS:
        return f"brackets are missing; write {last}({argument})"
    signs = [index for index, sign in enumerate(before) if sign in ("^", "**")]
    if signs and signs[-1] > 0 and before[signs[-1] - 1] in FUNCTIONS:
        power = "".join(before[signs[-1] + 1 :])
        function = f"{before[signs[-1] - 1]}({argument})"
        return f"write the power behind the brackets: {function}^{power}"
    if re.fullmatch(r"[\d.]+", last) and re.fullmatch(r"[\d.]+", token):
        return f"a comma or an operator is missing between {last} and {token}"
    shown = "the bracket" if token == "(" else repr(token)
    product = "* for times" if last == ")" else f"{last}*{'(…)' if token == '(' else token}"
    return f"an operator is missing before {shown}; write {product}"


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
    if float(token) == 0 and re.search("[1-9]", re.split("[eE]", token)[0]):
        raise ExpressionError("this number is smaller than a computer's numbers", column)
    return token
