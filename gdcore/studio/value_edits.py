"""Values written into a spec's text at a path, however the text writes what is around them.

The text may leave a key to its default, write a shorthand, or a bare name: then as much of it is
written out as the value needs, and no more. All the rest stays as it was, comments included.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml.nodes import MappingNode, SequenceNode

from gdcore.spec.flow import flow
from gdcore.studio.kinds import Kind, document
from gdcore.studio.values import Path, at, below, lean, with_value
from gdcore.studio.yaml_edits import count, get, insert, move, put, put_lines, remove


def write(text: str, complete: Mapping[str, Any], path: Path, value: Any) -> str:
    """The text with a value at a path.

    complete: the spec's plain data with all defaults filled in, as the text is now.

    Raises:
        EditError: the text is damaged.
    """
    place = _standing(text, complete, path)
    if len(place) < len(path):
        value = with_value(at(complete, place), path[len(place) :], value)
    value = lean(_kind(complete, place, value), value)
    return _put(text, place, value)


def leave_out(text: str, path: Path) -> str:
    """The text without a key, which then has its default.

    Raises:
        EditError: the text is damaged.
    """
    return remove(text, path)


def add_entry(text: str, complete: Mapping[str, Any], path: Path, index: int, value: Any) -> str:
    """The text with one more entry in a list.

    Raises:
        EditError: the text is damaged.
    """
    entries = list(at(complete, path) or ())
    if entries and _stands(text, complete, path):
        return insert(
            text, path, index, _entry(lean(_kind(complete, [*path, index], value), value))
        )
    return write(text, complete, path, [*entries[:index], value, *entries[index:]])


def remove_entry(text: str, complete: Mapping[str, Any], path: Path, index: int) -> str:
    """The text without an entry of a list.

    Raises:
        EditError: the text is damaged.
    """
    entries = list(at(complete, path) or ())
    if len(entries) > 1 and _stands(text, complete, path):
        return remove(text, [*path, index])
    return write(text, complete, path, entries[:index] + entries[index + 1 :])


def move_entry(text: str, complete: Mapping[str, Any], path: Path, old: int, new: int) -> str:
    """The text with an entry of a list at another place; its comments come along.

    Raises:
        EditError: the text is damaged.
    """
    if _stands(text, complete, path):
        return move(text, path, old, new)
    entries = list(at(complete, path) or ())
    entries.insert(new, entries.pop(old))
    return write(text, complete, path, entries)


def _stands(text: str, complete: Mapping[str, Any], path: Path) -> bool:
    """Whether the text writes a list itself, entry by entry."""
    return count(text, path) == len(at(complete, path) or ()) > 0


def _standing(text: str, complete: Mapping[str, Any], path: Path) -> Path:
    """The part of a path up to which the text writes out what the complete spec holds."""
    for depth, step in enumerate(path):
        node, whole = get(text, path[:depth]), at(complete, path[:depth])
        if depth == 0:
            if get(text, path[:1]) is None:
                return path[:1]
        elif isinstance(step, int):
            if not isinstance(node, SequenceNode) or len(node.value) != len(whole or ()):
                return path[:depth]
        elif not isinstance(node, MappingNode):
            return path[:depth]
        elif get(text, path[: depth + 1]) is None:
            return path[: depth + 1]
    return path


def _kind(complete: Mapping[str, Any], path: Path, value: Any) -> Kind:
    """The kind of the value at a path."""
    kind: Kind = document()
    changed = with_value(complete, path, value)
    for depth, step in enumerate(path):
        kind = below(kind, at(changed, path[:depth]), step)
    return kind


def _put(text: str, path: Path, value: Any) -> str:
    """Put a value; a list of records gets a line for each."""
    records = isinstance(value, list) and any(isinstance(entry, Mapping) for entry in value)
    if records and len(path) == 1:
        return put_lines(text, str(path[0]), [_entry(entry) for entry in value])
    return put(text, path, value)


def _entry(value: Any) -> str:
    """An entry of a block list: a record of one key without braces."""
    if isinstance(value, Mapping) and len(value) == 1:
        ((key, inside),) = value.items()
        return f"{key}: {flow(inside)}"
    return flow(value)
