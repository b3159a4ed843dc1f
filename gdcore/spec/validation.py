"""From YAML nodes to the document as its author wrote it, or to faults with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import ValidationError

from gdcore.maths.spelling import known_name, quoted
from gdcore.spec.document import Document
from gdcore.spec.faults import Fault
from gdcore.spec.refusals import UNKNOWN_KEY
from gdcore.spec.yaml_nodes import Node

Location = Sequence[str | int]


class Located(NamedTuple):
    """Where a location leads in the text.

    node: the node there, or the last one on the way; path: its name in messages; complete: whether
    the whole location exists; around: the list or mapping that holds the node, or the root.
    """

    node: Node
    path: str
    complete: bool
    around: Node


def locate(root: Node, location: Location) -> Located:
    """Follow a location from the root of a text.

    pydantic's locations also contain the alternatives that it tried; parts that are no key or index
    in the text are ignored. Keys may be spelt as `known_name` allows.
    """
    node, path, complete, around = root, "", True, root
    for step in location:
        key = known_name(step, node.data) if isinstance(node.data, dict) else None
        if key is not None:
            node, around = node.data[key], node
            key = key if re.fullmatch(r"[\w-]{1,40}", key) else quoted(key)
            path += f".{key}" if path else key
        elif isinstance(node.data, list) and isinstance(step, int) and step < len(node.data):
            node, around = node.data[step], node
            path += f"[{step}]"
        else:
            complete = False
    return Located(node, path, complete, around)


def at(
    root: Node,
    name: str,
    location: Location,
    message: str,
    *,
    key: bool = False,
    character: int | None = None,
) -> Fault:
    """A fault of the value at a location, of its key, or of a character of its text, from 0 on."""
    node, path, _, around = locate(root, location)
    if remark := node.remark or around.remark:
        message = f"{message} ({remark})"
    if key:
        node = around.keys.get(str(location[-1]), node)
    column = node.column
    if character is not None:
        if node.offset is None:
            message = f"{message} (at its character {character + 1})"
        else:
            column += node.offset + character
    return Fault(name, node.line, column, path, message)


def validate(root: Node, name: str) -> tuple[Document | None, list[Fault]]:
    """The document of a text's nodes, or None and every fault that its models find.

    Args:
        root: the text's nodes.
        name: precedes each fault, such as the file's name.
    """
    try:
        return Document.model_validate(root.plain()), []
    except ValidationError as error:
        return None, [
            at(
                root,
                name,
                e["loc"],
                e["msg"],
                key=e["type"] == UNKNOWN_KEY,
                character=e.get("ctx", {}).get("character"),
            )
            for e in error.errors(include_url=False)
        ]
