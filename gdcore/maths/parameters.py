"""Frozen records whose fields are documented, checked parameters: optimizers, schedules, noise."""

import math
import numbers
import reprlib
import typing
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import Any, ClassVar, TypeVar, dataclass_transform

from gdcore.maths.spelling import unknown

Record = TypeVar("Record", bound=type)


class ParameterError(ValueError):
    """A name or parameter that does not exist, or a value that a parameter can't take.

    Attributes:
        message: what is wrong, and what would be right.
        parameter: the name of the faulty parameter; None where the record's own name is faulty.
    """

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message if parameter is None else f"{parameter}: {message}")
        self.message = message
        self.parameter = parameter

    def __reduce__(self) -> tuple[type, tuple[str, str | None]]:
        return type(self), (self.message, self.parameter)


@dataclass(frozen=True)
class Range:
    """The numbers from ``low`` to ``high``.

    Attributes:
        low: the least number.
        high: the greatest number.
        open_low: whether ``low`` itself is left out.
        open_high: whether ``high`` itself is left out.
    """

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    def __contains__(self, value: float) -> bool:
        above = value > self.low if self.open_low else value >= self.low
        return above and (value < self.high if self.open_high else value <= self.high)

    def __str__(self) -> str:
        low, high = f"{self.low:g}", f"{self.high:g}"
        if math.isinf(self.high):
            if math.isinf(self.low):
                return "a number"
            if not self.open_low:
                return f"a number of at least {low}"
            return "a positive number" if self.low == 0 else f"a number above {low}"
        if self.open_low:
            return f"a number between {low} and {high}"
        return f"a number from {low} to {'below ' * self.open_high}{high}"


ANY = Range()
POSITIVE = Range(0, open_low=True)
NOT_NEGATIVE = Range(0)
FRACTION = Range(0, 1, open_high=True)
BETWEEN_0_AND_1 = Range(0, 1, open_low=True, open_high=True)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a record.

    Attributes:
        name: as in the record's field.
        type: float, int, bool, a pair of them, or another type, whose values are not checked here.
        default: the value in force where none is given; MISSING where one must be.
        description: its meaning in one sentence.
        within: the range of its numbers; for a pair one range for each of the two.
    """

    name: str
    type: Any
    default: Any
    description: str
    within: tuple[Range, ...]

    @property
    def required(self) -> bool:
        """Whether a value must be given, as there is no default."""
        return self.default is MISSING

    @property
    def expected(self) -> str:
        """The values that the parameter may take, in words: "a number from 0 to below 1"."""
        if self.type is bool:
            return "true or false"
        text = " and ".join(dict.fromkeys(map(str, self.within)))
        return text.replace("a number", "a whole number") if self.type is int else text

    def checked(self, value: Any) -> Any:
        """The value as the parameter's type: 1 serves as 1.0, a list as a tuple.

        Raises:
            ParameterError: the value is of another type, not finite, or out of range.
        """
        kinds = typing.get_args(self.type)
        if typing.get_origin(self.type) is not tuple or Ellipsis in kinds:
            return self._simple(self.type, self.within[0], value)
        if not isinstance(value, list | tuple) or len(value) != len(kinds):
            raise self._refused(f"{len(kinds)} numbers", value)
        ranges = self.within * (len(kinds) // len(self.within))
        return tuple(map(self._simple, kinds, ranges, value))

    def _simple(self, kind: Any, within: Range, value: Any) -> Any:
        expected = str(within)
        if kind is bool:
            if isinstance(value, bool):
                return value
            raise self._refused("true or false", value)
        if kind is int:
            if isinstance(value, bool) or not isinstance(value, numbers.Integral):
                raise self._refused("a whole number", value)
            number: float = int(value)
            expected = expected.replace("a number", "a whole number")
        elif kind is float:
            if isinstance(value, bool) or not isinstance(value, numbers.Real):
                raise self._refused("a number", value)
            try:
                number = float(value)
            except OverflowError:
                number = math.inf
            if not math.isfinite(number):
                raise self._refused("a number", value)
        else:
            return value
        if number not in within:
            raise self._refused(expected, value)
        return number

    def _refused(self, expected: str, value: object) -> ParameterError:
        return ParameterError(f"expected {expected}, found {reprlib.repr(value)}", self.name)


def parameter(
    *, default: Any = MISSING, text: str = "", within: Range | Sequence[Range] = ANY
) -> Any:
    """The field of a record for one parameter.

    Args:
        default: the value in force where none is given.
        text: its meaning in one sentence, with its letter in the formula.
        within: the range of its numbers; for a pair one range for both, or one for each.
    """
    ranges = (within,) if isinstance(within, Range) else tuple(within)
    return field(default=default, metadata={"description": text, "within": ranges})


@dataclass_transform(frozen_default=True, field_specifiers=(parameter,))
def parameterized(record: Record) -> Record:
    """A frozen dataclass of parameters, with the parameters' documentation in its docstring."""
    decorate: Any = dataclass(frozen=True, repr=False)
    made = decorate(record)
    described = [p for p in parameters_of(made) if p.description]
    if described:
        lines = [f"    {p.name}: {p.description} {_sentence(p)}" for p in described]
        text = str(made.__doc__).rstrip()
        before, reference, after = text.partition("\n\n    Reference:")
        listed = "\n    ".join(["Attributes:", *lines])
        made.__doc__ = f"{before}\n\n    {listed}{reference}{after}"
    return typing.cast(Record, made)


def _sentence(p: Parameter) -> str:
    expected = p.expected[0].upper() + p.expected[1:]
    return f"{expected}." if p.required else f"{expected}; {p.default!r} by default."


def parameters_of(record: type) -> tuple[Parameter, ...]:
    """The parameters of a record, from its fields."""
    return _parameters(typing.cast(Any, record))


@cache
def _parameters(record: Any) -> tuple[Parameter, ...]:
    hints = typing.get_type_hints(record)
    return tuple(
        Parameter(
            f.name,
            hints[f.name],
            f.default,
            f.metadata.get("description", ""),
            f.metadata.get("within", (ANY,)),
        )
        for f in fields(record)
    )


@parameterized
class Parameterized:
    """A record with a name and checked parameters: equal to one with equal parameters, hashable."""

    name: ClassVar[str] = ""

    def __post_init__(self) -> None:
        for p in parameters_of(type(self)):
            object.__setattr__(self, p.name, p.checked(getattr(self, p.name)))

    @property
    def parameters(self) -> dict[str, Any]:
        """Every parameter by name, with the value in force."""
        return {p.name: getattr(self, p.name) for p in parameters_of(type(self))}

    def __repr__(self) -> str:
        """The constructor's call with the parameters that differ from their defaults."""
        changed = [
            f"{p.name}={getattr(self, p.name)!r}"
            for p in parameters_of(type(self))
            if getattr(self, p.name) != p.default
        ]
        return f"{type(self).__name__}({', '.join(changed)})"


def faults_of(record: type[Parameterized], given: Mapping[str, Any]) -> dict[str, str]:
    """The faults of parameters from which a record is to be made: a message by parameter's name.

    A missing parameter, and a pair that does not fit together, are found only when the record is
    made.
    """
    known = {p.name: p for p in parameters_of(record)}
    found = {}
    for name, value in given.items():
        if name not in known:
            has = unknown(f"{record.name} has no parameter", name, known, "its parameters are")
            found[name] = has
            continue
        try:
            known[name].checked(value)
        except ParameterError as error:
            found[name] = error.message
    return found


def make(kind: str, records: Mapping[str, type], name: str, given: Mapping[str, Any]) -> Any:
    """The record called ``name``, made with the given parameters.

    Args:
        kind: the word for such a record in messages ("optimizer").
        records: the classes by name.
        name: the name of the record's class.
        given: the values of its parameters by name.

    Raises:
        ParameterError: no such name or parameter, or a value of the wrong kind or range.
    """
    if name not in records:
        raise ParameterError(unknown(f"there is no {kind}", name, records, f"the {kind}s are"))
    for parameter_name, message in faults_of(records[name], given).items():
        raise ParameterError(message, parameter_name)
    for p in parameters_of(records[name]):
        if p.required and p.name not in given:
            raise ParameterError(f"{name} needs the parameter {p.name}")
    return records[name](**given)


def require(condition: bool, parameter_name: str, expected: str, found: object) -> None:
    """Raise ParameterError for a value out of range: "<parameter>: expected …, found …"."""
    if not condition:
        raise ParameterError(f"expected {expected}, found {reprlib.repr(found)}", parameter_name)
