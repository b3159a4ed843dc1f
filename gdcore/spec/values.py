"""The types of the values in a spec, each with the message for values that don't fit."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Self, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from gdcore.maths.spelling import hint, question, quoted

CONSTANT_LENGTH = 60  # characters of a coordinate written as a constant expression, as in -2*pi
TEXT_LENGTH = 500  # characters of a title or a caption: more than a screen can show at once
MOST_DESCENTS = 200  # more lines than a picture can tell apart, or a hall can follow
FARTHEST = 1e30
"""The largest coordinate of a point and end of an interval. Sums of a few fourth powers stay far
below the largest float, 1e308; pictures are drawn with 32-bit floats, up to 3e38."""
_NUMBER = re.compile(r"[-+]?(\d[\d_]*\.?\d*|\.\d+)([eE][-+]?\d+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
CONSTANT = r"(pi|e|sqrt|exp|log|[-+*/^(). 0-9])+"
"""The pattern of a coordinate written as a constant expression, for a first look at it."""


# A WithJsonSchema of {"language": …} stands for a definition of that name, see schema.py.


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


UNKNOWN_KEY = "unknown_key"
"""The type of an error whose place is a key rather than a value."""

Location = tuple[str | int, ...]


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


def fault(message: str, kind: str = "spec") -> PydanticCustomError:
    """An error with exactly this message; kind: the error's type for pydantic."""
    # pydantic formats the template, so that braces in a message must come as a value.
    return PydanticCustomError(kind, "{message}", {"message": message})


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


def _float(value: object, expected: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        hint = ""
        if isinstance(value, str):
            text = value.strip()
            if _DECIMAL_COMMA.fullmatch(text):
                hint = f"write {text.replace(',', '.')} with a point"
            elif _NUMBER.fullmatch(text):
                hint = f"write {text.replace('_', '')} without quotes or underscores"
        raise refuse(expected, value, hint)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise refuse(expected, value, "it must be finite")
    return number


def _number(value: object) -> float:
    return _float(value, "a number")


def _positive(value: object) -> float:
    number = _float(value, "a positive number")
    if number <= 0:
        raise refuse("a positive number", value)
    return number


def _not_negative(value: object) -> float:
    number = _float(value, "a number that is not negative")
    if number < 0:
        raise refuse("a number that is not negative", value)
    return number


def _coordinate(value: object) -> float:
    """A number, or a constant expression such as ``-2*pi``; not too far away."""
    number = _constant(value)
    if abs(number) > FARTHEST:
        raise refuse(f"a number from -{number_text(FARTHEST)} to {number_text(FARTHEST)}", value)
    return number + 0.0  # -0.0 is 0.0, and written so


def _constant(value: object) -> float:
    if (
        isinstance(value, str)
        and not _NUMBER.fullmatch(value.strip())
        and len(value) <= CONSTANT_LENGTH
        and re.fullmatch(CONSTANT, value.strip())
    ):
        constant = evaluate_constant(value)
        if constant is not None:
            return _float(constant, "a number")
    return _number(value)


def as_coordinate(value: object) -> float | None:
    """The number of a coordinate, given as a number or an expression; None if it is neither."""
    try:
        return _coordinate(value)
    except PydanticCustomError:
        return None


def evaluate_constant(text: str) -> float | None:
    """The value of an expression without variables; None if the text is none."""
    from gdcore.maths import ExpressionError, parse_expression

    try:
        return float(cast(Any, parse_expression(text)))
    except (ExpressionError, TypeError, ValueError, OverflowError):
        return None


def _whole(value: object, low: int, high: int) -> int:
    expected = f"a whole number from {low} to {high:,}".replace(",", " ")
    number = _float(value, expected)
    if not number.is_integer() or not low <= number <= high:
        raise refuse(expected, value)
    return int(number)


def limited(low: float, high: float, unit: str, *, positive: bool = False) -> Any:
    """The type of a number with a unit, within generous limits.

    Args:
        low: the least value.
        high: the greatest value.
        unit: the unit's name in the plural, for the message.
        positive: whether the message for a number ≤ 0 asks for a positive one.
    """
    base = _positive if positive else _number

    def check(value: object) -> float:
        number = base(value)
        if number < low:
            raise refuse(f"at least {number_text(low)} {unit}", value)
        if number > high:
            raise refuse(f"at most {number_text(high)} {unit}", value)
        return number

    least: dict[str, Any] = {"minimum": low} if low or not positive else {"exclusiveMinimum": 0}
    limits = {"type": "number", **least, "maximum": high}
    return Annotated[float, BeforeValidator(check), WithJsonSchema(limits)]


def between(low: float, high: float) -> Any:
    """The type of a number in a range."""
    expected = f"a number from {number_text(low)} to {number_text(high)}"

    def check(value: object) -> float:
        number = _float(value, expected)
        if not low <= number <= high:
            raise refuse(expected, value)
        return number

    limits = {"type": "number", "minimum": low, "maximum": high}
    return Annotated[float, BeforeValidator(check), WithJsonSchema(limits)]


def whole(low: int, high: int) -> Any:
    """The type of a whole number in a range; ``1e3`` counts as whole."""
    return Annotated[
        int,
        BeforeValidator(lambda value: _whole(value, low, high)),
        WithJsonSchema({"type": "integer", "minimum": low, "maximum": high}),
    ]


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise refuse("true or false", value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        scalar = isinstance(value, (int, float)) and value is not None
        raise refuse("text", value, "put it in quotes" if scalar else "")
    if not value.strip():
        raise refuse("text", value)
    if len(value) > TEXT_LENGTH:
        raise refuse(f"at most {TEXT_LENGTH} characters", value)
    return value


Number = Annotated[float, BeforeValidator(_number)]
Positive = Annotated[
    float,
    BeforeValidator(_positive),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]
NotNegative = Annotated[
    float, BeforeValidator(_not_negative), WithJsonSchema({"type": "number", "minimum": 0})
]
Coordinate = Annotated[
    float, BeforeValidator(_coordinate), WithJsonSchema({"language": "coordinate"})
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[
    str,
    BeforeValidator(_text),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": TEXT_LENGTH}),
]


def _point(value: object) -> object:
    if isinstance(value, (list, tuple)):
        if not value:
            raise refuse("a point such as [1, 2]", value)
        return tuple(value)
    if isinstance(value, dict) or value is None or isinstance(value, bool):
        raise refuse("a point such as [1, 2]", value)
    return (value,)


Point = Annotated[
    tuple[Coordinate, ...], BeforeValidator(_point), WithJsonSchema({"language": "point"})
]
"""A number for each variable; with one variable its number alone will do."""
