"""Axes: the box's edges with ticks, numbers and names, on the sides where they can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.precedence import Precedence
from gdcore.stage.layout.ticks import few_ticks, tick_labels
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.behind import Behind
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.story.track import smooth

LINE = 0.022
_TURN = 0.08  # share of the half width within which numbers cross-fade from one edge to another
_BIAS = 0.2  # tangent of the angle by which one of two equally near edges is preferred
_AHEAD = np.arctan(_BIAS)
_LEVEL, _ABOVE = 66.0, 80.0  # degrees: the vertical axis fades where it would shrink to a point


@dataclass(frozen=True)
class _Edge:
    """One edge with its numbers; `weight` is their opacity, 1 on the edge to be read, else 0."""

    mobjects: list[Mesh]
    weight: Callable[[float, float], float]  # of azimuth and elevation, radians
    upright: bool = False  # whether the edge fades as the landscape is flattened into a map


@in_panel("axes", order=10, each="panel")
class AxesProp:
    """The axes of a panel: floor, vertical edges, ticks, numbers and names."""

    def __init__(self, setting: Setting) -> None:
        self._timeline = setting.timeline
        self._setting = setting
        build = {"surface": self._box, "map": self._map, "curve": self._graph}
        self._edges = build[setting.panel.kind]()
        self.mobjects: list[Mesh] = [m for edge in self._edges for m in edge.mobjects]
        # A surface that fades in hides the floor from the first frame: this line is drawn over it.
        self._outline = self._floor_line(over_all=True)
        self.mobjects.append(self._outline)
        self._labels = [m for m in self.mobjects if isinstance(m, Label) and m.anchor is not None]
        self._anchors = np.array([label.anchor for label in self._labels]).reshape(-1, 3)
        half = np.asarray(setting.space.half)
        self._feet = np.clip(self._anchors, -half, half)
        self._nearer = 1.0
        self._behind = Behind(setting) if setting.panel.kind == "surface" else None

    def show(self, t: float) -> None:
        shown = self._timeline.shown("axes", t)
        azimuth = np.radians(self._timeline.value("camera.azimuth", t) + self._setting.panel.turn)
        elevation = np.radians(self._timeline.value("camera.elevation", t))
        flat = self._setting.flatness(t)
        # In a close-up the edges lie outside the panel, and their numbers would be cut by its rim.
        near = sum(self._timeline.value(f"{name}.weight", t) for name in ("focus", "follow"))
        shown *= smooth(max(0.0, 1.0 - near)) if not self._setting.panel.inset else 1.0
        for edge in self._edges:
            opacity = shown * edge.weight(azimuth, elevation)
            if edge.upright:
                opacity *= smooth(max(0.0, 1.0 - 2.0 * flat)) * self._setting.spells.upright_edge(t)
            for mobject in edge.mobjects:
                mobject.opacity = opacity
        self._outline.opacity = shown * (1.0 - self._setting.presence(t))
        # First: what is behind the surface depends on where the numbers are at this moment.
        larger = self._setting.fit_at(t)[0] * self._setting.em / self._setting.layout.em
        if larger != self._nearer:
            self._keep_distance(larger)
        if self._behind is not None and flat < 1.0 and self._setting.presence(t) > 0:
            there = [label for label in self._labels if label.opacity > 0]
            if there:
                shares = self._behind.free(there, t)
                for label, share in zip(there, shares.tolist(), strict=True):
                    # On its way to become a map the surface sinks below all numbers.
                    label.opacity *= max(share, flat)

    def _keep_distance(self, larger: float) -> None:
        """Keep the numbers' distance on screen from a box `larger` than its ems were made for."""
        anchors = self._feet + (self._anchors - self._feet) / larger
        for label, anchor in zip(self._labels, anchors, strict=True):
            label.anchor = anchor
        self._nearer = larger

    def _line(
        self, points: list[Array], breaks: list[int] | None = None, over_all: bool = False
    ) -> Stroke:
        color = self._setting.theme.lines
        return Stroke(
            np.array(points), LINE, breaks=breaks or [], color=color, swell=0.3, over_all=over_all
        )

    def _floor_line(self, over_all: bool = False) -> Stroke:
        hx, hy, hz = self._setting.space.half
        around = ((-hx, -hy), (hx, -hy), (hx, hy), (-hx, hy), (-hx, -hy))
        # A little below the ground, so that a surface lying on it hides the whole line.
        places = [np.array([x, y, -hz - 0.5 * LINE]) for x, y in around]
        return self._line(places, over_all=over_all)

    def _floor(self) -> _Edge:
        return _Edge([self._floor_line()], lambda a, e: 1.0)

    def _box(self) -> list[_Edge]:
        hx, hy, _ = self._setting.space.half
        edges = [self._floor()]
        if self._setting.panel.axes == "none":
            return edges
        for side in (-1.0, 1.0):
            edges.append(self._floor_edge(0, side))
            edges.append(self._floor_edge(1, side))
        corners = [(x, y) for x in (-hx, hx) for y in (-hy, hy)]
        for corner in corners:
            others = [np.array(c) for c in corners if c != corner]
            edges.append(self._vertical_edge(np.array(corner), others))
        return edges

    def _room(self, half: float, ems: float, most: int) -> int:
        """The number of ticks, at most `most`, for an edge with numbers `ems` apart.

        half: half of the edge's length, scene units.
        """
        return int(min(max(2 * half / (ems * self._setting.em), 2), most))

    def _map(self) -> list[_Edge]:
        """Axes of a map: below and at the left, as on paper."""
        edges = [self._floor()]
        axes = {"none": (), "across": (0,)}.get(self._setting.panel.axes, (0, 1))
        edges += [self._floor_edge(axis, -1.0) for axis in axes]
        return [replace(edge, weight=lambda a, e: 1.0) for edge in edges]

    def _floor_edge(self, axis: int, side: float) -> _Edge:
        """The floor's edge along a variable's axis, at the low or high end of the other one."""
        space, layout = self._setting.space, self._setting.layout
        em = self._setting.em
        half = np.asarray(space.half)
        outward = np.zeros(3)
        outward[1 - axis] = side
        foot = outward * half[1 - axis] + np.array([0, 0, -half[2]])
        low, high = space.lows[axis], space.highs[axis]
        ticks = few_ticks(low, high, self._room(half[axis], 2.2, 6))
        places = []
        for value in ticks:
            place = foot.copy()
            place[axis] = (value - (low + high) / 2) * space.scale[axis]
            places.append(place)
        name = self._setting.lesson.variables[axis]
        # On a map, wide numbers beside the upright axis would run into its ticks.
        beyond = max(0.0, self._widest(ticks) / 2 - 0.6 * layout.em) * axis * em / layout.em
        reach = 1.2 * em + beyond
        mobjects = self._ticks(places, ticks, outward * 0.3 * em, outward * reach)
        panel = self._setting.panel
        if panel.axes == "names":
            mobjects, reach = [], -0.4 * em
        where = foot + outward * (reach + 1.4 * em)
        if panel.small and panel.kind == "map" and mobjects and len(places) > 1:
            # Beside a small picture there is no room for a further line.
            where = (places[-1] + places[-2]) / 2 + outward * reach
        symbol = layout.label(
            f"${symbol_name(name)}$",
            layout.big,
            self._setting.theme.text,
            anchor=where,
            hideable=True,
        )
        symbol.precedence = Precedence.NAME
        mobjects.append(symbol)

        def weight(azimuth: float, elevation: float) -> float:
            # Seen along an axis, both edges are equally near: the right one has the numbers, since
            # those of f are at the left; on a map the left one, as on paper.
            right = _BIAS * (1 - 2 * smooth((np.degrees(elevation) - 55) / 25))
            towards = (
                np.cos(azimuth) - right * np.sin(azimuth)
                if axis == 1
                else np.sin(azimuth) + _BIAS * np.cos(azimuth)
            )
            return smooth(min(max(0.5 + side * float(towards) / (2 * _TURN), 0.0), 1.0))

        return _Edge(mobjects, weight)

    def _widest(self, ticks: list[float]) -> float:
        """Width of the widest number of an edge, scene units."""
        layout = self._setting.layout
        return max(
            (layout.label(text, layout.tick).width for text in self._texts(ticks)), default=0.0
        )

    def _texts(self, ticks: list[float]) -> list[str]:
        return tick_labels(ticks, self._setting.lesson.language.numerals)

    def _vertical_edge(self, corner: Array, others: list[Array]) -> _Edge:
        """The vertical edge at a corner of the floor; the leftmost of the four has the numbers."""
        space, em = self._setting.space, self._setting.em
        hz = space.half[2]
        low, high = space.values
        # No number at the foot of the edge, where the floor's numbers are.
        ticks = [
            v for v in few_ticks(low, high, self._room(hz, 1.5, 4)) if v > low + 0.06 * (high - low)
        ]
        places = [np.array([*corner, (v - (low + high) / 2) * space.scale[-1]]) for v in ticks]
        outward = np.array([*(corner / np.linalg.norm(corner)), 0.0])
        line = self._line([np.array([*corner, -hz]), np.array([*corner, hz])])
        if self._setting.panel.axes == "names":
            places = []
        marks = self._ticks(places, ticks, outward * 0.3 * em, outward * 0.6 * em, align=(1.0, 0.0))
        # Where several panels share the frame, the colour bar shows the name of f for all of them.
        small = self._setting.panel.small
        names = [] if small else [self._label_of_value(np.array([*corner, hz + 1.3 * em]))]

        def weight(azimuth: float, elevation: float) -> float:
            # Seen along a side, two edges are equally far left: the nearer one has the numbers,
            # since no hill hides it.
            turned = azimuth + _AHEAD
            right = np.array([-np.sin(turned), np.cos(turned)])
            lead = min(float(right @ (other - corner)) for other in others)
            first = smooth(min(max(0.5 + lead / (2 * _TURN * space.half[0]), 0.0), 1.0))
            tilt = (_ABOVE - np.degrees(elevation)) / (_ABOVE - _LEVEL)
            return first * smooth(min(max(float(tilt), 0.0), 1.0))

        return _Edge([line, *marks, *names], weight, upright=True)

    def _label_of_value(self, anchor: Array) -> Label:
        layout, theme = self._setting.layout, self._setting.theme
        names = ", ".join(symbol_name(v) for v in self._setting.lesson.variables)
        label = layout.label(f"$f({names})$", layout.em, theme.text, anchor=anchor, hideable=True)
        label.precedence = Precedence.NAME
        return label

    def _ticks(
        self,
        places: list[Array],
        values: list[float],
        mark: Array,
        reach: Array,
        align: tuple[float, float] = (0.0, 0.0),
    ) -> list[Mesh]:
        """A mark and a number at each place; `mark` and `reach` lead outwards, scene units."""
        layout, theme = self._setting.layout, self._setting.theme
        if not places:
            return []
        ends = [p for place in places for p in (place, place + mark)]
        line = self._line(ends, list(range(2, len(ends), 2)))
        labels: list[Mesh] = []
        for place, text in zip(places, self._texts(values), strict=True):
            label = layout.label(
                text, layout.tick, theme.muted, anchor=place + reach, hideable=True
            )
            label.precedence, label.row = Precedence.NUMBER, line
            labels.append(label.put(0.0, 0.0, align=align))
        return [line, *labels]

    def _graph(self) -> list[_Edge]:
        """Axes of a graph: x along the bottom, the value at the left, a thin grid between."""
        space, layout, theme = self._setting.space, self._setting.layout, self._setting.theme
        hx, _, hz = space.half
        em = self._setting.em
        corners = [np.array([-hx, 0, hz]), np.array([-hx, 0, -hz]), np.array([hx, 0, -hz])]
        x_ticks = few_ticks(space.lows[0], space.highs[0], self._room(hx, 2.6, 8))
        v_ticks = few_ticks(*space.values, self._room(hz, 1.9, 6))
        below = space.place(np.array(x_ticks)[:, None], np.full(len(x_ticks), space.values[0]))
        beside = space.place(np.full((len(v_ticks), 1), space.lows[0]), np.array(v_ticks))
        down, left = np.array([0, 0, -1.0]), np.array([-1.0, 0, 0])
        grid = [p for b in below for p in (b, b - 2 * hz * down)]
        grid += [p for b in beside for p in (b, b - 2 * hx * left)]
        thin = Stroke(
            np.array(grid), 0.012, breaks=list(range(2, len(grid), 2)), color=theme.grid, swell=0.0
        )
        name = layout.label(
            f"${symbol_name(self._setting.lesson.variables[0])}$", layout.big, theme.text,
            anchor=corners[2] + np.array([0.9 * em, 0, 0]),
        )  # fmt: skip
        name.precedence = Precedence.NAME
        value = self._label_of_value(corners[0] + np.array([0.0, 0, 1.05 * em]))
        across = self._ticks(list(below), x_ticks, down * 0.3 * em, down * 1.15 * em)
        up = self._ticks(list(beside), v_ticks, left * 0.3 * em, left * 0.6 * em, align=(1.0, 0.0))
        return [
            _Edge([thin, self._line(corners)], lambda a, e: 1.0),
            *(
                _Edge([*marks, label], lambda a, e: 1.0)
                for marks, label in ((across, name), (up, value))
            ),
        ]
