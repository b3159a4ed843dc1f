"""What touches the surface at one point: the tangent plane and the gradient's arrow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.stage.aim import view_at
from gdcore.stage.gl.view import Array
from gdcore.stage.layout.precedence import Precedence
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.patch import Patch
from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
from gdcore.stage.props.parts.placement import looked_at
from gdcore.stage.props.parts.receding import SHINES_THROUGH, surface_share
from gdcore.stage.setting import Setting
from gdcore.story import Cue
from gdcore.story.track import smooth

HALF_SIDE = 1.15
"""Half the side of the tangent plane, scene units."""
TALLEST = 1.5
"""How far it may reach up and down: a plane on a steep slope is smaller."""
OPACITY = 0.5
ARROW = 1.5
"""Length of the longest gradient's arrow of a descent, scene units; the others are to scale."""
_BEFORE_ALL = 12.0  # scene units: more than the box is deep
_DOT = 0.16  # scene units: the dot at the foot of an arrow without a ball
_LIFT = 0.12  # scene units by which the arrow is drawn nearer, lest the mesh should cut it
_OUT = 3.0  # of what it has sunk below a wall, seen as slantingly as that
_HOVER = 0.03  # scene units above the surface, where arrow and plane would be half in it


class TangentProp:
    """One cue's tangent plane; for one variable the tangent line."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        color = setting.theme.tangent
        self._sheet: Patch | Stroke = (
            Patch(np.zeros((4, 3)), color=color, lift=0.02)
            if setting.space.dimension == 2
            else Stroke(np.zeros((2, 3)), 0.05, color=color, lift=0.1, swell=0.0)
        )
        # Below a bowl it is seen through the surface, where that recedes for the slices.
        self._through = Patch(np.zeros((4, 3)), color=color, lift=_BEFORE_ALL)
        below = setting.space.dimension == 2 and lies_below(setting, cue)
        self._veiled = [cue] if below else []
        self.mobjects: list[Mesh] = [self._through, self._sheet]

    def show(self, t: float) -> None:
        # A plane has no place on a map: it would hide what it touches.
        shown = self._cue.opacity(t) * smooth(1.0 - self._setting.flatness(t))
        self._sheet.opacity = shown
        self._through.opacity = 0.0
        if shown == 0:
            return
        point, grown = self._setting.where(self._cue, t), 0.6 + 0.4 * shown
        if isinstance(self._sheet, Stroke):
            self._sheet.set_line(tangent_line(self._setting, point, grown))
            return
        self._sheet.opacity = OPACITY * shown
        self._sheet.put(tangent_corners(self._setting, point, grown))
        share = surface_share(self._setting.timeline, t, self._veiled)
        self._through.opacity = 0.6 * OPACITY * shown * (1 - share) / (1 - SHINES_THROUGH)
        self._through.opacity = min(self._through.opacity, 0.6 * OPACITY * shown)
        if self._through.opacity > 0:
            self._through.put(self._sheet.points)


def _sides(setting: Setting, point: Sequence[float]) -> tuple[Array, list[Array], float]:
    """A point's place on the surface, the tangents along the axes, and half a plane's side."""
    place, _, gradient = setting.on_surface(point)
    space = setting.space
    directions = np.eye(space.dimension) / space.scale[:-1, None]
    sides = [space.tangent(direction, gradient) for direction in directions]
    rise = sum(abs(float(side[2])) for side in sides)
    return place, sides, min(HALF_SIDE, TALLEST / rise if rise > 0 else HALF_SIDE)


def tangent_corners(setting: Setting, point: Sequence[float], grown: float = 1.0) -> Array:
    """The corners (4, 3) of the tangent plane's sheet at a data point, row by row."""
    place, sides, half = _sides(setting, point)
    a, b = half * grown * sides[0], half * grown * sides[1]
    return np.array([place - a - b, place + a - b, place - a + b, place + a + b])


def tangent_line(setting: Setting, point: Sequence[float], grown: float = 1.0) -> Array:
    """The ends (2, 3) of the tangent line at a point of a curve."""
    place, sides, half = _sides(setting, point)
    along = sides[0] / np.linalg.norm(sides[0]) * 1.6 * half * grown / HALF_SIDE
    return np.array([place - along, place + along])


def lies_below(setting: Setting, cue: Cue) -> bool:
    """Whether most of a cue's tangent plane lies below the surface, which then hides it."""
    corners = tangent_corners(setting, setting.where(cue, cue.start))
    shares = np.linspace(0.0, 1.0, 9)
    u, v = (side.ravel() for side in np.meshgrid(shares, shares))
    places = (
        corners[0] + u[:, None] * (corners[1] - corners[0]) + v[:, None] * (corners[2] - corners[0])
    )
    return float(np.mean(places[:, 2] < _heights(setting, places) - 1e-6)) > 0.6


def _heights(setting: Setting, places: Array) -> Array:
    """The heights (n,) of the surface at the scene points (n, 3) over it."""
    space = setting.space
    points = places[:, :2] / space.scale[:-1] + np.add(space.lows, space.highs) / 2
    return space.place(points, np.nan_to_num(setting.lesson.function.value(points)))[:, 2]


class GradientProp:
    """One cue's gradient: an arrow along the surface, uphill, with its name."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        color = setting.theme.gradient
        self._arrow = ArrowStroke((0, 0, 0), (1, 0, 0), 0.06, color=color, lift=_LIFT, swell=0.5)
        name = "$nabla f$" if setting.space.dimension == 2 else "$f'$"
        em = setting.layout.em
        self._name = Card(
            name, setting.layout.big, color, plate=setting.theme.plate, cover=0.75,
            pad=0.18 * em, anchor=(0, 0, 0),
        )  # fmt: skip
        self._name.precedence = Precedence.SPEECH
        # Where no ball says which point it is the gradient of, the arrow's foot is a dot.
        self._foot = Stroke(np.zeros((2, 3)), _DOT, color=color, lift=_LIFT, swell=0.5)
        self._longest = self._largest_norm()
        self._side = 0.0
        self._side = self._freest_side()
        self.mobjects: list[Mesh] = [self._arrow, self._foot, self._name]

    def _largest_norm(self) -> float:
        if self._cue.descent is not None:
            gradients = self._setting.lesson.descents[self._cue.descent].trajectory.gradients
            return float(np.nanmax(np.linalg.norm(gradients, axis=1), initial=0.0))
        _, _, gradient = self._setting.on_surface(self._setting.where(self._cue, 0.0))
        return float(np.linalg.norm(gradient))

    def _freest_side(self) -> float:
        """0 if the name finds room ahead of the arrow, else the side of it with more: 1 left."""
        left, bottom, right, top = self._setting.panel.region
        low, high = np.array([left, bottom]), np.array([right, top])
        outside: dict[float, float] = {}
        for self._side in (0.0, 1.0, -1.0):
            cost = 0.0
            for t in looked_at(self._cue):
                self.show(t)
                assert self._name.anchor is not None
                spot = _on_frame(self._setting, t, self._name.anchor)
                box = np.reshape(self._name.extremes, (2, 2)) + spot
                over = np.maximum(low - box[0], 0) + np.maximum(box[1] - high, 0)
                cost += float(over.sum()) * self._name.opacity
            # What Order can mend by a small step is as good as within.
            outside[self._side] = max(cost - 0.3 * self._setting.layout.em, 0.0)
        self._name.put(0.0, 0.0)
        return min(outside, key=lambda side: outside[side])

    def show(self, t: float) -> None:
        shown = self._cue.opacity(t)
        place, normal, gradient = self._setting.on_surface(self._setting.where(self._cue, t))
        norm = float(np.linalg.norm(gradient))
        length = ARROW * norm / self._longest if self._longest > 0 else 0.0
        # An arrow shorter than its head's width is a blot.
        visible = min(1.0, max(0.0, length / 0.15 - 1.0))
        self._arrow.opacity = shown * visible
        self._foot.opacity = self._arrow.opacity if self._cue.point is not None else 0.0
        # The name of a short arrow would cover it, and the ball as well.
        self._name.opacity = shown * min(1.0, max(0.0, (length - 0.6) / 0.2))
        if self._arrow.opacity == 0:
            return
        uphill = self._setting.space.tangent(gradient / norm, gradient)
        uphill /= np.linalg.norm(uphill)
        level = uphill * [1.0, 1.0, 0.0]
        foot = place + _HOVER * normal
        tip = foot + length * (0.3 + 0.7 * shown) * uphill
        self._arrow.put(foot, tip)
        self._foot.set_line(np.array([foot, foot]))
        self._arrow.lift = _LIFT + _OUT * self._sunk(foot, tip)
        # On a map what is above falls on what it stands above: the name goes farther ahead.
        flat = self._setting.flatness(t)
        ahead = (1 - flat) * 0.34 * uphill + flat * 0.42 * level / np.linalg.norm(level)
        self._name.anchor = tip + ahead + np.array([0.0, 0.0, 0.12])
        if self._side:
            self._put_beside(foot, tip, t)

    def _sunk(self, foot: Array, tip: Array) -> float:
        """How far the surface rises above the straight arrow, as every valley's wall does."""
        space = self._setting.space
        if space.dimension == 1:
            return 0.0
        along = foot + np.linspace(0.0, 1.0, 9)[:, None] * (tip - foot)
        return float(max(0.0, np.max(_heights(self._setting, along) - along[:, 2])))

    def _put_beside(self, foot: Array, tip: Array, t: float) -> None:
        """Put the name at the arrow's left or right as the viewer sees it."""
        self._name.anchor = foot + 0.7 * (tip - foot)
        along = _on_frame(self._setting, t, tip) - _on_frame(self._setting, t, foot)
        across = self._side * np.array([-along[1], along[0]])
        across /= max(float(np.linalg.norm(along)), 1e-9)
        wide, tall = self._name.width, self._name.height
        away = (abs(across[0]) * wide + abs(across[1]) * tall) / 2 + 0.3 * self._setting.layout.em
        self._name.put(*(away * across))


def _on_frame(setting: Setting, t: float, point: Array) -> Array:
    """Where a point of the scene (3,) is seen at `t`, (2,) scene units from the frame's middle."""
    layout = setting.layout
    spot = view_at(setting, t).project(point[None])[0, :2] / layout.pixels_per_unit
    place: Array = (spot - [layout.width / 2, layout.height / 2]) * [1, -1]
    return place
