"""The base of every mapping in a spec: a frozen model whose faults are in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from gdcore.maths.spelling import hint, question
from gdcore.spec.refusals import UNKNOWN_KEY, Location, fault, faults_at, found, refuse


class Frozen(BaseModel):
    """A frozen model that refuses unknown keys, with messages for the spec's author."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)

    @model_validator(mode="wrap")
    @classmethod
    def _tell_in_words(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Validate, and say in people's words what pydantic finds wrong with this model's keys."""
        try:
            return handler(value)
        except ValidationError as error:
            keys = [field.alias or name for name, field in cls.model_fields.items()]
            details = error.errors(include_url=False)
            raise faults_at([_in_words(detail, keys) for detail in details]) from None


def _in_words(detail: ErrorDetails, keys: Sequence[str]) -> tuple[Location, PydanticCustomError]:
    """pydantic's error in plain words, for the author of a mapping with these allowed keys."""
    location, value = detail["loc"], detail["input"]
    match detail["type"]:
        case "extra_forbidden":
            message = f"unknown key; {hint(str(location[-1]), keys, 'the keys here are')}"
            return location, fault(message, UNKNOWN_KEY)
        case "missing":
            return location[:-1], fault(f"the key {str(location[-1])!r} is missing")
        case "literal_error":
            words = re.findall(r"'(\w+)'", detail["ctx"]["expected"])
            meant = question(value, words).strip() if isinstance(value, str) else ""
            *most, last = words
            expected = f"{', '.join(most)} or {last}" if most else last
            return location, refuse(expected, value, meant)
        case "model_type":
            message = f"expected a mapping with the keys {', '.join(keys)}; found {found(value)}"
            return location, fault(message)
        case "tuple_type":
            return location, refuse("a list", value)
    return location, fault(detail["msg"], detail["type"])
