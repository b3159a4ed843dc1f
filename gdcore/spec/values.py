"""The types of the values in a spec, each with the message for values that don't fit."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from gdcore.maths import CONSTANTS, FUNCTION_NAMES, ExpressionError, parse_expression
from gdcore.maths.evaluation import constant_value
from gdcore.spec.refusals import number_text, refuse

CONSTANT_LENGTH = 60  # characters of a formula for a number, as in -2*pi
TEXT_LENGTH = 500  # characters of a title or a caption: more than a screen can show at once
MOST_DESCENTS = 200  # more lines than a picture can tell apart, or a hall can follow
FARTHEST = 1e30
"""The largest coordinate of a point and end of an interval. Sums of a few fourth powers stay far
below the largest float, 1e308; pictures are drawn with 32-bit floats, up to 3e38."""
_MISWRITTEN = re.compile(r"[-+]?(0\d+|\d+(_\d+)+)(\.\d*)?")
"""A number with zeros before it, eight to some programs and ten to others, or with underscores."""
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_FORMULA = re.compile(r"[\d(*/^+]")
"""What a text has that is meant as a formula rather than as a word."""
_WORDS = sorted((*FUNCTION_NAMES, *CONSTANTS), key=len, reverse=True)
CONSTANT = rf"({'|'.join(_WORDS)}|[-+*/^(). 0-9E])+"
"""The pattern of a number written as a constant formula, such as 2/10 or -2*pi, for a first look;
without commas, so that an editor objects to 0,5."""


# A WithJsonSchema of {"language": …} stands for a definition of that name, see schema.py.


def _float(value: object, expected: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise refuse(expected, value)
    try:
        number = _evaluated(value, expected) if isinstance(value, str) else float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise refuse(expected, value, "it must be finite")
    return number


def _evaluated(written: str, expected: str) -> float:
    """The value of a constant formula; refused with the reason why a text is none."""
    text = written.strip()
    if _DECIMAL_COMMA.fullmatch(text):
        raise refuse(expected, written, f"write {text.replace(',', '.')} with a point")
    if _MISWRITTEN.fullmatch(text):
        plain = re.sub(r"^([-+]?)0+(?=\d)", r"\1", text.replace("_", ""))
        raise refuse(expected, written, f"write {plain}")
    if len(text) > CONSTANT_LENGTH and _FORMULA.search(text):
        raise refuse(expected, written, f"a formula for a number has {CONSTANT_LENGTH} characters")
    if re.fullmatch(r"\(.*,.*\)", text):
        raise refuse(expected, written, f"write square brackets: [{text[1:-1]}]")
    unit = re.fullmatch(r"([-+.\d]+)\s*([A-Za-z]+|°)", text)
    if (unit and unit[2] not in _WORDS and len(unit[2]) != 1) or (unit and unit[2] in "s°"):
        raise refuse(expected, written, f"write {unit[1]} without the unit")
    try:
        return _constant(text[: CONSTANT_LENGTH + 1])
    except ExpressionError as error:
        raise refuse(expected, written, error.message if _FORMULA.search(text) else "") from None


@lru_cache(maxsize=1024)
def _constant(text: str) -> float:
    """The value of a formula without variables; ExpressionError if the text is none."""
    return constant_value(parse_expression(text, ()))


def as_number(value: object) -> float | None:
    """The value of a number or of a constant formula; None if it is neither."""
    try:
        return _float(value, "a number")
    except PydanticCustomError:
        return None


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
    """A number that is not too far away."""
    number = _number(value)
    if abs(number) > FARTHEST:
        raise refuse(f"a number from -{number_text(FARTHEST)} to {number_text(FARTHEST)}", value)
    return number + 0.0  # -0.0 is 0.0, and written so


def as_coordinate(value: object) -> float | None:
    """The number of a coordinate, given as a number or an expression; None if it is neither."""
    try:
        return _coordinate(value)
    except PydanticCustomError:
        return None


def _whole(value: object, low: int, high: int) -> int:
    expected = f"a whole number from {low} to {high:,}".replace(",", " ")
    number = _float(value, expected)
    if not number.is_integer() or not low <= number <= high:
        raise refuse(expected, value)
    return int(number)


def numeric(limits: dict[str, Any]) -> WithJsonSchema:
    """The schema of a number within limits, or of a formula for one, whose value no schema sees."""
    return WithJsonSchema({"anyOf": [limits, {"language": "constant"}]})


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
    return Annotated[float, BeforeValidator(check), numeric(limits)]


def between(low: float, high: float) -> Any:
    """The type of a number in a range."""
    expected = f"a number from {number_text(low)} to {number_text(high)}"

    def check(value: object) -> float:
        number = _float(value, expected)
        if not low <= number <= high:
            raise refuse(expected, value)
        return number

    limits = {"type": "number", "minimum": low, "maximum": high}
    return Annotated[float, BeforeValidator(check), numeric(limits)]


def whole(low: int, high: int) -> Any:
    """The type of a whole number in a range; ``1e3`` counts as whole."""
    return Annotated[
        int,
        BeforeValidator(lambda value: _whole(value, low, high)),
        numeric({"type": "integer", "minimum": low, "maximum": high}),
    ]


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        meant = {"yes": "write true", "on": "write true", "no": "write false", "off": "write false"}
        raise refuse("true or false", value, meant.get(str(value).lower(), ""))
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


Number = Annotated[float, BeforeValidator(_number), numeric({"type": "number"})]
Positive = Annotated[
    float, BeforeValidator(_positive), numeric({"type": "number", "exclusiveMinimum": 0})
]
NotNegative = Annotated[
    float, BeforeValidator(_not_negative), numeric({"type": "number", "minimum": 0})
]
Coordinate = Annotated[float, BeforeValidator(_coordinate), numeric({"type": "number"})]
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
