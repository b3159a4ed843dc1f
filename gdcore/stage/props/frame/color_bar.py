"""The colour bar: the surface's colours with the values of f that they stand for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.layout.regions import BAR, Layout
from gdcore.stage.layout.ticks import few_ticks, nice_ticks, tick_labels
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.props.registry import on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson

_GAP = 0.5
"""Ems between two numbers in a row: a space between words is 0.3, and they must not read as one."""


@dataclass(frozen=True)
class _Row:
    """Numbers below a bar, and their labels."""

    ticks: list[float]
    labels: list[Label]

    def overhang(self, which: int) -> float:
        """How far the label at an end, 0 or −1, may reach beyond the bar."""
        return self.labels[which].width / 2 if self.labels else 0.0

    def gap(self, low: float, high: float, width: float) -> float:
        """The least gap between two labels, scene units, if bar and labels are so wide."""
        unit = (width - self.overhang(0) - self.overhang(-1)) / (high - low)
        pairs = zip(pairwise(self.ticks), pairwise(self.labels), strict=True)
        gaps = ((b - a) * unit - (p.width + q.width) / 2 for (a, b), (p, q) in pairs)
        return min(gaps, default=math.inf)


@on_frame("color_bar", order=0, each="panel", when=lambda s: s.layout.bar or s.layout.bar_level)
class ColorBarProp:
    """The colour bar with its numbers."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        build = self._level if setting.layout.bar_level else self._upright
        self.mobjects: list[Mesh] = build(setting)

    def _level(self, setting: Setting) -> list[Mesh]:
        """In the formula's line: the name, and at its right the colours over their numbers."""
        layout, theme, em = setting.layout, setting.theme, setting.layout.em
        low, high = setting.space.values
        left, _, right, top = setting.slots.bar
        name = layout.label("$f$", layout.big, theme.text)
        thick = 0.5 * em
        name.put(left, top - 0.1 * em, align=(-1, 1))
        start = left + name.width + 0.7 * em
        choices = [few_ticks(low, high, room) for room in range(int((right - start) / em), 1, -1)]
        # Three nice numbers there may not be; then some of more are left out.
        for ticks in choices[-1:]:
            choices += [ticks[::2], ticks[:: max(len(ticks) - 1, 1)], ticks[-1:]]
        row = _Row([], [])
        for ticks in choices:
            texts = tick_labels(ticks, setting.lesson.language.numerals)
            row = _Row(ticks, [layout.label(text, layout.tick, theme.muted) for text in texts])
            if row.gap(low, high, right - start) >= _GAP * em:
                break
        # The numbers at the ends reach out by half their width.
        start, end = start + row.overhang(0), right - row.overhang(-1)
        image = np.rot90(self._colours(setting), -1)
        bar = Picture(image, end - start, thick).put(start, top, align=(-1, 1))
        for value, label in zip(row.ticks, row.labels, strict=True):
            x = start + (end - start) * (value - low) / (high - low)
            label.put(x, top - thick - 0.3 * em, align=(0, 1))
        return [bar, *row.labels, name]

    @staticmethod
    def _colours(setting: Setting) -> NDArray[np.uint8]:
        """(256, 1, 4): the colours from the highest value to the lowest."""
        low, high = setting.space.values
        # With a diverging colour map the values shown may lack those of one end.
        first, last = setting.colour_range
        shares = (np.linspace(high, low, 256) - first) / (last - first)
        ramp = setting.theme.colours(256)
        columns = [np.interp(shares, np.linspace(0, 1, 256), ramp[:, k]) for k in range(3)]
        colours = (np.column_stack(columns) * 255 + 0.5).astype(np.uint8)
        image = np.full((256, 1, 4), 255, dtype=np.uint8)
        image[:, 0, :3] = colours
        return image

    def _upright(self, setting: Setting) -> list[Mesh]:
        """At the right of the picture, its numbers at its right."""
        layout, theme = setting.layout, setting.theme
        low, high = setting.space.values
        _, floor, _, ceiling = setting.slots.bar
        tall, wide = max(0.78 * (ceiling - floor), layout.em), 0.55 * layout.em
        middle = (floor + ceiling) / 2 - 0.6 * layout.em
        ticks, room = nice_ticks(low, high, 6), int(tall / (1.3 * layout.em)) + 1
        if len(ticks) > room:
            ticks = few_ticks(low, high, room)
        texts = tick_labels(ticks, setting.lesson.language.numerals)
        labels = [layout.label(text, layout.tick, theme.muted) for text in texts]
        name = layout.label("$f$", layout.big, theme.text)
        right = layout.right - max(label.width for label in [*labels, name]) - 0.35 * layout.em
        bar = Picture(self._colours(setting), wide, tall).put(right, middle, align=(1, 0))
        for value, label in zip(ticks, labels, strict=True):
            y = middle + tall * ((value - low) / (high - low) - 0.5)
            label.put(right + 0.35 * layout.em, y, align=(-1, 0))
        name.put(right - wide / 2, middle + tall / 2 + 0.5 * layout.em, align=(0, -1))
        return [bar, *labels, name]

    def show(self, t: float) -> None:
        opacity = self._setting.timeline.shown("color_bar", t) * self._setting.spells.color_bar(t)
        for mobject in self.mobjects:
            mobject.opacity = opacity


@takes_room("color_bar", "bar")
def bar_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The width of the bar with its numbers; it is as high as the picture."""
    return BAR * layout.em, 0.0
