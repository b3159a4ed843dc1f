"""The text of a lesson: an editor, its faults, saving, and what to do when two have changed it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nicegui import background_tasks, events, ui

from gdcore.spec.faults import Fault
from gdcore.studio.folder import FolderError
from gdcore.studio.pages.look import OWN_KEYS
from gdcore.studio.pages.tab import Tab

COMPLETION = """
const editor = await getElement(%d).editorPromise;
const CM = await import("nicegui-codemirror");
const source = async (context) => {
  const word = context.matchBefore(/[A-Za-z_][A-Za-z0-9_]*/);
  if (!word && !context.explicit) return null;
  const answer = await fetch("/complete", {
    method: "POST", body: JSON.stringify([context.state.doc.toString(), context.pos]),
  });
  return { from: word ? word.from : context.pos, options: await answer.json() };
};
editor.dispatch({ effects: CM.StateEffect.appendConfig.of(
  CM.EditorState.languageData.of(() => [{ autocomplete: source }])) });
"""
"""Gives the editor a source of completions, which asks the server: NiceGUI's part has none."""

_TOKEN = re.compile(r"[^\s,\[\]{}#]+")


class Editor:
    """The editor of a lesson's text with the list of its faults.

    tab: the page's state.

    Attributes:
        element: NiceGUI's editor.
    """

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self._underlined: object = None
        with ui.column().classes("editor-column"):
            self._banner = ui.row().classes("banner")
            self.element = ui.codemirror(
                tab.document.text,
                language="YAML",
                indent="  ",
                line_wrapping=True,
                on_change=self._typed,
                keymap={"Mod-s": self.save},
            ).classes("editor")
            self.element.on("keydown", js_handler=OWN_KEYS)
            self._faults = ui.column().classes("faults")
        self._listening = tab.document.listen(self._changed)
        tab.when_computed(self._computed)
        self._show_conflict()

    async def begin(self) -> None:
        """Add what needs the browser: completions."""
        await ui.run_javascript(COMPLETION % self.element.id, timeout=10)

    def close(self) -> None:
        """The page is gone: hear no more of the text."""
        self._listening()

    def set_dark(self, dark: bool) -> None:
        """Choose the editor's colours."""
        self.element.set_theme("vscodeDark" if dark else "vscodeLight")

    def save(self) -> None:
        """Write the file, and say so."""
        document = self.tab.document
        try:
            document.save()
        except FolderError as error:
            with self.element:
                ui.notify(str(error), type="negative", position="top")
            return
        with self.element:
            ui.notify(f"{document.name} is saved", position="top", timeout=1200)

    def show_line(self, line: int) -> None:
        """Scroll to a line, counted from 1."""
        if line:
            self.element.reveal_line(line)

    def _typed(self, event: events.ValueChangeEventArguments[str]) -> None:
        self.tab.document.change(event.value, self, typed=True)

    def _changed(self, sender: object) -> None:
        """The document has another text, or another state."""
        if sender is not self and self.element.value != self.tab.document.text:
            self.element.set_value(self.tab.document.text)
        self._show_conflict()
        background_tasks.create(self.tab.compute())

    def _computed(self) -> None:
        """Underline the faults and list them."""
        faults = self.tab.faults
        text = self.tab.document.text
        if (faults, self.tab.heavy, self.tab.trouble) == self._underlined:
            return
        self._underlined = (faults, self.tab.heavy, self.tab.trouble)
        self.element.decorations = [m for f in faults if (m := _mark(text, f)) is not None]
        tips: dict[int, str] = {}
        for fault in faults:
            tips[fault.line] = "\n".join(filter(None, [tips.get(fault.line), fault.message]))
        self.element.line_tooltips = tips
        self._faults.clear()
        with self._faults:
            if self.tab.heavy is not None:
                self._ask_whether_heavy(self.tab.heavy)
            if self.tab.trouble:
                ui.label(self.tab.trouble).classes("fault")
            for fault in faults:
                _row(fault, self.show_line)

    def _ask_whether_heavy(self, steps: int) -> None:
        with ui.row().classes("banner-row"):
            count = f"{steps:,}".replace(",", "\u2009")
            ui.label(f"{count} steps are too many to compute at every key stroke.")
            ui.button("Compute them now", on_click=lambda: self.tab.compute(force=True)).props(
                "dense flat no-caps"
            )

    def _show_conflict(self) -> None:
        document = self.tab.document
        self._banner.clear()
        self._banner.set_visibility(document.theirs is not None or bool(document.trouble))
        with self._banner:
            if document.trouble:
                ui.label(f"Unsaved text is kept in this page only: {document.trouble}")
            if document.theirs is not None:
                ui.icon("warning").classes("text-warning")
                ui.label("Another program has changed this file while you did.")
                ui.button("Show the difference", on_click=self._show_difference).props(
                    "dense flat no-caps"
                )
                ui.button("Keep mine", on_click=lambda: document.settle(ours=True)).props(
                    "dense flat no-caps"
                )
                ui.button("Take theirs", on_click=lambda: document.settle(ours=False)).props(
                    "dense flat no-caps"
                )

    def _show_difference(self) -> None:
        with self.element.client.content, ui.dialog() as dialog, ui.card().classes("difference"):
            ui.label("What differs: − the file now, + your text").classes("text-subtitle1")
            ui.code(self.tab.document.difference(), language="diff").classes("w-full")
            ui.button("Close", on_click=dialog.close).props("flat no-caps").classes("self-end")
        dialog.on("hide", dialog.delete)
        dialog.open()


def _row(fault: Fault, jump: Callable[[int], None]) -> None:
    with ui.row().classes("fault").on("click", lambda: jump(fault.line)) as row:
        row.props("tabindex=0 role=button").on("keydown.enter", lambda: jump(fault.line))
        where = f"{fault.line}:{fault.column}" if fault.column else str(fault.line or "")
        ui.label(where).classes("fault-place")
        ui.label(": ".join(part for part in (fault.path, fault.message) if part)).classes(
            "fault-text"
        )


def _mark(text: str, fault: Fault) -> dict[str, Any] | None:
    """The part of the text that a fault points at, as a decoration of the editor."""
    lines = text.split("\n")
    if not 0 < fault.line <= len(lines):
        return None
    line = lines[fault.line - 1]
    column = min(max(fault.column - 1, 0), len(line))
    found = _TOKEN.match(line, column)
    end = found.end() if found else len(line)
    before = sum(len(entry) + 1 for entry in lines[: fault.line - 1])
    start, stop = before + column, before + end
    if start == stop:  # an empty line or its end: the character before
        start = max(before, start - 1)
    if start == stop:
        return {"kind": "line", "line": fault.line, "class": "fault-line"}
    return {"kind": "mark", "from": start, "to": stop, "class": "fault-mark"}
