"""Writes a complete spec as YAML; read back, it is the same spec with the same digest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from gdcore.spec.beat import Beat
from gdcore.spec.document import GridStarts, RandomStarts
from gdcore.spec.methods import optimizer_entry, rate_entry
from gdcore.spec.refusals import number_text
from gdcore.spec.spec import DescentPlan, Spec
from gdcore.spec.yaml_scalars import resolve

_ONE_A_LINE = ("optimizers", "descents", "story")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*([ ^*/+().-]+[A-Za-z0-9_()]+)*")
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def as_mapping(spec: Spec) -> dict[str, Any]:
    """The spec as plain data with the keys of the spec language."""
    story = spec.story
    result: dict[str, Any] = {
        "title": spec.title,
        "function": spec.function,
        "data": spec.data and spec.data.entry.model_dump(),
        "domain": {name: list(ends) for name, ends in spec.domain.items()},
    }
    if spec.listed:
        result["descents"] = [_descent(plan) for plan in spec.descents]
    else:
        result["starts"] = _starts(spec)
        result["learning_rates"] = [rate_entry(r) for r in spec.learning_rates] or None
        result["optimizers"] = [optimizer_entry(choice) for choice in spec.optimizers]
    result["steps"] = spec.steps
    result["stop"] = spec.stop.model_dump()
    result["noise"] = spec.noise and spec.noise.model_dump()
    result["outside"] = spec.outside
    for key in ("layout", "insets", "loss_axis", "scales", "cameras", "theme", "language"):
        result[key] = getattr(spec, key)
    result["story"] = None if story is None else [_beat(beat) for beat in story]
    return result


def write_yaml(spec: Spec) -> str:
    """The spec as YAML text with every default filled in, one key or one entry a line."""
    lines: list[str] = []
    for key, value in as_mapping(spec).items():
        if key in _ONE_A_LINE and value:
            lines.append(f"{key}:")
            lines.extend(f"  - {_entry(entry)}" for entry in value)
        else:
            lines.append(f"{key}: {_value(value)}")
    return "\n".join(lines) + "\n"


def _entry(entry: Any) -> str:
    """An entry of a list; a mapping of one key without its brackets."""
    if isinstance(entry, dict) and len(entry) == 1:
        ((key, value),) = entry.items()
        return f"{key}: {_value(value)}"
    return _value(entry)


def _value(value: Any) -> str:
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
            return f"{{{', '.join(f'{key}: {_value(entry)}' for key, entry in value.items())}}}"
        case Sequence():
            return f"[{', '.join(_value(entry) for entry in value)}]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _quoted(text: str) -> str:
    """A text in double quotes and on one line, for readers of YAML 1.1 and 1.2."""
    # JSON leaves some line ends and controls as they are; YAML would fold or refuse them.
    return _UNWRITTEN.sub(
        lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False)
    )


def _starts(spec: Spec) -> Any:
    if isinstance(spec.starts, RandomStarts | GridStarts):
        return spec.starts.model_dump()
    return spec.starts


def _descent(plan: DescentPlan) -> dict[str, Any]:
    return {
        "start": plan.start,
        "learning_rate": rate_entry(plan.learning_rate),
        "optimizer": optimizer_entry(plan.optimizer),
        "steps": plan.steps,
        "batch_size": plan.batch_size,
        "noise": plan.noise and plan.noise.model_dump(),
        "label": plan.label,
    }


def _beat(beat: Beat) -> Any:
    return {beat.name: beat.model_dump(by_alias=True)}
