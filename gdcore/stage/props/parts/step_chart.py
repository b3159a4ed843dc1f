"""A chart against steps, with one curve for each descent."""

from __future__ import annotations

import math

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.regions import Region
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.parts.chart import Chart
from gdcore.stage.props.parts.scale import DEEPEST, MOST_DECADES, Scale
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.story import Cue

_INSET_CURVE = 0.036


class StepChartProp:
    """A chart with one curve for each descent, up to where the descent is at the moment."""

    def __init__(
        self,
        setting: Setting,
        cue: Cue,
        region: Region,
        rows: list[Array],
        y: Scale,
        name: str,
        small: bool,
    ) -> None:
        self._timeline, self._cue = setting.timeline, cue
        self._setting, self._small = setting, small
        descents = setting.lesson.descents
        self._last = [float(d.visible_steps) for d in descents]
        most = max([1.0, *(float(math.ceil(last)) for last in self._last)])
        x = Scale(0.0, most)
        language = setting.lesson.language
        names = (language.say("frame.step"), name)
        self.chart = Chart(setting.layout, setting.theme, language.numerals, region, x, y, names)
        for index, row in enumerate(rows):
            self.chart.plot(row, setting.theme.descent(index), *((_INSET_CURVE,) if small else ()))
        self.mobjects: list[Mesh] = self.chart.mobjects

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        if self._small and opacity > 0:
            opacity *= self._setting.spells.beside_pictures(t)
        steps = [min(self._timeline.steps(i, t), last) for i, last in enumerate(self._last)]
        self.chart.show(opacity, steps if opacity > 0 else [0.0] * len(steps))


def loss_chart(setting: Setting, cue: Cue, region: Region, small: bool) -> StepChartProp:
    """The chart of f against the step; small: in the place of an inset."""
    lesson = setting.lesson
    names = ", ".join(symbol_name(v) for v in lesson.variables)
    name = "$f$" if small or len(lesson.variables) > 3 else f"$f({names})$"
    rows = [np.asarray(d.trajectory.values, float) for d in lesson.descents]
    if cue.text != "log":
        return StepChartProp(setting, cue, region, rows, linear_scale(setting, rows), name, small)
    every = np.concatenate(rows) if rows else np.zeros(0)
    least, decades = lesson.facts.least, DEEPEST
    if every.size and least <= 0:
        # A logarithm needs positive numbers: how far f still is above the least that is known.
        # Differences of floats have no more digits than this.
        decades = MOST_DECADES
        rows = [row - least for row in rows]
        name = '$f − f_"min"$'
        every = np.concatenate(rows)
    scale = Scale.around(every, log=True, decades=decades)
    # What is nothing at all would be infinitely far down: it ends at the chart's edge.
    floor = scale.high * 10.0 ** -(decades + 1)
    rows = [np.where(row <= 0, np.minimum(scale.low, floor) / 10, row) for row in rows]
    return StepChartProp(setting, cue, region, rows, scale, name, small)


def linear_scale(setting: Setting, rows: list[Array]) -> Scale:
    """The values that the picture shows, as far as descents meet them: one that explodes leaves."""
    if not rows:
        return Scale(0.0, 1.0)
    low, high = setting.space.values
    room = 0.02 * (high - low)
    every = np.concatenate(rows)
    seen = every[(every >= low - room) & (every <= high + room)]
    return Scale.around(seen if len(seen) else every)
