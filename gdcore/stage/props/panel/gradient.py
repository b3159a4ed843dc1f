"""The gradient at a point: its arrow along the surface, and its name."""

from __future__ import annotations

import math

import numpy as np

from gdcore.maths.arrays import lengths
from gdcore.stage.aim import lens_at
from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.boxes import on_frame
from gdcore.stage.layout.giving_way.placement import Spot, choose, looked_at
from gdcore.stage.layout.giving_way.precedence import Precedence
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import ArrowStroke, Stroke
from gdcore.stage.props.parts.touching import heights
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting
from gdcore.story import Cue

ARROW = 1.5
"""Length of the longest gradient's arrow of a descent, scene units; the others are to scale."""
_DOT = 0.16  # scene units: the dot at the foot of an arrow without a ball
_STEEPEST = 1e300  # |∇f|: from here on the rise of an arrow in the scene is beyond all numbers
_LIFT = 0.12  # scene units by which the arrow is drawn nearer, lest the mesh should cut it
_OUT = 3.0  # of what it has sunk below a wall, seen as slantingly as that
_ASIDE = 0.25
"""Cost of a name at the arrow's side, as a share of the name that would be outside of the panel
ahead of it: a smaller share is mended by a step of `Order`."""
_HOVER = 0.03  # scene units above the surface, where arrow and plane would be half in it


@in_panel("gradient", order=52)
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
            pad=0.18 * em, anchor=(0, 0, 0), pixels_per_unit=setting.layout.pixels_per_unit,
        )  # fmt: skip
        self._name.precedence = Precedence.SPEECH
        # Measured once: where the name stands changes the last bits of its size.
        self._size = self._name.width, self._name.height
        # Where no ball says which point it is the gradient of, the arrow's foot is a dot.
        self._foot = Stroke(np.zeros((2, 3)), _DOT, color=color, lift=_LIFT, swell=0.5)
        self._longest = self._largest_norm()
        self._side = 0.0
        self._side = self._freest_side()
        self.mobjects: list[Mesh] = [self._arrow, self._foot, self._name]

    def _largest_norm(self) -> float:
        if self._cue.descent is not None:
            gradients = self._setting.lesson.descents[self._cue.descent].trajectory.gradients
            return float(np.nanmax(lengths(gradients), initial=0.0))
        _, _, gradient = self._setting.on_surface(self._setting.where(self._cue, 0.0))
        return float(np.nan_to_num(math.hypot(*gradient)))

    def _freest_side(self) -> float:
        """0 if the name finds room ahead of the arrow, else the side of it with more: 1 left."""
        setting, moments = self._setting, looked_at(self._cue)
        sides = (0.0, 1.0, -1.0)
        spots, seen = [], np.zeros(len(moments))
        for self._side in sides:
            places = []
            for index, t in enumerate(moments):
                self.show(t)
                seen[index] = self._name.opacity
                anchor = self._name.anchor
                places.append((anchor, self._name.points.mean(axis=0)[:2]))
            anchors, offsets = (np.array(column) for column in zip(*places, strict=True))
            spots.append(Spot(anchors[seen > 0], offsets[seen > 0], _ASIDE if self._side else 0.0))
        self._name.put(0.0, 0.0)
        if not seen.any():
            return 0.0
        lenses = [lens_at(setting, t) for t, there in zip(moments, seen, strict=True) if there > 0]
        panel = setting.panel
        none = np.zeros((0, 3))
        best = choose(lenses, panel.region, [self._size], [spots], none, 0.0, panel.texts)[0]
        return next(side for side, spot in zip(sides, spots, strict=True) if spot is best)

    def show(self, t: float) -> None:
        shown = self._cue.opacity(t)
        self._arrow.opacity = self._foot.opacity = self._name.opacity = 0.0
        if shown == 0.0:
            return
        place, normal, gradient = self._setting.on_surface(self._setting.where(self._cue, t))
        norm = math.hypot(*gradient)
        if not norm < _STEEPEST:  # f has no slope there, or one that no arrow can have
            return
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
        return float(max(0.0, np.max(heights(self._setting, along) - along[:, 2])))

    def _put_beside(self, foot: Array, tip: Array, t: float) -> None:
        """Put the name at the arrow's left or right as the viewer sees it."""
        self._name.anchor = foot + 0.7 * (tip - foot)
        ends = on_frame(lens_at(self._setting, t), np.array([foot, tip]))
        along = ends[1] - ends[0]
        across = self._side * np.array([-along[1], along[0]])
        across /= max(float(np.linalg.norm(along)), 1e-9)
        wide, tall = self._size
        away = (abs(across[0]) * wide + abs(across[1]) * tall) / 2 + 0.3 * self._setting.layout.em
        self._name.put(*(away * across))
