"""How the pages look: colours, the style sheet, the frame that all pages share."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

from nicegui import ui

from gdcore.studio.studio import Studio

Tipped = TypeVar("Tipped", bound=ui.element)

KEEP_SAVE = """<script>
addEventListener("keydown", (event) => {
  // The browser would offer to save the page itself. The editor has a key of its own for this.
  const isSave = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
  if (isSave && !event.target.closest?.(".cm-editor")) event.preventDefault();
}, true);
</script>"""

OWN_KEYS = "(event) => event.stopPropagation()"
"""Handler of key strokes for an element that needs the arrows and space for itself."""


def dress(studio: Studio, title: str) -> ui.dark_mode:
    """Set title, colours and style of a page; returns its switch between dark and light."""
    ui.page_title(title)
    ui.colors(
        primary="#4c78b5",
        secondary="#5b6770",
        accent="#b5804c",
        negative="#c4473a",
        dark="#1b1f26",
    )
    ui.add_css((files("gdcore.studio.pages") / "studio.css").read_text(encoding="utf-8"))
    ui.add_head_html(KEEP_SAVE)
    return ui.dark_mode(studio.dark)


def tip(element: Tipped, text: str) -> Tipped:
    """Give an element a tooltip, and return it.

    NiceGUI's own `tooltip` looks for its element by its name in the page, and complains where that
    stands in a tab that is not shown.
    """
    with element:
        ui.tooltip(text)
    return element
