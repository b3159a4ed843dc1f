"""Messages for values that a spec can't have, as the errors that pydantic's validators raise."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from gdcore.maths.spelling import quoted

UNKNOWN_KEY = "unknown_key"
"""The type of an error whose place is a key rather than a value."""

Location = tuple[str | int, ...]


def faults_at(faults: Iterable[tuple[Location, PydanticCustomError]]) -> ValidationError:
    """One exception for several faults of a value, each with its place within the value."""
    return ValidationError.from_exception_data(
        "spec", [InitErrorDetails(type=kind, loc=place, input=None) for place, kind in faults]
    )


def refuse(expected: str, value: object, hint: str = "") -> PydanticCustomError:
    """The error for a `value` where something else was `expected`."""
    message = f"expected {expected}, found {found(value)}"
    if hint:
        message += f" ({hint})"
    return fault(message)


def fault(message: str, kind: str = "spec", character: int | None = None) -> PydanticCustomError:
    """An error with exactly this message.

    Args:
        message: for the spec's author.
        kind: the error's type for pydantic.
        character: where in the value's text the fault begins, counted from 0; None for the whole.
    """
    # pydantic formats the template, so that braces in a message must come as a value.
    return PydanticCustomError(kind, "{message}", {"message": message, "character": character})


def found(value: object) -> str:
    """A value as text for a message, in its author's notation and short enough for one line."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text {quoted(value)}" if value else "an empty text"
        case int() | float():
            return number_text(value)
        case list() | tuple():
            short = len(value) <= 4 and all(type(entry) in (int, float) for entry in value)
            numbers = f"[{', '.join(map(number_text, value))}]" if short else "a list"
            return numbers if value else "an empty list"
        case dict():
            return "an empty mapping" if not value else "a mapping"
        case _:
            return f"a {type(value).__name__}"


def number_text(value: float) -> str:
    """The number as YAML writes it, exactly: reading it back gives the same float64."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**20 else f"{float(value)!r}"
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # 1e-06 is a number to YAML 1.2 and a text to 1.1; 1.0e-06 is a number to both.
    mantissa, e, exponent = repr(value).partition("e")
    return mantissa + ("" if "." in mantissa or not e else ".0") + e + exponent
