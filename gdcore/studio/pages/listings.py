"""Lists beside the picture that follow its time: the transcript, the linter's findings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from nicegui import background_tasks, ui

from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.messages import FoundFault, Warned
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.time_line import clock
from gdcore.studio.pages.viewer import Viewer

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
                row = _line(clock(start)[:-2], text)
                _let_open(row, partial(self._viewer.seek, min(start + 1.0, end)))
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
    """What `gdcore check` warns of, and the linter's findings: a list, and marks above the time
    line.

    marks: the element above the time line; head: the heading that counts them; jump: goes to a
    line of the text.
    """

    def __init__(
        self,
        tab: Tab,
        viewer: Viewer,
        marks: ui.element,
        head: ui.tab,
        jump: Callable[[int], None],
    ) -> None:
        self._tab, self._viewer, self._marks, self._head = tab, viewer, marks, head
        self._jump = jump
        self._linted: object = None
        self._waiting = 0
        self._counts = {"warned": 0, "found": 0}
        tab.when_computed(self._computed)
        with ui.column().classes("transcript"):
            self._warned = ui.column().classes("w-full gap-0 warnings")
            self._found = ui.column().classes("w-full gap-0")
        with self._found:
            ui.label("The pictures are looked at when you pause.").classes("hint")

    def _computed(self) -> None:
        if self._tab.source is not None and self._tab.source != self._linted:
            self._waiting += 1
            background_tasks.create(self._look(self._waiting))

    async def _look(self, number: int) -> None:
        """Ask for warnings and findings, unless the text has changed again by then."""
        await asyncio.sleep(REST)
        source = self._tab.source
        if not self._is_wanted(number) or source is None:
            return
        ask = self._tab.studio.backroom.ask
        try:
            warned = await ask((self._tab.key, "warnings"), 4, "warnings", source)
            if self._is_wanted(number):
                self._show_warnings(warned)
            found = await ask((self._tab.key, "lint"), 5, "lint", source, LINTED_SIZE)
        except (SupersededError, EaselError):
            return
        if self._is_wanted(number):
            self._linted = source
            self._show(found)

    def _is_wanted(self, number: int) -> bool:
        """Whether no later text waits, and the page is still there."""
        return number == self._waiting and not self._found.client.is_deleted

    def _count(self, **counts: int) -> None:
        self._counts |= counts
        count = sum(self._counts.values())
        self._head.props(f'label="Findings{f" ({count})" if count else ""}"')

    def _show_warnings(self, warned: list[Warned]) -> None:
        self._count(warned=len(warned))
        self._warned.clear()
        with self._warned:
            if warned:
                ui.label("Probably not meant").classes("chapter")
            for warning in warned:
                row = _line(f"line {warning.line}", warning.text)
                _let_open(row, partial(self._jump, warning.line))
            if warned:
                ui.label("Pictures").classes("chapter")

    def _show(self, found: list[FoundFault]) -> None:
        duration = self._tab.lesson.duration if self._tab.lesson else 1.0
        self._count(found=len(found))
        self._found.clear()
        self._marks.clear()
        with self._found:
            if not found:
                ui.label("Nothing is illegible, cut, covered or too brief at 1920 × 1080.").classes(
                    "hint"
                )
            for finding in found:
                row = _line(clock(finding.start), finding.text)
                _let_open(row, partial(self._viewer.seek, finding.start))
        with self._marks:
            for finding in found:
                mark = ui.element("div").classes("mark")
                width = 100 * (finding.end - finding.start) / duration
                mark.classes("whole" if width > 99 else "")
                mark.style(f"left: {100 * finding.start / duration:.2f}%; width: {width:.2f}%")
                mark.on("click", partial(self._viewer.seek, finding.start))
                with mark:
                    ui.tooltip(finding.text).classes("beat-tip")


def _line(place: str, text: str) -> ui.row:
    """A line of a list: where, and what."""
    with ui.row().classes("line") as row:
        ui.label(place).classes("when")
        ui.label(text).classes("whitespace-pre-line")
    return row


def _let_open(row: ui.row, action: Callable[[], None]) -> None:
    """Let a line be clicked, or chosen by the keyboard."""
    row.props("tabindex=0 role=button")
    row.on("click", lambda _: action()).on("keydown.enter", lambda _: action())
