"""Arrows of gradient, velocity and step, and the ellipse of an adaptive method's scales."""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.plate import Plate
from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.ground import GroundLine, drape
from gdcore.stage.props.parts.inner import Inner, Part
from gdcore.stage.props.parts.rules import plain_letters
from gdcore.stage.props.registry import in_panel, on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson
from gdcore.story.timeline import Timeline
from gdcore.story.track import smooth

ARROW = 0.055
"""Width of an arrow's shaft, scene units."""
REACH = 0.8
"""The ellipse's semi-major axis, scene units."""
_ACROSS, _GAP, _LINE = 3.5, 1.2, 1.7
"""Ems of the legend: of an arrow and the space around it in a row, of the last of that space, and
from one line to the next."""
_STILL = 0.45  # seconds: during a shorter step the arrows move with the ball
_FADE = 0.25  # seconds in which the arrows of a new point come
_GOING = 0.8  # share of the ball's way from which on the arrows of the old point fade out
_ROUND = np.linspace(0.0, 2 * np.pi, 61)
_ABOVE = 0.3  # scene units between the arrows over a curve


@in_panel("internals", order=54)
class InternalsProp:
    """One descent's arrows, at the point where the present step begins.

    Where steps follow each other quickly the arrows move with the ball. They lie along the surface,
    so that the step's arrow, unless it is scaled, ends where the ball does.
    """

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        self._index = cue.descent or 0
        self._track = setting.lesson.descents[self._index].trajectory
        self._inner = inner_of(setting, cue)
        theme = setting.theme
        colors = {"gradient": theme.gradient, "velocity": theme.velocity, "step": theme.step}
        # The step's arrow is drawn first, so that those of its parts are over it.
        self._arrows = {
            part.role: GroundLine(
                setting, colors[part.role], ARROW * (1.35 if part.role == "step" else 1.0)
            )
            for part in reversed(self._inner.parts)
        }
        self._ellipse: GroundLine | None = None
        if self._inner.reach is not None and setting.space.dimension == 2:
            self._ellipse = GroundLine(setting, theme.text, 0.03, head=False)
        lines = [*([self._ellipse] if self._ellipse else []), *self._arrows.values()]
        self._lines = lines
        shown = [] if setting.panel.inset else lines
        self.mobjects: list[Mesh] = [mesh for line in shown for mesh in line.mobjects]
        self._placed: tuple[int, float] | None = None

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t) if self._track.steps else 0.0
        if opacity == 0:
            for mesh in self.mobjects:
                mesh.opacity = 0.0
            return
        steps = min(self._setting.timeline.steps(self._index, t), float(self._track.steps))
        k, share, seen = moment(self._setting.timeline, self._index, steps, t)
        k = min(k, self._track.steps - 1)
        if self._placed != (k, share):
            self._place(k, share)
            self._placed = (k, share)
        for line in self._lines:
            line.set_opacity(opacity * seen)

    def _place(self, k: int, share: float) -> None:
        """Draw the arrows of step k; share: 0 at its beginning, 1 those of step k + 1."""
        points = self._track.points
        after = min(k + 1, self._track.steps - 1)
        foot = points[k] + share * (points[min(k + 1, len(points) - 1)] - points[k])
        tips: dict[str, Array] = {}
        for level, part in enumerate(self._inner.parts):
            vector = (1 - share) * part.vectors[k] + share * part.vectors[after]
            vector = np.nan_to_num(vector) * part.scale
            start = tips.get(part.after, foot)
            tips[part.role] = start + vector
            if self._setting.space.dimension == 1:
                self._over_curve(part.role, foot, start, vector, level)
            else:
                self._arrows[part.role].put(start, vector)
        if self._ellipse is not None and self._inner.reach is not None:
            reach = (1 - share) * self._inner.reach[k] + share * self._inner.reach[after]
            unit = self._setting.space.scale[:-1]
            half = REACH * reach * unit / float((reach * unit).max()) / unit
            ring = foot + np.column_stack([np.cos(_ROUND), np.sin(_ROUND)]) * half
            self._ellipse.follow(drape(self._setting, ring))

    def _over_curve(self, role: str, foot: Array, start: Array, way: Array, level: int) -> None:
        """Put an arrow of one variable above the ball; level: its place in the stack of arrows."""
        space = self._setting.space
        place = drape(self._setting, foot[None])[0]
        height = place[2] + _ABOVE * (level + 1.2)
        ends = space.place(np.array([start, start + way]), np.zeros(2))
        ends[:, 2] = height
        self._arrows[role].follow(np.linspace(ends[0], ends[1], 3))


def moment(timeline: Timeline, descent: int, steps: float, t: float) -> tuple[int, float, float]:
    """(step number, share of the way that the arrows have moved, their opacity) at `t` seconds.

    The arrows of a slow step stay at its beginning and fade out when it is nearly over.
    """
    k = int(steps + 1e-9)
    track = timeline.tracks[f"steps.{descent}"]
    times, values = np.asarray(track.times), np.asarray(track.values)
    now = max(int(np.searchsorted(times, t, side="right")) - 1, 0)
    arrived = now
    while arrived > 0 and values[arrived - 1] == values[now]:
        arrived -= 1
    left = now
    while left + 1 < len(values) and values[left + 1] <= values[now]:
        left += 1
    end = min(left + 1, len(times) - 1)
    if end > left and times[end] - times[arrived] < _STILL:
        return k, steps - k, 1.0
    u = steps - k
    coming = smooth((t - float(times[arrived])) / _FADE) if arrived > 0 else 1.0
    going = 1.0 - smooth((u - _GOING) / (1 - _GOING))
    return k, 0.0, coming * going


def inner_of(setting: Setting, cue: Cue) -> Inner:
    """The parts of the steps of a cue's descent, scaled for the steps that the cue shows."""
    index = cue.descent or 0
    shown = int(np.ceil(setting.timeline.steps(index, cue.end)))
    unit = setting.space.scale[:-1]
    return Inner.of(setting.lesson.descents[index], max(shown, 1), unit)


@takes_room("internals", "arrows")
def arrows_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """Width and height of the legend of the arrows in the place of the numbers along the top."""
    descent = lesson.descents[cue.descent or 0]
    inner = Inner.of(descent, descent.trajectory.steps, np.ones(len(lesson.variables)))
    wide = [_name_of(part, lesson, layout, theme).width for part in inner.parts]
    if inner.reach is not None and len(lesson.variables) == 2:
        wide.append(layout.label(f"${inner.symbol}$").width)
    across = sum(wide) + (_ACROSS * len(wide) - _GAP) * layout.em
    if across <= layout.right - layout.left:
        return across, layout.row
    return max(wide) + _ACROSS * layout.em, (_LINE * len(wide) + 0.4) * layout.em


def _name_of(part: Part, lesson: Lesson, layout: Layout, theme: Theme) -> Label:
    """What an arrow is, and how many times as long as that it is drawn."""
    symbol = part.symbol
    if len(lesson.variables) == 1:
        name = symbol_name(lesson.variables[0])
        symbol = plain_letters(symbol.replace("nabla f", "f'"), name)
    times = "" if part.scale == 1.0 else f" × {lesson.rounding.number(part.scale)}"
    return layout.label(f"${symbol}$#h(0.3em){times}", colour=theme.text)


@on_frame("internals", order=24)
def internals_legend(setting: Setting, cue: Cue) -> CueProp:
    """The legend of the arrows, in a free corner or in a row beside the formula."""
    layout, theme = setting.layout, setting.theme
    em = layout.em
    inner = inner_of(setting, cue)
    colors = {"gradient": theme.gradient, "velocity": theme.velocity, "step": theme.step}
    rows: list[tuple[list[Mesh], Label]] = []
    for part in inner.parts:
        label = _name_of(part, setting.lesson, layout, theme)
        arrow = ArrowStroke((0, 0, 0), (1.5 * em, 0, 0), 0.16 * em, color=colors[part.role],
                            head=3.2, over_all=True, fixed_in_frame=True, swell=0.0)  # fmt: skip
        rows.append(([arrow], label))
    if inner.reach is not None and setting.space.dimension == 2:
        angle = np.linspace(0, 2 * np.pi, 41)
        ring = np.column_stack([0.75 + 0.75 * np.cos(angle), 0.4 * np.sin(angle), 0 * angle]) * em
        ellipse = Stroke(ring, 0.03, color=theme.text, over_all=True, fixed_in_frame=True,
                         in_front=True, swell=0.0)  # fmt: skip
        rows.append(([ellipse], layout.label(f"${inner.symbol}$", em, theme.text)))
    across = [label.width + _ACROSS * em for _, label in rows]
    gap, line = _GAP * em, _LINE * em
    wide, tall = 2.3 * em + max(label.width for _, label in rows), line * len(rows)
    slots = setting.slots.legend(cue)
    slot = next(
        (
            slot
            for slot in slots
            if slot.width >= (sum(across) - gap if slot.flow == "row" else wide)
        ),
        slots[-1],
    )
    parts: list[Mesh] = []
    if slot.flow == "row":
        left, top = slot.corner(sum(across) - gap, 0.0)
        starts = left + np.cumsum([0.0, *across[:-1]])
        places = [(float(x), top, 2.0 * em) for x in starts]
    else:
        left, top = slot.corner(wide, tall)
        plate = Plate(wide + 1.0 * em, tall + 0.4 * em, theme.plate, 0.75, 0.4 * em)
        parts.append(plate.put(left - 0.5 * em, top + 0.2 * em, align=(-1, 1)))
        places = [(left, top - (row + 0.5) * line, 2.3 * em) for row in range(len(rows))]
    for (marks, label), (x, y, indent) in zip(rows, places, strict=True):
        for mark in marks:
            mark.shift(np.array([x, y, 0.0]))
        parts += [*marks, label.put(x + indent, y, align=(-1, 0))]
    return CueProp(cue, parts)
