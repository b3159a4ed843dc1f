"""The race's table: every descent with its place, its colour and its value at the moment."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.plate import Plate
from gdcore.stage.props.readout import Numerals
from gdcore.stage.props.setting import Setting
from gdcore.stage.props.swatch import swatch
from gdcore.stage.typeset import escape
from gdcore.story import Cue, Lesson
from gdcore.story.numbers import fixed, places_for, significant

ROW = 1.55
"""Ems from one line to the next."""
MOST = 12
"""Rows that find room beside the picture; a lesson of more names the first ones."""
READABLE = 0.2
"""Seconds that a number stands still while the steps rush by: a reader needs as long."""
_RANK, _SWATCH, _VALUE = 1.0, 1.5, 4.9  # ems: of the columns
_LABEL = 9.0  # ems at which a long label breaks
_TIE = 1e-9  # of the picture's height: who is nearer shares a place


class RaceProp:
    """A table at the left of the picture: place, colour, label, value; the first one stands out."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        layout, theme, lesson = setting.layout, setting.theme, setting.lesson
        em, ppu = layout.em, layout.pixels_per_unit
        self._values = [np.asarray(d.trajectory.values, float) for d in lesson.descents]
        self._lasts = [d.visible_steps for d in lesson.descents]
        low, high = setting.space.values
        self._places = places_for(high - low)
        self._tie = _TIE * (high - low)
        size = round(em * ppu, 3)
        self._plain, self._first = Numerals(size, theme.text), Numerals(size, theme.accent)
        self._ranks = Numerals(size, theme.muted)
        shown = range(min(len(lesson.descents), MOST))
        labels = [race_label(d.label, em, theme.text) for d in lesson.descents[:MOST]]
        width = race_width([label.width for label in labels], em) - 0.8 * em
        columns = 1 if layout.wide else race_columns(layout.right - layout.left, width, em)
        top = layout.under_formula - 0.6 * em
        name = Label("step", em, theme.muted)
        name.put(layout.left + (_RANK + 0.2) * em, top, align=(-1, 0))
        self._step = self._number(float(name.get_right()[0]) + 0.5 * em, top, 5.0)
        self._texts: list[Mesh] = [name]
        if layout.wide:
            over = Label("$f$", em, theme.muted)
            self._texts.append(over.put(layout.left + width - _VALUE * em, top, align=(-1, 0)))
        self._swatches: list[Mesh] = []
        self._rank: list[Picture] = []
        self._value: list[Picture] = []
        self._written: dict[int, tuple[str, Numerals]] = {}
        self.rows: list[tuple[float, float, float]] = []
        rows = -(-len(shown) // columns)
        y = top - 1.75 * em
        heights = [max(label.height for label in labels[r::rows]) for r in range(rows)]
        centres = []
        for height in heights:
            tall = max(ROW * em, height + 0.55 * em)
            centres.append(y)
            y -= tall
        for index, label in enumerate(labels):
            column, row = divmod(index, rows)
            left, y = layout.left + column * (width + 0.8 * em), centres[row]
            self.rows.append((left, y, max(ROW * em, label.height + 0.4 * em)))
            self._rank.append(self._number(left, y, _RANK + 0.3))
            x = left + (_RANK + 0.2) * em
            self._swatches += swatch(x, y, 0.9 * em, 0.24 * em, theme.descent(index), theme)
            self._texts.append(label.put(left + (_RANK + _SWATCH) * em, y, align=(-1, 0)))
            self._value.append(self._number(left + width - _VALUE * em, y, _VALUE))
        self._width = width
        self._winners = [c for c in setting.timeline.cues_of("winner") if c.descent is not None]
        self._plates = [self._plate(c) for c in self._winners]
        self.mobjects: list[Mesh] = [
            *self._plates, *self._swatches, *self._texts, self._step, *self._rank, *self._value,
        ]  # fmt: skip

    def _number(self, x: float, y: float, ems: float) -> Picture:
        layout = self._setting.layout
        columns = round(ems * layout.em * layout.pixels_per_unit)
        image = self._plain.compose("0", columns)
        ppu = layout.pixels_per_unit
        number = Figures(image, image.shape[1] / ppu, image.shape[0] / ppu, layout.em)
        return number.put(x, y, align=(-1, 0))

    def _plate(self, cue: Cue) -> Plate:
        theme, em = self._setting.theme, self._setting.layout.em
        left, y, tall = self.rows[min(cue.descent or 0, len(self.rows) - 1)]
        plate = Plate(self._width - 0.5 * em, tall, theme.accent, 0.3, 0.3 * em)
        return plate.put(left - 0.35 * em, y, align=(-1, 0))

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        for mobject in self.mobjects:
            mobject.opacity = opacity
        for plate, cue in zip(self._plates, self._winners, strict=True):
            plate.opacity = opacity * cue.opacity(t)
        if opacity == 0:
            return
        step, values = self.standing(t)
        self._write(self._step, str(step), self._plain)
        places = ranks(values, self._tie)
        settled = all(p == 1 for p in places)  # at the start nobody is ahead
        for index, value in enumerate(values[: len(self._value)]):
            ahead = places[index] == 1 and not settled
            self._write(self._value[index], self.text(value), self._first if ahead else self._plain)
            rank = "" if settled or not math.isfinite(value) else str(places[index])
            self._write(self._rank[index], rank, self._first if ahead else self._ranks)

    def standing(self, t: float) -> tuple[int, list[float]]:
        """The greatest number of steps made, and each descent's value, as they are read at `t`."""
        timeline = self._setting.timeline
        held = math.floor(t / READABLE + 1e-9) * READABLE
        # What has come to its end is told at once.
        steps = [
            int(min(timeline.steps(i, s), last) + 1e-9)
            for i, last in enumerate(self._lasts)
            for s in [t if timeline.steps(i, t) >= last else held]
        ]
        values = [float(v[min(k, len(v) - 1)]) for v, k in zip(self._values, steps, strict=True)]
        return max(steps, default=0), values

    def text(self, value: float) -> str:
        """A value with the decimals that the picture can show, more where it is nearly nothing."""
        if value != 0 and math.isfinite(value) and abs(value) < 10.0 ** (1 - self._places):
            return significant(value, 2)
        return fixed(value, self._places) if abs(value) < 1e5 else significant(value, 3)

    def _write(self, number: Picture, text: str, numerals: Numerals) -> None:
        if self._written.get(id(number)) == (text, numerals):
            return
        self._written[id(number)] = (text, numerals)
        number.image = numerals.compose(text or " ", number.image.shape[1])


def ranks(values: Sequence[float], tie: float = 0.0) -> list[int]:
    """Places from 1 for the lowest value; equals share one. What is not finite comes last."""
    known = [v if math.isfinite(v) else math.inf for v in values]
    return [1 + sum(other < value - tie for other in known) for value in known]


def race_label(text: str, em: float, color: str) -> Label:
    """A descent's label, in several lines if it is long."""
    label = Label(escape(text), em, color)
    return label if label.width <= _LABEL * em else Label(escape(text), em, color, wrap=_LABEL * em)


def race_width(labels: Sequence[float], em: float) -> float:
    """The width of the table with the space beside it, for the labels' widths, scene units."""
    widest = max(labels, default=0.0)
    return (_RANK + _SWATCH + 0.6 + _VALUE + 0.8) * em + widest


def race_columns(room: float, width: float, em: float) -> int:
    """How many columns of the table stand side by side in an upright frame."""
    return max(1, int((room + 0.8 * em) / (width + 0.8 * em)))


def race_room(lesson: Lesson, em: float, inner: float) -> tuple[float, float]:
    """Width and height that the table takes within an inner width of the frame, scene units."""
    labels = [race_label(d.label, em, "#FFFFFF") for d in lesson.descents[:MOST]]
    width = race_width([label.width for label in labels], em)
    rows = -(-len(labels) // race_columns(inner, width - 0.8 * em, em))
    tallest = max((label.height for label in labels), default=0.0)
    return width, (rows + 0.3) * max(ROW * em, tallest + 0.55 * em) + 1.2 * em
