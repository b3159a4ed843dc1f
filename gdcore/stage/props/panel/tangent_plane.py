"""The tangent plane of a surface, or the tangent line of a curve, at one point."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.patch import Patch
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.touching import HALF_SIDE, heights, tangents
from gdcore.stage.props.registry import in_panel, surface_share, thins_surface
from gdcore.stage.setting import Setting
from gdcore.story import Cue
from gdcore.story.track import smooth

OPACITY = 0.5
SHINES_THROUGH = 0.62
"""Opacity of a surface over a tangent plane that lies below it, as in every valley."""
_BEFORE_ALL = 12.0  # scene units: a lift by more than the box's depth, so that nothing hides it


@in_panel("tangent_plane", order=40)
class TangentProp:
    """One cue's tangent plane; for one variable the tangent line."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        self._share = surface_share(setting)
        color = setting.theme.tangent
        self._sheet: Patch | Stroke = (
            Patch(np.zeros((4, 3)), color=color, lift=0.02)
            if setting.space.dimension == 2
            else Stroke(np.zeros((2, 3)), 0.05, color=color, lift=0.1, swell=0.0)
        )
        # The plane below a bowl, visible while the surface is translucent for the slices.
        self._through = Patch(np.zeros((4, 3)), color=color, lift=_BEFORE_ALL)
        self.mobjects: list[Mesh] = [self._through, self._sheet]

    def show(self, t: float) -> None:
        # No plane on a map, where it would hide the landscape around the point.
        shown = self._cue.opacity(t) * smooth(1.0 - self._setting.flatness(t))
        self._sheet.opacity = shown
        self._through.opacity = 0.0
        if shown == 0:
            return
        point, grown = self._setting.where(self._cue, t), 0.6 + 0.4 * shown
        line = isinstance(self._sheet, Stroke)
        lay = tangent_line if line else tangent_corners
        points = lay(self._setting, point, grown)
        if not np.isfinite(points).all():  # f has no gradient there
            self._sheet.opacity = 0.0
            return
        if isinstance(self._sheet, Stroke):
            self._sheet.set_line(points)
            return
        self._sheet.opacity = OPACITY * shown
        self._sheet.put(points)
        share = self._share(t)
        self._through.opacity = 0.6 * OPACITY * shown * (1 - share) / (1 - SHINES_THROUGH)
        self._through.opacity = min(self._through.opacity, 0.6 * OPACITY * shown)
        if self._through.opacity > 0:
            self._through.put(self._sheet.points)


def tangent_corners(setting: Setting, point: Sequence[float], grown: float = 1.0) -> Array:
    """The corners (4, 3) of the tangent plane's sheet at a data point, in `Patch`'s order.

    grown: 0 to 1, the share of its size.
    """
    place, sides, half = tangents(setting, point)
    a, b = half * grown * sides[0], half * grown * sides[1]
    return np.array([place - a - b, place + a - b, place - a + b, place + a + b])


def tangent_line(setting: Setting, point: Sequence[float], grown: float = 1.0) -> Array:
    """The ends (2, 3) of the tangent line at a data point; grown: share of its length."""
    place, sides, half = tangents(setting, point)
    along = sides[0] / np.linalg.norm(sides[0]) * 1.6 * half * grown / HALF_SIDE
    return np.array([place - along, place + along])


@thins_surface("tangent_plane")
def veil(setting: Setting, cue: Cue) -> Callable[[float], float]:
    """A function of time: the surface's opacity, less than 1 while it would hide a cue's plane."""
    if setting.space.dimension != 2 or not lies_below(setting, cue):
        return lambda t: 1.0
    return lambda t: 1.0 - (1.0 - SHINES_THROUGH) * cue.opacity(t)


def lies_below(setting: Setting, cue: Cue) -> bool:
    """Whether most of a cue's tangent plane lies below the surface, which then hides it."""
    corners = tangent_corners(setting, setting.where(cue, cue.start))
    shares = np.linspace(0.0, 1.0, 9)
    u, v = (side.ravel() for side in np.meshgrid(shares, shares))
    places = (
        corners[0] + u[:, None] * (corners[1] - corners[0]) + v[:, None] * (corners[2] - corners[0])
    )
    return float(np.mean(places[:, 2] < heights(setting, places) - 1e-6)) > 0.6
