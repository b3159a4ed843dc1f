"""The story as a list of beats: add, reorder by drag or by keys, change, remove."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import events, ui

from gdcore.studio.beginnings import named
from gdcore.studio.caption_edits import with_usual_captions, without_captions
from gdcore.studio.kinds import Named, Series, beats, document
from gdcore.studio.messages import BeatLine
from gdcore.studio.pages.desk import Desk
from gdcore.studio.pages.form import Form
from gdcore.studio.pages.look import tip
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.viewer import Viewer
from gdcore.studio.values import Path

STORY = ["story"]


class Story:
    """The list of the lesson's beats; each change is written into the text.

    tab, desk, viewer: of the page.
    """

    def __init__(self, tab: Tab, desk: Desk, viewer: Viewer) -> None:
        self._tab, self._desk, self._viewer = tab, desk, viewer
        self._shown: object = None
        self._opened: int | None = None  # the beat whose options are shown
        self._form: Form | None = None
        self._focus = ""
        with ui.column().classes("form"):
            with ui.row().classes("w-full items-center no-wrap"):
                self._note = ui.label().classes("hint")
                ui.space()
                with ui.button("Captions", icon="subtitles").props("flat no-caps dense"):
                    self._build_captions()
                add = ui.button("Add a beat", icon="add").props("unelevated no-caps dense")
                with add.classes("px-3"):
                    self._build_menu()
            self._list = ui.column().classes("story-list")
            self._list.make_sortable(handle=".grip", on_end=self._moved)
        tab.when_computed(self._computed)

    def _build_menu(self) -> None:
        with ui.menu().classes("beat-menu"):
            for name, options in beats().items():
                with (
                    ui.menu_item(on_click=lambda _, n=name: self._add(n)),
                    ui.column().classes("gap-0"),
                ):
                    ui.label(name.replace("_", " ")).classes("font-medium")
                    ui.label(options.note).classes("hint")

    def _build_captions(self) -> None:
        """All captions at once; those of a single beat are among its options."""
        with ui.menu():
            for told, edit in (
                ("The usual ones in every beat", with_usual_captions),
                ("None in any beat", without_captions),
            ):
                ui.menu_item(told, on_click=partial(self._desk.rewrite, edit))

    def _computed(self) -> None:
        lesson = self._tab.lesson
        if lesson is None:
            return
        if not self._tab.faults:
            names = [beat.name for beat in lesson.beats]
            if (names, self._opened) != self._shown:
                self._shown = names, self._opened
                self._build(lesson.beats)
            else:
                self._refresh(lesson.beats)
            if self._form is not None:
                self._form.refresh()
        if self._form is not None:
            self._form.tell({f.path: f.message for f in reversed(self._tab.faults)})

    def _build(self, lines: tuple[BeatLine, ...]) -> None:
        is_written = self._desk.is_written(STORY)
        self._note.set_text(
            "Drag to reorder." if is_written else "The default story: a change writes it out."
        )
        self._list.clear()
        self._form = None
        self._texts: list[tuple[ui.label, ui.label]] = []
        with self._list:
            for beat in lines:
                self._row(beat)
        self._refresh(lines)
        if self._focus:
            self._list.client.run_javascript(f"document.querySelector('{self._focus}')?.focus()")
            self._focus = ""

    def _refresh(self, lines: tuple[BeatLine, ...]) -> None:
        for beat, (caption, seconds) in zip(lines, self._texts, strict=True):
            caption.set_text(beat.caption)
            seconds.set_text(f"{beat.end - beat.start:.1f} s")

    def _row(self, beat: BeatLine) -> None:
        index = beat.index
        is_open = index == self._opened
        with ui.element("div").classes("story-beat").props(f"data-beat={index}"):
            with ui.row().classes("story-row"):
                ui.icon("drag_indicator").classes("grip")
                text = ui.column().classes("story-text")
                text.on("click", lambda: self._viewer.seek(self._start(index)))
                with text:
                    ui.label(beat.name.replace("_", " ")).classes("font-medium")
                    caption = ui.label().classes("hint one-line")
                self._texts.append((caption, ui.label().classes("hint")))
                self._tool("arrow_upward", "Earlier", index, lambda: self._move(index, index - 1))
                self._tool("arrow_downward", "Later", index, lambda: self._move(index, index + 1))
                icon = "expand_less" if is_open else "tune"
                self._tool(icon, "Options", index, lambda: self._open(index))
                self._tool("delete_outline", "Remove", index, lambda: self._remove(index))
            if is_open:
                with ui.column().classes("beat-form"):
                    ui.label(beats()[beat.name].note).classes("hint")
                    path: Path = [*STORY, index, beat.name]
                    self._form = Form(self._desk, path, beats()[beat.name].slots)

    def _tool(self, icon: str, hint: str, index: int, action: Callable[[], Any]) -> None:
        button = ui.button(icon=icon, on_click=action)
        button.props(f'flat round dense size=sm aria-label="{hint}" data-tool="{hint}-{index}"')
        tip(button, hint)

    def _start(self, index: int) -> float:
        lesson = self._tab.lesson
        return lesson.beats[index].start if lesson and index < len(lesson.beats) else 0.0

    def _open(self, index: int) -> None:
        """Show the options of a beat, or hide them."""
        self._opened = None if self._opened == index else index
        self._focus = f'[data-tool="Options-{index}"]'
        self._computed()

    def _moved(self, event: events.SortableEventArguments) -> None:
        self._shown = None  # the browser has moved the row: build the list anew in any case
        self._move(event.old_index, event.new_index, self._focus)

    def _move(self, old: int, new: int, focus: str | None = None) -> None:
        count = len(self._tab.lesson.beats) if self._tab.lesson else 0
        if not 0 <= new < count or old == new:
            return
        hint = "Earlier" if new < old else "Later"
        self._focus = f'[data-tool="{hint}-{new}"]' if focus is None else focus
        if self._opened is not None:
            order = list(range(count))
            order.insert(new, order.pop(old))
            self._opened = order.index(self._opened)
        self._shown = None
        self._desk.move(STORY, old, new)

    def _remove(self, index: int) -> None:
        if self._opened is not None and self._opened >= index:
            self._opened = None if self._opened == index else self._opened - 1
        self._shown = None
        self._desk.remove(STORY, index)

    def _add(self, name: str) -> None:
        """Add a beat after the one that is shown, and open its options if it needs any."""
        lesson = self._tab.lesson
        story = document().slots["story"].kind
        if lesson is None or not isinstance(story, Series) or not isinstance(story.entry, Named):
            return
        now = sum(1 for beat in lesson.beats if beat.start <= self._viewer.t + 1e-9)
        entry = named(name, story.entry, self._desk.ground)
        self._opened = now if isinstance(entry, dict) else None
        self._focus = f'[data-tool="Options-{now}"]'
        self._shown = None
        self._desk.add(STORY, now, entry)
