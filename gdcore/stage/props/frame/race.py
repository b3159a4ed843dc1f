"""The table of several descents: colour, label, current value; in a race also the rank."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.plate import Plate
from gdcore.stage.props.parts.baseline import number_on_row, put_on_row
from gdcore.stage.props.parts.number_glyphs import NumberGlyphs, number_glyphs
from gdcore.stage.props.parts.swatch import swatch
from gdcore.stage.props.parts.table import SWATCH, VALUE, Grid, rank_ems
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.text.typeset import escape
from gdcore.story import Cue

READABLE = 0.2
"""Least seconds for which a number stays unchanged while the steps are fast, to be legible."""
_TIE = 1e-9  # share of the drawn range of values; descents nearer than this share a rank


@on_frame("legend", order=16)
class LegendProp:
    """A table at the left of the picture: colour, label, value of each descent.

    The values are shown as long as the balls are on stage, from the first step on.
    """

    ranked = False
    """Whether each descent's rank is shown as well, and the first one highlighted."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        layout, theme, lesson = setting.layout, setting.theme, setting.lesson
        em, ppu = layout.em, layout.pixels_per_unit
        self._values = [np.asarray(d.trajectory.values, float) for d in lesson.descents]
        self._lasts = [d.visible_steps for d in lesson.descents]
        low, high = setting.space.values
        self._rounding, self._out = lesson.rounding, lesson.language.say("race.out")
        self._tie = _TIE * (high - low)
        rank = rank_ems(layout, lesson) * em
        size = round(em * ppu, 3)
        numerals = setting.lesson.language.numerals
        self._plain, self._first, self._ranks = (
            number_glyphs(size, color, numerals, self._out)
            for color in (theme.text, theme.accent, theme.muted)
        )
        grid = Grid.of(lesson, layout)
        labels = grid.labels(layout, theme.text)
        width = grid.width - 0.8 * em
        self._texts: list[Mesh] = []
        name = layout.label(setting.lesson.language.say("frame.step"), em, theme.muted)
        x, y = grid.place_of_step(layout)
        put_on_row(name, layout, x + rank, y)
        self._step = self._number(float(name.get_right()[0]) + 0.5 * em, y, 5.0)
        over = layout.label("$f$", em, theme.muted)
        put_on_row(over, layout, x + width - VALUE * em, y)
        self._head = [name, self._step]
        self._live: list[Mesh] = [name, self._step, *([] if grid.named else [over])]
        self._swatches: list[Mesh] = []
        self._rank: list[Picture] = []
        self._value: list[Picture] = []
        self._written: dict[int, tuple[str, NumberGlyphs]] = {}
        for index, label in enumerate(labels):
            left, y = grid.place(layout, index + grid.first)
            self._rank.append(self._number(left, y, 1.3))
            color = theme.descent(index)
            self._swatches += swatch(left + rank, y, 0.9 * em, 0.24 * em, color, theme)
            x = left + rank + SWATCH * em
            if label.wrap is None:
                put_on_row(label, layout, x, y)
            self._texts.append(label if label.wrap is None else label.put(x, y, align=(-1, 0)))
            x = left + width - VALUE * em
            self._value.append(self._number(x, y, VALUE))
            if grid.named:
                of = layout.label("$f$", em, theme.muted)
                self._live.append(put_on_row(of, layout, x - 0.45 * em, y, 1))
        for line, text in enumerate(grid.foot):
            left, y = grid.place_of_foot(layout, line)
            words = layout.label(escape(text), em, theme.muted)
            self._texts.append(put_on_row(words, layout, left + rank, y))
        self._live += [*(self._rank if self.ranked else []), *self._value]
        self.mobjects: list[Mesh] = [*self._swatches, *self._texts, *self._live]

    def _number(self, x: float, y: float, ems: float) -> Picture:
        return number_on_row(self._plain, self._setting.layout, x, y, ems)

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t) * self._setting.spells.numbers(t)
        head = opacity
        opacity *= self._setting.spells.rows(t)
        for mobject in self.mobjects:
            mobject.opacity = opacity
        running = 1.0 if self.ranked else self._setting.balls(t)
        running *= self._setting.layout.numbered(t)
        for mobject in self._live:
            mobject.opacity = opacity * running
        for mobject in self._head:
            mobject.opacity = head * running
        if head * running == 0:
            return
        step, values = self.standing(t)
        self._write(self._step, str(step), self._plain)
        gone = self.gone(t)
        arrivals = [a if a <= step else math.inf for a in self._cue.values]
        standing = [math.inf if out else v for v, out in zip(values, gone, strict=True)]
        places = ranks(standing, self._tie, arrivals)
        settled = all(p == 1 for p in places)  # at the start all are first: highlight none
        for index, value in enumerate(values[: len(self._value)]):
            ahead = places[index] == 1 and not settled and self.ranked
            text = self._out if gone[index] else self._written_value(value)
            self._write(self._value[index], text, self._first if ahead else self._plain)
            came = math.isfinite(min([standing[index], *arrivals[index : index + 1]]))
            rank = str(places[index]) if came and not settled else ""
            self._write(self._rank[index], rank, self._first if ahead else self._ranks)

    def _written_value(self, value: float) -> str:
        """A value as everywhere; a power of ten has two digits, three are wider than a column."""
        text = self._rounding.value(value)
        return self._rounding.number(value, 2) if "×" in text else text

    def standing(self, t: float) -> tuple[int, list[float]]:
        """(greatest number of steps, value of f of each descent) as the table shows them at `t`."""
        timeline = self._setting.timeline
        held = math.floor(t / READABLE + 1e-9) * READABLE
        # A descent that has ended is shown at its end without delay.
        steps = [
            int(min(timeline.steps(i, s), last) + 1e-9)
            for i, last in enumerate(self._lasts)
            for s in [t if timeline.steps(i, t) >= last else held]
        ]
        values = [float(v[min(k, len(v) - 1)]) for v, k in zip(self._values, steps, strict=True)]
        return max(steps, default=0), values

    def gone(self, t: float) -> list[bool]:
        """Whether each descent has left the domain at `t`: what f is beyond it is not shown."""
        timeline = self._setting.timeline
        return [
            timeline.steps(i, t) > last and last < len(values) - 1
            for i, (last, values) in enumerate(zip(self._lasts, self._values, strict=True))
        ]

    def _write(self, number: Picture, text: str, glyphs: NumberGlyphs) -> None:
        if self._written.get(id(number)) == (text, glyphs):
            return
        self._written[id(number)] = (text, glyphs)
        number.image = glyphs.compose(text or " ", number.image.shape[1])


@on_frame("race", order=22)
class RaceProp(LegendProp):
    """The table with each descent's rank."""

    ranked = True


@on_frame("winner", order=21)
class WinnerProp:
    """A plate behind the winner's row of the table; none for a descent that has no row."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        self.mobjects: list[Mesh] = []
        layout, theme, em = setting.layout, setting.theme, setting.layout.em
        grid = Grid.of(setting.lesson, layout)
        labels = grid.labels(layout, theme.text)
        if cue.descent is None or cue.descent >= len(labels):
            return
        left, y = grid.place(layout, cue.descent + grid.first)
        tall = max(layout.row, labels[cue.descent].height + 0.4 * em)
        plate = Plate(grid.width - 1.3 * em, tall, theme.accent, 0.24, 0.3 * em)
        self.mobjects = [plate.put(left - 0.35 * em, y, align=(-1, 0))]

    def show(self, t: float) -> None:
        spells = self._setting.spells
        for plate in self.mobjects:
            plate.opacity = self._cue.opacity(t) * spells.numbers(t) * spells.rows(t)


def ranks(values: Sequence[float], tie: float = 0.0, arrivals: Sequence[float] = ()) -> list[int]:
    """Ranks from 1 for the lowest value; equal ones share a rank, values not finite come last.

    tie: values nearer than this are equal; arrivals: the step at which each descent finished,
    infinite for those that have not: finished ones come first, in that order.
    """
    known = [v if math.isfinite(v) else math.inf for v in values]
    came = arrivals or [math.inf] * len(known)
    return [
        1 + sum(a < arrival or (a == arrival and other < value - tie)
                for a, other in zip(came, known, strict=True))
        for arrival, value in zip(came, known, strict=True)
    ]  # fmt: skip
