"""The base of every mapping in a spec: a frozen model whose faults are in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from gdcore.maths.spelling import called_here, hint, known_name, question, suggest
from gdcore.spec.flow import flow
from gdcore.spec.refusals import UNKNOWN_KEY, Location, fault, faults_at, found, refuse


class Frozen(BaseModel):
    """A frozen model that refuses unknown keys, with messages for the spec's author."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)

    shorthand: ClassVar[str | None] = None
    """The field that a value without a mapping fills, as in ``noise: 0.05``; None: none does."""

    @model_validator(mode="wrap")
    @classmethod
    def _tell_in_words(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Validate, and say in people's words what pydantic finds wrong with this model's keys."""
        given = value
        if isinstance(value, Mapping):
            given = cls._spelt(value)
        elif cls.shorthand is not None and value is not None and not isinstance(value, cls):
            given = cls._spelt({cls.shorthand: value})
        try:
            return handler(given)
        except ValidationError as error:
            details = [cls._in_words(detail) for detail in cls._without_echoes(error)]
        if isinstance(value, Mapping):
            raise faults_at(details)
        if named := cls.named_field(value):
            raise faults_at([((), fault(f"found {found(value)}; {named}"))])
        other = cls.other_field(value)
        raise faults_at([(place, hinted(kind, other)) for place, kind in details])

    @classmethod
    def fields_by_key(cls) -> dict[str, FieldInfo]:
        """The fields by their keys in a spec."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}

    @classmethod
    def _spelt(cls, given: Mapping[Any, Any]) -> dict[Any, Any]:
        """A mapping with its keys, and words among its values, spelt as the language spells them.

        Case, hyphens and spaces do not tell names apart.
        """
        fields = cls.fields_by_key()
        result: dict[Any, Any] = {}
        for key, value in given.items():
            name = known_name(key, fields)
            if name is None or (name != key and name in given) or name in result:
                result[key] = value
                continue
            words = _words(fields[name].annotation)
            if isinstance(value, list):
                value = [known_name(entry, words) or entry for entry in value]
            result[name] = known_name(value, words) or value
        return result

    @classmethod
    def named_field(cls, value: Any) -> str:
        """What to write for a text that begins with the key of a field, as ``at [1, 1]``; or ""."""
        text = re.match(r"(\w+)(?:\s*[:=]\s*|\s+)(.+)", value) if isinstance(value, str) else None
        key = known_name(text[1], cls.fields_by_key()) if text else None
        return f"write {cls.written(f'{{{key}: {text[2]}}}')}" if text and key else ""

    @classmethod
    def other_field(cls, value: Any) -> str:
        """What to write for a value that fits a field other than the shorthand's; or ""."""
        keys = [key for key in cls.fields_by_key() if key != cls.shorthand]
        own = [key for key in keys if key in cls.__annotations__]
        for key in [*own, *(key for key in keys if key not in own)]:
            # A single word is no caption, but rather a wrong name.
            told = isinstance(value, str) and " " not in value.strip()
            if value is not None and not told and cls._takes(key, value):
                return f"write {cls.written(f'{{{key}: {flow(value)}}}')}"
        return ""

    @classmethod
    def _takes(cls, key: str, value: Any) -> bool:
        """Whether a value fits a field, whatever the others are."""
        try:
            cls.model_validate({key: value})
        except ValidationError as error:
            return all(detail["loc"][:1] != (key,) for detail in error.errors(include_url=False))
        return True

    @classmethod
    def written(cls, fields: str) -> str:
        """Fields in braces as a spec writes them."""
        return fields

    @classmethod
    def elsewhere(cls, key: str) -> str:
        """Where in a spec a key belongs that this mapping does not have, as a hint; or ""."""
        return ""

    @classmethod
    def _without_echoes(cls, error: ValidationError) -> list[ErrorDetails]:
        """pydantic's errors, less those of missing keys that stand there under another name."""
        details = error.errors(include_url=False)
        unknown = [str(d["loc"][-1]) for d in details if d["type"] == "extra_forbidden"]
        meant = {
            called_here(key, cls.fields_by_key()) or suggest(key, cls.fields_by_key())
            for key in unknown
        }
        return [d for d in details if d["type"] != "missing" or d["loc"][-1] not in meant]

    @classmethod
    def _in_words(cls, detail: ErrorDetails) -> tuple[Location, PydanticCustomError]:
        """pydantic's error in plain words, for the author of a mapping."""
        keys = list(cls.fields_by_key())
        location, value = detail["loc"], detail["input"]
        match detail["type"]:
            case "extra_forbidden":
                key = str(location[-1])
                near = question(key, keys)
                answer = "" if near else cls.elsewhere(key)
                answer = answer or hint(key, keys, "the keys here are")
                return location, fault(f"unknown key; {answer}", UNKNOWN_KEY)
            case "missing":
                key = str(location[-1])
                example = f", as in {cls.written(f'{{{key}: …}}')}" if key == cls.shorthand else ""
                return location[:-1], fault(f"the key {key!r} is missing{example}")
            case "literal_error":
                words = re.findall(r"'(\w+)'", detail["ctx"]["expected"])
                meant = question(value, words) if isinstance(value, str) else ""
                *most, last = words
                expected = f"{', '.join(most)} or {last}" if most else last
                return location, refuse(expected, value, meant)
            case "model_type":
                listed = ", ".join(keys)
                return location, fault(
                    f"expected a mapping with the keys {listed}; found {found(value)}"
                )
            case "tuple_type":
                return location, refuse("a list", value)
        character = detail.get("ctx", {}).get("character")
        return location, fault(detail["msg"], detail["type"], character)


def hinted(error: PydanticCustomError, hint: str) -> PydanticCustomError:
    """The error with a hint, if there is one and the error has none."""
    message = error.message()
    if not hint or message.endswith(")"):
        return error
    return fault(f"{message} ({hint})", error.type)


def _words(annotation: Any) -> tuple[str, ...]:
    """The words that the type of a field allows."""
    if get_origin(annotation) is Literal:
        return tuple(word for word in get_args(annotation) if isinstance(word, str))
    return tuple(word for part in get_args(annotation) for word in _words(part))
