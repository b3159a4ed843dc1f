"""Touching the picture: dragging starts, turning the view, asking for values."""

from __future__ import annotations

import asyncio
from typing import Any

from nicegui import background_tasks, events, ui

from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.messages import Hover
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.viewer import Viewer
from gdcore.studio.start_edits import with_new_start, with_start
from gdcore.studio.yaml_edits import EditError, get, insert, put

REST = 0.15
"""Seconds that the pointer must rest before it is told what lies under it."""
DEGREES = 0.4
"""Degrees by which the view turns for each CSS pixel of a drag at the usual size."""
STILL = 3.0
"""Pixels within which a press is no drag."""


class Touch:
    """The pointer on the picture of a viewer."""

    def __init__(self, tab: Tab, viewer: Viewer) -> None:
        self._tab, self._viewer = tab, viewer
        self._pressed: tuple[float, float] | None = None
        self._grabbed: int | None = None  # the descent whose start is dragged
        self._last: Hover | None = None
        self._turn = (0.0, 0.0)
        self._asking = False  # what has been pressed is not known yet
        self._moves = 0
        viewer.image.on_mouse(self._mouse)
        with viewer.box:
            self._facts = ui.label().classes("facts")
            with ui.row().classes("turned") as self._turned:
                ui.button("Write this view into the story", on_click=self._write_view).props(
                    "dense no-caps unelevated"
                )
                ui.button("Turn back", on_click=self._turn_back).props("dense no-caps flat")
        self._facts.set_visibility(False)
        self._turned.set_visibility(False)
        viewer.when_moved(self._forget)

    async def _mouse(self, event: events.MouseEventArguments) -> None:
        scale = self._viewer.enlarged
        place = scale * event.image_x, scale * event.image_y
        if self._viewer.playing or self._tab.source is None or self._viewer.size is None:
            return
        match event.type:
            case "mousedown" if event.button == 0:
                self._pressed, self._grabbed, self._last = place, None, None
                self._asking = True
                hover = await self._ask("press", "hover", *place)
                self._asking = False
                if hover is not None and self._pressed is not None:
                    self._grabbed = hover.start
            case "mousemove" if self._pressed is not None and event.buttons & 1:
                await self._drag(place)
            case "mousemove":
                self._moves += 1
                self._facts.set_visibility(False)
                background_tasks.create(self._rest(self._moves, place))
            case "mouseup":
                await self._drop()
            case "mouseleave":
                self._moves += 1
                self._facts.set_visibility(False)
            case "dblclick":
                await self._add(place)

    async def _rest(self, number: int, place: tuple[float, float]) -> None:
        """The pointer rests: say what lies under it."""
        await asyncio.sleep(REST)
        if number != self._moves or self._pressed is not None:
            return
        hover = await self._ask("hover", "hover", *place)
        if hover is None or number != self._moves:
            return
        more = "\ndrag to move this start" if hover.start is not None else ""
        self._say(hover.text + more, place)

    async def _drag(self, place: tuple[float, float]) -> None:
        if self._pressed is None or self._asking:
            return
        if self._grabbed is None:
            x, y = place[0] - self._pressed[0], place[1] - self._pressed[1]
            if abs(x) + abs(y) > STILL and self._viewer.size is not None:
                part = DEGREES * 800 / self._viewer.size[0]
                self._turn = -x * part, y * part
                await self._viewer.draw(turn=self._turn)
            return
        await self.try_start(self._grabbed, place)

    async def try_start(self, descent: int, place: tuple[float, float]) -> bool:
        """Show a descent from under a pixel of the picture; False beside the landscape."""
        found = await self._ask("drag", "drag", descent, *place)
        if found is None:
            return False
        self._last, picture = found
        self._viewer.show(picture)
        self._say(self._last.text, place)
        return True

    def keep_start(self, descent: int) -> None:
        """Write the start that was tried last into the text."""
        last, lesson = self._last, self._tab.lesson
        self._last = None
        self._facts.set_visibility(False)
        if last is not None and lesson is not None:
            text = self._tab.document.text
            self._change(lambda: with_start(text, lesson, descent, last.point))

    async def turn_by(self, azimuth: float, elevation: float) -> None:
        """Turn the view on by so many degrees."""
        if self._viewer.playing or self._tab.source is None or self._viewer.size is None:
            return
        self._turn = self._turn[0] + azimuth, self._turn[1] + elevation
        self._turned.set_visibility(True)
        await self._viewer.draw(turn=self._turn)

    def _say(self, text: str, place: tuple[float, float]) -> None:
        """Write something beside the pointer, on the side where there is room."""
        x, y = self._viewer.place(*place)
        width = self._viewer.place(self._viewer.size[0], 0.0)[0] if self._viewer.size else 0.0
        side = (
            f"left: {x + 18:.0f}px; right: auto"
            if x < 0.6 * width
            else (f"right: calc(100% - {x - 18:.0f}px); left: auto")
        )
        self._facts.style(f"{side}; top: {y + 14:.0f}px")
        self._facts.set_text(text)
        self._facts.set_visibility(True)

    async def _drop(self) -> None:
        grabbed = self._grabbed
        self._pressed = self._grabbed = None
        if grabbed is not None:
            self.keep_start(grabbed)
        elif self._turn != (0.0, 0.0):
            self._turned.set_visibility(True)
        self._facts.set_visibility(False)

    async def _add(self, place: tuple[float, float]) -> None:
        """A double click: one more start."""
        found = await self._ask("drag", "drag", None, *place)
        lesson = self._tab.lesson
        if found is not None and lesson is not None:
            text = self._tab.document.text
            self._change(lambda: with_new_start(text, lesson, found[0].point))

    async def _write_view(self) -> None:
        """Write the turned view as a `look` beat, or into the one that is shown."""
        lesson, source = self._tab.lesson, self._tab.source
        if lesson is None or source is None:
            return
        azimuth, elevation = await self._tab.studio.atelier.ask(
            (self._tab.key, "viewpoint"), 0, "viewpoint", source, self._viewer.t
        )
        azimuth = (azimuth + self._turn[0] + 180) % 360 - 180
        elevation = min(max(elevation + self._turn[1], 0), 90)
        view = {"azimuth": round(azimuth), "elevation": round(elevation)}
        beat = next(b for b in reversed(lesson.beats) if b.start <= self._viewer.t + 1e-9)
        text = self._tab.document.text

        def change() -> str:
            if get(text, ["story"]) is None:
                raise EditError("the story is the default one: write a story first")
            if beat.name == "look":
                changed = text
                for key, value in view.items():
                    changed = put(changed, ["story", beat.index, "look", key], value)
                return changed
            entry = f"look: {{azimuth: {view['azimuth']}, elevation: {view['elevation']}}}"
            return insert(text, ["story"], beat.index, entry)

        self._change(change)
        self._forget()

    async def _turn_back(self) -> None:
        self._forget()
        await self._viewer.draw()

    def _forget(self) -> None:
        self._turn = (0.0, 0.0)
        self._turned.set_visibility(False)

    def _change(self, edit: Any) -> None:
        try:
            self._tab.document.change(edit())
        except EditError as error:
            with self._viewer.image:
                ui.notify(str(error), type="warning", position="top")
            background_tasks.create(self._viewer.draw())

    async def _ask(self, slot: str, method: str, *arguments: Any) -> Any:
        """The easel's answer to what lies at a place; None if a later question came first."""
        tab, viewer = self._tab, self._viewer
        try:
            return await tab.studio.atelier.ask(
                (tab.key, slot), 0, method, tab.source, viewer.size, viewer.t, *arguments
            )
        except (SupersededError, EaselError):
            return None
