"""What the controls of one page read and write: the lesson's values, and its text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from nicegui import ui
from ruamel.yaml.nodes import ScalarNode

from gdcore.studio import value_edits
from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.beginnings import Ground
from gdcore.studio.messages import Source, StableLimit
from gdcore.studio.pages.tab import Tab
from gdcore.studio.values import Path, at, same
from gdcore.studio.yaml_edits import EditError, get

NO_GROUND = Ground({"x": (-3.0, 3.0)})


class Desk:
    """The values of a page's lesson, and all changes of them.

    tab: the page's state.

    Attributes:
        complete: the last good lesson's values, all defaults filled in, the story's beats included.
        touched: the control that was used last, by its path as a fault names it.
    """

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.complete: Mapping[str, Any] = {}
        self.touched = ""
        self._client = ui.context.client
        self._limit: tuple[Source, asyncio.Future[Any]] | None = None

    def look(self) -> None:
        """Take over the values of the lesson as it is now."""
        lesson = self.tab.lesson
        if lesson is None:
            return
        story = [
            {beat.name: dict(options)}
            for beat, options in zip(lesson.beats, lesson.options, strict=True)
        ]
        self.complete = {**lesson.settings, "story": story}

    @property
    def ground(self) -> Ground:
        """The lesson's domain."""
        domain = self.complete.get("domain")
        return Ground(domain) if domain else NO_GROUND

    @property
    def is_behind(self) -> bool:
        """Whether the text has changed since the lesson was computed, or has faults."""
        source = self.tab.source
        return source is None or source.text != self.tab.document.text

    def value(self, path: Path) -> Any:
        """The lesson's value at a path; None if there is none."""
        return at(self.complete, path)

    def formula(self, path: Path) -> str | None:
        """The text of a number that is written as a formula, such as 2*pi; None for others."""
        try:
            node = get(self.tab.document.text, path)
        except EditError:
            return None
        if not isinstance(node, ScalarNode):
            return None
        try:
            float(node.value)
        except ValueError:
            return str(node.value)
        return None

    def is_written(self, path: Path) -> bool:
        """Whether the text has a value of its own at a path, rather than the default."""
        try:
            return get(self.tab.document.text, path) is not None
        except EditError:
            return False

    async def largest_stable_rate(self) -> StableLimit | None:
        """2/λmax of the lesson as it is now, asked for once for all sliders; None if unknown."""
        source = self.tab.source
        if source is None:
            return None
        if self._limit is None or self._limit[0] is not source:
            asking = self.tab.studio.backroom.ask((self.tab.key, "limit"), 4, "stability", source)
            self._limit = source, asyncio.ensure_future(asking)
        try:
            rate: StableLimit | None = await asyncio.shield(self._limit[1])
        except (SupersededError, EaselError):
            return None
        return rate

    def write(self, path: Path, value: Any) -> None:
        """Write a value, unless the text says so already, be it by default."""
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)
        if same(self.value(path), value) and not self.is_behind:
            return
        self._change(path, lambda text: value_edits.write(text, self.complete, path, value))

    def leave_out(self, path: Path) -> None:
        """Leave a key to its default."""
        self._change(path, lambda text: value_edits.leave_out(text, path))

    def add(self, path: Path, index: int, value: Any) -> None:
        """Add an entry to a list."""
        self._change(
            path, lambda text: value_edits.add_entry(text, self.complete, path, index, value)
        )

    def remove(self, path: Path, index: int) -> None:
        """Remove an entry of a list."""
        self._change(path, lambda text: value_edits.remove_entry(text, self.complete, path, index))

    def move(self, path: Path, old: int, new: int) -> None:
        """Give an entry of a list another place."""
        self._change(path, lambda text: value_edits.move_entry(text, self.complete, path, old, new))

    def rewrite(self, edit: Callable[[str, Mapping[str, Any]], str]) -> None:
        """Change the text by a function of it and of the lesson's values."""
        self._change((), lambda text: edit(text, self.complete))

    def _change(self, path: Path, edit: Callable[[str], str]) -> None:
        self.touched = spelt(path) or self.touched
        document = self.tab.document
        try:
            document.change(edit(document.text), self, typed=True)
        except EditError as error:
            with self._client:
                ui.notify(str(error), type="warning", position="top")


def spelt(path: Path) -> str:
    """A path as faults name it: ``story[2].orbit.degrees``."""
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path).removeprefix(".")
