"""PyYAML's faults in words that say what to write instead, at the place where to write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

KEY = re.compile(
    r"""(\ *)("[^"]*"|'[^']*'|[^\s\[\]{}\#&*!|>'"%@`,-][^:\#'"\[\]{}]*?)\ *:(?=\s|$)""", re.VERBOSE
)
"""A line's indentation and the key with which it begins."""
DASH = re.compile(r"( *)-(?=\s|$)")
"""A line's indentation and the dash of a list's entry."""
TIGHT_KEY = re.compile(r"( *)([A-Za-z_]\w*):(?=[^\s:/])")
"""A line's indentation and a word with a colon, but without the space that makes it a key."""

# PyYAML's messages and clearer ones in their place; other messages are passed on unchanged.
_EXPLANATIONS = (
    (r"'\\t'", "a tab; YAML is indented with spaces"),
    (r"'@'|'`'", "a text can't begin with this sign; put it in quotes"),
    (r"'%'", "a text can't begin with a percent sign; put it in quotes"),
    (
        r"expected (<block end>|'<document start>')",
        "this line is indented differently from the ones it belongs to",
    ),
    (r"expected ',' or '\]'", "expected a comma or the closing ]; put a text with signs in quotes"),
    (r"expected ',' or '\}'", "expected a comma or the closing }; put a text with signs in quotes"),
    (r"expected the node content", "expected a value"),
    (
        r"sequence entries are not allowed here",
        "a list whose entries begin with - starts in the line below its key; "
        "in one line write [surface, descend]",
    ),
    (
        r"unknown escape character",
        r"a backslash means something else in double quotes; use single quotes",
    ),
    (r"expected alphabetic or numeric", "a text can't begin with * or &; put it in quotes"),
    (r"found undefined tag handle|tag", "tags (!…) are not part of the spec language"),
)


_NO_KEY = (
    "expected a key, a colon and a space; a text that goes on in a second line is indented "
    "further than its key"
)


def no_key(line: str) -> str:
    """What is wrong with a line that should begin with a key."""
    assigned = re.match(r"\s*(\w+) *= *(.*)", line)
    return f"write {assigned[1]}: {assigned[2].strip()}" if assigned else _NO_KEY


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[str, int, int]:
    """(message, line, column) of PyYAML's error in some lines; line and column count from 0."""
    lines = [*lines, ""]  # an error may stand behind the last line
    problem = error.problem or error.context or "not YAML"
    mark: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark or mark
    if mark is None:
        return problem, 0, 0
    if re.search(r"expected ',' or '[\]}]'", problem):
        message, place = _in_brackets(problem, mark, opened, lines)
        return message, place.line, place.column
    if "end of stream" in problem or "document separator" in problem:
        return "this quote is never closed", opened.line, opened.column
    if "could not find expected ':'" in problem:
        return no_key(lines[opened.line]), opened.line, opened.column
    if "chomping or indentation" in problem or "a comment or a line break" in problem:
        return _block_sign(lines[mark.line], mark)
    if "mapping values are not allowed" in problem:
        return _colon(mark, lines)
    if re.search(r"expected (<block end>|'<document start>')", problem):
        before, line = lines[mark.line][: mark.column].rstrip(), lines[mark.line]
        if before.endswith(("'", '"', "]", "}")):
            quotes = {"'": "double quotes", '"': "single quotes"}.get(before[-1], "quotes")
            message = f"the text goes on behind its closing {before[-1]}; put all of it in {quotes}"
            return message, mark.line, mark.column
        if not before and not DASH.match(line) and not KEY.match(line):
            return no_key(line), mark.line, mark.column
    for pattern, explanation in _EXPLANATIONS:
        if re.search(pattern, problem):
            return explanation, mark.line, mark.column
    return problem, mark.line, mark.column


def _in_brackets(problem: str, mark: Any, opened: Any, lines: Sequence[str]) -> tuple[str, Any]:
    bracket = lines[opened.line][opened.column : opened.column + 1]
    if "stream end" in problem or mark.line > opened.line:
        return f"this {bracket} is never closed", opened
    if "'?'" in problem:
        return f"put the text in quotes: inside {bracket} a question mark is a sign of YAML", mark
    if "'<scalar>'" in problem and mark.column and lines[mark.line][mark.column - 1] != ",":
        return "the text goes on behind its closing quote; put all of it in other quotes", mark
    return next(text for pattern, text in _EXPLANATIONS if re.search(pattern, problem)), mark


def _block_sign(line: str, mark: Any) -> tuple[str, int, int]:
    """A value that begins with | or >, to YAML the sign of a text of several lines."""
    before = re.search(r"[|>]", line[: mark.column][::-1])
    column = mark.column - 1 - (before.start() if before else 0)
    sign = line[column]
    message = f"a value that begins with {sign} is a text of several lines to YAML"
    advice = "write |x| as abs(x)" if sign == "|" else "put it in quotes"
    return f"{message}; {advice}", mark.line, column


def _colon(mark: Any, lines: Sequence[str]) -> tuple[str, int, int]:
    line = lines[mark.line]
    key = KEY.match(line)
    above = next((text for text in reversed(lines[: mark.line]) if text.strip()), "")
    if key is None or key.end() - 1 != mark.column or not above:
        return "a second colon; put the text behind the first one in quotes", mark.line, mark.column
    if tight := TIGHT_KEY.match(above):
        return f"a space is missing behind {tight[2]}:", mark.line - 1, tight.end()
    indent = len(above) - len(above.lstrip())
    message = f"{key[2]} is indented further than the line above, whose value is complete"
    return f"{message}; begin it in column {indent + 1}", mark.line, len(key[1])
