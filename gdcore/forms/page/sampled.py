"""A function on a grid: what a page's surface, map and curve are drawn from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gdcore.maths import CriticalPoint, CriticalSet
from gdcore.maths.landscape.extent import values_on_grid
from gdcore.stage.layout.ticks import nice_step
from gdcore.story import Lesson
from gdcore.story.beats.critical_points import kind_name
from gdcore.words.numerals import places_for

Array = NDArray[np.float64]

GRID = 101
"""Points along each side of the surface and of the map."""
CURVE = 1201
"""Points of a curve."""
LEVELS = 14
"""About as many level curves as on the stage."""
_BEYOND = 3.0  # ranges of drawn values by which values on the grid may lie beyond its ends
_ROOM = 1e-3  # of the drawn values: so near to an end of them counts as the end


@dataclass(frozen=True, eq=False)
class Sampled:
    """A lesson of one or two variables on a grid.

    axes: the points along each variable; values: f there, indexed by the variables in their order,
    not-a-number where it is undefined.
    """

    lesson: Lesson
    axes: tuple[Array, ...]
    values: Array

    @classmethod
    def of(cls, lesson: Lesson) -> Sampled:
        """Evaluate the function on its domain."""
        count = GRID if len(lesson.domain) == 2 else CURVE
        values = values_on_grid(lesson.function, lesson.domain, count)
        low, high = lesson.value_range
        # The axis cuts off what is beyond the drawn values; far beyond, single precision ends.
        beyond = _BEYOND * (high / 2 - low / 2)
        with np.errstate(invalid="ignore"):
            values = np.clip(values, low - beyond, high + beyond)
        return cls(lesson, tuple(np.linspace(a, b, count) for a, b in lesson.domain), values)

    @cached_property
    def level_step(self) -> float:
        """From one level curve to the next."""
        return nice_step(*self.lesson.value_range, LEVELS)

    @property
    def levels(self) -> dict[str, float]:
        """First, last and step of the level curves, as plotly names them."""
        low, high = self.lesson.value_range
        step = self.level_step
        # A level at the very end of the drawn values would be no curve, but a point or noise.
        room = _ROOM * (high - low)
        first, last = math.ceil((low + room) / step), math.floor((high - room) / step)
        return {"start": first * step, "end": last * step, "size": step}

    @property
    def points(self) -> list[CriticalPoint]:
        """Isolated critical points, those whose value is drawn."""
        low, high = self.lesson.value_range
        room = _ROOM * (high - low)
        found = self.lesson.landscape.points
        return [p for p in found if low - room <= p.value <= high + room]

    @property
    def lines(self) -> list[CriticalSet]:
        """Lines and curves of critical points."""
        return [s for s in self.lesson.landscape.sets if s.shape != "region"]

    @property
    def reading(self) -> str:
        """What is read at a point of a picture, in plotly's notation: x = 1.234, f = …"""
        names = self.lesson.variables
        letters = "xy" if len(names) == 2 else "x"
        value = "z" if len(names) == 2 else "y"
        lines = [
            f"{said(name)} = %{{{letter}:.{places_for(high - low)}f}}"
            for name, letter, (low, high) in zip(names, letters, self.lesson.domain, strict=True)
        ]
        return "<br>".join([*lines, f"f = %{{{value}:.3~r}}"]) + "<extra></extra>"

    def named(self, p: CriticalPoint) -> str:
        """What is read at a critical point: its kind, place and value."""
        write, name = self.lesson.rounding, kind_name(self.lesson, p.kind)
        lines = [f"{name[:1].upper()}{name[1:]}", write.place(p.point)]
        return "<br>".join([*map(said, lines), f"f = {write.value(p.value)}"])


def said(text: str) -> str:
    """A text for plotly, which takes some tags of HTML for markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
