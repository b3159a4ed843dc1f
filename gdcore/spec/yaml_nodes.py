"""From YAML text to plain data with the line and column of each value, safe for any text.

This is YAML 1.2's core schema built on PyYAML's events, without its traps: ``1e-3`` is a number,
``no`` and ``1:30`` and dates are text, a key can't vanish behind a second one, and anchors, aliases
and tags (which copy, explode and execute) are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import yaml
from yaml.reader import Reader

from gdcore.maths.spelling import quoted
from gdcore.spec.faults import Fault, SpecError

MOST_BYTES = 1_000_000
"""The longest text that is read; a long lesson has a few thousand."""
MOST_NODES = 20_000  # 200 starts in ten dimensions are 2 200
MOST_DEPTH = 20  # the language itself nests five deep

_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_AMBIGUOUS = re.compile(r"[-+]?0[0-9]+")  # 012: ten to YAML 1.1, twelve to YAML 1.2
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_FORBIDDEN = Reader.NON_PRINTABLE  # control characters, surrogates and the like

# PyYAML's messages and clearer ones in their place; other messages are passed on unchanged.
_EXPLANATIONS = (
    (r"'\\t'", "a tab; YAML is indented with spaces"),
    (r"'@'|'`'", "a text can't begin with this sign; put it in quotes"),
    (r"'%'", "a text can't begin with a percent sign; put it in quotes"),
    (
        r"mapping values are not allowed here",
        "a colon out of place; put a text with ': ' in quotes",
    ),
    (r"could not find expected ':'", "expected a key followed by a colon and a space"),
    (r"expected <block end>", "this line is indented differently from the ones it belongs to"),
    (r"expected ',' or '\]'", "expected a comma or the closing ]"),
    (r"expected ',' or '\}'", "expected a comma or the closing }"),
    (r"found unexpected end of stream", "the text ends inside quotes"),
    (r"expected the node content", "expected a value"),
    (r"found undefined tag handle|tag", "tags (!…) are not part of the spec language"),
)


@dataclass
class Node:
    """A value of the text: `data` is a scalar, a list of nodes or a mapping of text to nodes.

    `line` and `column` count from 1. `offset` is the column's distance from the first character of
    a scalar to the first character of its text (1 within quotes), or None where the text's columns
    are not the file's (a scalar of several lines, or with escapes).
    """

    data: Any
    line: int
    column: int
    offset: int | None = None
    keys: dict[str, Node] = field(default_factory=dict)
    """The nodes of a mapping's keys, with their positions."""

    def plain(self) -> Any:
        """The data without positions."""
        if isinstance(self.data, dict):
            return {key: node.plain() for key, node in self.data.items()}
        if isinstance(self.data, list):
            return [node.plain() for node in self.data]
        return self.data


def read_file(path: Path, name: str) -> str:
    """The text of a spec file; SpecError if it is missing, unreadable, too long or not text."""
    try:
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except FileNotFoundError:
        raise _failure(name, "there is no such file") from None
    except IsADirectoryError:
        raise _failure(name, "this is a folder, not a spec") from None
    except PermissionError:
        raise _failure(name, "no permission to read this file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _failure(name, f"this file can't be read: {reason}") from None


def read_stream(stream: BinaryIO, name: str) -> str:
    """The text of a stream of bytes; SpecError if it is not UTF-8 or too long."""
    # One byte more than the limit, to detect a longer text without reading all of it.
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise _failure(name, f"longer than {MOST_BYTES:,} bytes; this is no spec".replace(",", " "))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        raise _failure(name, "not UTF-8; save the file in that encoding", line, column) from None


def read_yaml(text: str, name: str) -> tuple[Node, list[Fault]]:
    """The root node of a YAML text, and faults for parts of YAML that the spec language lacks.

    SpecError if the text is not valid YAML.
    """
    if len(text) > MOST_BYTES:
        raise _failure(name, f"longer than {MOST_BYTES:,} characters".replace(",", " "))
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        before = text[: forbidden.start()].split("\n")
        kind = "a NUL character" if forbidden.group() == "\0" else "a control character"
        raise _failure(name, f"{kind} in the text", len(before), len(before[-1]) + 1)
    return _Reader(text, name).document()


def _failure(name: str, message: str, line: int = 0, column: int = 0) -> SpecError:
    return SpecError([Fault(name, line, column, "", message)])


class _Reader:
    """Builds the nodes of one text and gathers its faults."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.faults: list[Fault] = []
        self.count = 0
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.SafeLoader)

    def document(self) -> tuple[Node, list[Fault]]:
        root: Node | None = None
        try:
            next(self.events)  # the start of the stream
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if root is not None:
                        self.fault(event, "a second document; one file holds one spec")
                        break
                    root = self.node(next(self.events), 0)
        except yaml.MarkedYAMLError as error:
            raise SpecError([*self.faults, self.translate(error)]) from None
        except _Enough:
            raise SpecError(self.faults) from None
        if not self.faults and (root is None or root.data is None):
            raise _failure(self.name, "an empty spec; write at least `function: x^2 + y^2`", 1, 1)
        if root is None:
            raise SpecError(self.faults)
        return root, self.faults

    def node(self, event: yaml.Event, depth: int) -> Node:
        self.count += 1
        if self.count > MOST_NODES:
            self.fault(event, f"more than {MOST_NODES:,} values".replace(",", " "))
            raise _Enough
        if depth > MOST_DEPTH:
            self.fault(event, f"nested more than {MOST_DEPTH} deep")
            raise _Enough
        node = Node(None, *_position(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, f"an alias (*{str(event.anchor)[:40]}); write the value out")
            return node
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None:
            self.fault(event, f"an anchor (&{str(event.anchor)[:40]}); write each value out")
        if event.tag is not None:
            self.fault(event, "a tag (!…); tags are not part of the spec language")
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(node, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node.data = []
            while not isinstance(child := next(self.events), yaml.SequenceEndEvent):
                node.data.append(self.node(child, depth + 1))
        else:
            node.data = {}
            while not isinstance(child := next(self.events), yaml.MappingEndEvent):
                self.entry(node, child, depth)
        return node

    def entry(self, mapping: Node, event: yaml.Event, depth: int) -> None:
        key = self.node(event, depth + 1)
        value = self.node(next(self.events), depth + 1)
        word = event.value if isinstance(event, yaml.ScalarEvent) else None
        if word is None:
            if not isinstance(event, yaml.AliasEvent):
                self.fault(event, "a key must be a word")
        elif word in mapping.data:
            first = mapping.keys[word]
            self.fault(
                event, f"the key {quoted(word)} stands here twice, first in line {first.line}"
            )
        else:
            mapping.data[word] = value
            mapping.keys[word] = key

    def scalar(self, node: Node, event: yaml.ScalarEvent) -> None:
        node.data = event.value if event.style else resolve(event.value)
        if _FORBIDDEN.search(event.value):
            self.fault(event, "a control character in the text")
        line, column = _position(event.start_mark)
        offset = 1 if event.style in ("'", '"') else 0
        start = column - 1 + offset
        written = self.lines[line - 1][start:] if line <= len(self.lines) else ""
        if event.style not in ("|", ">") and written.startswith(event.value):
            node.offset = offset

    def fault(self, event: yaml.Event, message: str) -> None:
        self.faults.append(Fault(self.name, *_position(event.start_mark), "", message))

    def translate(self, error: yaml.MarkedYAMLError) -> Fault:
        problem = error.problem or error.context or "not YAML"
        for pattern, explanation in _EXPLANATIONS:
            if re.search(pattern, problem):
                problem = explanation
                break
        mark = error.problem_mark or error.context_mark
        return Fault(self.name, *_position(mark), "", problem)


def _position(mark: Any) -> tuple[int, int]:
    """Line and column of a mark, counted from 1."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Enough(Exception):
    """Raised to stop reading a text beyond a bound; the faults found so far are reported."""


def resolve(text: str) -> Any:
    """The value of a plain scalar in YAML 1.2's core schema, octal and hexadecimal left as text."""
    if text in _WORDS:
        return _WORDS[text]
    if _AMBIGUOUS.fullmatch(text):
        return text
    # An integer of more than 300 digits is beyond the largest float, and int() may refuse it.
    if len(text) <= 300 and _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
