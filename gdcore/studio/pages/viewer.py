"""The picture with its time line: drawing, scrubbing, playing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from nicegui import background_tasks, events, ui

from gdcore.spec.aspects import ASPECTS
from gdcore.studio.atelier import EaselError, SupersededError
from gdcore.studio.messages import Overview
from gdcore.studio.pages.tab import Tab
from gdcore.studio.pages.time_line import TimeLine

FORMATS = {name: float(shape) for name, shape in ASPECTS.items()}
THEMES = {"": "As written", "dark": "Dark", "light": "Light"}
LARGEST = 1920
"""Pixels of the longer side of a picture."""
NOTHING_YET = "The picture appears when the text has no faults."
OPENING = 0.45
"""Share of the film at which a lesson is opened; its first frame would be black."""
LOW = 0.5
"""Size of a picture in low resolution, as a part of the window's."""
SETTLED = 0.15
"""Seconds that a window's size must stand still before the picture is drawn anew in it."""
RESTED = 0.15
"""Seconds that the slider must stand still before the picture is drawn sharp."""
LATE = 1.0
"""Seconds after which a picture that has not reached the browser is no longer waited for."""


class Viewer:
    """The picture, the time line and the buttons below it.

    tab: the page's state.

    Attributes:
        t: the moment shown, seconds.
        size: (width, height) of the picture in pixels; None until the window's size is known.
        playing: whether the film runs.
        box: holds the picture and what lies over it.
        image: the picture's element.
        line: the time line.
        enlarged: pixels of `size` to a pixel of the picture that is shown.
        drawn: pictures that have reached the browser so far.
    """

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.t = 0.0
        self.size: tuple[int, int] | None = None
        self.playing = False
        self.drawn = 0
        self.enlarged = 1.0
        self._number = 0
        self._anchor = (0.0, 0.0)  # a moment of the film and the clock's time, both in seconds
        self._box = (0.0, 0.0)  # CSS pixels that the picture may take
        self._density = 1.0  # pixels of the screen to a CSS pixel
        self._format, self._low = "16:9", False
        self._arrived = asyncio.Event()
        self._moved: list[Callable[[], None]] = []
        self._sized: list[Callable[[], None]] = []
        self._resizing = 0
        self._scrubbing = False
        self._shown: Overview | None = None
        with ui.column().classes("stage-column"):
            self._build_picture()
            self.line = TimeLine(self.seek, self.scrub)
            self._build_buttons()
        tab.show = self._computed
        tab.when_sketched(self.show)
        tab.watched = lambda: None if self.size is None or self.playing else (self.size, self.t)

    @property
    def format(self) -> str:
        """The picture's format, such as 16:9."""
        return self._format

    def when_moved(self, listener: Callable[[], None]) -> None:
        """Call `listener` after the moment has changed."""
        self._moved.append(listener)

    def when_sized(self, listener: Callable[[], None]) -> None:
        """Call `listener` after the picture has got another size."""
        self._sized.append(listener)

    def seek(self, t: float) -> None:
        """Go to a moment, seconds."""
        self._set_time(t)
        self._anchor = self.t, time.monotonic()
        background_tasks.create(self.draw())

    def scrub(self, t: float) -> None:
        """Go to a moment while the slider moves: roughly and often, sharp when it rests."""
        self._set_time(t)
        self._anchor = self.t, time.monotonic()
        if not self.playing and not self._scrubbing:
            self._scrubbing = True
            background_tasks.create(self._follow_slider())

    def step(self, seconds: float) -> None:
        """Go on, or back, by some seconds."""
        self.seek(self.t + seconds)

    def next_beat(self, by: int) -> None:
        """Go to the start of the next beat (by = 1) or of this or the one before (by = −1)."""
        if self.tab.lesson is None:
            return
        starts = [beat.start for beat in self.tab.lesson.beats]
        if by > 0:
            self.seek(next((s for s in starts if s > self.t + 1e-6), self.t))
        else:
            self.seek(next((s for s in reversed(starts) if s < self.t - 0.3), 0.0))

    def play(self) -> None:
        """Begin to play, or stop."""
        self.playing = not self.playing
        self._play_button.props(f"icon={'pause' if self.playing else 'play_arrow'}")
        if self.playing:
            background_tasks.create(self._play())

    def place(self, column: float, row: float) -> tuple[float, float]:
        """Where a pixel of the picture lies in its box, CSS pixels from the left and the top."""
        assert self.size is not None
        wide = min(self._box[0], self._box[1] * FORMATS[self._format])
        scale = wide / self.size[0]
        left = (self._box[0] - wide) / 2
        top = (self._box[1] - wide / FORMATS[self._format]) / 2
        return left + scale * column, top + scale * row

    async def draw(self, *, turn: tuple[float, float] = (0.0, 0.0)) -> bool:
        """Draw the moment as it is now; whether it was drawn. Later calls replace waiting ones."""
        data = await self._drawn(turn)
        if data is not None:
            self.show(data)
        return data is not None

    async def _drawn(
        self, turn: tuple[float, float] = (0.0, 0.0), *, rough: bool = False
    ) -> bytes | None:
        source, size = self.tab.source, self.size
        if source is None or size is None:
            return None
        try:
            data: bytes = await self.tab.studio.atelier.ask(
                (self.tab.key, "picture"), 0, "picture", source, size, self.t, "JPEG", turn, rough
            )
        except SupersededError:
            return None
        except EaselError as error:
            self._note.set_text(str(error))
            return None
        return data

    async def _follow_slider(self) -> None:
        """Draw the slider's moment again and again until it rests, and then sharp.

        The next picture is drawn while the browser loads the one before, so none waits in a queue.
        """
        try:
            drawn = -1.0
            while not self.playing:
                if self.t != drawn:
                    drawn = self.t
                    data = await self._drawn(rough=True)
                    if data is not None:
                        await self._arrival()
                        self.show(data, rough=True)
                    continue
                await asyncio.sleep(RESTED)
                if self.t == drawn:
                    break
        finally:
            self._scrubbing = False
        if not self.playing:
            await self.draw()

    async def _arrival(self) -> None:
        """Wait until the browser has loaded the last picture that it was shown."""
        if self._number > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), LATE)

    def show(self, data: bytes, *, rough: bool = False) -> None:
        """Show a picture, a JPEG file; rough: with half the pixels along each side."""
        self.enlarged = 2.0 if rough else 1.0
        self._number += 1
        self._arrived.clear()
        self.image.set_source(self.tab.studio.put(self.tab.key, self._number, data))

    # ------------------------------------------------------------------------------- its elements

    def _build_picture(self) -> None:
        with ui.element("div").classes("picture-box") as self.box:
            self.image = ui.interactive_image(
                events=["mousedown", "mousemove", "mouseup", "mouseleave", "dblclick"],
                sanitize=False,
            ).classes("picture")
            self.image.props('role=img aria-label="the lesson\'s picture"')
            self.image.on("loaded", self._loaded)
            self._note = ui.label().classes("picture-note")
            self._spinner = ui.spinner(size="sm").classes("picture-spinner")
            self._spinner.set_visibility(False)
        with self.box:
            ui.element("q-resize-observer").on("resize", self._resized)

    def _build_buttons(self) -> None:
        with ui.row().classes("transport"):
            _button("skip_previous", "Previous beat (↑)", lambda: self.next_beat(-1))
            self._play_button = _button("play_arrow", "Play or stop (space)", self.play)
            _button("skip_next", "Next beat (↓)", lambda: self.next_beat(1))
            self.line.build_clock()
            ui.space()
            ui.toggle(THEMES, value="", on_change=self._choose_theme).props(
                "dense no-caps unelevated toggle-color=primary size=sm aria-label=Colours"
            ).classes("small-toggle").tooltip(
                "Colours of the film here: as the text says, or for once the others"
            )
            self._formats = ui.toggle(
                list(FORMATS), value=self._format, on_change=self._choose_format
            ).props("dense no-caps unelevated toggle-color=primary size=sm aria-label=Format")
            self._formats.classes("small-toggle")
            ui.toggle({False: "Full", True: "Low"}, value=False, on_change=self._choose_low).props(
                "dense no-caps unelevated toggle-color=primary size=sm aria-label=Resolution"
            ).classes("small-toggle").tooltip(
                "Resolution of the picture here; the film's is chosen when it is exported"
            )

    # ------------------------------------------------------------------------------- what happens

    async def _computed(self) -> None:
        tab = self.tab
        self._spinner.set_visibility(False)
        count = len(tab.faults)
        told = f"{count} fault{'s' * (count != 1)} in the text: the picture is of the last good one"
        self._note.set_text(tab.trouble or (told if count else ""))
        lesson = tab.lesson
        if lesson is None:
            self._note.set_text(tab.trouble or ("" if tab.heavy else NOTHING_YET))
            return
        self.image.classes(add="stale" if tab.faults else "", remove="" if tab.faults else "stale")
        if lesson is not self._shown:
            aspect = lesson.settings["aspect"]
            if self._shown is None or self._shown.settings["aspect"] != aspect:
                self._formats.set_value(aspect)
            if self._shown is None:
                self.t = OPENING * lesson.duration
            self._shown = lesson
            self.t = min(max(self.t, 0.0), lesson.duration)
            drawing = background_tasks.create(self.draw())
            await asyncio.sleep(0)  # the easel draws while the page is built
            self.line.show(lesson)
            self._set_time(self.t)
            await drawing

    def _set_time(self, t: float) -> None:
        lesson = self.tab.lesson
        if lesson is None:
            return
        self.t = min(max(t, 0.0), lesson.duration)
        self.line.set_time(self.t)
        for listener in self._moved:
            listener()

    def _loaded(self, _: Any) -> None:
        self.drawn += 1
        self._arrived.set()

    async def _play(self) -> None:
        lesson = self.tab.lesson
        if lesson is None:
            self.playing = False
            return
        if self.t >= lesson.duration - 0.05:
            self.t = 0.0
        self._anchor = self.t, time.monotonic()
        while self.playing and self.tab.lesson is not None:
            # The clock of the wall: where pictures take longer, some are left out.
            moment, began = self._anchor
            self._set_time(moment + time.monotonic() - began)
            if self.t >= self.tab.lesson.duration:
                self.play()
            if await self.draw():
                await self._arrival()
            else:
                await asyncio.sleep(0.02)

    async def _resized(self, event: events.GenericEventArguments) -> None:
        self._box = float(event.args["width"]), float(event.args["height"])
        self._resizing += 1
        mine = self._resizing
        if self.size is not None:
            await asyncio.sleep(SETTLED)
        if mine == self._resizing:
            self._fit()
            await self.draw()

    def set_density(self, density: float) -> None:
        """Tell how many pixels of the screen a CSS pixel has."""
        self._density = density
        self._fit()

    def _fit(self) -> None:
        """Give the picture the largest size of its format that has room in the window."""
        width, height = self._box
        ratio = FORMATS[self._format]
        wide = min(width, height * ratio)
        if wide < 16:
            return
        self.image.style(f"width: {wide:.0f}px; height: {wide / ratio:.0f}px")
        pixels = wide * self._density * (LOW if self._low else 1.0)
        pixels = min(pixels, LARGEST, LARGEST * ratio)
        self.size = max(2 * round(pixels / 2), 64), max(2 * round(pixels / ratio / 2), 64)
        for listener in self._sized:
            listener()

    async def _choose_format(self, event: events.ValueChangeEventArguments[Any]) -> None:
        self._format = event.value
        self._fit()
        await self.draw()

    async def _choose_theme(self, event: events.ValueChangeEventArguments[Any]) -> None:
        self.tab.theme = event.value or None
        await self.tab.compute()

    async def _choose_low(self, event: events.ValueChangeEventArguments[Any]) -> None:
        self._low = bool(event.value)
        self._fit()
        await self.draw()


def _button(icon: str, hint: str, action: Callable[[], Any]) -> ui.button:
    button = ui.button(icon=icon, on_click=action).props("flat round dense").tooltip(hint)
    button.props(f'aria-label="{hint}"')
    # A click leaves the keyboard's focus where it was, so that space goes on to play.
    return button.on("mousedown", js_handler="(event) => event.preventDefault()")
