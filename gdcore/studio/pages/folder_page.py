"""The first page: the folder's lessons as cards, and new ones."""

from __future__ import annotations

import re
from urllib.parse import quote

from nicegui import ui

from gdcore.maths import NAMED_FUNCTIONS
from gdcore.spec.flow import flow
from gdcore.studio.folder import FolderError
from gdcore.studio.pages.look import dress
from gdcore.studio.studio import Studio

OWN = "a formula of your own"
SHORT = "a short story"
"""The template; the others are the folder's lessons."""
TEMPLATE = """\
# What should the viewer see?
title: {title}
function: {function}
story:
  - title
  - surface
  - gradient
  - descend
  - orbit
"""


def folder_page(studio: Studio) -> None:
    """Build the page."""
    dark = dress(studio, "gdcore studio")
    with ui.row().classes("bar"):
        ui.label("gdcore studio").classes("name")
        ui.label(str(studio.folder.root)).classes("unsaved")
        ui.space()
        dark_button(studio, dark)
    with ui.column().classes("shelf"):
        with ui.row().classes("items-center w-full"):
            ui.html("<h1>Lessons</h1>", sanitize=False)
            ui.space()
            ui.button("New lesson", icon="add", on_click=lambda: _ask(studio)).props(
                "unelevated no-caps"
            )
        names = studio.folder.lessons()
        if not names:
            ui.label("This folder has no lesson yet.").classes("unsaved")
        with ui.element("div").classes("cards"):
            for name in names:
                _card(studio, name)


def dark_button(studio: Studio, dark: ui.dark_mode) -> ui.button:
    """The button that changes between a dark and a light page."""

    async def change() -> None:
        seen = await ui.run_javascript("document.body.classList.contains('body--dark')")
        studio.dark = dark.value = not seen

    button = ui.button(icon="contrast", on_click=change).props("flat round dense")
    return button.props('aria-label="Dark or light page"').tooltip("Dark or light page")


def _card(studio: Studio, name: str) -> None:
    with ui.link(target=f"/lesson?name={quote(name)}").classes("lesson-card"):
        ui.html(
            f'<img loading="lazy" src="/still?name={quote(name)}" alt="no picture: the text has '
            'faults, or is too heavy">',
            sanitize=False,
        )
        ui.label(name).classes("title")
        ui.label(_about(studio, name)).classes("about")


def _about(studio: Studio, name: str) -> str:
    """The first comment of a lesson, which says what the viewer should see."""
    try:
        text = studio.folder.read(name) or ""
    except FolderError as error:
        return str(error)
    words = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if not re.match(r"#\s*yaml-language-server", line):
            words.append(line.lstrip("# ").strip())
    return " ".join(words)


def _ask(studio: Studio) -> None:
    """Ask for name, template and function of a new lesson, and open it."""
    functions = [OWN, *NAMED_FUNCTIONS]

    def create() -> None:
        try:
            file = studio.folder.new_name(name.value)
            copied = studio.folder.read(pattern.value) if pattern.value != SHORT else None
            text = _begun(name.value, function.value) if copied is None else copied
            studio.open(file).change(text)
        except FolderError as error:
            ui.notify(str(error), type="negative", position="top")
            return
        ui.navigate.to(f"/lesson?name={quote(file)}")

    def follow() -> None:
        function.set_enabled(pattern.value == SHORT)

    with ui.dialog() as dialog, ui.card():
        ui.label("New lesson").classes("text-subtitle1")
        name = ui.input("Name of the file").props("autofocus").classes("w-80")
        name.on("keydown.enter", create)
        patterns = [SHORT, *studio.folder.lessons()]
        pattern = ui.select(patterns, value=SHORT, label="Begin with", on_change=follow)
        pattern.classes("w-80")
        function = ui.select(functions, value=OWN, label="Function", with_input=True).classes(
            "w-80"
        )
        with ui.row().classes("w-full justify-end"):
            ui.button("Cancel", on_click=dialog.close).props("flat no-caps")
            ui.button("Create", on_click=create).props("unelevated no-caps")
    dialog.on("hide", dialog.delete)
    dialog.open()


def _begun(name: str, function: str) -> str:
    """The short story on a named function, or on a bowl in place of a formula to come."""
    chosen = NAMED_FUNCTIONS.get(function)
    title = chosen.title if chosen else name.strip().removesuffix(".yaml")
    return TEMPLATE.format(
        title=flow(" ".join(title.split())), function=chosen.name if chosen else "x^2 + 3*y^2"
    )
