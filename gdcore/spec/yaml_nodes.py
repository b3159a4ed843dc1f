"""From YAML text to plain data with the line and column of each value, safe for any text.

This is YAML 1.2's core schema built on PyYAML's events, without its traps: ``1e-3`` is a number,
``no`` and ``1:30`` and dates are text, a key can't vanish behind a second one, and anchors, aliases
and tags (which copy, explode and execute) are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from gdcore.maths.spelling import quoted
from gdcore.spec.faults import Fault
from gdcore.spec.yaml_scalars import resolve
from gdcore.spec.yaml_text import FORBIDDEN

MOST_NODES = 20_000  # 200 starts in ten dimensions are 2 200
MOST_DEPTH = 20  # the language itself nests five deep

_DECIMAL_COMMA = re.compile(r"(?<![\w.])([-+]?\d+),(\d+)(?![\w.])")


class _Unread:
    def __repr__(self) -> str:
        return "<unread>"


UNREAD: Final = _Unread()
"""The data of a node whose text can't be read; no fault but that one is reported there."""


@dataclass
class Node:
    """A value of the text: `data` is a scalar, a list of nodes, a mapping of text to nodes, UNREAD.

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
    remark: str = ""
    """What may be behind a fault in this list or one of its entries, for its author."""

    def plain(self) -> Any:
        """The data without positions."""
        if isinstance(self.data, dict):
            return {key: node.plain() for key, node in self.data.items()}
        if isinstance(self.data, list):
            return [node.plain() for node in self.data]
        return self.data

    def unread(self) -> Iterator[Node]:
        """The nodes at and below this one whose text can't be read."""
        if self.data is UNREAD:
            yield self
        below = self.data.values() if isinstance(self.data, dict) else self.data
        for node in below if isinstance(self.data, dict | list) else ():
            yield from node.unread()


class NodeReader:
    """Builds the nodes of texts and gathers in `faults` what the spec language lacks of YAML."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.count = 0
        self.line = 0
        self.lines: list[str] = []
        self.events: Iterator[yaml.Event] = iter(())

    def read(self, lines: list[str], line: int) -> Node | None:
        """The root node of some lines of the text; None if they hold no value.

        Args:
            lines: without their ends.
            line: the number of lines before them.

        Raises:
            yaml.MarkedYAMLError: the lines are not YAML; `faults` and `count` stay as they were.
            Enough: there is more than the bounds allow; `faults` says so.
        """
        self.lines, self.line = lines, line
        self.events = yaml.parse("\n".join(lines), Loader=yaml.SafeLoader)
        faults, count = len(self.faults), self.count
        root: Node | None = None
        try:
            next(self.events)  # the start of the stream
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if root is not None:
                        self.fault(event, "a second document; one file holds one spec")
                        break
                    root = self.node(next(self.events), 0)
        except yaml.MarkedYAMLError:
            del self.faults[faults:]
            self.count = count
            raise
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        """The node that begins with an event; the events up to its end are taken."""
        self.count += 1
        if self.count > MOST_NODES:
            self.fault(event, f"more than {MOST_NODES:,} values".replace(",", " "))
            raise Enough
        if depth > MOST_DEPTH:
            self.fault(event, f"nested more than {MOST_DEPTH} deep")
            raise Enough
        node = Node(None, *self.position(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            shown = f"an alias (*{str(event.anchor)[:40]})"
            self.fault(event, f"{shown}; write the value out, or put a text with * in quotes")
            node.data = UNREAD
            return node
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None:
            shown = f"an anchor (&{str(event.anchor)[:40]})"
            self.fault(event, f"{shown}; write each value out, or put a text with & in quotes")
        if event.tag is not None:
            message = "a tag (!…); tags are not part of the spec language"
            self.fault(event, f"{message}; put a text with ! in quotes")
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(node, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node.data = []
            while not isinstance(child := next(self.events), yaml.SequenceEndEvent):
                node.data.append(self.node(child, depth + 1))
            if event.flow_style and all(not isinstance(n.data, dict | list) for n in node.data):
                node.remark = _remark(self.written(event.start_mark, child.end_mark))
        else:
            node.data = {}
            previous = ""
            while not isinstance(child := next(self.events), yaml.MappingEndEvent):
                previous = self.entry(node, child, depth, previous if event.flow_style else "")
        return node

    def entry(self, mapping: Node, event: yaml.Event, depth: int, previous: str) -> str:
        """Add an entry to a mapping; returns the key of its value, "" if that is no scalar.

        previous: the key of the value before, in a mapping in braces whose commas may be meant
        for a part of that value.
        """
        key = self.node(event, depth + 1)
        value = next(self.events)
        start = value.start_mark
        node = self.node(value, depth + 1)
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self.fault(event, "a key must be a word")
            return ""
        word = event.value
        if previous and isinstance(value, yaml.ScalarEvent) and self.is_bare(event, start):
            self.comma(event, mapping.data[previous], word)
            return previous
        elif word in mapping.data:
            first = mapping.keys[word]
            self.fault(
                event, f"the key {quoted(word)} stands here twice, first in line {first.line}"
            )
        else:
            mapping.data[word] = node
            mapping.keys[word] = key
            return word if isinstance(value, yaml.ScalarEvent) and not value.style else ""
        return ""

    def is_bare(self, key: yaml.ScalarEvent, value: Any) -> bool:
        """Whether a key stands without colon and value, as ``two`` in ``{caption: One, two}``."""
        return ":" not in self.written(key.start_mark, value).removeprefix(str(key.value))

    def comma(self, event: yaml.Event, before: Node, word: str) -> None:
        """Report the comma that has cut a value of a mapping in braces into two."""
        first = before.data
        if isinstance(first, int) and not isinstance(first, bool) and word.isdigit():
            message = f"{first},{word} is two values; write {first}.{word} with a point"
            if self.position(event.start_mark)[1] > before.column + len(str(first)) + 1:
                message += f", or [{first}, {word}]"
        elif isinstance(first, str) and first.startswith("(") and word.endswith(")"):
            message = f"write square brackets: [{first[1:]}, {word[:-1]}]"
        elif isinstance(first, str):
            whole = quoted(f"{first}, {word}")
            message = f"the comma ends the text before it; put the whole in quotes: {whole}"
        else:
            message = f"the key {quoted(word)} has no colon and no value"
        self.fault(event, message)
        before.data = UNREAD

    def scalar(self, node: Node, event: yaml.ScalarEvent) -> None:
        """Set the data of a scalar's node, and its offset where it has one."""
        node.data = event.value if event.style else resolve(event.value)
        if FORBIDDEN.search(event.value):
            self.fault(event, "a control character in the text")
        mark: Any = event.start_mark
        offset = 1 if event.style in ("'", '"') else 0
        start = mark.column + offset
        written = self.lines[mark.line][start:] if mark.line < len(self.lines) else ""
        if event.style not in ("|", ">") and written.startswith(event.value):
            node.offset = offset

    def written(self, start: Any, end: Any) -> str:
        """What stands between two marks; "" where that is more than one line."""
        one = start.line == end.line < len(self.lines)
        return self.lines[start.line][start.column : end.column] if one else ""

    def fault(self, event: yaml.Event, message: str) -> None:
        """Add a fault at the start of an event."""
        self.faults.append(Fault(self.name, *self.position(event.start_mark), "", message))

    def position(self, mark: Any) -> tuple[int, int]:
        """Line and column of a mark in the whole text, counted from 1."""
        return self.line + mark.line + 1, mark.column + 1


class Enough(Exception):
    """Raised to stop reading a text beyond a bound; the faults found so far are reported."""


def _remark(written: str) -> str:
    """What may be wrong in a list: round brackets, or decimal commas as in ``[0,5, 1]``.

    Commas without a space beside commas with one tell them from ``[1,2]``, and so does ``0,5``.
    """
    if re.search(r"\([^()]*,", written):
        return "write square brackets around several numbers, as in [1, 2]"
    mixed = re.search(r",\s", written)
    for match in _DECIMAL_COMMA.finditer(written):
        whole, part = match.groups()
        if mixed or whole.lstrip("+-") == "0":
            return f"if {whole},{part} is one number, write {whole}.{part} with a point"
    return ""
