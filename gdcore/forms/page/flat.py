"""The flat pictures of a page: the contour map, and the curve of a function of one variable."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import plotly.graph_objects as go

from gdcore.forms.page.figure import Figure, critical_lines, flat_figure
from gdcore.forms.page.look import Look, together
from gdcore.forms.page.sampled import Sampled, said
from gdcore.maths import CriticalKind, CriticalSet
from gdcore.story.height_field import base_sides

_SYMBOLS = {
    CriticalKind.MINIMUM: "circle",
    CriticalKind.MAXIMUM: "square",
    CriticalKind.SADDLE: "diamond",
}
_NONE: dict[str, Any] = {"x": [], "y": []}


def map_figure(grid: Sampled, look: Look) -> Figure:
    """The contour map with the descents on it."""
    lesson = grid.lesson
    x, y = grid.axes
    contour = go.Contour(
        x=x,
        y=y,
        z=grid.values.T,
        uid="map",
        autocontour=False,
        contours={"coloring": "heatmap", **grid.levels},
        line={"width": 0.7},
        showscale=False,
        hovertemplate=grid.reading,
        meta=together(look.colour_map(lesson, "zmin", "zmax"), look.ink("line.color")),
    )
    axes: dict[str, dict[str, Any]] = {
        letter: {"range": list(ends), "name": said(name)}
        for letter, name, ends in zip("xy", lesson.variables, lesson.domain, strict=True)
    }
    widths = [high - low for low, high in lesson.domain]
    sides = base_sides(lesson.domain)
    if math.isclose(sides[0] / sides[1], widths[0] / widths[1], rel_tol=1e-9):
        # One scale for both variables, so that right angles are right angles.
        axes["y"] |= {"scaleanchor": "x", "constrain": "domain"}
        axes["x"] |= {"constrain": "domain"}
    traces = [contour, *_points(grid, look), *_descents(len(lesson.descents), look)]
    return flat_figure(traces, lesson, look, axes)


def curve_figure(grid: Sampled, look: Look) -> Figure:
    """The curve with its tangent and the descents on it."""
    lesson = grid.lesson
    low, high = lesson.value_range
    room = 0.05 * (high - low)
    curve = go.Scatter(
        x=grid.axes[0],
        y=grid.values,
        uid="curve",
        mode="lines",
        line={"width": 2.5},
        hovertemplate=grid.reading,
        meta=look.colour("curve", "line.color"),
    )
    tangent = go.Scatter(
        **_NONE,
        uid="tangent-0",
        mode="lines",
        line={"width": 2.5},
        hoverinfo="skip",
        meta=look.colour("tangent", "line.color"),
    )
    axes = {
        "x": {"range": list(lesson.domain[0]), "name": said(lesson.variables[0])},
        "y": {"range": [low - room, high + room], "name": "f"},
    }
    traces = [curve, tangent, *_points(grid, look), *_descents(len(lesson.descents), look)]
    return flat_figure(traces, lesson, look, axes)


def _points(grid: Sampled, look: Look) -> list[Any]:
    """A sign on each critical point, by its kind; lines of them as lines."""
    flat = len(grid.lesson.variables) == 1
    found: list[Any] = []
    for kind in dict.fromkeys(p.kind for p in grid.points):
        those = [p for p in grid.points if p.kind is kind]
        found.append(
            go.Scatter(
                x=[p.point[0] for p in those],
                y=[p.value if flat else p.point[1] for p in those],
                uid=f"points-{kind}",
                mode="markers",
                marker={"size": 9, "symbol": _SYMBOLS.get(kind, "x"), "line": {"width": 1.5}},
                hovertext=[grid.named(p) for p in those],
                hoverinfo="text",
                meta=together(
                    look.kind(kind, "marker.color"), look.colour("background", "marker.line.color")
                ),
            )
        )

    def places(line: CriticalSet) -> dict[str, Any]:
        x, y = line.points[:, 0], line.points[:, -1]
        return {"x": x, "y": np.full(len(x), line.value) if flat else y}

    return found + critical_lines(go.Scatter, grid, look, 3, places)


def _descents(count: int, look: Look) -> list[Any]:
    """Trails with a rim in the background's colour, dots and balls; the script places them."""
    found: list[Any] = []
    for i in range(count):
        for uid, width, paint in (
            (f"rim-{i}", 5.0, look.colour("background", "line.color")),
            (f"trail-{i}", 2.5, look.descent(i, "line.color")),
        ):
            line = {"width": width}
            found.append(
                go.Scatter(**_NONE, uid=uid, mode="lines", line=line, hoverinfo="skip", meta=paint)
            )
    for i in range(count):
        paint = together(
            look.descent(i, "marker.color"), look.colour("background", "marker.line.color")
        )
        for uid, size, rim in ((f"dots-{i}", 4.5, 0.5), (f"ball-{i}", 12, 1.5)):
            found.append(
                go.Scatter(
                    **_NONE,
                    uid=uid,
                    mode="markers",
                    marker={"size": size, "line": {"width": rim}},
                    hoverinfo="text",
                    meta=paint,
                )
            )
    return found
