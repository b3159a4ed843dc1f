"""The live numbers of a descent: step, point, value, gradient norm."""

from __future__ import annotations

import math

from gdcore.stage.layout.regions import READOUT, Layout
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.props.parts.baseline import number_on_row, put_on_row
from gdcore.stage.props.parts.number_glyphs import number_glyphs
from gdcore.stage.props.registry import on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson
from gdcore.words.numerals import places_for

WIDEST = 5.2
"""Ems of a number with all its digits and its exponent."""
_GAP = 0.45  # ems between a name and its number


@on_frame("readout", order=18, when=lambda s: len(s.lesson.descents) == 1)
class ReadoutProp:
    """A column at the left: names of the quantities, and their numbers, which change."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        layout, theme, lesson = setting.layout, setting.theme, setting.lesson
        self._track = lesson.descents[cue.descent or 0].trajectory
        self._places = [places_for(high - low) for low, high in lesson.domain]
        self._rounding, self._write = lesson.rounding, lesson.language.numerals
        names = _names(lesson)
        few = layout.readout < len(names)
        self._written = [0, len(names) - 2] if few else list(range(len(names)))  # the step and f
        self._names: list[Mesh] = []
        self._numbers: list[Picture] = []
        self._shown: list[str] = [""] * len(names)
        ppu = layout.pixels_per_unit
        self._numerals = number_glyphs(
            round(layout.em * ppu, 3), theme.text, lesson.language.numerals
        )
        self._columns = round(WIDEST * layout.em * ppu)
        slots = setting.slots
        labels = [layout.label(names[index], layout.em, theme.muted) for index in self._written]
        column = max([2.7 * layout.em, *(label.width + _GAP * layout.em for label in labels)])
        for label, (x, y) in zip(labels, slots.numbers, strict=True):
            gap = column if slots.numbers_below else label.width + _GAP * layout.em
            self._names.append(put_on_row(label, layout, x, y))
            self._numbers.append(number_on_row(self._numerals, layout, x + gap, y, WIDEST))
        self.mobjects: list[Mesh] = [*self._names, *self._numbers]

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t) * self._setting.spells.numbers(t)
        for mobject in self.mobjects:
            mobject.opacity = opacity
        if opacity == 0:
            return
        texts = self.texts(t)
        for k, text in enumerate(texts[written] for written in self._written):
            if text != self._shown[k]:
                self._shown[k] = text
                self._numbers[k].image = self._numerals.compose(text, self._columns)

    def texts(self, t: float) -> list[str]:
        """The numbers at `t` seconds: those of the last completed step."""
        step = int(self._setting.timeline.steps(self._cue.descent or 0, t) + 1e-9)
        step = min(step, len(self._track.values) - 1)
        point = self._track.points[step]
        return [
            str(step),
            *(self._write.fixed(float(x), n) for x, n in zip(point, self._places, strict=True)),
            self._rounding.value(float(self._track.values[step])),
            self._rounding.number(math.hypot(*self._track.gradients[step])),
        ]


def _names(lesson: Lesson) -> list[str]:
    """The quantities that are read out, as Typst markup."""
    norm = "$||nabla f||$" if len(lesson.variables) > 1 else "$|f'|$"
    names = [f"${symbol_name(v)}$" for v in lesson.variables]
    return [lesson.language.say("frame.step"), *names, "$f$", norm]


@takes_room("readout", "numbers")
def numbers_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The size of the numbers below each other; several descents have theirs in a table."""
    rows = len(_names(lesson)) if len(lesson.descents) == 1 else 0
    return READOUT * layout.em, layout.row * rows
