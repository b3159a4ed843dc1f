"""From YAML nodes to the document as its author wrote it, or to faults with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import ValidationError

from gdcore.maths.spelling import quoted
from gdcore.spec.document import Document
from gdcore.spec.faults import Fault
from gdcore.spec.refusals import UNKNOWN_KEY
from gdcore.spec.yaml_nodes import Node

Location = Sequence[str | int]


def locate(root: Node, location: Location) -> tuple[Node, str, bool]:
    """The node at a location, its path in the text, and whether the whole location exists there.

    pydantic's locations also contain the alternatives that it tried; parts that are no key or index
    in the text are ignored.
    """
    node, path, complete = root, "", True
    for step in location:
        if isinstance(node.data, dict) and step in node.data:
            node = node.data[step]
            key = str(step) if re.fullmatch(r"[\w-]{1,40}", str(step)) else quoted(str(step))
            path += f".{key}" if path else key
        elif isinstance(node.data, list) and isinstance(step, int) and step < len(node.data):
            node = node.data[step]
            path += f"[{step}]"
        else:
            complete = False
    return node, path, complete


def at(root: Node, name: str, location: Location, message: str, *, key: bool = False) -> Fault:
    """A fault of the value at a location, or of its key."""
    node, path, _ = locate(root, location)
    if key:
        parent, _, _ = locate(root, location[:-1])
        node = parent.keys.get(str(location[-1]), node)
    return Fault(name, node.line, node.column, path, message)


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
            at(root, name, e["loc"], e["msg"], key=e["type"] == UNKNOWN_KEY)
            for e in error.errors(include_url=False)
        ]
