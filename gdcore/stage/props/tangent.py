"""What touches the surface at one point: the tangent plane and the gradient's arrow."""

from __future__ import annotations

import numpy as np

from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.patch import Patch
from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
from gdcore.stage.props.receding import surface_share
from gdcore.stage.props.setting import Setting
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
        self.mobjects: list[Mesh] = [self._through, self._sheet]

    def show(self, t: float) -> None:
        # A plane has no place on a map: it would hide what it touches.
        shown = self._cue.opacity(t) * smooth(1.0 - self._setting.flatness(t))
        self._sheet.opacity = shown
        self._through.opacity = 0.0
        if shown == 0:
            return
        place, _, gradient = self._setting.on_surface(self._setting.where(self._cue, t))
        space = self._setting.space
        directions = np.eye(space.dimension) / space.scale[:-1, None]
        sides = [space.tangent(direction, gradient) for direction in directions]
        rise = sum(abs(float(side[2])) for side in sides)
        half = min(HALF_SIDE, TALLEST / rise if rise > 0 else HALF_SIDE) * (0.6 + 0.4 * shown)
        if isinstance(self._sheet, Stroke):
            along = sides[0] / np.linalg.norm(sides[0]) * 1.6 * half / HALF_SIDE
            self._sheet.set_line([place - along, place + along])
            return
        self._sheet.opacity = OPACITY * shown
        a, b = half * sides[0], half * sides[1]
        self._sheet.put([place - a - b, place + a - b, place - a + b, place + a + b])
        self._through.opacity = (
            0.6 * OPACITY * shown * (1 - surface_share(self._setting.timeline, t))
        )
        if self._through.opacity > 0:
            self._through.put(self._sheet.points)


class GradientProp:
    """One cue's gradient: an arrow along the surface, uphill, with its name."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        color = setting.theme.gradient
        self._arrow = ArrowStroke((0, 0, 0), (1, 0, 0), 0.06, color=color, lift=0.12, swell=0.5)
        name = "$nabla f$" if setting.space.dimension == 2 else "$f'$"
        em = setting.layout.em
        self._name = Card(
            name, setting.layout.big, color, plate=setting.theme.plate, cover=0.75,
            pad=0.18 * em, anchor=(0, 0, 0),
        )  # fmt: skip
        self._longest = self._largest_norm()
        self.mobjects: list[Mesh] = [self._arrow, self._name]

    def _largest_norm(self) -> float:
        if self._cue.descent is not None:
            gradients = self._setting.lesson.descents[self._cue.descent].trajectory.gradients
            return float(np.nanmax(np.linalg.norm(gradients, axis=1), initial=0.0))
        _, _, gradient = self._setting.on_surface(self._setting.where(self._cue, 0.0))
        return float(np.linalg.norm(gradient))

    def show(self, t: float) -> None:
        shown = self._cue.opacity(t)
        place, normal, gradient = self._setting.on_surface(self._setting.where(self._cue, t))
        norm = float(np.linalg.norm(gradient))
        length = ARROW * norm / self._longest if self._longest > 0 else 0.0
        # An arrow shorter than its head's width is a blot.
        visible = min(1.0, max(0.0, length / 0.15 - 1.0))
        self._arrow.opacity = shown * visible
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
        # On a map what is above falls on what it stands above: the name goes farther ahead.
        flat = self._setting.flatness(t)
        ahead = (1 - flat) * 0.34 * uphill + flat * 0.42 * level / np.linalg.norm(level)
        self._name.anchor = tip + ahead + np.array([0.0, 0.0, 0.12])
