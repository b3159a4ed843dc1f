"""A figure of plotly as data, with its colours for each theme.

The `meta` of each trace and of the layout holds what the themes set there. What moves is there as
traces without points: the page's script finds them by their `uid`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from gdcore.forms.page.look import Look, Paints, together
from gdcore.forms.page.sampled import Sampled
from gdcore.maths import CriticalSet
from gdcore.story import Lesson

_LEFT = 48  # pixels beside a map, for the numbers of its upright axis

Figure = dict[str, Any]
"""`data`: the traces, `layout`: all else."""


def figure_of(traces: Sequence[Any], lesson: Lesson, paints: Paints, **layout: Any) -> Figure:
    """A figure without plotly's own buttons and legend, numbers by the lesson's language."""
    figure = go.Figure(
        list(traces),
        {
            "showlegend": False,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "separators": f"{lesson.language.numerals.decimal}\N{THIN SPACE}",
            "hovermode": "closest",
            "template": None,
            "meta": paints,
            **layout,
        },
    )
    found = figure.to_plotly_json()
    return {"data": found["data"], "layout": found["layout"]}


def critical_lines(
    trace: Callable[..., Any],
    grid: Sampled,
    look: Look,
    width: float,
    places: Callable[[CriticalSet], Mapping[str, Any]],
) -> list[Any]:
    """The lines of critical points, each in its kind's colour.

    trace: go.Scatter or go.Scatter3d; width: of a line, in pixels; places: a line's coordinates,
    by the names of the axes.
    """
    return [
        trace(
            **places(line),
            uid=f"points-set-{k}",
            mode="lines",
            line={"width": width},
            hoverinfo="skip",
            meta=look.kind(line.kind, "line.color"),
        )
        for k, line in enumerate(grid.lines)
    ]


def flat_figure(
    traces: Sequence[Any], lesson: Lesson, look: Look, axes: Mapping[str, Mapping[str, Any]]
) -> Figure:
    """A figure with two axes, "x" and "y", each with its `name`."""
    common = {"zeroline": False, "showline": False, "ticks": "", "exponentformat": "power"}
    names = {letter: axis["name"] for letter, axis in axes.items()}
    layout: dict[str, Any] = {
        f"{letter}axis": {**common, **{key: axis[key] for key in axis if key != "name"}}
        for letter, axis in axes.items()
    }
    # Plotly would turn the name of an upright axis by a right angle.
    ends = {
        "x": {"x": 1, "y": 0, "xanchor": "right", "yanchor": "top", "yshift": -19},
        "y": {"x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 3},
    }
    layout["annotations"] = [
        {"xref": "x domain", "yref": "y domain", "showarrow": False, "text": names[letter], **end}
        for letter, end in ends.items()
    ]
    layout["margin"] = {"l": 2, "r": 10, "t": 24, "b": 38, "pad": 4}
    if "scaleanchor" in layout["yaxis"]:
        # With one scale for both axes plotly finds no rest between margins and sizes.
        layout["margin"]["l"] = _LEFT
    else:
        layout["yaxis"]["automargin"] = "left"
    paints = together(look.paper("plot_bgcolor"), look.axes("xaxis", "yaxis"))
    return figure_of(traces, lesson, paints, dragmode="pan", **layout)
