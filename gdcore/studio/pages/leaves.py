"""Controls for single values: a number, a word of a few, a text, a switch."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from nicegui import events, ui

from gdcore.spec.refusals import number_text
from gdcore.studio.kinds import Choice, Number, Words
from gdcore.studio.pages.desk import Desk, spelt
from gdcore.studio.pages.look import tip
from gdcore.studio.values import Path

DEFAULT = "by default"
"""What stands in the place of a value that a key leaves to its default."""
MOST_BUTTONS = 3
"""Words of a choice that are shown side by side; more of them are a list to open."""


class Leaf(Protocol):
    """A control that follows the lesson."""

    def show(self, desk: Desk) -> None:
        """Show the lesson's value, unless the lecturer is at it."""


@dataclass
class _Shown:
    """An element that shows what `read` says of the lesson, unless it is being written in."""

    element: Any
    read: Callable[[Desk], Any]
    typed: bool = False  # whether it holds something that is not written yet
    filling: bool = False  # whether its value is just now set from the lesson
    filled: bool = False  # whether it has ever been

    def show(self, desk: Desk) -> None:
        # A lesson that is older than the text would take back what was written since.
        if self.typed or (self.filled and desk.is_behind):
            return
        self.filled = True
        value = self.read(desk)
        if self.element.value != value:
            self.filling = True
            self.element.set_value(value)
            self.filling = False


def dressed(element: Any, key: str) -> Any:
    """An element in the form's dress, with its key for the keyboard's focus and for tests."""
    element.props(f'dense outlined options-dense data-key="{key}" aria-label="{key}"')
    return element.classes("leaf")


def small(icon: str, hint: str, action: Callable[[], Any]) -> ui.button:
    """A small button with an icon."""
    button = ui.button(icon=icon, on_click=action).props(
        f'flat round dense size=sm text-color=none aria-label="{hint}"'
    )
    return tip(button, hint).classes("quiet-button")


def number(desk: Desk, path: Path, kind: Number) -> Leaf:
    """A field for a number, or for a formula in its place; the arrow keys change it."""
    return _number(desk, path, kind, "")


def point(desk: Desk, path: Path, names: list[str]) -> list[Leaf]:
    """A field for each coordinate."""
    value = desk.value(path)
    if not isinstance(value, list | tuple):
        return [_number(desk, path, Number(), names[0] if names else "")]
    names = names if len(names) == len(value) else [str(k + 1) for k in range(len(value))]
    return [_number(desk, [*path, k], Number(), name) for k, name in enumerate(names)]


def _number(desk: Desk, path: Path, kind: Number, name: str) -> Leaf:
    element = dressed(ui.input(), spelt(path)).classes("number")
    if name:
        element.props(f'prefix="{name}"')

    def read(desk: Desk) -> str:
        formula = desk.formula(path)
        value = desk.value(path)
        return formula or ("" if value is None else number_text(value))

    leaf = _field(element, desk, path, read, _read_number)

    def nudge(event: events.GenericEventArguments) -> None:
        up = event.args["key"] == "ArrowUp"
        # From what the field shows: the lesson may still be computed with the stroke before.
        value = _read_number(str(element.value or ""))
        if isinstance(value, int | float):
            new = nudged(value, kind, up=up)
            element.set_value(number_text(new))
            leaf.typed = False
            desk.write(path, new)

    element.on("keydown.up.prevent", nudge, ["key"])
    element.on("keydown.down.prevent", nudge, ["key"])
    return leaf


def words(desk: Desk, path: Path, kind: Words) -> Leaf:
    """A field for a text, as high as the text needs."""
    element = dressed(ui.textarea(), spelt(path)).props("autogrow rows=1")
    return _field(element, desk, path, lambda desk: desk.value(path) or "", lambda text: text)


def _field(
    element: Any,
    desk: Desk,
    path: Path,
    read: Callable[[Desk], str],
    parse: Callable[[str], Any],
) -> _Shown:
    """Let a field write its value when it is left or Enter is pressed; an empty one its default."""
    leaf = _Shown(element, read)
    element.props(f'placeholder="{DEFAULT}"')

    def change() -> None:
        leaf.typed = not leaf.filling

    def write() -> None:
        if not leaf.typed:
            return
        leaf.typed = False
        text = str(element.value or "").strip()
        if text:
            desk.write(path, parse(text))
        elif desk.is_written(path):
            desk.leave_out(path)
        else:
            leaf.show(desk)

    element.on_value_change(change)
    element.on("blur", write)
    element.on("keydown.enter.prevent", write)
    return leaf


def choice(desk: Desk, path: Path, kind: Choice) -> Leaf:
    """One of a few words: buttons, or a list that opens."""
    options = {word: word.replace("_", " ") for word in kind.words}

    def write(event: events.ValueChangeEventArguments[Any]) -> None:
        if event.value is not None and not leaf.filling:
            desk.write(path, event.value)

    element: Any
    if len(options) <= MOST_BUTTONS:
        element = ui.toggle(options, on_change=write).classes("small-toggle")
        element.props("dense no-caps unelevated toggle-color=primary size=sm")
        element.props(f'data-key="{spelt(path)}" aria-label="{spelt(path)}"')
    else:
        element = dressed(ui.select(options, on_change=write), spelt(path))
    leaf = _Shown(element, lambda desk: desk.value(path))
    return leaf


def choices(desk: Desk, path: Path, kind: Choice) -> Leaf:
    """Any of a few words."""
    options = {word: word.replace("_", " ") for word in kind.words}

    def write(event: events.ValueChangeEventArguments[Any]) -> None:
        if not leaf.filling:
            desk.write(path, list(event.value or ()))

    element = dressed(ui.select(options, multiple=True, value=[], on_change=write), spelt(path))
    element.props("use-chips")
    leaf = _Shown(element, lambda desk: list(desk.value(path) or ()))
    return leaf


def switch(desk: Desk, path: Path) -> Leaf:
    """True or false."""

    def write(event: events.ValueChangeEventArguments[Any]) -> None:
        if not leaf.filling:
            desk.write(path, bool(event.value))

    element = ui.switch(on_change=write).props(f'dense data-key="{spelt(path)}"')
    element.props(f'aria-label="{spelt(path)}"')
    leaf = _Shown(element, lambda desk: bool(desk.value(path)))
    return leaf


def nudged(value: float, kind: Number, *, up: bool) -> float:
    """The next number up or down: the next whole one, or a tenth of its first digit's unit on."""
    if kind.whole:
        unit = 1.0
    else:
        unit = 10.0 ** (math.floor(math.log10(abs(value))) - 1) if value else 0.1
        if not up and value > 0 and f"{value:e}".startswith("1.0000"):
            unit /= 10  # below a power of ten the digits are finer
    new = float(f"{value + (unit if up else -unit):.12g}")
    if (kind.open_low and new <= kind.low) or (kind.open_high and new >= kind.high):
        return value
    return min(max(new, kind.low), kind.high)


def _read_number(text: str) -> Any:
    try:
        value = float(text)
    except ValueError:
        return text  # a formula, or a fault that is then shown
    return value if math.isfinite(value) else text
