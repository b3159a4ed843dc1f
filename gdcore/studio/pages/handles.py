"""Touching the picture by the keyboard: a handle on each start, and one that turns the view."""

from __future__ import annotations

import asyncio
from functools import partial

from nicegui import background_tasks, ui

from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.touch import Touch
from gdcore.studio.pages.viewer import Viewer

STEP, SMALL_STEP = 12.0, 1.0
"""Pixels of the picture by which an arrow key moves a start; with shift the small one."""
DEGREES, FEW_DEGREES = 5.0, 1.0
"""Degrees by which an arrow key turns the view; with shift the few."""
REST = 0.6
"""Seconds without a key after which a start that was moved is written into the text."""
SETTLED = 0.3
"""Seconds that the picture must stand still before its handles are put in their places."""
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Handles:
    """Elements over the picture that take the keyboard's focus and answer to the arrow keys.

    tab: the page's state; viewer: its picture; touch: which moves starts and turns the view.
    """

    def __init__(self, tab: Tab, viewer: Viewer, touch: Touch) -> None:
        self._tab, self._viewer, self._touch = tab, viewer, touch
        self._places: list[tuple[int, float, float]] = []
        self._elements: list[ui.element] = []
        self._asked = self._moves = 0
        with viewer.box:
            self._starts = ui.element("div").classes("handles")
            hint = "Turn the view: arrow keys, with shift by 1°"
            turn = ui.button(icon="360").props(f'flat round dense size=sm aria-label="{hint}"')
            turn.classes("turn-handle").tooltip(hint)
        for name, (x, y) in ARROWS.items():
            turn.on(f"keydown.{name}.stop.prevent", partial(self._turn, x, y), ["shiftKey"])
        viewer.when_moved(self._ask)
        viewer.when_sized(self._ask)
        tab.when_computed(self._ask)

    def _ask(self) -> None:
        if self._viewer.playing:
            return
        self._asked += 1
        background_tasks.create(self._put(self._asked))

    async def _put(self, number: int) -> None:
        """Put a handle on each start that can be seen, once the picture stands still."""
        await asyncio.sleep(SETTLED)
        tab, viewer = self._tab, self._viewer
        if number != self._asked or viewer.playing or tab.source is None or viewer.size is None:
            return
        try:
            found = await tab.studio.atelier.ask(
                (tab.key, "starts"), 3, "starts", tab.source, viewer.size, viewer.t
            )
        except (SupersededError, EaselError):
            return
        self._places = found
        if len(found) != len(self._elements):
            self._build()
        for element, (_, column, row) in zip(self._elements, found, strict=True):
            x, y = viewer.place(column, row)
            element.style(f"left: {x:.0f}px; top: {y:.0f}px")

    def _build(self) -> None:
        self._starts.clear()
        self._elements = []
        with self._starts:
            for k, (descent, _, _) in enumerate(self._places):
                hint = f"Start of descent {descent + 1}: arrow keys move it, with shift by a pixel"
                handle = ui.element("button").classes("handle").props(f'aria-label="{hint}"')
                for name, (x, y) in ARROWS.items():
                    handle.on(
                        f"keydown.{name}.stop.prevent", partial(self._move, k, x, y), ["shiftKey"]
                    )
                self._elements.append(handle)

    async def _move(self, k: int, x: int, y: int, event: object) -> None:
        if k >= len(self._places):
            return
        step = SMALL_STEP if _shift(event) else STEP
        descent, column, row = self._places[k]
        place = column + step * x, row + step * y
        self._asked += 1  # where the handle is going to be is known here
        self._moves += 1
        mine = self._moves
        if not await self._touch.try_start(descent, place):
            return
        self._places[k] = (descent, *place)
        left, top = self._viewer.place(*place)
        if k < len(self._elements):
            self._elements[k].style(f"left: {left:.0f}px; top: {top:.0f}px")
        await asyncio.sleep(REST)
        if mine == self._moves:
            self._touch.keep_start(descent)

    async def _turn(self, x: int, y: int, event: object) -> None:
        step = FEW_DEGREES if _shift(event) else DEGREES
        await self._touch.turn_by(-step * x, step * y)


def _shift(event: object) -> bool:
    arguments = getattr(event, "args", None)
    return bool(isinstance(arguments, dict) and arguments.get("shiftKey"))
