"""Plain values of a spec and their kinds: which kind a value is of, what of it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import singledispatch
from typing import Any

from gdcore.studio.kinds import (
    Choice,
    Fixed,
    Kind,
    Named,
    Number,
    Point,
    Rate,
    Record,
    Row,
    Series,
    Slot,
    Switch,
    Table,
    Words,
    parts,
)

Path = Sequence[str | int]


def at(value: Any, path: Path) -> Any:
    """The value at a path of keys and indices; None if there is none."""
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list | tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def with_value(whole: Any, path: Path, value: Any) -> Any:
    """A copy of plain data with another value at a path."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        entries = list(whole or ())
        entries[step:] = [with_value(at(entries, [step]), rest, value), *entries[step + 1 :]]
        return entries
    record = dict(whole) if isinstance(whole, Mapping) else {}
    return {**record, step: with_value(record.get(step), rest, value)}


def form_of(kind: Kind, value: Any) -> Kind:
    """The kind of a value, that of its alternatives which it fits if the kind is a union."""
    return next((form for form in parts(kind) if fits(form, value)), parts(kind)[0])


@singledispatch
def fits(kind: Kind, value: Any) -> bool:
    """Whether a value is of a kind, as far as its shape tells."""
    raise TypeError(f"no values of {type(kind).__name__}")


@fits.register
def _(kind: Number, value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@fits.register
def _(kind: Choice, value: Any) -> bool:
    return value in kind.words


@fits.register
def _(kind: Switch, value: Any) -> bool:
    return isinstance(value, bool)


@fits.register
def _(kind: Words, value: Any) -> bool:
    return isinstance(value, str)


@fits.register
def _(kind: Fixed, value: Any) -> bool:
    return bool(value == kind.value and type(value) is type(kind.value))


@fits.register
def _(kind: Point, value: Any) -> bool:
    listed = isinstance(value, list | tuple)
    return isinstance(value, int | float) or (
        listed and all(isinstance(entry, int | float) for entry in value)
    )


@fits.register
def _(kind: Series, value: Any) -> bool:
    return isinstance(value, list | tuple)


@fits.register
def _(kind: Row, value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == len(kind.entries)


@fits.register
def _(kind: Table, value: Any) -> bool:
    return isinstance(value, Mapping)


@fits.register
def _(kind: Record, value: Any) -> bool:
    if not isinstance(value, Mapping) or not set(value) <= set(kind.slots):
        return False
    fixed = {k: s.kind.value for k, s in kind.slots.items() if isinstance(s.kind, Fixed)}
    needed = [key for key, slot in kind.slots.items() if slot.required]
    return all(key in value for key in needed) and all(value[k] == v for k, v in fixed.items())


@fits.register
def _(kind: Named, value: Any) -> bool:
    return (value in kind.records) if isinstance(value, str) else isinstance(value, Mapping)


def below(kind: Kind, value: Any, step: str | int) -> Kind:
    """The kind of what stands under a key or an index of a value."""
    match form_of(kind, value):
        case Record() as record:
            return record.slots[str(step)].kind
        case Named() as several:
            return several.records[str(step)]
        case Table() as table:
            return table.entry
        case Row() as row:
            return row.entries[int(step)]
        case Series() as series:
            return series.entry
        case Point():
            return Number()
    raise TypeError(f"nothing stands below {kind}")


def lean(kind: Kind, value: Any) -> Any:
    """A complete value without what is so by default, as a lecturer would write it."""
    match form_of(kind, value):
        case Record() as record if isinstance(value, Mapping):
            lean_entries = {
                key: lean(record.slots[key].kind, entry) for key, entry in value.items()
            }
            return {
                key: entry
                for key, entry in lean_entries.items()
                if record.slots[key].required or not _is_default(record.slots[key], entry)
            }
        case Named() as several if isinstance(value, Mapping):
            ((name, options),) = value.items()
            rest = lean(several.records[name], options or {})
            return {name: rest} if rest else name
        case Series() as series if isinstance(value, list | tuple):
            return [lean(series.entry, entry) for entry in value]
    return value


def _is_default(slot: Slot, entry: Any) -> bool:
    return same(entry, slot.default) or same(entry, lean(slot.kind, slot.default))


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same to a spec: a list and a tuple are."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return set(one) == set(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def label(kind: Kind) -> str:
    """A few words for a kind, the schema's where it has any."""
    match kind:
        case Record() if kind.tag:
            return kind.tag.replace("_", " ")
        case Record() if kind.name:
            return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.name).lower()
        case Rate():
            return "number"
        case Number():
            return "whole number" if kind.whole else "number"
        case Choice():
            return " / ".join(kind.words)
        case Fixed():
            return "true" if kind.value is True else "none" if kind.value is False else kind.value
        case Point():
            return "point"
        case Series():
            return f"list of {label(kind.entry)}s"
        case Row():
            return "fewest and most" if kind.entries[0] == kind.entries[1] else "pair"
        case Words():
            return "text"
    return type(kind).__name__.lower()
