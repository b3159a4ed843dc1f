"""The rows of some keys of a spec: controls that follow the lesson, and the faults beside them."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from gdcore.studio.kinds import Slot
from gdcore.studio.pages.builders import Building, build_row, shape_of
from gdcore.studio.pages.desk import Desk, spelt
from gdcore.studio.pages.leaves import Leaf
from gdcore.studio.values import Path


class Form:
    """The rows of some keys of one record; they follow the lesson.

    desk: the page's; path: of the record; slots: the keys to show with their kinds.
    """

    def __init__(self, desk: Desk, path: Path, slots: Mapping[str, Slot]) -> None:
        with ui.element("div").classes("keys") as self._box:
            self._keys = [_Key(desk, [*path, key], slot) for key, slot in slots.items()]

    def show(self, visible: bool) -> None:
        """Show the rows or hide them."""
        self._box.set_visibility(visible)

    def refresh(self) -> None:
        """Show the lesson's values."""
        for key in self._keys:
            key.refresh()

    def tell(self, faults: Mapping[str, str]) -> dict[str, str]:
        """Show faults beside the controls of their places; returns those that have none here."""
        for key in self._keys:
            faults = key.tell(faults)
        return dict(faults)


class _Key:
    """One top row, built anew when the shape of its value changes."""

    def __init__(self, desk: Desk, path: Path, slot: Slot) -> None:
        self._desk, self._path, self._slot = desk, list(path), slot
        self._built: object = None
        self._leaves: list[Leaf] = []
        self._box = ui.element("div").classes("key")
        self._wrong = ui.label().classes("key-fault")
        self._wrong.set_visibility(False)

    def refresh(self) -> None:
        if self._built is not None and self._desk.is_behind:
            return
        value = self._desk.value(self._path)
        written = self._desk.is_written(self._path)
        shape = written, shape_of(self._slot.kind, value)
        if shape != self._built:
            is_first, self._built = self._built is None, shape
            self._box.clear()
            building = Building(self._desk)
            with self._box:
                build_row(building, self._path, self._slot)
            self._leaves = building.leaves
            if not is_first:
                _focus_again(self._box, self._desk.touched)
        for leaf in self._leaves:
            leaf.show(self._desk)

    def tell(self, faults: Mapping[str, str]) -> dict[str, str]:
        name = spelt(self._path)
        mine = {
            p: m for p, m in faults.items() if p == name or p.startswith((f"{name}.", f"{name}["))
        }
        lines = [
            m if p == name else f"{p.removeprefix(name).lstrip('.')}: {m}" for p, m in mine.items()
        ]
        self._wrong.set_text("\n".join(lines))
        self._wrong.set_visibility(bool(lines))
        return {place: message for place, message in faults.items() if place not in mine}


def _focus_again(box: ui.element, key: str) -> None:
    """Give the keyboard's focus back to the control that was used, if building took it away."""
    box.client.run_javascript(
        "if (document.activeElement === document.body)"
        f" document.querySelector('[data-key=\"{key}\"]')?.focus()"
    )
