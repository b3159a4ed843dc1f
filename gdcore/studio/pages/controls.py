"""The controls of a lesson: all keys of a spec but its story, in the schema's words."""

from __future__ import annotations

from nicegui import ui

from gdcore.studio.kinds import document
from gdcore.studio.pages.desk import Desk
from gdcore.studio.pages.form import Form
from gdcore.studio.pages.tab import Tab
from gdcore.studio.start_edits import combined, listed

ELSEWHERE = ("story",)
"""Keys that have a page of their own."""
HEADINGS = {"title": "Function", "starts": "Descents", "layout": "Picture", "expect": "Claims"}
"""Headings, each above the key with which its part of the schema begins."""


class Controls:
    """The controls of a lesson; they follow the text, too."""

    def __init__(self, tab: Tab, desk: Desk) -> None:
        self._tab, self._desk = tab, desk
        self._forms: dict[str, Form] = {}
        slots = document().slots
        with ui.column().classes("form"):
            self._waiting = ui.label("The controls appear when the text has no faults.")
            self._waiting.classes("hint")
            for key, slot in slots.items():
                if key in HEADINGS:
                    ui.label(HEADINGS[key]).classes("form-heading")
                if key not in ELSEWHERE:
                    self._forms[key] = Form(desk, [], {key: slot})
                if key == "descents":
                    self._build_listing()
        tab.when_computed(self._computed)

    def _build_listing(self) -> None:
        """The way between descents one by one and all combinations."""
        with ui.element("div").classes("key-row"):
            ui.element("div")
            self._listing = ui.button("", on_click=self._change_listing)
            self._listing.props('flat dense no-caps size=12px data-key="listing"')
            self._listing.classes("listing")

    def _change_listing(self) -> None:
        lesson = self._tab.lesson
        if lesson is not None:
            self._desk.rewrite(combined if lesson.listed else listed)

    def _computed(self) -> None:
        lesson = self._tab.lesson
        if lesson is not None and not self._tab.faults:
            self._waiting.set_visibility(False)
            self._listing.set_text(
                "Combine starts, rates and optimizers instead"
                if lesson.listed
                else "List the descents one by one instead"
            )
            for key, form in self._forms.items():
                # A lesson that lists its descents has no starts, and the other way round.
                form.show(key in self._desk.complete)
                form.refresh()
        told = {fault.path: fault.message for fault in reversed(self._tab.faults) if fault.path}
        for form in self._forms.values():
            told = form.tell(told)
