"""How a new value of a spec begins, by its kind: an entry of a list, a record, another form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    Switch,
    Table,
    Union,
    Words,
    parts,
)
from gdcore.studio.values import form_of


@dataclass(frozen=True)
class Ground:
    """What a new value is made for: the lesson's domain, an interval for each variable by name."""

    domain: Mapping[str, Sequence[float]]

    def point(self, number: int = 0) -> list[float]:
        """A point of the domain; another one for each number, spread evenly."""
        # The golden section and its square: their multiples never come near to each other.
        shares = [(0.25 + (number + 1) * part) % 1 for part in (0.618034, 0.754878)]
        return [
            float(f"{low + (0.1 + 0.8 * shares[k % 2]) * (high - low):.3g}")
            for k, (low, high) in enumerate(self.domain.values())
        ]


@singledispatch
def blank(kind: Kind, ground: Ground) -> Any:
    """A value of a kind with which a new entry begins."""
    raise TypeError(f"no values of {type(kind).__name__}")


@blank.register
def _(kind: Number, ground: Ground) -> Any:
    if isinstance(kind, Rate):
        return 0.1
    usual = 1 if kind.whole or kind.high > 1 else 0.5
    return min(max(usual, kind.low + kind.open_low), kind.high)


@blank.register
def _(kind: Choice, ground: Ground) -> Any:
    return kind.words[0]


@blank.register
def _(kind: Switch, ground: Ground) -> Any:
    return True


@blank.register
def _(kind: Words, ground: Ground) -> Any:
    return "What the viewer should notice."


@blank.register
def _(kind: Fixed, ground: Ground) -> Any:
    return kind.value


@blank.register
def _(kind: Point, ground: Ground) -> Any:
    return ground.point()


@blank.register
def _(kind: Series, ground: Ground) -> Any:
    return [blank(kind.entry, ground) for _ in range(max(kind.fewest, 1))]


@blank.register
def _(kind: Row, ground: Ground) -> Any:
    # An interval rises: the second number is larger.
    return [
        k + blank(entry, ground) if isinstance(entry, Number) else blank(entry, ground)
        for k, entry in enumerate(kind.entries)
    ]


@blank.register
def _(kind: Table, ground: Ground) -> Any:
    return {"0": blank(kind.entry, ground)}


@blank.register
def _(kind: Record, ground: Ground) -> Any:
    first, slot = next(iter(kind.slots.items()))
    return needed(kind, ground) or {first: blank(slot.kind, ground)}


@blank.register
def _(kind: Named, ground: Ground) -> Any:
    return named(next(iter(kind.records)), kind, ground)


@blank.register
def _(kind: Union, ground: Ground) -> Any:
    return blank(kind.kinds[0], ground)


def named(name: str, kind: Named, ground: Ground) -> Any:
    """A name alone, or with the keys that its record must have."""
    record = needed(kind.records[name], ground)
    return {name: record} if record else name


def needed(kind: Record, ground: Ground) -> dict[str, Any]:
    """The keys that a record must have, with values to begin with."""
    return {key: blank(slot.kind, ground) for key, slot in kind.slots.items() if slot.required}


def one_more(kind: Kind, entries: Sequence[Any], ground: Ground) -> Any:
    """A new entry of a list: like the last one, or for points another point."""
    form = form_of(kind, entries[-1]) if entries else parts(kind)[0]
    if isinstance(form, Point):
        return ground.point(len(entries))
    if isinstance(form, Rate):
        return float(f"{entries[-1] / 2:.3g}") if entries else blank(form, ground)
    if isinstance(form, Choice):
        return next((word for word in form.words if word not in entries), form.words[0])
    if isinstance(form, Number) and form.whole and entries:
        return entries[-1] + 1
    return entries[-1] if entries and not isinstance(form, Named) else blank(kind, ground)
