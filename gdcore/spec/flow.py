"""Values written in YAML's flow style, in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from gdcore.spec.refusals import number_text
from gdcore.spec.yaml_scalars import resolve

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*([ ^*/+().-]+[A-Za-z0-9_()]+)*")
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def flow(value: Any) -> str:
    """A value in YAML's flow style."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return number_text(value)
        case str():
            plain = _PLAIN.fullmatch(value) and resolve(value) == value
            return value if plain else _quoted(value)
        case Mapping():
            return f"{{{', '.join(f'{key}: {flow(entry)}' for key, entry in value.items())}}}"
        case Sequence():
            return f"[{', '.join(flow(entry) for entry in value)}]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _quoted(text: str) -> str:
    """A text in double quotes and on one line, for readers of YAML 1.1 and 1.2."""
    # JSON leaves some line ends and controls as they are; YAML would fold or refuse them.
    return _UNWRITTEN.sub(
        lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False)
    )
