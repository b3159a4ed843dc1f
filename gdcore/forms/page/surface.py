"""The surface of a page, with its tangent plane, slices, critical points and descents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from gdcore.forms.page.figure import Figure, critical_lines, figure_of
from gdcore.forms.page.look import Look, together
from gdcore.forms.page.sampled import Array, Sampled, said
from gdcore.forms.page.solids import cube, octahedron, placed, sphere
from gdcore.maths import CriticalKind, CriticalSet
from gdcore.stage.layout.ticks import few_ticks, tick_labels
from gdcore.story import Lesson
from gdcore.story.height_field import HEIGHT, base_sides
from gdcore.words import Numerals

LIFT = 0.006
"""Of the drawn values: so far above the surface lie lines, which it would cut otherwise."""
BALL = 0.024
"""Of the box's longest side: the radius of a ball, which lies on the surface."""
_POINT = 0.016  # the same of a critical point's solid
_SOLIDS = {CriticalKind.MINIMUM: sphere, CriticalKind.MAXIMUM: cube}
"""A saddle, and what has no name of its own, are octahedra."""
_TICKS = 6  # numbers of an axis, at most
_MARGIN = 0.04  # of an axis: its ends, where no number stands
_LIT = {"ambient": 0.75, "diffuse": 0.45, "specular": 0.25, "roughness": 0.5, "fresnel": 0.1}
_LEVEL: dict[str, Any] = {"show": True, "usecolormap": False, "width": 1}
_NONE: dict[str, Any] = {"x": [], "y": [], "z": [], "hoverinfo": "skip"}


def surface_figure(grid: Sampled, look: Look, eye: Mapping[str, float]) -> Figure:
    """The surface in its box, which has the shape of the stage's; `eye`: the camera's place."""
    lesson = grid.lesson
    traces = [_surface(grid, look), *_touching(look), *_points(grid, look)]
    for i in range(len(lesson.descents)):
        traces += _descent(look, i)
    sides = base_sides(lesson.domain)
    axis = {"showbackground": False, "showspikes": False, "zeroline": False, "ticks": ""}
    axis |= {"tickangle": 0}
    names = (*lesson.variables, "f")
    ranges = (*lesson.domain, lesson.value_range)
    scene: dict[str, Any] = {
        f"{letter}axis": {
            **axis,
            "title": {"text": said(name)},
            "range": list(ends),
            **_ticks(ends, lesson.language.numerals),
        }
        for letter, name, ends in zip("xyz", names, ranges, strict=True)
    }
    scene["aspectmode"] = "manual"
    scene["aspectratio"] = {"x": float(sides[0]), "y": float(sides[1]), "z": HEIGHT}
    scene["camera"] = {"eye": dict(eye), "center": {"x": 0, "y": 0, "z": -0.06}}
    scene["dragmode"] = "turntable"
    axes = [f"scene.{letter}axis" for letter in "xyz"]
    paints = together(
        look.paper("scene.bgcolor"),
        look.axes(*axes),
        look.colour("text", *(f"{name}.title.font.color" for name in axes)),
    )
    return figure_of(traces, lesson, paints, scene=scene)


def _surface(grid: Sampled, look: Look) -> Any:
    x, y = grid.axes
    return go.Surface(
        x=x,
        y=y,
        z=grid.values.T,
        uid="surface",
        showscale=False,
        hovertemplate=grid.reading,
        contours={"z": {**_LEVEL, **grid.levels}},
        lighting={"ambient": 0.72, "diffuse": 0.5, "specular": 0.06, "roughness": 0.9},
        meta=together(look.colour_map(grid.lesson, "cmin", "cmax"), look.ink("contours.z.color")),
    )


def _touching(look: Look) -> list[Any]:
    """Tangent plane, slices and tangents; the script places them."""
    plane = go.Mesh3d(
        **_NONE,
        uid="plane",
        opacity=0.6,
        flatshading=True,
        lighting={"ambient": 1, "diffuse": 0, "specular": 0},
        meta=look.colour("tangent", "color"),
    )
    lines = [
        go.Scatter3d(
            **_NONE,
            uid=f"{name}-{along}",
            mode="lines",
            line={"width": width},
            meta=look.slice_along(along, "line.color"),
        )
        for along in (0, 1)
        for name, width in (("slice", 5), ("tangent", 8))
    ]
    return [plane, *lines]


def _points(grid: Sampled, look: Look) -> list[Any]:
    """A solid on each critical point, by its kind; lines of them as lines."""
    lesson = grid.lesson
    low, high = lesson.value_range
    lift = LIFT * (high - low)
    found: list[Any] = []
    for kind in dict.fromkeys(p.kind for p in grid.points):
        those = [p for p in grid.points if p.kind is kind]
        solid = _SOLIDS.get(kind, octahedron)()
        centres = np.array([(*p.point, p.value + lift) for p in those])
        found.append(
            go.Mesh3d(
                **placed(solid, centres, _POINT * _units(lesson)),
                uid=f"points-{kind}",
                hovertext=[grid.named(p) for p in those for _ in solid.corners],
                hoverinfo="text",
                flatshading=kind is not CriticalKind.MINIMUM,
                lighting=_LIT,
                meta=look.kind(kind, "color"),
            )
        )

    def places(line: CriticalSet) -> dict[str, Any]:
        x, y = line.points.T
        return {"x": x, "y": y, "z": np.full(len(x), line.value + lift)}

    return found + critical_lines(go.Scatter3d, grid, look, 6, places)


def _descent(look: Look, i: int) -> list[Any]:
    """Trail, dots and ball of a descent; the script places them."""
    trail = go.Scatter3d(
        **_NONE,
        uid=f"trail-{i}",
        mode="lines",
        line={"width": 5},
        meta=look.descent(i, "line.color"),
    )
    dots = go.Scatter3d(
        **{**_NONE, "hoverinfo": "text"},
        uid=f"dots-{i}",
        mode="markers",
        marker={"size": 3.5, "opacity": 1, "line": {"width": 0}},
        meta=look.descent(i, "marker.color"),
    )
    ball = go.Mesh3d(
        **{**_NONE, "hoverinfo": "text"},
        uid=f"ball-{i}",
        lighting=_LIT,
        meta=look.descent(i, "color"),
    )
    return [trail, dots, ball]


def _ticks(ends: tuple[float, float], numerals: Numerals) -> dict[str, Any]:
    """The numbers of an axis, none at its ends: at a corner those of two axes would meet."""
    low, high = ends
    ticks = few_ticks(low, high, _TICKS)
    room = _MARGIN * (high - low)
    texts = dict(zip(ticks, tick_labels(ticks, numerals), strict=True))
    inner = [t for t in ticks if low + room < t < high - room]
    return {"tickvals": inner, "ticktext": [texts[t] for t in inner]}


def _units(lesson: Lesson) -> Array:
    """How much of each variable, and of f, the longest side of the box would be: (3,)."""
    widths = [high - low for low, high in (*lesson.domain, lesson.value_range)]
    return np.asarray(np.array(widths) / np.array([*base_sides(lesson.domain), HEIGHT]))
