"""The story as a list of beats: add, reorder by drag, edit, remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import events, ui

from gdcore.spec.beat import BEATS
from gdcore.spec.flow import flow
from gdcore.spec.schema import schema
from gdcore.studio.messages import BeatLine
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.viewer import Viewer
from gdcore.studio.yaml_edits import EditError, count, insert, move, put, remove


class Story:
    """The list of the lesson's beats; each change is written into the text."""

    def __init__(self, tab: Tab, viewer: Viewer) -> None:
        self._tab, self._viewer = tab, viewer
        self._shown: object = None
        with ui.column().classes("form"):
            with ui.row().classes("w-full items-center no-wrap"):
                self._note = ui.label().classes("hint")
                ui.space()
                with ui.button("Add a beat", icon="add").props("unelevated no-caps dense"):
                    self._build_menu()
            self._list = ui.column().classes("story-list")
            self._list.make_sortable(handle=".grip", on_end=self._moved)
        tab.when_computed(self._computed)

    def _build_menu(self) -> None:
        definitions = schema()["definitions"]
        with ui.menu().classes("beat-menu"):
            for name in BEATS:
                note = str(definitions[f"beat {name}"].get("description", ""))
                with (
                    ui.menu_item(on_click=lambda _, n=name: self._add(n)),
                    ui.column().classes("gap-0"),
                ):
                    ui.label(name.replace("_", " ")).classes("font-medium")
                    ui.label(note).classes("hint")

    def _computed(self) -> None:
        lesson = self._tab.lesson
        if lesson is None or self._tab.faults or lesson.beats == self._shown:
            return
        self._shown = lesson.beats
        self._note.set_text(
            "Drag to reorder." if self._is_written else "The default story: a change writes it out."
        )
        self._list.clear()
        with self._list:
            for beat in lesson.beats:
                self._row(beat)

    def _row(self, beat: BeatLine) -> None:
        with ui.row().classes("story-row").props(f"data-beat={beat.index}"):
            ui.icon("drag_indicator").classes("grip")
            with (
                ui.column().classes("story-text").on("click", lambda: self._viewer.seek(beat.start))
            ):
                ui.label(beat.name.replace("_", " ")).classes("font-medium")
                ui.label(beat.caption).classes("hint one-line")
            ui.label(f"{beat.end - beat.start:.1f} s").classes("hint")
            _tool("arrow_upward", "Earlier", lambda: self._move(beat.index, beat.index - 1))
            _tool("arrow_downward", "Later", lambda: self._move(beat.index, beat.index + 1))
            _tool("edit", "Edit", lambda: self._edit(beat))
            _tool("delete_outline", "Remove", lambda: self._remove(beat.index))

    @property
    def _is_written(self) -> bool:
        try:
            return count(self._tab.document.text, ["story"]) > 0
        except EditError:
            return False

    def _written(self) -> str:
        """The text with a story of its own: the default one is written out."""
        text, lesson = self._tab.document.text, self._tab.lesson
        if lesson is not None and not self._is_written:
            for index, beat in enumerate(lesson.beats):
                text = insert(text, ["story"], index, beat.name)
        return text

    def _change(self, edit: Callable[[str], str]) -> None:
        self._shown = None  # the list shows the text again, whatever has become of it
        try:
            self._tab.document.change(edit(self._written()))
        except EditError as error:
            with self._list:
                ui.notify(str(error), type="warning", position="top")

    def _moved(self, event: events.SortableEventArguments) -> None:
        self._change(lambda text: move(text, ["story"], event.old_index, event.new_index))

    def _move(self, old: int, new: int) -> None:
        if self._tab.lesson is not None and 0 <= new < len(self._tab.lesson.beats):
            self._change(lambda text: move(text, ["story"], old, new))

    def _remove(self, index: int) -> None:
        self._change(lambda text: remove(text, ["story", index]))

    def _add(self, name: str) -> None:
        """Add a beat after the one that is shown."""
        lesson = self._tab.lesson
        if lesson is None:
            return
        now = sum(1 for beat in lesson.beats if beat.start <= self._viewer.t + 1e-9)
        shorthand = BEATS[name].shorthand
        needed = schema()["definitions"][f"beat {name}"].get("required", [])
        entry = name
        if needed:
            given = flow("What the viewer should notice." if shorthand in (None, "text") else 1)
            entry = f"{name}: {given}" if shorthand else f"{name}: {{{needed[0]}: {given}}}"
        self._change(lambda text: insert(text, ["story"], now, entry))

    def _edit(self, beat: BeatLine) -> None:
        """Ask for the options of a beat: those of them that are a number, a text, a switch or a
        choice."""
        options = schema()["definitions"][f"beat {beat.name}"].get("properties", {})
        lesson = self._tab.lesson
        given = dict(lesson.options[beat.index]) if lesson is not None else {}
        fields: dict[str, Any] = {}
        with self._list.client.content, ui.dialog() as dialog, ui.card().classes("beat-card"):
            ui.label(beat.name.replace("_", " ")).classes("text-subtitle1")
            for key, node in options.items():
                field = _field(key, node, given.get(key))
                if field is not None:
                    field.classes("w-full").props("dense")
                    if not isinstance(field, ui.checkbox):
                        field.props(f'hint="{_plain(node)}"')
                    fields[key] = field

            def write() -> None:
                def edit(text: str) -> str:
                    for key, field in fields.items():
                        value = field.value if field.value != "" else None
                        if value != given.get(key) and value is not None:
                            whole = isinstance(value, float) and value.is_integer()
                            place: list[str | int] = ["story", beat.index, beat.name, key]
                            text = put(text, place, int(value) if whole else value)
                    return text

                dialog.close()
                self._change(edit)

            with ui.row().classes("w-full justify-end"):
                ui.button("Cancel", on_click=dialog.close).props("flat no-caps")
                ui.button("Write", on_click=write).props("unelevated no-caps")
        dialog.on("hide", dialog.delete)
        dialog.open()


def _field(key: str, node: dict[str, Any], value: Any) -> Any:
    """The control for an option; None for one that is better written in the text."""
    forms = [node, *node.get("anyOf", [])]
    kinds = {form.get("type") for form in forms}
    names = [name for form in forms for name in form.get("enum", []) if isinstance(name, str)]
    label = key.replace("_", " ")
    if names:
        return ui.select(names, label=label, value=value if value in names else None)
    if "boolean" in kinds:
        return ui.checkbox(label, value=bool(value)).tooltip(str(node.get("description", "")))
    if kinds & {"number", "integer"}:
        return ui.number(label, value=value if isinstance(value, int | float) else None)
    if "string" in kinds and "array" not in kinds:
        return ui.input(label, value=value if isinstance(value, str) else "")
    return None


def _plain(node: dict[str, Any]) -> str:
    return str(node.get("description", "")).replace('"', "'")


def _tool(icon: str, hint: str, action: Callable[[], Any]) -> None:
    button = ui.button(icon=icon, on_click=action).props(
        f'flat round dense size=sm aria-label="{hint}"'
    )
    button.tooltip(hint)
