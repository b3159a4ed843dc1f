"""Reads a YAML text entry by entry where it can't be read as a whole.

A value in YAML's block style lies on lines that are indented further than its key or dash, those
in brackets or quotes included. So the lines of least indentation cut a text into its entries
whatever stands in them, and a fault within one entry says nothing about the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from gdcore.maths.spelling import quoted
from gdcore.spec.faults import Fault, SpecError
from gdcore.spec.yaml_faults import DASH, KEY, TIGHT_KEY, explain
from gdcore.spec.yaml_nodes import MOST_DEPTH, UNREAD, Enough, Node, NodeReader
from gdcore.spec.yaml_text import check_text

MOST_ATTEMPTS = 2_000
"""The most parts of a text that are read on their own; a lesson has a hundred entries."""

_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # as PyYAML counts lines


def read_yaml(text: str, name: str) -> tuple[Node, list[Fault]]:
    """The root node of a YAML text, and the faults in its syntax.

    The data of nodes that can't be read are UNREAD.

    Raises:
        SpecError: nothing of the text can be read.
    """
    check_text(text, name)
    recovery = _Recovery(NodeReader(name))
    faults = recovery.reader.faults
    try:
        root = recovery.read(_LINE_ENDS.split(text), 0, 0)
    except Enough:
        raise SpecError(faults) from None
    if root is not None:
        root = recovery.as_entries(root)
    if root is None or root.data is None:
        empty = Fault(name, 1, 1, "", "an empty spec; write at least `function: x^2 + y^2`")
        raise SpecError(faults or [empty])
    if root.data is UNREAD:
        raise SpecError(faults)
    return root, faults


class _Recovery:
    """Reads the lines of a text, or else the entries of which they consist."""

    def __init__(self, reader: NodeReader) -> None:
        self.reader = reader
        self.attempts = 0

    def read(self, lines: list[str], line: int, depth: int) -> Node | None:
        """The node of some lines, with what can't be read as UNREAD.

        line: the number of lines before them; depth: how many entries are around them.
        """
        self.attempts += 1
        try:
            return self.reader.read(lines, line)
        except yaml.MarkedYAMLError as error:
            message, row, column = explain(error, lines)
            fault = Fault(self.reader.name, line + row + 1, column + 1, "", message)
        starts = _starts(lines) if depth < MOST_DEPTH and self.attempts < MOST_ATTEMPTS else []
        if not starts:
            self.reader.faults.append(fault)
            return Node(UNREAD, *_first(lines, line))
        whole: Node | None = None
        for first, last in zip(starts, [*starts[1:], len(lines)], strict=True):
            if len(starts) > 1:
                part = self.read(lines[first:last], line + first, depth + 1)
                part = part and self.as_entries(part)
            else:
                part = self.entry(lines[first:last], line + first, depth, fault)
            whole = part if whole is None else self.joined(whole, part)
        return whole

    def as_entries(self, node: Node) -> Node:
        """The node, or for a text such as ``steps:50`` the mapping that is meant, UNREAD."""
        tight = TIGHT_KEY.match(node.data) if isinstance(node.data, str) else None
        if tight is None or node.offset == 1:
            return node
        self.add(
            Node(None, node.line, node.column + tight.end()),
            f"a space is missing behind {tight[2]}:",
        )
        return _mapping(tight[2], (node.line, node.column), Node(UNREAD, node.line, 0))

    def entry(self, lines: list[str], line: int, depth: int, fault: Fault) -> Node:
        """The node of a single entry that can't be read as a whole, with the fault that it has."""
        if dash := DASH.match(lines[0]):
            inner = [dash[1] + " " + lines[0][dash.end() :], *lines[1:]]
            node = self.read(inner, line, depth + 1) if "".join(inner).strip() else None
            at = line + 1, dash.end()
            return Node([node or Node(None, *at)], *at)
        key = KEY.match(lines[0]) or TIGHT_KEY.match(lines[0])
        assert key is not None
        if key.re is TIGHT_KEY:
            message = f"a space is missing behind {key[2]}:"
            fault = Fault(self.reader.name, line + 1, key.end() + 1, "", message)
        at = line + 1, len(key[1]) + 1
        rest = lines[0][key.end() :].split(" #")[0].strip()
        inner = [" " * len(lines[0]), *lines[1:]]
        value: Node | None = None
        if not rest and any(map(str.strip, inner)):
            value = self.read(inner, line, depth + 1)
        if value is None:
            self.reader.faults.append(fault)
            after = lines[0][key.end() :]
            value = Node(UNREAD, line + 1, len(lines[0]) - len(after.lstrip()) + 1)
        return _mapping(key[2].strip("\"'"), at, value)

    def joined(self, whole: Node, part: Node | None) -> Node:
        """A mapping or list with the entries of another one behind its own."""
        if part is None:
            return whole
        if isinstance(whole.data, list) and isinstance(part.data, list):
            whole.data += part.data
        elif isinstance(whole.data, dict) and isinstance(part.data, dict):
            for word, node in part.data.items():
                key = part.keys[word]
                if word in whole.data:
                    first = whole.keys[word].line
                    message = f"the key {quoted(word)} stands here twice, first in line {first}"
                    self.add(key, message)
                else:
                    whole.data[word], whole.keys[word] = node, key
        elif part.data is not UNREAD:
            self.add(part, "expected a key, a colon and a space")
        return whole

    def add(self, node: Node, message: str) -> None:
        self.reader.faults.append(Fault(self.reader.name, node.line, node.column, "", message))


def _mapping(key: str, at: tuple[int, int], value: Node) -> Node:
    """A mapping of one entry whose key stands at (line, column)."""
    return Node({key: value}, *at, keys={key: Node(key, *at)})


def _starts(lines: Sequence[str]) -> list[int]:
    """The indices of the lines with which the entries of a mapping or list begin; [] if it is none.

    Lists whose dashes stand right below their key belong to the key.
    """
    filled = list(_filled(lines))
    if not filled:
        return []
    least = min(indent for _, indent in filled)
    if filled[0][1] != least:
        return []
    first = lines[filled[0][0]]
    patterns = (DASH,) if DASH.match(first) else (KEY, TIGHT_KEY)
    begins = [
        i for i, indent in filled if indent == least and any(p.match(lines[i]) for p in patterns)
    ]
    return begins if begins[:1] == [filled[0][0]] else []


def _filled(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(index, indentation) of the lines that are not empty and hold more than a comment."""
    for index, line in enumerate(lines):
        text = line.lstrip(" ")
        if text.strip() and not text.startswith("#") and line.rstrip() != "---":
            yield index, len(line) - len(text)


def _first(lines: Sequence[str], line: int) -> tuple[int, int]:
    """Line and column of the first character of some lines, counted from 1."""
    index, indent = next(_filled(lines), (0, 0))
    return line + index + 1, indent + 1
