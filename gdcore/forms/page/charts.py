"""The charts of a page: f, or the length of the gradient, against the step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from gdcore.forms.page.figure import Figure, flat_figure
from gdcore.forms.page.look import Look, together
from gdcore.forms.page.sampled import Array
from gdcore.forms.page.steps import ShownSteps
from gdcore.stage.props.parts.scale import DEEPEST, MOST_DECADES, Scale
from gdcore.story import Lesson

_TICKS = 6  # numbers on an upright axis, at most
_ROOM = 0.02
"""Of the drawn values: what a descent may lie beyond them and still be in the chart."""


def loss_figure(lesson: Lesson, look: Look, shown: Sequence[ShownSteps]) -> Figure:
    """f against the step for all descents; the layout's meta holds a logarithmic axis as well.

    On it, as in the film, f − f_min is shown where f is not positive everywhere.
    """
    low, high = lesson.value_range
    room = _ROOM * (high - low)
    rows = [_inside(s, s.values) for s in shown]
    every = np.concatenate(rows)
    seen = every[(every >= low - room) & (every <= high + room)]
    linear = Scale.around(seen if len(seen) else every)
    least = lesson.facts.least
    decades = DEEPEST
    above = rows
    if least <= 0:
        decades, above = MOST_DECADES, [row - least for row in rows]
    log = Scale.around(np.concatenate(above), log=True, decades=decades)
    figure = _figure(lesson, look, shown, rows, linear, [s.value for s in shown], "f")
    figure["layout"]["meta"]["log"] = {
        "name": "f − f_min" if least <= 0 else "f",
        "dtick": _decades(log),
        "range": np.log10([log.low, log.high]).tolist(),
        "rows": [_positive(row) for row in above],
    }
    figure["layout"]["meta"]["linear"] = {
        "name": "f",
        "dtick": None,
        "range": [linear.low, linear.high],
        "rows": [_finite(row) for row in rows],
    }
    return figure


def norm_figure(lesson: Lesson, look: Look, shown: Sequence[ShownSteps]) -> Figure:
    """The length of the gradient against the step, on a logarithmic axis."""
    norms = [np.where(s.smooth, np.linalg.norm(s.gradients, axis=1), np.nan) for s in shown]
    rows = [_inside(s, norm) for s, norm in zip(shown, norms, strict=True)]
    scale = Scale.around(np.concatenate(rows), log=True, decades=DEEPEST)
    figure = _figure(lesson, look, shown, rows, scale, [s.norm for s in shown], "‖∇f‖")
    figure["layout"]["yaxis"] |= {
        "type": "log",
        "dtick": _decades(scale),
        "range": np.log10([scale.low, scale.high]).tolist(),
    }
    for trace in figure["data"]:
        if len(trace["y"]):
            trace["y"] = _positive(np.asarray(trace["y"], dtype=np.float64))
    return figure


def _figure(
    lesson: Lesson,
    look: Look,
    shown: Sequence[ShownSteps],
    rows: Sequence[Array],
    scale: Scale,
    texts: Sequence[Sequence[str]],
    name: str,
) -> Figure:
    step = lesson.language.say("page.step")
    traces: list[Any] = []
    for i, (s, row) in enumerate(zip(shown, rows, strict=True)):
        read = [f"{step} {k}<br>{name} = {text}" for k, text in zip(s.steps, texts[i], strict=True)]
        traces.append(
            go.Scatter(
                x=[k for k, inside in zip(s.steps, s.inside, strict=True) if inside],
                y=_finite(row),
                uid=f"curve-{i}",
                mode="lines",
                line={"width": 2.25},
                hovertext=read[: len(row)],
                hoverinfo="text",
                meta=look.descent(i, "line.color"),
            )
        )
    for i in range(len(shown)):
        traces.append(
            go.Scatter(
                x=[],
                y=[],
                uid=f"head-{i}",
                mode="markers",
                marker={"size": 11, "line": {"width": 1.5}},
                hoverinfo="skip",
                meta=together(
                    look.descent(i, "marker.color"), look.colour("background", "marker.line.color")
                ),
            )
        )
    most = max([1, *(s.steps[-1] for s in shown)])
    x = {"range": [-0.02 * most, 1.02 * most], "name": step, "tickformat": "d", "nticks": 8}
    y = {"range": [scale.low, scale.high], "name": name, "nticks": _TICKS}
    return flat_figure(traces, lesson, look, {"x": x, "y": y})


def _decades(scale: Scale) -> int | None:
    """From one number of a logarithmic axis to the next; None where less than two would be seen."""
    decades = math.log10(scale.high / scale.low)
    return math.ceil(decades / _TICKS) if decades >= 2 else None


def _inside(shown: ShownSteps, row: Array) -> Array:
    """The numbers of the points until the descent leaves the domain."""
    return np.asarray(row[shown.inside], dtype=np.float64)


def _finite(row: Array) -> list[float | None]:
    return [float(v) if np.isfinite(v) else None for v in row]


def _positive(row: Array) -> list[float | None]:
    """Numbers that have a logarithm; the others are gaps."""
    return [float(v) if np.isfinite(v) and v > 0 else None for v in row]
