"""Writes a complete spec as YAML; read back, it is the same spec with the same digest."""

from __future__ import annotations

from typing import Any

from gdcore.spec.beat import Beat
from gdcore.spec.expect import claim_entry
from gdcore.spec.flow import flow
from gdcore.spec.methods import optimizer_entry, rate_entry
from gdcore.spec.spec import DescentPlan, Spec
from gdcore.spec.starts import GridStarts, RandomStarts

_ONE_A_LINE = ("optimizers", "descents", "story", "expect")


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
    for key in (
        "layout", "insets", "loss_axis", "scales", "cameras", "aspect", "theme", "color_map",
        "language",
    ):  # fmt: skip
        result[key] = getattr(spec, key)
    result["voice"] = spec.voice
    result["story"] = None if story is None else [_beat(beat) for beat in story]
    result["expect"] = [claim_entry(claim) for claim in spec.expect]
    return result


def write_yaml(spec: Spec) -> str:
    """The spec as YAML text with every default filled in, one key or one entry a line."""
    lines: list[str] = []
    for key, value in as_mapping(spec).items():
        if key in _ONE_A_LINE and value:
            lines.append(f"{key}:")
            lines.extend(f"  - {_entry(entry)}" for entry in value)
        else:
            lines.append(f"{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


def _entry(entry: Any) -> str:
    """An entry of a list; a mapping of one key without its brackets."""
    if isinstance(entry, dict) and len(entry) == 1:
        ((key, value),) = entry.items()
        return f"{key}: {flow(value)}"
    return flow(entry)


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
