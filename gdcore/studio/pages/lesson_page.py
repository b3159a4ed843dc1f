"""The page of one lesson: the picture on the left, the text and what is told of it on the right."""

from __future__ import annotations

from typing import Any

from nicegui import background_tasks, events, ui

from gdcore.studio.folder import FolderError
from gdcore.studio.pages.controls import Controls
from gdcore.studio.pages.desk import Desk
from gdcore.studio.pages.editor import Editor
from gdcore.studio.pages.exports import Exports
from gdcore.studio.pages.folder_page import dark_button
from gdcore.studio.pages.handles import Handles
from gdcore.studio.pages.listings import Findings, Transcript
from gdcore.studio.pages.look import dress
from gdcore.studio.pages.story import Story
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.touch import Touch
from gdcore.studio.pages.viewer import Viewer
from gdcore.studio.studio import Studio

FAR = 1.0
"""Seconds by which an arrow key moves; with shift one frame."""
FRAME = 1 / 60


async def lesson_page(studio: Studio, name: str) -> None:
    """Build the page of a lesson's file."""
    dark = dress(studio, name)
    try:
        document = studio.open(name)
    except FolderError as error:
        with ui.column().classes("shelf"):
            ui.label(str(error))
            ui.link("To the lessons", "/")
        return
    tab = Tab(studio, document)
    desk = Desk(tab)
    tab.when_computed(desk.look)
    with ui.row().classes("bar"):
        ui.button(icon="arrow_back", on_click=lambda: ui.navigate.to("/")).props(
            'flat round dense aria-label="To the lessons"'
        ).tooltip("To the lessons")
        ui.label(name).classes("name")
        state = ui.label().classes("unsaved")
        ui.space()
        undo = _tool("undo", "Undo", document.undo)
        redo = _tool("redo", "Redo", document.redo)
        ui.button("Export", icon="ios_share", on_click=lambda: take_away()).props(
            "flat no-caps dense"
        ).classes("px-2 export")
        save = ui.button("Save", on_click=lambda: write()).props("unelevated no-caps dense")
        save.classes("px-3").tooltip("Ctrl-S")
        dark_button(studio, dark)

    def take_away() -> None:
        exports.open()

    def write() -> None:
        editor.save()

    def show_line(line: int) -> None:
        tabs.set_value("text")
        editor.show_line(line)

    with ui.splitter(value=59, limits=(25, 85)).classes("workplace") as halves:
        with halves.before:
            viewer = Viewer(tab)
            Handles(tab, viewer, Touch(tab, viewer))
        with halves.after, ui.column().classes("side"):
            with ui.tabs().props("dense align=left no-caps inline-label") as tabs:
                text_head = ui.tab("text", label="Text")
                ui.tab("controls", label="Controls")
                ui.tab("story", label="Story")
                ui.tab("transcript", label="Transcript")
                findings_head = ui.tab("findings", label="Findings")
            with ui.tab_panels(tabs, value="text", animated=False).props("keep-alive"):
                with ui.tab_panel("text"):
                    editor = Editor(tab)
                with ui.tab_panel("controls"):
                    Controls(tab, desk)
                with ui.tab_panel("story"):
                    Story(tab, desk, viewer)
                with ui.tab_panel("transcript"):
                    Transcript(tab, viewer)
                with ui.tab_panel("findings"):
                    Findings(tab, viewer, viewer.line.marks, findings_head, show_line)

    exports = Exports(tab, viewer)

    def count_faults() -> None:
        count = len(tab.faults)
        text_head.props(f'label="Text{f" ({count})" if count else ""}"')

    tab.when_computed(count_faults)

    def show_state(_: object = None) -> None:
        state.set_text("not saved" if document.is_changed else "")
        save.set_enabled(document.is_changed)
        undo.set_enabled(document.can_undo)
        redo.set_enabled(document.can_redo)

    show_state()
    ended = document.listen(show_state)
    ui.keyboard(on_key=lambda event: _key(event, viewer))
    # Wherever the focus is, in a control or on a button: the text is saved.
    ui.keyboard(on_key=lambda event: _save_key(event, editor), ignore=[])

    def leave() -> None:
        viewer.playing = False
        ended()
        editor.close()
        exports.close()
        studio.close_tab(tab.key)

    client = ui.context.client
    client.on_delete(leave)
    await client.connected()
    background_tasks.create(tab.compute())
    seen: Any = await ui.run_javascript(
        "[window.devicePixelRatio, document.body.classList.contains('body--dark')]", timeout=10
    )
    viewer.set_density(float(seen[0]))
    editor.set_dark(bool(seen[1]))
    dark.on_value_change(lambda event: editor.set_dark(bool(event.value)))
    await editor.begin()


def _tool(icon: str, hint: str, action: Any) -> ui.button:
    button = ui.button(icon=icon, on_click=action).props(f'flat round dense aria-label="{hint}"')
    return button.tooltip(hint)


def _save_key(event: events.KeyEventArguments, editor: Editor) -> None:
    held = event.modifiers
    if event.action.keydown and (held.ctrl or held.meta) and event.key.name.lower() == "s":
        editor.save()


def _key(event: events.KeyEventArguments, viewer: Viewer) -> None:
    """What the keys do outside of the editor."""
    if not event.action.keydown:
        return
    key, held = event.key, event.modifiers
    if held.ctrl or held.meta:
        if key.name.lower() == "z":
            document = viewer.tab.document
            document.redo() if held.shift else document.undo()
    elif key.space:
        viewer.play()
    elif key.arrow_left or key.arrow_right:
        by = FRAME if held.shift else FAR
        viewer.step(by if key.arrow_right else -by)
    elif key.arrow_up or key.page_up:
        viewer.next_beat(-1)
    elif key.arrow_down or key.page_down:
        viewer.next_beat(1)
    elif key.home:
        viewer.seek(0.0)
    elif key.end and viewer.tab.lesson is not None:
        viewer.seek(viewer.tab.lesson.duration)
