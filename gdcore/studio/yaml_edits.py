"""Changes of single values in a YAML text: all else stays as it was written, to the last space.

ruamel.yaml says where each value stands; a new one is written there in flow style.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gdcore.spec.flow import flow

Path = Sequence[str | int]


class EditError(Exception):
    """A text that can't be changed, since it is damaged."""


def get(text: str, path: Path) -> Node | None:
    """The node at a path of keys and indices; None if the text has none."""
    node: Node | None = _root(text)
    for step in path:
        node = _child(node, step)
    return node


def count(text: str, path: Path) -> int:
    """The number of entries of the list at a path; 0 if there is none."""
    node = get(text, path)
    return len(node.value) if isinstance(node, SequenceNode) else 0


def put(text: str, path: Path, value: Any) -> str:
    """The text with a value at a path, replaced or added.

    Raises:
        EditError: the text is no YAML mapping.
    """
    node = get(text, path)
    if node is not None:
        start, end = node.start_mark.index, _end(node)
        if start == end:  # a key without a value
            at = text.rfind(f"{path[-1]}:", 0, start) + len(f"{path[-1]}:")
            return f"{text[:at]} {flow(value)}{text[at:]}"
        return text[:start] + _fitting(node, value) + text[end:]
    *above, key = path
    parent = get(text, above)
    if above and (parent is None or _is_empty(parent)):
        return put(text, above, [value] if isinstance(key, int) else {key: value})
    if isinstance(parent, ScalarNode) and parent.value == key:
        # A beat's bare name, as in `- surface`, becomes a key.
        at = parent.end_mark.index
        return f"{text[:at]}: {flow(value)}{text[at:]}"
    if isinstance(parent, SequenceNode):
        return insert(text, above, len(parent.value), flow(value))
    return _add_key(text, parent, str(key), value)


def put_lines(text: str, key: str, entries: Sequence[str]) -> str:
    """The text with a list under a key of the document, each entry on a line of its own.

    Raises:
        EditError: the text is no YAML mapping.
    """
    node = get(text, [key])
    if node is None:
        text = put(text, [key], None)
        node = get(text, [key])
    assert node is not None
    start, end = node.start_mark.index, _end(node)
    lines = "\n".join(f"  - {entry}" for entry in entries)
    if isinstance(node, SequenceNode) and not node.flow_style:
        start = text.rfind("\n", 0, start) + 1
        return f"{text[:start]}{lines}{text[end:]}"
    return f"{text[:start].rstrip(' ')}\n{lines}{text[end:]}"


def remove(text: str, path: Path) -> str:
    """The text without the value at a path: a key of a mapping or an entry of a list."""
    *above, step = path
    parent = get(text, above)
    if isinstance(parent, SequenceNode) and isinstance(step, int):
        pieces, around = _entries(text, parent)
        del pieces[step]
        if not pieces:
            return put(text, above, [])
        return _joined(text, parent, pieces, around)
    if not isinstance(parent, MappingNode):
        return text
    keys = [key.value for key, _ in parent.value]
    if step not in keys:
        return text
    index = keys.index(step)
    if len(keys) == 1 and above:
        return put(text, above, {})
    if parent.flow_style:
        pairs = [text[k.start_mark.index : _end(v)] for k, v in parent.value]
        del pairs[index]
        return text[: parent.start_mark.index] + f"{{{', '.join(pairs)}}}" + text[_end(parent) :]
    key, value = parent.value[index]
    start, end = key.start_mark.index, _line_end(text, _end(value))
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].isspace() or line == start:
        return text[:line] + text[end:]
    # The first key of an entry stands behind its dash: the next one takes its place.
    return text[:start] + text[parent.value[index + 1][0].start_mark.index :]


def insert(text: str, path: Path, index: int, entry: str) -> str:
    """The text with one more entry, written as it shall stand, in the list at a path."""
    node = get(text, path)
    if not isinstance(node, SequenceNode) or not node.value:
        start = text.rstrip("\n")
        if node is None:
            return f"{start}\n{path[-1]}:\n  - {entry}\n"
        return text[: node.start_mark.index].rstrip(" ") + f"\n  - {entry}" + text[_end(node) :]
    pieces, around = _entries(text, node)
    if node.flow_style:
        pieces.insert(index, entry)
    else:
        column = text[: node.value[0].start_mark.index].rfind("-")
        dash = text[text.rfind("\n", 0, column) + 1 : column]
        pieces.insert(index, f"{dash}- {entry}\n")
    return _joined(text, node, pieces, around)


def move(text: str, path: Path, old: int, new: int) -> str:
    """The text with an entry of a list at another place; its comments come along."""
    node = get(text, path)
    if not isinstance(node, SequenceNode):
        return text
    pieces, around = _entries(text, node)
    pieces.insert(new, pieces.pop(old))
    return _joined(text, node, pieces, around)


@lru_cache(maxsize=8)  # a page of controls asks a hundred times what one text says
def _root(text: str) -> Node | None:
    try:
        root: Node | None = YAML().compose(text)
    except (YAMLError, ValueError) as error:
        raise EditError("the text has faults: mend them first") from error
    if root is not None and not isinstance(root, MappingNode):
        raise EditError("the text is no list of keys and values")
    return root


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(step, int):
        return node.value[step] if 0 <= step < len(node.value) else None
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _is_empty(node: Node | None) -> bool:
    return isinstance(node, ScalarNode) and node.value in ("", "null", "~")


def _end(node: Any) -> int:
    """Where a node's text ends; a block's mark would include the comments behind it."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)


def _line_end(text: str, at: int) -> int:
    """Where the line that holds the character before a place ends, its line feed included."""
    end = text.find("\n", max(at - 1, 0))
    return len(text) if end < 0 else end + 1


def _fitting(node: Any, value: Any) -> str:
    """A value as text, in the place of a node: a block needs a new line after it."""
    written = flow(value)
    if isinstance(node, ScalarNode):
        return written + "\n" if node.style in ("|", ">") else written
    # A list may stand below its key without being indented; a value in brackets may not.
    return written if node.flow_style or node.start_mark.column else f"  {written}"


def _add_key(text: str, parent: Any, key: str, value: Any) -> str:
    line = f"{key}: {flow(value)}"
    if parent is not None and parent.flow_style and not parent.value:
        return f"{text[: parent.start_mark.index]}{{{line}}}{text[_end(parent) :]}"
    if parent is None or not parent.value:
        return f"{text.rstrip()}\n{line}\n".lstrip("\n")
    if parent.flow_style:
        at = _end(parent.value[-1][1])
        return f"{text[:at]}, {line}{text[at:]}"
    column = parent.value[0][0].start_mark.column
    story = next((k for k, _ in parent.value if column == 0 and k.value == "story"), None)
    if story is not None:  # the story stands last
        at = story.start_mark.index
        return f"{text[:at]}{line}\n{text[at:]}"
    end = text.find("\n", _end(parent.value[-1][1]) - 1)
    if end < 0:
        return f"{text}\n{' ' * column}{line}\n"
    return f"{text[: end + 1]}{' ' * column}{line}\n{text[end + 1 :]}"


def _entries(text: str, node: Any) -> tuple[list[str], tuple[int, int]]:
    """The texts of a list's entries, and where all of them begin and end.

    In block style these are whole lines, with the comments that stand above an entry or behind it.
    """
    if node.flow_style:
        pieces = [text[entry.start_mark.index : _end(entry)] for entry in node.value]
        return pieces, (node.start_mark.index, _end(node))
    starts = []
    for entry in node.value:
        dash = text.rfind("-", 0, entry.start_mark.index)
        start = text.rfind("\n", 0, dash) + 1
        while start > 0:
            before = text.rfind("\n", 0, start - 1) + 1
            line = text[before : start - 1]
            if not line.lstrip().startswith("#") or line.startswith("#"):
                break
            start = before
        starts.append(start)
    last = _end(node.value[-1])
    end = last if text[last - 1 : last] == "\n" else text.find("\n", last) + 1
    if end <= 0:
        end = len(text)
    ends = [*starts[1:], end]
    pieces = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    return [p if p.endswith("\n") else p + "\n" for p in pieces], (starts[0], end)


def _joined(text: str, node: Any, pieces: list[str], around: tuple[int, int]) -> str:
    start, end = around
    inside = f"[{', '.join(pieces)}]" if node.flow_style else "".join(pieces)
    return text[:start] + inside + text[end:]
