"""A chart on the frame: numbers against steps, drawn in time with the descents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.regions import Layout, Region
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.polyline import thinned, within
from gdcore.stage.props.parts.scale import Scale
from gdcore.stage.props.parts.swatch import dot, outlined
from gdcore.stage.theme import Theme
from gdcore.words import Numerals

CURVE = 0.05
"""Width of a curve, scene units: as a trail's among several."""


@dataclass
class Curve:
    """One curve as it is drawn: its line, the dot at its head, and where it is at each step."""

    line: Stroke
    under: Stroke | None
    head: Picture
    x: Array
    y: Array
    last: float


class Chart:
    """Axes with numbers, and curves that grow with the steps.

    numerals: how its numbers are written; region: the place on the frame, with everything that is
    written; x, y: the scales; names: of the axes, Typst markup.
    """

    def __init__(
        self,
        layout: Layout,
        theme: Theme,
        numerals: Numerals,
        region: Region,
        x: Scale,
        y: Scale,
        names: tuple[str, str],
        *,
        title: str = "",
        whole: bool = True,
    ) -> None:
        self._layout, self._theme, self.x, self.y = layout, theme, x, y
        self.curves: list[Curve] = []
        self._still: list[Mesh] = []
        em = layout.em
        left, bottom, right, top = region
        y_name = layout.label(names[1], em, theme.text)
        heading = layout.label(title, em, theme.text) if title else None
        # A low chart has the name of its numbers on top of them, if it is as short.
        low = top - bottom < 8 * em and heading is None and y_name.width < 1.6 * em
        roof = 0.35 if low else 1.6
        # In a large chart the steps' name has a row of its own.
        roomy = bool(names[0]) and top - bottom > 12 * em
        foot = 2.9 if roomy else 1.55
        tall = (top - bottom) / em - foot - roof
        y_ticks, y_texts = ticks_below(
            y, max(2, round(tall / 2.1)), numerals, 1 - 1.3 / tall if low else 1.1
        )
        y_labels = [layout.label(text, layout.tick, theme.muted) for text in y_texts]
        widest = max(
            (label.width for label in [*y_labels, *([y_name] if low else [])]), default=0.0
        )
        right -= 0.7 * em  # half of the last number
        self.rect: Region = (
            left + widest + 0.45 * em, bottom + foot * em, right, top - roof * em,
        )  # fmt: skip
        x0, y0, x1, y1 = self.rect
        if low:
            y_name.put(x0 - 0.4 * em, y1, align=(1, 1))
        else:
            y_name.put(x0, y1 + 0.55 * em, align=(-1, -1))
        if heading:
            heading.put(x1, y1 + 0.55 * em, align=(1, -1))
        x_name = layout.label(names[0], em, theme.text)
        x_name.put(x1, y0 - (1.8 if roomy else 0.45) * em, align=(1, 1))
        free = x_name.get_left()[0] - 0.5 * em if names[0] and not roomy else math.inf
        about = max(2, round((x1 - x0) / ((4.5 if whole else 3.2) * em)))
        x_ticks, x_texts = x.ticks(about, numerals, whole)
        grid: list[list[float]] = []
        x_labels: list[Label] = []
        for value, text in zip(x_ticks, x_texts, strict=True):
            at = x0 + (x1 - x0) * float(x.share(np.array([value]))[0])
            grid += [[at, y0, 0], [at, y1, 0]]
            label = layout.label(text, layout.tick, theme.muted).put(
                at, y0 - 0.45 * em, align=(0, 1)
            )
            if label.get_right()[0] < free:
                x_labels.append(label)
        for value, label in zip(y_ticks, y_labels, strict=True):
            at = y0 + (y1 - y0) * float(y.share(np.array([value]))[0])
            grid += [[x0, at, 0], [x1, at, 0]]
            label.put(x0 - 0.4 * em, at, align=(1, 0))
        if grid:
            self._still.append(_lines(grid, 0.014, theme.grid))
        ends = [[x0, y1, 0], [x0, y0, 0], [x0, y0, 0], [x1, y0, 0]]
        self._still.append(_lines(ends, 0.022, theme.lines))
        self._texts: list[Mesh] = [y_name, *y_labels, *x_labels]
        self._texts += [x_name] if names[0] else []
        self._texts += [heading] if heading else []

    @property
    def mobjects(self) -> list[Mesh]:
        lines: list[Mesh] = []
        for curve in self.curves:
            lines += [m for m in (curve.under, curve.line) if m is not None]
        return [*self._still, *lines, *self._texts, *(curve.head for curve in self.curves)]

    def place(self, x: Array, y: Array) -> Array:
        """Points (n, 3) on the frame of numbers (n,) and (n,)."""
        x0, y0, x1, y1 = self.rect
        across, up = self.x.share(np.asarray(x, float)), self.y.share(np.asarray(y, float))
        return np.column_stack(
            [x0 + (x1 - x0) * across, y0 + (y1 - y0) * up, np.zeros(len(across))]
        )

    def plot(self, values: Array, color: str, width: float = CURVE) -> Curve:
        """Add the curve of values (n + 1,) at the steps 0, 1, …, n; nan and beyond are gaps."""
        steps = np.arange(len(values), dtype=np.float64)
        x, y = self.x.share(steps), self.y.share(np.asarray(values, float))
        kept = thinned(y)
        places, shares, breaks = within(steps[kept], y[kept])
        x0, y0, x1, y1 = self.rect
        across = self.x.share(places)
        points = np.column_stack(
            [x0 + (x1 - x0) * across, y0 + (y1 - y0) * shares, np.zeros(len(shares))]
        )
        if len(points) < 2:
            points, places, breaks = np.zeros((2, 3)), np.array([2.0, 2.0]), []
        last = max(float(steps[-1]), 1.0)
        strokes = [
            Stroke(
                points, wide, breaks=breaks, places=places / last, color=shade,
                fixed_in_frame=True, over_all=True, in_front=True, swell=0.0,
            )
            for wide, shade in outlined(color, width, self._theme)
        ]  # fmt: skip
        head = dot(2.6 * width, color, self._theme, self._layout.pixels_per_unit)
        under = strokes[0] if len(strokes) > 1 else None
        curve = Curve(strokes[-1], under, head, x, y, last)
        self.curves.append(curve)
        return curve

    def show(self, opacity: float, steps: Sequence[float]) -> None:
        """Be there to this degree, each curve drawn up to so many steps."""
        for mesh in (*self._still, *self._texts):
            mesh.opacity = opacity
        x0, y0, x1, y1 = self.rect
        for curve, step in zip(self.curves, steps, strict=True):
            for line in (curve.line, curve.under):
                if line is not None:
                    line.opacity = opacity
                    line.shown = (-1e-6, step / curve.last)
            k = min(int(step), len(curve.y) - 1)
            u = step - k if k + 1 < len(curve.y) else 0.0
            nearest = min(k + 1, len(curve.y) - 1)
            x = curve.x[k] + u * (curve.x[nearest] - curve.x[k])
            y = curve.y[k] + u * (curve.y[nearest] - curve.y[k]) if u else curve.y[k]
            seen = bool(np.isfinite(y)) and -1e-6 <= y <= 1 + 1e-6
            curve.head.opacity = opacity if seen else 0.0
            if curve.head.opacity:
                curve.head.put(x0 + (x1 - x0) * float(x), y0 + (y1 - y0) * float(y))


def ticks_below(
    scale: Scale, about: int, numerals: Numerals, most: float
) -> tuple[list[float], list[str]]:
    """Some `about` numbers of an axis below a share of it, above which its name stands.

    Two at least, if some more make it so: one alone says nothing about a scale.
    """
    for count in range(about, about + 3):
        ticks, texts = scale.ticks(count, numerals)
        kept = [k for k, share in enumerate(scale.share(np.array(ticks))) if share < most]
        if len(kept) >= 2:
            break
    return [ticks[k] for k in kept], [texts[k] for k in kept]


def _lines(ends: Sequence[Sequence[float]], width: float, color: str) -> Stroke:
    return Stroke(
        ends, width, breaks=range(2, len(ends), 2), color=color, fixed_in_frame=True,
        over_all=True, in_front=True, swell=0.0,
    )  # fmt: skip
