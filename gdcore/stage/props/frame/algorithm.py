"""An optimizer as pseudocode, with the current line highlighted."""

from __future__ import annotations

import math

import numpy as np

from gdcore.spec.labels import title as optimizer_title
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.plate import Plate
from gdcore.stage.props.parts.number_glyphs import number_glyphs
from gdcore.stage.props.parts.pseudocode import lines_of, quantity
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.stage.text.typeset import escape
from gdcore.story import Cue
from gdcore.story.track import smooth

ROW = 2.0
"""Ems from one line to the next: room for fractions and roots."""
LEAST = 1.4
"""Least ems from one line to the next: with fewer, lines would overlap."""
LIT, SOFT = 0.25, 0.12
"""Opacity of the plate behind the current line; and behind all lines, in a loop too fast to
follow."""
DIM = 0.66
"""Opacity of the other lines' text: its contrast is still well above 4.5 to 1."""
SLOW, FAST = (
    2.0,
    3.0,
)  # steps a second: up to the first, lines are lit in turn; from the second on, all
_EDGE = 0.12  # share of a line's time in which the highlight cross-fades to the next line
MOST = 4
"""The most components of a vector that are written; a viewer can't read more numbers at once."""
_NUMBERS = (6.3, 8.4)  # ems that two numbers of two and of three digits take


@on_frame("algorithm", order=30)
class AlgorithmProp:
    """The lines of the loop, each with the numbers that it has computed last beside it."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        self._index = cue.descent or 0
        layout, theme, lesson = setting.layout, setting.theme, setting.lesson
        descent = lesson.descents[self._index]
        self._track, self._numerals = descent.trajectory, lesson.language.numerals
        em, ppu = layout.em, layout.pixels_per_unit
        left, bottom, right, top = setting.slots.aside(cue)
        d = len(lesson.variables)
        name = symbol_name(lesson.variables[0])
        self._lines = lines_of(descent.optimizer, d, name, lesson.language, self._track.stochastic)
        size = layout.em
        maths = [layout.label(f"${line.math}$", size, theme.text) for line in self._lines]
        method = optimizer_title(descent.optimizer, lesson.language)
        title = layout.label(
            f"#text(weight: 700)[{escape(method)}]",
            em,
            theme.text,
        )
        loop = layout.label(f"${lesson.language.say('algorithm.loop')}$", em, theme.muted)
        widest = max(label.width for label in maths)
        indent = 1.2 * em
        # The numbers stand beside their lines; if that is too wide, they are left out.
        room = right - left - indent - widest - 1.2 * em
        numbered = d <= MOST and room >= _NUMBERS[0] * d / 2 * em
        self._digits = 3 if room >= _NUMBERS[1] * d / 2 * em else 2
        row = min(ROW * em, (top - bottom) / (len(maths) + 2.4))
        if row < LEAST * em:  # the lines need the place of their head
            heads, row = 1.15, min(LEAST * em, (top - bottom) / (len(maths) + 1.2))
        else:
            heads = 2.3
        tall = row * (len(maths) + heads)
        y = (top + bottom + tall) / 2 - row / 2
        title.put(left, y, align=(-1, 0))
        if heads > 2:
            y -= 1.15 * row
            loop.put(left, y, align=(-1, 0))
        self._glyphs = number_glyphs(round(em * ppu, 3), theme.accent, self._numerals)
        self._plates: list[Plate] = []
        self._texts = maths
        self._numbers: list[Figures] = []
        self._written: list[str] = []
        for label in maths:
            y -= row
            label.put(left + indent, y, align=(-1, 0))
            plate = Plate(right - left, 0.92 * row, theme.accent, 1.0, 0.3 * em)
            self._plates.append(plate.put((left + right) / 2, y))
            if numbered:
                columns = round(min(room, 9.5 * max(d, 2) / 2 * em) * ppu)
                image = self._glyphs.compose(" ", columns)
                x = left + indent + widest + 0.9 * em
                number = Figures(image, image.shape[1] / ppu, image.shape[0] / ppu, em)
                self._numbers.append(number.put(x, y, align=(-1, 0)))
                self._written.append("")
        self._heads: list[Mesh] = [title, loop] if heads > 2 else [title]
        self.mobjects: list[Mesh] = [*self._plates, *self._heads, *maths, *self._numbers]

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        for mobject in self._heads:
            mobject.opacity = opacity
        lights, calm, k = self.lights(t)
        for plate, label, light in zip(self._plates, self._texts, lights, strict=True):
            plate.opacity = opacity * (light * LIT + (1 - calm) * SOFT)
            label.opacity = opacity * max(DIM + (1 - DIM) * light, DIM + (1 - calm) * (1 - DIM))
        for row, number in enumerate(self._numbers):
            done = k >= 0 and sum(lights[row:]) > 0 and lights[row] > 0.5
            passed = k >= 0 and max(lights[row + 1 :], default=0.0) > 0.5
            number.opacity = opacity * calm * (1.0 if done or passed else 0.0)
            if number.opacity:
                self._write(row, k)

    def lights(self, t: float) -> tuple[list[float], float, int]:
        """(highlight of each line (n,) from 0 to 1, singly, step number) at `t` seconds.

        singly: 1 where the steps are slow enough to highlight lines in turn, 0 where all are.
        If the ball rests before each move, the last line, which moves the point, is highlighted
        during the move.
        """
        n = len(self._lines)
        phase, moving, k, seconds = self._phase(t)
        if k < 0:
            return [0.0] * n, 1.0, -1
        calm = 1.0 - smooth((1.0 / seconds - SLOW) / (FAST - SLOW)) if seconds > 0 else 0.0
        # Rest: the lines that compute; motion: the line that moves. Without rest, all in turn.
        at = phase * n if moving is None else (n - 1) * phase if moving == 0 else n - 1 + moving
        lights = []
        for line in range(n):
            inside = min(at - line, line + 1 - at) / _EDGE + 0.5
            if line == n - 1 and at >= n - 0.5:
                inside = 1.0
            lights.append(calm * smooth(inside))
        return lights, calm, k

    def _phase(self, t: float) -> tuple[float, float | None, int, float]:
        """(share of the rest or of the step, share of the motion, step number, its seconds)."""
        track = self._setting.timeline.tracks[f"steps.{self._index}"]
        times, values = np.asarray(track.times), np.asarray(track.values)
        if len(times) < 2 or t < times[0] or t >= times[-1]:
            return 0.0, None, -1, math.inf
        now = int(np.searchsorted(times, t, side="right")) - 1
        first = now
        while first > 0 and values[first - 1] == values[now]:
            first -= 1
        leave = now
        while leave + 1 < len(values) and values[leave + 1] == values[now]:
            leave += 1
        if leave + 1 >= len(values) or values[leave + 1] <= values[now]:
            return 0.0, None, -1, math.inf
        k = int(values[now])
        start, go, end = float(times[first]), float(times[leave]), float(times[leave + 1])
        if go <= start:
            return track.value(t) - k, None, k, end - start
        if t < go:
            return (t - start) / (go - start), 0.0, k, end - start
        return 1.0, max((t - go) / (end - go), 1e-6), k, end - start

    def _write(self, row: int, k: int) -> None:
        value = quantity(self._track, self._lines[row].sets, min(k, self._track.steps - 1))
        known = [] if value is None else np.nan_to_num(value).tolist()
        text = self._numerals.vector(known, self._digits) if known else ""
        if text != self._written[row]:
            self._written[row] = text
            image = self._numbers[row].image
            self._numbers[row].image = self._glyphs.compose(text or " ", image.shape[1])
