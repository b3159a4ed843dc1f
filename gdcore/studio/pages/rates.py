"""The slider of a learning rate: logarithmic, with the largest stable rate marked on it."""

from __future__ import annotations

import math

from nicegui import background_tasks, events, ui

from gdcore.studio.messages import Where
from gdcore.studio.pages.desk import Desk, spelt
from gdcore.studio.pages.look import OWN_KEYS
from gdcore.studio.values import Path

SLOWEST, FASTEST = -5.0, 1.0
"""Powers of ten of the least and the greatest learning rate on a slider."""

TOLD = {
    Where.REACHED: "at {0}, the lowest minimum that was reached: gradient descent settles there "
    "only below it",
    Where.MINIMUM: "at {0}, the lowest minimum in the domain: gradient descent settles there only "
    "below it",
    Where.END: "at {0}, where the lowest descent ends: where f is as curved as there, gradient "
    "descent settles only below it",
}
"""What is said of 2/λmax; {0}: the place."""


class RateSlider:
    """A slider for a constant learning rate.

    desk: the page's; path: of the rate.
    """

    def __init__(self, desk: Desk, path: Path) -> None:
        self._path = path
        self._marked: object = None
        with ui.element("div").classes("rate"):
            self._slider = ui.slider(min=SLOWEST, max=FASTEST, step=0.01, value=0.0)
            key = spelt(path)
            self._slider.props(f'dense aria-label="{key}, logarithmic" data-key="{key}.slider"')
            self._limit = ui.element("div").classes("limit")
            with self._limit:
                self._told = ui.tooltip("")
            self._limit.set_visibility(False)

        def slide(event: events.GenericEventArguments) -> None:
            if event.args is not None:
                desk.write(path, float(f"{10 ** float(event.args):.3g}"))

        self._slider.on("update:model-value", slide, throttle=0.05)
        self._slider.on("keydown", js_handler=OWN_KEYS)

    def show(self, desk: Desk) -> None:
        """Show the lesson's rate and mark 2/λmax."""
        if self._marked is not None and desk.is_behind:
            return  # the handle has moved on already
        rate = desk.value(self._path)
        if isinstance(rate, int | float) and rate > 0:
            place = min(max(math.log10(rate), SLOWEST), FASTEST)
            if abs(self._slider.value - place) > 0.005:
                self._slider.set_value(place)
        if desk.tab.source is not self._marked:
            self._marked = desk.tab.source
            background_tasks.create(self._mark(desk))

    async def _mark(self, desk: Desk) -> None:
        source = desk.tab.source
        limit = await desk.largest_stable_rate()
        gone = self._limit.is_deleted or self._limit.client.is_deleted
        if gone or source is not desk.tab.source:
            return
        self._limit.set_visibility(limit is not None)
        if limit is not None:
            power = min(max(math.log10(limit.rate), SLOWEST), FASTEST)
            share = (power - SLOWEST) / (FASTEST - SLOWEST)
            self._limit.style(f"left: {100 * share:.1f}%")
            where = TOLD[limit.where].format(limit.place)
            self._told.set_text(f"2/λmax = {limit.rate:.3g} {where}")
