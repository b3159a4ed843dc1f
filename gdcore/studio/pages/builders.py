"""Controls for any value of a spec, made from its kind: one function for each kind.

What belongs to one key stands in a row: its name, its control, and a button that leaves it to its
default. Lists, records and alternatives hold further rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, singledispatch
from typing import Any

from nicegui import events, ui

from gdcore.studio.beginnings import blank, named, one_more
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
    Union,
    Words,
)
from gdcore.studio.pages import leaves
from gdcore.studio.pages.desk import Desk, spelt
from gdcore.studio.pages.leaves import DEFAULT, Leaf
from gdcore.studio.pages.look import tip
from gdcore.studio.pages.rates import RateSlider
from gdcore.studio.values import Path, fits, form_of, label


class Building:
    """Controls while they are built: the page's desk, and the leaves made so far."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.leaves: list[Leaf] = []

    def add(self, leaf: Leaf) -> None:
        """Note a leaf, which is then shown the lesson's value."""
        self.leaves.append(leaf)


def build_row(building: Building, path: Path, slot: Slot) -> None:
    """The row of a key: its name, its control, the button that leaves it out."""
    desk, value = building.desk, building.desk.value(path)
    key = str(path[-1])
    with ui.element("div").classes("key-row"):
        name = ui.label(key.replace("_", " ")).classes("key-name")
        if slot.note:
            tip(name, slot.note).classes("told")
        with ui.element("div").classes("key-control"):
            if value is None and not _can_be_empty(slot.kind):
                _unset(building, path, slot)
            else:
                build(slot.kind, building, path)
        can_leave = not slot.required and desk.is_written(path)
        if can_leave:
            leaves.small("restart_alt", f"{key}: {DEFAULT}", lambda: desk.leave_out(path))


def _unset(building: Building, path: Path, slot: Slot) -> None:
    """What stands for a key without a value."""
    desk = building.desk
    if isinstance(slot.kind, Union):
        _chooser(slot.kind, building, path)
        return
    button = ui.button("Set", on_click=lambda: desk.write(path, blank(slot.kind, desk.ground)))
    button.props(f'flat dense no-caps size=12px data-key="{spelt(path)}"')


def _can_be_empty(kind: Kind) -> bool:
    return isinstance(kind, Number | Words | Choice) and not isinstance(kind, Rate)


def shape_of(kind: Kind, value: Any) -> object:
    """What of a value decides which controls there are; its numbers and texts do not."""
    form = form_of(kind, value)
    if value is None:
        return None
    match form:
        case Record():
            return form.tag or form.name, [
                (key, shape_of(slot.kind, value.get(key, slot.default)))
                for key, slot in form.slots.items()
            ]
        case Named():
            name, options = (value, {}) if isinstance(value, str) else next(iter(value.items()))
            return name, shape_of(form.records[name], options or {})
        case Series(node=_) if isinstance(form.entry, Choice):
            return None
        case Series():
            return [shape_of(form.entry, entry) for entry in value]
        case Table():
            return [(key, shape_of(form.entry, entry)) for key, entry in value.items()]
        case Row():
            return len(value)
        case Point():
            return len(value) if isinstance(value, list | tuple) else 1
    return type(form).__name__


@singledispatch
def build(kind: Kind, building: Building, path: Path) -> None:
    """Build the control for a value of a kind at a path."""
    raise TypeError(f"no control for {type(kind).__name__}")


@build.register
def _(kind: Number, building: Building, path: Path) -> None:
    building.add(leaves.number(building.desk, path, kind))


@build.register
def _(kind: Rate, building: Building, path: Path) -> None:
    with ui.element("div").classes("rate-row"):
        building.add(RateSlider(building.desk, path))
        building.add(leaves.number(building.desk, path, kind))


@build.register
def _(kind: Choice, building: Building, path: Path) -> None:
    building.add(leaves.choice(building.desk, path, kind))


@build.register
def _(kind: Switch, building: Building, path: Path) -> None:
    building.add(leaves.switch(building.desk, path))


@build.register
def _(kind: Words, building: Building, path: Path) -> None:
    building.add(leaves.words(building.desk, path, kind))


@build.register
def _(kind: Fixed, building: Building, path: Path) -> None:
    """Nothing to choose."""


@build.register
def _(kind: Point, building: Building, path: Path) -> None:
    names = list(building.desk.ground.domain)
    with ui.element("div").classes("side-by-side"):
        for leaf in leaves.point(building.desk, path, names):
            building.add(leaf)


@build.register
def _(kind: Row, building: Building, path: Path) -> None:
    with ui.element("div").classes("side-by-side"):
        for index, entry in enumerate(kind.entries):
            build(entry, building, [*path, index])


@build.register
def _(kind: Series, building: Building, path: Path) -> None:
    if isinstance(kind.entry, Choice):
        building.add(leaves.choices(building.desk, path, kind.entry))
        return
    desk = building.desk
    entries = list(desk.value(path) or ())
    for index in range(len(entries)):
        with ui.element("div").classes("entry"):
            ui.label(str(index + 1)).classes("entry-number")
            with ui.element("div").classes("key-control"):
                build(kind.entry, building, [*path, index])
            if len(entries) > kind.fewest:
                leaves.small(
                    "close",
                    f"Remove {spelt(path)}[{index}]",
                    partial(desk.remove, path, index),
                )
    if len(entries) < kind.most:
        add = ui.button(
            "Add",
            icon="add",
            on_click=lambda: desk.add(
                path, len(entries), one_more(kind.entry, desk.value(path) or (), desk.ground)
            ),
        )
        add.props(f'flat dense no-caps size=12px data-key="{spelt(path)}.add"').classes(
            "self-start"
        )


@build.register
def _(kind: Table, building: Building, path: Path) -> None:
    desk = building.desk
    table = dict(desk.value(path) or {})
    is_full = set(table) == set(desk.ground.domain)  # a key for each variable
    for key in table:
        with ui.element("div").classes("entry"):
            ui.label(str(key)).classes("entry-number")
            with ui.element("div").classes("key-control"):
                build(kind.entry, building, [*path, key])
            if not is_full and len(table) > 1:
                leaves.small("close", f"Remove {key}", partial(desk.leave_out, [*path, key]))
    if not is_full:
        _new_key(kind, desk, path, table)


def _new_key(kind: Table, desk: Desk, path: Path, table: Mapping[str, Any]) -> None:
    """Ask for the key of one more value; numbers stand in their order, before words."""

    def add() -> None:
        key = str(field.value or "").strip()
        if key and key not in table:
            more = {**table, key: blank(kind.entry, desk.ground)}
            order = sorted(more, key=lambda k: (not k.isdigit(), int(k) if k.isdigit() else 0))
            desk.write(path, {k: more[k] for k in order})

    with ui.element("div").classes("side-by-side"):
        field = leaves.dressed(ui.input(placeholder="step, or end"), f"{spelt(path)}.key")
        field.on("keydown.enter", add)
        leaves.small("add", "Add", add)


@build.register
def _(kind: Record, building: Building, path: Path) -> None:
    with ui.element("div").classes("record"):
        for key, slot in kind.slots.items():
            if not isinstance(slot.kind, Fixed):
                build_row(building, [*path, key], slot)


@build.register
def _(kind: Named, building: Building, path: Path) -> None:
    desk, value = building.desk, building.desk.value(path)
    name = value if isinstance(value, str) else next(iter(value or {}), None)
    options = {each: each.replace("_", " ") for each in kind.records}

    def choose(event: events.ValueChangeEventArguments[Any]) -> None:
        if event.value != name:
            desk.write(path, named(event.value, kind, desk.ground))

    select = leaves.dressed(ui.select(options, value=name, on_change=choose), spelt(path))
    if name is not None:
        tip(select, kind.records[name].note)
        build(kind.records[name], building, [*path, name])


@build.register
def _(kind: Union, building: Building, path: Path) -> None:
    form = form_of(kind, building.desk.value(path))
    _chooser(kind, building, path)
    if not isinstance(form, Choice | Fixed):
        build(form, building, path)


def _chooser(kind: Union, building: Building, path: Path) -> None:
    """The choice between the forms that a value can have, and the words that it can be."""
    desk = building.desk
    value = desk.value(path)
    forms: dict[str, Callable[[], Any]] = {}
    chosen = None
    for form in kind.kinds:
        words = form.words if isinstance(form, Choice) else (label(form),)
        for word in words:
            is_word = isinstance(form, Choice)
            forms[word] = partial(str, word) if is_word else partial(blank, form, desk.ground)
            if value == word if is_word else value is not None and fits(form, value):
                chosen = chosen or word

    def choose(event: events.ValueChangeEventArguments[Any]) -> None:
        if event.value == DEFAULT:
            desk.leave_out(path)
        elif event.value != chosen:
            desk.write(path, forms[event.value]())

    options = {word: word.replace("_", " ") for word in ([] if chosen else [DEFAULT]) + [*forms]}
    select = ui.select(options, value=chosen or DEFAULT, on_change=choose)
    leaves.dressed(select, f"{spelt(path)}.form")
