"""What pydantic reports → faults in people's words, each at its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from gdcore.maths.spelling import hint, question, quoted
from gdcore.spec.beat import BEATS
from gdcore.spec.document import DescentEntry, Document, GridStarts, RandomStarts, StopRules
from gdcore.spec.faults import Fault
from gdcore.spec.sources import DataEntry, NoiseEntry
from gdcore.spec.values import found
from gdcore.spec.yaml_nodes import Node

Location = Sequence[str | int]


def locate(root: Node, location: Location) -> tuple[Node, str, bool]:
    """The node at a location, its path in the text, and whether the whole way was there.

    pydantic's locations also name the alternatives that it tried; what is no key or index in the
    text is passed over.
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


def translate(error: ValidationError, root: Node, name: str) -> Iterable[Fault]:
    """Every fault that pydantic found."""
    for detail in error.errors(include_url=False):
        location = detail["loc"]
        kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
        match kind:
            case "extra_forbidden":
                unknown = str(location[-1])
                keys = _keys(_model(root, location[:-1]))
                message = f"unknown key; {hint(unknown, keys, 'the keys here are')}"
                yield at(root, name, location, message, key=True)
            case "missing":
                missing = str(location[-1])
                fault = at(root, name, location[:-1], f"the key {missing!r} is missing")
                yield fault
            case "literal_error":
                words = re.findall(r"'(\w+)'", context["expected"])
                meant = question(value, words).strip() if isinstance(value, str) else ""
                meant = f" ({meant})" if meant else ""
                message = f"expected {_alternatives(words)}, found {found(value)}{meant}"
                yield at(root, name, location, message)
            case "model_type" | "dict_type":
                keys = _keys(_model(root, location))
                message = (
                    f"expected a mapping with the keys {', '.join(keys)}; found {found(value)}"
                )
                yield at(root, name, location, message)
            case "tuple_type" | "list_type":
                yield at(root, name, location, f"expected a list, found {found(value)}")
            case _:
                yield at(root, name, location, detail["msg"])


def _alternatives(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model(root: Node, location: Location) -> type[BaseModel]:
    """The model whose keys are expected at a location."""
    match [step for step in location if not str(step).startswith("<")]:
        case ["data", *_]:
            return DataEntry
        case ["noise", *_] | ["descents", _, "noise", *_]:
            return NoiseEntry
        case ["stop", *_]:
            return StopRules
        case ["descents", *_]:
            return DescentEntry
        case ["starts", *_]:
            starts: Any = locate(root, ["starts"])[0].data
            return GridStarts if "grid" in starts else RandomStarts
        case ["story", _, str(beat), *_] if beat in BEATS:
            return BEATS[beat]
    return Document
