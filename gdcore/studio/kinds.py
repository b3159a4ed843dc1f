"""What kind of value stands at each place of a spec, from its JSON Schema.

A form is made from these: one control for each kind, none for a single key. Constant formulas such
as ``2*pi``, which the schema allows beside each number, and shorthands such as ``noise: 0.05`` are
other ways to write a value, no kinds of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from gdcore.spec.schema import schema

Node = Mapping[str, Any]
_PREFIX = "#/definitions/"


@dataclass(frozen=True)
class Kind:
    """The base of all kinds; `name` is what the schema calls it, empty where it has no name."""

    name: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Number(Kind):
    """A number from `low` to `high`.

    open_low, open_high: whether the ends are left out; whole: whether it is an integer.
    """

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Rate(Number):
    """A constant learning rate: a positive number that is chosen on a logarithmic scale."""


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Switch(Kind):
    """True or false."""


@dataclass(frozen=True)
class Words(Kind):
    """A text of at most `longest` characters; None: of any length."""

    longest: int | None = None


@dataclass(frozen=True)
class Fixed(Kind):
    """A single value, such as the `false` of a caption."""

    value: Any


@dataclass(frozen=True)
class Point(Kind):
    """A number for each variable."""


@dataclass(frozen=True)
class Series(Kind):
    """A list of values of one kind, `fewest` to `most` of them."""

    node: Node = field(hash=False)
    fewest: int = 0
    most: int = 200

    @cached_property
    def entry(self) -> Kind:
        """The kind of its entries; found when asked for, since a schedule can hold schedules."""
        return kind_of(self.node)


@dataclass(frozen=True)
class Row(Kind):
    """A list of fixed length, each entry of its own kind, such as an interval."""

    entries: tuple[Kind, ...]


@dataclass(frozen=True)
class Table(Kind):
    """Values of one kind under keys that the lesson gives, such as its variables."""

    node: Node = field(hash=False)

    @cached_property
    def entry(self) -> Kind:
        """The kind of its values."""
        return kind_of(self.node)


@dataclass(frozen=True)
class Slot:
    """A key of a record.

    kind: of its value; note: the schema's description; default: the value where the key is left
    out; required: whether it can't be; nullable: whether null is a value, too.
    """

    kind: Kind
    note: str
    default: Any
    required: bool
    nullable: bool


@dataclass(frozen=True)
class Record(Kind):
    """A mapping with known keys."""

    node: Node = field(hash=False)

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """Its keys, in the schema's order."""
        required = self.node.get("required", ())
        return {
            key: _slot(entry, key in required) for key, entry in self.node["properties"].items()
        }

    @property
    def note(self) -> str:
        """The schema's description."""
        return str(self.node.get("description", ""))

    @property
    def tag(self) -> str:
        """The name that a key of the record tells, such as a schedule's; empty for none."""
        fixed = (slot.kind.value for slot in self.slots.values() if isinstance(slot.kind, Fixed))
        return str(next(fixed, ""))


@dataclass(frozen=True)
class Named(Kind):
    """A name alone, or a name with a record, as ``adam`` or ``adam: {eps: 1e-8}``."""

    node: Node = field(hash=False)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The records by their names."""
        found = {}
        for name, entry in self.node["properties"].items():
            kind = kind_of(entry)
            assert isinstance(kind, Record)
            found[name] = kind
        return found


@dataclass(frozen=True)
class Union(Kind):
    """A value of one of several kinds."""

    kinds: tuple[Kind, ...]


@cache
def document() -> Record:
    """The kind of a whole spec."""
    node = {key: value for key, value in _schema().items() if key != "definitions"}
    return Record(node, name="spec")


@cache
def beats() -> Mapping[str, Record]:
    """The kinds of the beats' options by the beats' names."""
    entry = document().slots["story"].kind
    assert isinstance(entry, Series)
    assert isinstance(entry.entry, Named)
    return entry.entry.records


def kind_of(node: Node) -> Kind:
    """The kind of the values that a schema allows, null left aside.

    Raises:
        TypeError: the schema has a form that no kind covers.
    """
    found = _without_shorthands(list(_forms(node)))
    if len(found) == 1:
        return found[0]
    return Union(tuple(found))


def _slot(node: Node, required: bool) -> Slot:
    nullable = any(form.get("type") == "null" for form, _ in _leaves(node, ""))
    note = node.get("description") or _note(node)
    return Slot(kind_of(node), str(note), node.get("default"), required, nullable)


def _note(node: Node) -> str:
    return next((n["description"] for n, _ in _leaves(node, "") if "description" in n), "")


def _forms(node: Node) -> Iterator[Kind]:
    """The kind of each alternative of a schema."""
    leaves = [(form, name) for form, name in _leaves(node, "") if form.get("type") != "null"]
    named = any("maxProperties" in form for form, _ in leaves)
    numeric = any(form.get("type") in ("number", "integer") for form, _ in leaves)
    for form, name in leaves:
        if name == "constant" and numeric:
            continue  # another way to write the number
        if named and isinstance(form.get("const"), str):
            continue  # the bare name of a record that can be empty
        yield _kind(form, name)


def _kind(form: Node, name: str) -> Kind:
    match form:
        case {"point": _}:
            return Point(name=name)
        case {"const": value}:
            return Fixed(value, name=name)
        case {"enum": words}:
            return Choice(tuple(words), name=name)
        case {"maxProperties": 1}:
            return Named(form, name=name)
        case {"properties": _}:
            return Record(form, name=name)
        case {"additionalProperties": dict(entry)}:
            return Table(entry, name=name)
        case {"items": list(entries)}:
            return Row(tuple(kind_of(entry) for entry in entries), name=name)
        case {"items": dict(entry), "minItems": low, "maxItems": high} if low == high:
            return Row((kind_of(entry),) * low, name=name)
        case {"items": dict(entry)}:
            limits = form.get("minItems", 0), form.get("maxItems", 200)
            return Series(entry, *limits, name=name)
        case {"type": "boolean"}:
            return Switch(name=name)
        case {"type": "number" | "integer"}:
            return _number(form, name)
        case {"type": "string"}:
            return Words(form.get("maxLength"), name=name)
    raise TypeError(f"no kind of value for the schema {dict(form)}")


def _number(form: Node, name: str) -> Number:
    low, high = (form.get(key) for key in ("minimum", "maximum"))
    above, below = (form.get(key) for key in ("exclusiveMinimum", "exclusiveMaximum"))
    least = low if low is not None else above if above is not None else -math.inf
    most = high if high is not None else below if below is not None else math.inf
    kind = Rate if name == "learning_rate" else Number
    whole = form.get("type") == "integer"
    return kind(least, most, above is not None, below is not None, whole, name=name)


def _leaves(node: Node, name: str) -> Iterator[tuple[Node, str]]:
    """A schema's alternatives with the names of their definitions; limits on all of them pass
    down."""
    if "$ref" in node:
        name = str(node["$ref"]).removeprefix(_PREFIX)
        if name == "point":
            yield {"point": True, **_schema()["definitions"][name]}, name
            return
        yield from _leaves(_schema()["definitions"][name], name)
        return
    several = [form for word in ("anyOf", "oneOf", "allOf") for form in node.get(word, ())]
    if not several:
        yield node, name
        return
    limits = {key: node[key] for key in ("minItems", "maxItems") if key in node}
    for form in several:
        yield from _leaves({**form, **limits} if "$ref" not in form else form, name)


def _without_shorthands(kinds: list[Kind]) -> list[Kind]:
    """The kinds without those that stand for a record with one key: its shorthand."""
    records = [kind for kind in kinds if isinstance(kind, Record)]
    if len(records) != 1 or len(kinds) == 1:
        return kinds
    slots = records[0].slots.values()
    inside = [replace(part, name="") for slot in slots for part in parts(slot.kind)]
    return [kind for kind in kinds if kind is records[0] or replace(kind, name="") not in inside]


def parts(kind: Kind) -> tuple[Kind, ...]:
    """The alternatives of a union; of another kind itself."""
    return kind.kinds if isinstance(kind, Union) else (kind,)


@cache
def _schema() -> dict[str, Any]:
    return schema()
