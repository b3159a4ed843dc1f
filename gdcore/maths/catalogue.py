"""Tables of things made by name: what they take, and making one with checked parameters."""

import inspect
import math
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gdcore.maths.spelling import suggest


class ParameterError(ValueError):
    """A name or parameter that does not exist, or a value that a parameter can't take.

    Attributes:
        message: what is wrong, and what would be right.
        parameter: the parameter at fault; None where the name of the whole is.
    """

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.parameter = parameter

    def __reduce__(self) -> tuple[type, tuple[str, str | None]]:
        return type(self), (self.message, self.parameter)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a factory: its name, type, default and a line that describes it."""

    name: str
    type: Any
    default: Any
    description: str
    required: bool


def parameters_of(factory: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The parameters of a factory, read from its signature and its docstring's ``Args:``."""
    hints = typing.get_type_hints(factory)
    notes = _notes(inspect.getdoc(factory) or "")
    return tuple(
        Parameter(
            name,
            hints.get(name, float),
            None if p.default is p.empty else p.default,
            notes.get(name, ""),
            p.default is p.empty,
        )
        for name, p in inspect.signature(factory).parameters.items()
    )


def _notes(doc: str) -> dict[str, str]:
    section = re.search(r"^Args:\n((?:[ ]{4}.*\n?|\n)+)", doc, re.MULTILINE)
    notes: dict[str, str] = {}
    name = ""
    for line in section.group(1).splitlines() if section else ():
        match = re.match(r"    (\w+): (.*)", line)
        if match:
            name = match.group(1)
            notes[name] = match.group(2).strip()
        elif name and line.strip():
            notes[name] += " " + line.strip()
    return notes


def make(
    kind: str, table: Mapping[str, Callable[..., Any]], name: str, parameters: Mapping[str, Any]
) -> Any:
    """Make the thing called ``name`` from a table of factories.

    Args:
        kind: what the table holds, for messages ("optimizer").
        table: factory by name.
        name: which one.
        parameters: its parameters by name.

    Raises:
        ParameterError: no such name or parameter, or a value of the wrong kind or range.
    """
    if name not in table:
        raise ParameterError(f"unknown {kind} {name!r}; {_choices(name, list(table), f'{kind}s')}")
    factory = table[name]
    known = {p.name: p for p in parameters_of(factory)}
    checked = {}
    for key, value in parameters.items():
        if key not in known:
            raise ParameterError(
                f"{name} has no parameter {key!r}; {_choices(key, list(known), 'parameters')}", key
            )
        checked[key] = _checked(name, known[key], value)
    for p in known.values():
        if p.required and p.name not in checked:
            raise ParameterError(f"{name} needs the parameter {p.name!r}", p.name)
    return factory(**checked)


def _choices(name: str, known: list[str], what: str) -> str:
    if not known:
        return f"it has no {what}"
    meant = suggest(str(name), known)
    hint = f"did you mean {meant!r}? " if meant else ""
    return f"{hint}the {what} are: {', '.join(known)}"


def _checked(owner: str, parameter: Parameter, value: Any) -> Any:
    """The value as the parameter's type, or ParameterError; 1 serves as 1.0, a list as a tuple."""
    wanted = parameter.type
    where = f"{owner}: {parameter.name}"
    if typing.get_origin(wanted) is tuple:
        kinds = typing.get_args(wanted)
        if not isinstance(value, list | tuple) or len(value) != len(kinds):
            raise ParameterError(
                f"{where}: expected {len(kinds)} numbers, found {value!r}", parameter.name
            )
        return tuple(
            _simple(where, k, v, parameter.name) for k, v in zip(kinds, value, strict=True)
        )
    return _simple(where, wanted, value, parameter.name)


def _simple(where: str, wanted: Any, value: Any, name: str) -> Any:
    if wanted is bool:
        if isinstance(value, bool):
            return value
        raise ParameterError(f"{where}: expected true or false, found {value!r}", name)
    if wanted is int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise ParameterError(f"{where}: expected a whole number, found {value!r}", name)
    if wanted is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if number and math.isfinite(value):
            return float(value)
        raise ParameterError(f"{where}: expected a number, found {value!r}", name)
    return value  # a richer type checks itself


def require(condition: bool, parameter: str, expected: str, found: object) -> None:
    """Raise ParameterError for a value out of range: "<parameter>: expected …, found …"."""
    if not condition:
        raise ParameterError(f"{parameter}: expected {expected}, found {found!r}", parameter)
