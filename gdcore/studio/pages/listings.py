"""Lists beside the picture that follow its time: the transcript, the linter's findings."""

from __future__ import annotations

import asyncio

from nicegui import background_tasks, ui

from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.messages import FoundFault
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.viewer import Viewer, clock

REST = 1.5
"""Seconds without a key stroke after which the linter begins."""
LINTED_SIZE = (1920, 1080)


class Transcript:
    """All that the film says, with its times; a click goes there."""

    def __init__(self, tab: Tab, viewer: Viewer) -> None:
        self._tab, self._viewer = tab, viewer
        self._lines: list[tuple[float, float, ui.element]] = []
        self._shown: object = None
        self._now: ui.element | None = None
        self._column = ui.column().classes("transcript")
        tab.when_computed(self._computed)
        viewer.when_moved(self._moved)

    def _computed(self) -> None:
        lesson = self._tab.lesson
        if lesson is None or (lesson.captions, lesson.beats) == self._shown:
            return
        self._shown = lesson.captions, lesson.beats
        self._column.clear()
        self._lines, self._now = [], None
        chapter = ""
        with self._column:
            for start, end, text in lesson.captions:
                beat = next((b for b in reversed(lesson.beats) if b.start <= start + 1e-9), None)
                if beat is not None and beat.chapter != chapter:
                    chapter = beat.chapter
                    ui.label(chapter).classes("chapter")
                with ui.row().classes("line") as row:
                    row.on("click", lambda _, t=start, e=end: self._viewer.seek(min(t + 1.0, e)))
                    ui.label(clock(start)[:-2]).classes("when")
                    ui.label(text).classes("whitespace-pre-line")
                self._lines.append((start, end, row))
        self._moved()

    def _moved(self) -> None:
        t = self._viewer.t
        now = next((row for start, end, row in self._lines if start <= t < end), None)
        if now is not self._now:
            if self._now is not None:
                self._now.classes(remove="now")
            if now is not None:
                now.classes(add="now")
            self._now = now


class Findings:
    """The linter's findings: a list, and marks above the time line.

    marks: the element above the time line; head: the heading that counts them.
    """

    def __init__(self, tab: Tab, viewer: Viewer, marks: ui.element, head: ui.tab) -> None:
        self._tab, self._viewer, self._marks, self._head = tab, viewer, marks, head
        self._column = ui.column().classes("transcript")
        self._linted: object = None
        self._waiting = 0
        tab.when_computed(self._computed)
        with self._column:
            ui.label("The pictures are looked at when you pause.").classes("hint")

    def _computed(self) -> None:
        if self._tab.source is not None and self._tab.source != self._linted:
            self._waiting += 1
            background_tasks.create(self._lint(self._waiting))

    async def _lint(self, number: int) -> None:
        await asyncio.sleep(REST)
        source = self._tab.source
        if number != self._waiting or source is None:
            return
        try:
            found = await self._tab.studio.backroom.ask(
                (self._tab.key, "lint"), 5, "lint", source, LINTED_SIZE
            )
        except (SupersededError, EaselError):
            return
        if number == self._waiting:
            self._linted = source
            self._show(found)

    def _show(self, found: list[FoundFault]) -> None:
        duration = self._tab.lesson.duration if self._tab.lesson else 1.0
        self._head.props(f'label="Findings{f" ({len(found)})" if found else ""}"')
        self._column.clear()
        self._marks.clear()
        with self._column:
            if not found:
                ui.label("Nothing is illegible, cut, covered or too brief at 1920 × 1080.").classes(
                    "hint"
                )
            for finding in found:
                with ui.row().classes("line") as row:
                    row.on("click", lambda _, t=finding.start: self._viewer.seek(t))
                    ui.label(clock(finding.start)).classes("when")
                    ui.label(finding.text)
        with self._marks:
            for finding in found:
                mark = ui.element("div").classes("mark")
                width = 100 * (finding.end - finding.start) / duration
                mark.style(f"left: {100 * finding.start / duration:.2f}%; width: {width:.2f}%")
                mark.on("click", lambda _, t=finding.start: self._viewer.seek(t))
                with mark:
                    ui.tooltip(finding.text).classes("beat-tip")
