"""The chart of a lesson's data, with the model's predictions at each descent's parameters."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from gdcore.maths import DataLoss
from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.chart import Chart
from gdcore.stage.props.parts.polyline import within
from gdcore.stage.props.parts.scale import Scale
from gdcore.stage.props.parts.swatch import outlined
from gdcore.stage.props.registry import on_frame
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.stage.text.loss_formulas import typst_model
from gdcore.story import Cue

POINT, BATCH = 0.1, 0.16
"""Diameters of the data's points, and of those of the mini-batch, scene units."""
LINE = 0.055
MOST = 600
"""The most points that are drawn; of more data, every k-th entry of the file is."""
_PLACES = 61  # points along a model's curve
_HELD = 0.2  # seconds, at least, for which a batch stays marked where steps are faster


@on_frame("data", order=26)
class DataProp:
    """A scatter of the data with the model's line for each descent, moving with its ball.

    The horizontal axis shows the feature, or without features the entry's number. With several
    features it shows the target and the vertical one the prediction: on the diagonal it is exact.
    """

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        lesson, theme = setting.lesson, setting.theme
        assert lesson.data is not None
        self._data: DataLoss = lesson.data
        targets, across = self._data.targets, _across(self._data)
        every = max(1, -(-len(targets) // MOST))
        self._shown = np.arange(0, len(targets), every)
        self._curve = len(self._data.feature_names) <= 1
        x, y = Scale.around(across), Scale.around(targets)
        self._names = _names(setting)
        model = typst_model(self._data, lesson.language.numerals)
        title = f"${self._names[1]} approx {model}$" if self._curve else ""
        names = (f"${self._names[0]}$", f"${self._names[1]}$")
        if not self._curve:
            seen, foretold = (lesson.language.say(f"data.{of}") for of in ("in-data", "of-model"))
            names = (f'${self._names[1]} "{seen}"$', f'${self._names[1]} "{foretold}"$')
        layout = setting.layout
        region = setting.slots.data
        if title and layout.label(title, layout.em).width > 0.6 * (region[2] - region[0]):
            names, title = (names[0], title), ""  # it names the target as well
        self.chart = Chart(
            layout, theme, lesson.language.numerals, region, x, y, names, title=title, whole=False
        )
        self._places = self.chart.place(across, targets)
        if self._curve:
            scattered = self._places[self._shown]
            self._across = np.linspace(x.low, x.high, 2 if self._straight() else _PLACES)
        else:
            ends = np.array([y.low, y.high])
            scattered = self.chart.place(ends, ends)  # the diagonal
            self._across = targets[self._shown]
        self._points = (
            _dots(scattered, POINT, theme.muted)
            if self._curve
            else Stroke(scattered, 0.03, color=theme.lines, **_FLAT)
        )
        nothing = np.zeros((2, 3))
        self._batch = _dots(nothing[:1], BATCH, theme.accent)
        self._batch.opacity = 0.0
        self._lines = [
            [
                Stroke(nothing, wide, color=color, **_FLAT)
                for wide, color in outlined(theme.descent(index), LINE, theme)
            ]
            for index in range(len(lesson.descents))
        ]
        for strokes in self._lines if not self._curve else []:
            for stroke in strokes:
                stroke.widths = stroke.widths * (POINT / LINE)
        self._held = -1
        self._laid: list[tuple[float, ...]] = [()] * len(self._lines)  # parameters of each line
        self._seen = [False] * len(self._lines)
        self._static = [m for m in self.chart.mobjects if not isinstance(m, Label)]
        labels = [m for m in self.chart.mobjects if isinstance(m, Label)]
        lines = [stroke for strokes in self._lines for stroke in strokes]
        self.mobjects: list[Mesh] = [*self._static, self._points, self._batch, *lines, *labels]

    def _straight(self) -> bool:
        """Whether the model is linear in its feature for all parameters."""
        lesson = self._setting.lesson
        if self._data.loss == "log_loss":
            return False
        x = np.linspace(self.chart.x.low, self.chart.x.high, 7)
        for share in (0.13, 0.52, 0.91):
            p = np.array([low + share * (high - low) for low, high in lesson.domain])
            bend = np.diff(self._predict(p, x), 2)
            if not np.all(np.abs(bend) < 1e-9 * (1 + np.abs(p).max())):
                return False
        return True

    def _predict(self, p: Array, x: Array) -> Array:
        """The model's predictions (n,) at parameters p (d,) and values x (n,) of its feature."""
        return self._data.predict(p, x[:, None][:, : len(self._data.feature_names)])

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t) * self._setting.spells.beside_pictures(t)
        self.chart.show(opacity, [])
        self._points.opacity = opacity
        timeline = self._setting.timeline
        for index, strokes in enumerate(self._lines):
            # A descent that has not begun has its line, too: that of the start's parameters.
            p = timeline.position(index, t)
            # Setting points makes the frame be drawn anew: leave a line that stands still alone.
            if opacity > 0 and p != self._laid[index]:
                self._seen[index] = self._draw(strokes, np.asarray(p))
                self._laid[index] = p
            for stroke in strokes:
                stroke.opacity = opacity * self._seen[index]
        self._mark(t, opacity)

    def _draw(self, strokes: list[Stroke], p: Array) -> bool:
        """Draw the predictions at parameters p, (d,); returns whether any lies in the chart."""
        x0, y0, x1, y1 = self.chart.rect
        if self._curve:
            values = self._predict(p, self._across)
            across = self.chart.x.share(self._across)
            across, up, breaks = within(across, self.chart.y.share(values))
        else:
            up = self.chart.y.share(self._data.predict(p, self._data.features[self._shown]))
            inside = (up >= 0) & (up <= 1)
            across = np.repeat(self.chart.x.share(self._across)[inside], 2)
            up = np.repeat(up[inside], 2)
            breaks = list(range(2, len(up), 2))
        if len(up) < 2:
            return False
        points = np.column_stack([x0 + (x1 - x0) * across, y0 + (y1 - y0) * up, 0.0 * up])
        for stroke in strokes:
            stroke.set_line(points, float(stroke.widths.max()), breaks=breaks)
        return True

    def _mark(self, t: float, opacity: float) -> None:
        """Mark the entries of the mini-batch of the present step."""
        step = self._step(t)
        self._batch.opacity = opacity if step >= 0 and self._curve else 0.0
        if step < 0 or opacity == 0 or step == self._held or not self._curve:
            return
        self._held = step
        descent = self._setting.lesson.descents[0]
        assert descent.batches is not None
        entries = np.asarray(descent.batches(step))[:MOST]
        twice = np.repeat(self._places[entries], 2, axis=0)
        self._batch.set_line(twice, BATCH, breaks=range(2, len(twice), 2))

    def _step(self, t: float) -> int:
        """The number of the step whose batch is marked at `t` seconds, or −1 for none.

        With fast steps the number is held for `_HELD` seconds.
        """
        descents, timeline = self._setting.lesson.descents, self._setting.timeline
        if not descents or descents[0].batches is None:
            return -1
        longest = max(range(len(descents)), key=lambda i: descents[i].visible_steps)
        now, last = timeline.steps(longest, t), math.ceil(descents[longest].visible_steps)
        if now <= 0 or now >= last:
            return -1
        held = math.floor(t / _HELD + 1e-9) * _HELD
        slow = timeline.steps(longest, t + _HELD) - now < 1.0
        return min(int(now if slow else timeline.steps(longest, held)), last - 1)


_FLAT: dict[str, Any] = {"fixed_in_frame": True, "over_all": True, "in_front": True, "swell": 0.0}


def _dots(places: Array, size: float, color: str) -> Stroke:
    """Dots at places (n, 3): lines from each place to itself, which have round ends."""
    twice = np.repeat(places, 2, axis=0)
    return Stroke(twice, size, breaks=range(2, len(twice), 2), color=color, **_FLAT)


def _across(data: DataLoss) -> Array:
    """The horizontal coordinate of each entry, (n,): its feature, its target, or its number."""
    n, count = data.features.shape
    if count == 0:
        return np.arange(1.0, n + 1)
    return data.features[:, 0] if count == 1 else data.targets


def _names(setting: Setting) -> tuple[str, str]:
    """The feature's and the target's name in Typst math."""
    data, spec = setting.lesson.data, setting.lesson.spec
    assert data is not None
    target = spec.data.target if spec.data is not None else "y"
    feature = symbol_name(data.feature_names[0]) if data.feature_names else '"entry"'
    return feature, symbol_name(target)
