"""What can be written at a place of a spec, from its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gdcore.spec.schema import schema

Option = dict[str, str]
_KEY = re.compile(r"""^(\s*)((?:-\s+)*)(?:["']?([\w]+)["']?\s*:(?:\s|$))?""")


@cache
def _schema() -> dict[str, Any]:
    return schema()


def complete(text: str, position: int) -> list[Option]:
    """Completions at a position of a text (in characters), as CodeMirror takes them: label, type,
    info.

    Keys where a key can stand, names where a value that has names can stand; nothing in comments.
    """
    before = text[:position]
    line = before.rsplit("\n", 1)[-1]
    if re.search(r"(^|\s)#", line):
        return []
    path, is_key = _place(before)
    node = {"properties": _schema()["properties"]}
    for key in path:
        node = {"anyOf": list(_below(node, key))}
    options: dict[str, Option] = {}
    for option in _keys(node) if is_key else _names(node):
        options.setdefault(option["label"], option)
    return list(options.values())


def _place(before: str) -> tuple[list[str], bool]:
    """The keys that lead to the place at the end of a text, and whether a key can stand there."""
    *lines, last = before.split("\n")
    content = last.lstrip(" -")
    indent = len(last) - len(content)
    path, is_key = _flow_place(content)
    if not path and last.lstrip().startswith("-"):
        is_key = False  # an entry of a list: a name, or the key of a record
    for line in reversed(lines):
        match = _KEY.match(line)
        if match is None or match[3] is None or line.lstrip().startswith("#"):
            continue
        at = len(match[1]) + len(match[2])
        if at < indent:
            path.insert(0, match[3])
            indent = len(match[1]) or at  # an entry's key stands behind its dash
    return path, is_key


def _flow_place(content: str) -> tuple[list[str], bool]:
    """The same for the text of one line, with the brackets that are open at its end."""
    opened: list[tuple[str, str | None]] = []
    key: str | None = None
    word = ""
    for character in content:
        if character == ":":
            key, word = word.strip(), ""
        elif character in "{[":
            opened.append((character, key))
            key, word = None, ""
        elif character in "}]" and opened:
            _, key = opened.pop()
        elif character == ",":
            key, word = None, ""
        else:
            word += character
    path = [name for _, name in opened if name] + ([key] if key else [])
    return path, key is None and (not opened or opened[-1][0] == "{")


def _forms(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema and all its alternatives, with references followed."""
    seen: list[Mapping[str, Any]] = [node]
    known: set[str] = set()
    while seen:
        form = seen.pop()
        reference = form.get("$ref")
        if reference is not None:
            if reference in known:
                continue
            known.add(reference)
            seen.append(_schema()["definitions"][reference.rsplit("/", 1)[-1]])
        for word in ("anyOf", "oneOf", "allOf"):
            seen.extend(form.get(word, []))
        if isinstance(form.get("items"), Mapping):
            seen.append(form["items"])
        yield form


def _below(node: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    for form in _forms(node):
        if key in form.get("properties", {}):
            yield form["properties"][key]


def _keys(node: Mapping[str, Any]) -> Iterator[Option]:
    for form in _forms(node):
        for name, entry in form.get("properties", {}).items():
            yield _option(name, "property", entry)


def _names(node: Mapping[str, Any]) -> Iterator[Option]:
    for form in _forms(node):
        if "const" in form and isinstance(form["const"], str):
            yield _option(form["const"], "constant", form)
        for name in form.get("enum", []):
            if isinstance(name, str):
                yield _option(name, "constant", {})
        if form.get("type") == "boolean":
            yield from (_option(word, "constant", {}) for word in ("true", "false"))
        for name, entry in form.get("properties", {}).items():
            yield _option(name, "property", entry)


def _option(name: str, kind: str, entry: Mapping[str, Any]) -> Option:
    option = {"label": name, "type": kind}
    note = entry.get("description") or next(
        (form["description"] for form in _forms(entry) if "description" in form), ""
    )
    if note:
        option["info"] = note
    return option
