"""The spec language as a JSON Schema (draft 7, for editors), made from the models."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from gdcore.maths import OPTIMIZERS, SCHEDULES, Parameterized, Range, parameters_of
from gdcore.spec.beat import BEATS
from gdcore.spec.document import Document
from gdcore.spec.sources import DataEntry, NoiseEntry
from gdcore.spec.values import CONSTANT, CONSTANT_LENGTH

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
CONSTANT_FORMULA: Schema = {
    "description": "A formula without variables in place of a number, such as 2/10 or -2*pi.",
    "type": "string",
    "pattern": f"^{CONSTANT}$",
    "maxLength": CONSTANT_LENGTH,
}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, {"$ref": "#/definitions/constant"}]}
POINT: Schema = {
    "description": "A number for each variable; with one variable its number alone will do.",
    "anyOf": [{"type": "array", "items": _NUMBER, "minItems": 1}, *_NUMBER["anyOf"]],
}


def schema() -> Schema:
    """The JSON Schema of a spec: every key with its description and its default."""
    document = _draft7(Document.model_json_schema(ref_template="#/definitions/{model}"))
    definitions = document.pop("definitions")
    for name, kind in BEATS.items():
        beat = _draft7(kind.model_json_schema(ref_template="#/definitions/{model}"))
        definitions.update(beat.pop("definitions", {}))
        definitions[f"beat {name}"] = beat
    for model in (DataEntry, NoiseEntry):
        form = definitions[model.__name__]
        definitions[model.__name__] = {
            "description": form["description"],
            "anyOf": [form, _only(form["properties"][model.shorthand])],
        }
    definitions |= {
        "beat": _beat(definitions),
        "optimizer": _optimizer(),
        "learning_rate": _learning_rate(),
        "constant": CONSTANT_FORMULA,
        "point": POINT,
    }
    return {"$schema": DRAFT, **document, "definitions": dict(sorted(definitions.items()))}


def _draft7(node: Any) -> Any:
    """pydantic's schema (draft 2020-12) translated to draft 7, without its generated titles."""
    if isinstance(node, list):
        return [_draft7(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    result: Schema = {}
    for key, value in node.items():
        match key:
            case "title" if isinstance(value, str):
                continue
            case "language":
                result["$ref"] = f"#/definitions/{value}"
            case "$defs":
                result["definitions"] = _draft7(value)
            case "prefixItems":
                result["items"] = _draft7(value)
            case "default":
                result["default"] = value
            case "properties" | "definitions":
                result[key] = {name: _draft7(entry) for name, entry in value.items()}
            case "description":
                result[key] = " ".join(value.split())
            case _:
                result[key] = _draft7(value)
    # In draft 7 all keywords beside a $ref are ignored.
    if "$ref" in result and len(result) > 1:
        result = {"allOf": [{"$ref": result.pop("$ref")}], **result}
    return result


def _beat(definitions: Mapping[str, Schema]) -> Schema:
    """The schema of a beat: its bare name, or its name with its fields or with its shorthand."""
    bare, properties = [], {}
    for name, kind in BEATS.items():
        fields = definitions[f"beat {name}"]
        note = str(fields.get("description", ""))
        forms: list[Schema] = [{"$ref": f"#/definitions/beat {name}"}]
        if not fields.get("required"):
            bare.append({"const": name, "description": note})
            forms.append({"type": "null"})
        if kind.shorthand is not None:
            forms.append(_only(fields["properties"][kind.shorthand]))
        properties[name] = {"description": note, "anyOf": forms}
    return {"anyOf": [{"oneOf": bare}, _one_of_keys(properties)]}


def _only(field: Schema) -> Schema:
    """The schema of a field without its description and default."""
    return {key: value for key, value in field.items() if key not in ("description", "default")}


def _one_of_keys(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _optimizer() -> Schema:
    bare, properties = [], {}
    for name, kind in OPTIMIZERS.items():
        form = _record(kind)
        bare.append({"const": name, "description": form["description"]})
        properties[name] = {**form, "type": ["object", "null"]}
    return {
        "description": "The name of an optimizer, or its name and its parameters.",
        "anyOf": [{"oneOf": bare}, _one_of_keys(properties)],
    }


def _learning_rate() -> Schema:
    forms: list[Schema] = [
        {"type": "number", "exclusiveMinimum": 0},
        {"$ref": "#/definitions/constant"},
    ]
    for name, kind in SCHEDULES.items():
        form = _record(kind)
        form["properties"] = {"schedule": {"const": name}, **form["properties"]}
        forms.append({**form, "required": ["schedule", *form.get("required", [])]})
    return {"description": "A positive number, or a schedule.", "anyOf": forms}


_PARTS: Schema = {
    "type": "array", "items": {"$ref": "#/definitions/learning_rate"}, "minItems": 1,
}  # fmt: skip


def _record(kind: type[Parameterized]) -> Schema:
    """The schema of an optimizer or schedule: pydantic's, with the parameters' ranges added."""
    form = _draft7(TypeAdapter(kind).json_schema())
    properties: dict[str, Schema] = form.get("properties", {})
    for p in parameters_of(kind):
        field = properties[p.name]
        limits = [_limits(within) for within in p.within]
        match field.get("items"):
            case list() as pair:
                each = limits * (len(pair) // len(limits))
                field["items"] = [_or_formula(e, x) for e, x in zip(pair, each, strict=True)]
            case {"type": "integer"}:
                field["items"] = _or_formula(field["items"], limits[0])
            case None if field.get("type") != "boolean":
                properties[p.name] = _or_formula(field, limits[0])
            case dict():
                field.update(_PARTS)
    note = (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")
    result: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if "required" in form:
        result["required"] = form["required"]
    return {**result, "description": note}


def _or_formula(number: Schema, limits: Schema) -> Schema:
    """The schema of a number with its limits, or of a formula for one."""
    told: Schema = {key: number[key] for key in ("description", "default") if key in number}
    bare = {key: value for key, value in number.items() if key not in told}
    return {**told, "anyOf": [{**bare, **limits}, {"$ref": "#/definitions/constant"}]}


def _limits(within: Range) -> Schema:
    """The keywords of JSON Schema for a range."""
    low = "exclusiveMinimum" if within.open_low else "minimum"
    high = "exclusiveMaximum" if within.open_high else "maximum"
    limits = {low: within.low, high: within.high}
    return {key: value for key, value in limits.items() if math.isfinite(value)}
