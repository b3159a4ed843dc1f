"""The trails that the balls leave.

On a surface a trail follows the ground between two points. Over a curve it is straight: along the
curve, a leap to the valley's other side would look like rolling through the valley.
"""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.way import drape
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting

TRAIL = 0.055
"""Width of a trail, scene units."""
_LIFT = 0.11
"""Scene units towards the eye by which a trail is lifted, lest the mesh should cut it.

Seen from 30° above the ground, what lies on its lower side on the screen is nearer by 1.7 times
half the width of a dot and its rim."""
_RIM = 0.032  # scene units by which the rim of a trail is wider than the trail
_DOT_GAP = 0.16  # scene units, at least, between two points that are marked with dots
_AROUND = 5  # steps around each turn, among which those that turn back are counted
_FRESH, _OLD = 5.0, 0.3  # a to-and-fro trail thins within so many steps to this share of its width


@in_panel("trail", order=80, each="descent")
class TrailProp:
    """One descent's trail, which lies on the surface or curve and grows with the steps."""

    def __init__(self, setting: Setting, descent: int) -> None:
        self._timeline, self._descent = setting.timeline, descent
        self._cues = [c for c in setting.timeline.cues_of("trail") if c.descent == descent]
        track = setting.lesson.descents[descent]
        points, self._last, steps, gaps = drape(setting, descent)
        width = TRAIL if len(setting.lesson.descents) == 1 else 0.8 * TRAIL
        # For each turn, how much the path jumps to and fro there, 0 to 1.
        share = to_and_fro(track.trajectory.points)
        self._fades = setting.space.dimension == 2 and bool(share.any())
        self._share = share
        self._tapered = -1.0  # the step number for which the widths were computed last
        self._line = Stroke(
            points,
            width * setting.thick,
            breaks=gaps,
            places=steps / max(self._last, 1e-12),
            color=setting.theme.descent(descent),
            lift=_LIFT,
            swell=0.5,
        )
        self._dots = self._marks(points, steps)
        self._rim = self._around(setting)
        self.mobjects: list[Mesh] = [self._rim, self._line, self._dots]
        self._widths = [stroke.widths for stroke in self.mobjects if isinstance(stroke, Stroke)]

    def _around(self, setting: Setting) -> Stroke:
        """A thin rim in the background's colour.

        It sets the trail off from the surface: no seven colours differ from all colours of the
        surface for every viewer.
        """
        both = (self._line, self._dots)
        start = len(self._line.points)
        return Stroke(
            np.concatenate([stroke.points for stroke in both]),
            np.concatenate([stroke.widths for stroke in both]) + _RIM * setting.thick,
            breaks=[*self._line.breaks, start, *(int(b) + start for b in self._dots.breaks)],
            places=np.concatenate([stroke.places for stroke in both]),
            color=setting.theme.background,
            lift=0.9 * self._line.lift,
            swell=0.5,
        )

    def _marks(self, points: Array, steps: Array) -> Stroke:
        """A dot at each point of the trajectory that does not lie too near to the dot before."""
        whole = np.flatnonzero(steps == np.floor(steps))
        kept = list(whole[:1]) or [0]
        for index in whole[1:]:
            if np.linalg.norm(points[index] - points[kept[-1]]) > _DOT_GAP:
                kept.append(index)
        # A line from a point to itself has round ends, which together are a dot.
        twice = np.repeat(kept, 2)
        return Stroke(
            points[twice],
            self._line.widths[0] * 2.1,
            breaks=range(2, len(twice), 2),
            places=self._line.places[twice],
            color=self._line.color,
            lift=1.2 * _LIFT,
            swell=0.5,
        )

    def show(self, t: float) -> None:
        opacity = max((c.opacity(t) for c in self._cues), default=0.0)
        steps = min(self._timeline.steps(self._descent, t), self._last)
        for stroke in (self._rim, self._line, self._dots):
            stroke.opacity = opacity
            stroke.shown = (-1e-6, steps / self._last if self._last > 0 else 0.0)
        if self._fades and opacity > 0 and steps != self._tapered:
            self._taper(steps)

    def _taper(self, steps: float) -> None:
        """Make older steps of a to-and-fro path thinner, which cross the same place many times."""
        self._tapered = steps
        for stroke, widths in zip((self._rim, self._line, self._dots), self._widths, strict=True):
            at = stroke.places * self._last
            aged = np.clip(1.0 - (steps - at) / _FRESH, _OLD, 0.7)
            share = np.interp(at, np.arange(len(self._share)), self._share)
            stroke.widths = widths * (1.0 - share * (1.0 - aged))


def to_and_fro(points: Array) -> Array:
    """For each turn (n - 2,) of a path (n, d), how much it jumps to and fro there, 0 to 1.

    0 everywhere unless more than a third of all steps turn back.
    """
    # A last step may be huge; clipped so that lengths do not overflow.
    places = np.clip(points[np.isfinite(points).all(axis=1)], -1e100, 1e100)
    steps = np.diff(places, axis=0)
    moves = steps[np.linalg.norm(steps, axis=1) > 1e-9 * (np.abs(places[0]).max() + 1.0)]
    back = np.einsum("ij,ij->i", moves[:-1], moves[1:]) < 0
    if len(moves) < 6 or np.mean(back) <= 1 / 3:
        return np.zeros(max(len(back), 1))
    window = np.ones(_AROUND)
    near = np.convolve(back, window, "same") / np.convolve(np.ones(len(back)), window, "same")
    return np.clip(3.0 * near - 1.0, 0.0, 1.0)
