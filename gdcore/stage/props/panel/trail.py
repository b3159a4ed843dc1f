"""The balls that roll down, and the trails that they leave.

On a surface both follow the ground between two points. Over a curve they go straight from one to
the next: along the curve, a leap to the other side would look like rolling through the valley.
"""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.setting import Setting
from gdcore.story import Lesson

RADIUS = 0.13
"""Of a ball, scene units; several are a little smaller."""
TRAIL = 0.055
"""Width of a trail, scene units."""
_LIFT = 0.05  # how much nearer a trail is drawn than it lies, lest the mesh should cut it
_RIM = 0.022  # scene units by which the rim of a trail is wider than the trail
_DOT_GAP = 0.16  # scene units between two points of a trajectory that are both marked
_PIECE = 0.06  # scene units: between points of a trail, so that it follows the surface
_AROUND = 5  # steps, of which those that turn back make a path to and fro
_FRESH, _OLD = 5.0, 0.3  # of a trail to and fro: steps until it is thin, and how thin
_MOST_POINTS = 6000  # of one trail: several a pixel on its way through the whole frame


class BallProp:
    """One descent's ball: it touches the surface and is not sunk in it; over a curve it leaps."""

    def __init__(self, setting: Setting, descent: int) -> None:
        self._setting, self._descent = setting, descent
        self._cues = [c for c in setting.timeline.cues_of("ball") if c.descent == descent]
        alone = len(setting.lesson.descents) == 1
        self._radius = (RADIUS if alone else 0.85 * RADIUS) * setting.thick
        label = setting.lesson.descents[descent].label
        name = f"ball of descent {descent + 1} ({label})" if not alone else "ball"
        self._corners = corners(setting.lesson, descent) if setting.space.dimension == 1 else None
        self._ball = Ball(radius=self._radius, color=setting.theme.descent(descent), name=name)
        self.mobjects: list[Mesh] = [self._ball]

    def show(self, t: float) -> None:
        cue = next((c for c in self._cues if c.start <= t < c.end), None)
        self._ball.opacity = cue.opacity(t) if cue else 0.0
        if cue and self._ball.opacity > 0:
            timeline, space = self._setting.timeline, self._setting.space
            point = timeline.position(self._descent, t)
            place, normal, _ = self._setting.on_surface(point)
            if self._corners is not None:
                value = np.interp(timeline.steps(self._descent, t), *self._corners)
                place = space.place(np.asarray(point), np.clip(value, *space.values))
            # It drops in from a hand's breadth above as it appears.
            fallen = min(1.0, (t - cue.start) / cue.fade_in) if cue.fade_in > 0 else 1.0
            # On a map its middle is the point itself; the map's heights are squashed, its own not.
            flat = self._setting.flatness(t)
            upright = (1 - flat) * normal + flat * np.array([0.0, 0.0, 1.0])
            upright[2] /= max(1 - flat, 0.1)
            place[2] += 0.7 * (1 - fallen) ** 2
            self._ball.put(place + upright * self._radius)


class TrailProp:
    """One descent's trail: it lies on the surface and grows with the steps."""

    def __init__(self, setting: Setting, descent: int) -> None:
        self._timeline, self._descent = setting.timeline, descent
        self._cues = [c for c in setting.timeline.cues_of("trail") if c.descent == descent]
        track = setting.lesson.descents[descent]
        points, self._last, steps = drape(setting, descent)
        width = TRAIL if len(setting.lesson.descents) == 1 else 0.8 * TRAIL
        # How much of a path to and fro each step belongs to; none where the path is not one.
        share = to_and_fro(track.trajectory.points)
        self._fades = setting.space.dimension == 2 and bool(share.any())
        self._share = share
        self._told = -1.0  # the step for which the widths are laid
        self._line = Stroke(
            points,
            width * setting.thick,
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
        """A thin rim in the background's colour: no seven colours differ from all of a surface's
        to every eye."""
        both = (self._line, self._dots)
        start = len(self._line.points)
        return Stroke(
            np.concatenate([stroke.points for stroke in both]),
            np.concatenate([stroke.widths for stroke in both]) + _RIM * setting.thick,
            breaks=[start, *(int(b) + start for b in self._dots.breaks)],
            places=np.concatenate([stroke.places for stroke in both]),
            color=setting.theme.background,
            lift=0.9 * self._line.lift,
            swell=0.5,
        )

    def _marks(self, points: Array, steps: Array) -> Stroke:
        """A dot at each point of the trajectory, where they lie far enough apart to be told."""
        whole = np.flatnonzero(steps == np.floor(steps))
        kept = [whole[0]]
        for index in whole[1:]:
            if np.linalg.norm(points[index] - points[kept[-1]]) > _DOT_GAP:
                kept.append(index)
        # A line from a point to itself is a dot, as its ends are round.
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
        if self._fades and opacity > 0 and steps != self._told:
            self._taper(steps)

    def _taper(self, steps: float) -> None:
        """Let older steps be thinner: they cross one place again and again, and would fill it."""
        self._told = steps
        for stroke, widths in zip((self._rim, self._line, self._dots), self._widths, strict=True):
            at = stroke.places * self._last
            aged = np.clip(1.0 - (steps - at) / _FRESH, _OLD, 0.7)
            share = np.interp(at, np.arange(len(self._share)), self._share)
            stroke.widths = widths * (1.0 - share * (1.0 - aged))


def to_and_fro(points: Array) -> Array:
    """For each turn (n - 2,) of a path (n, d) from 0 to 1 whether it jumps to and fro there.

    It is 0 all along unless more than a third of all steps turn back: a path that swings out.
    """
    steps = np.diff(points[np.isfinite(points).all(axis=1)], axis=0)
    moves = steps[np.linalg.norm(steps, axis=1) > 1e-9 * (np.abs(points[0]).max() + 1.0)]
    back = np.einsum("ij,ij->i", moves[:-1], moves[1:]) < 0
    if len(moves) < 6 or np.mean(back) <= 1 / 3:
        return np.zeros(max(len(back), 1))
    window = np.ones(_AROUND)
    near = np.convolve(back, window, "same") / np.convolve(np.ones(len(back)), window, "same")
    return np.clip(3.0 * near - 1.0, 0.0, 1.0)


def corners(lesson: Lesson, descent: int) -> tuple[Array, Array]:
    """The steps (n,) after which a descent is at a point that is seen, and f there (n,)."""
    track = lesson.descents[descent]
    last = track.visible_steps
    whole = np.arange(int(last) + 1, dtype=np.float64)
    steps = np.append(whole, last) if last > whole[-1] else whole
    return steps, np.nan_to_num(lesson.function.value(_at_steps(track.trajectory.points, steps)))


def drape(setting: Setting, descent: int) -> tuple[Array, float, Array]:
    """A descent's way laid on the surface: scene points (m, 3), the last step, steps (m,).

    The straight way in the variables between two points follows the hills in between; over a curve
    it is straight in f as well.
    """
    track = setting.lesson.descents[descent]
    last, points = track.visible_steps, track.trajectory.points
    seen, heights = corners(setting.lesson, descent)
    steps = seen if len(seen) > 1 else np.array([0.0, 0.0])
    flat = _at_steps(points, steps)
    scene = setting.space.place(flat, np.full(len(flat), sum(setting.space.values) / 2))
    lengths = np.linalg.norm(np.diff(scene, axis=0), axis=1)
    if len(steps) > _MOST_POINTS:
        # So many steps cannot be told apart: points at even distances along the way.
        along = np.concatenate([[0.0], np.cumsum(lengths)])
        keep = np.concatenate([[True], np.diff(along) > 0])
        even = np.linspace(0.0, along[-1], _MOST_POINTS)
        steps = np.interp(even, along[keep], steps[keep])
    else:
        pieces = np.clip(np.ceil(lengths / _PIECE), 1, 400).astype(int)
        pieces = np.maximum(pieces * min(1.0, _MOST_POINTS / max(pieces.sum(), 1)), 1).astype(int)
        parts = [
            np.linspace(a, b, n, endpoint=False)
            for a, b, n in zip(steps[:-1], steps[1:], pieces, strict=True)
        ]
        steps = np.append(np.concatenate(parts), steps[-1])
    flat = _at_steps(points, steps)
    straight = setting.space.dimension == 1
    values = np.interp(steps, seen, heights) if straight else setting.lesson.function.value(flat)
    values = np.clip(np.nan_to_num(values), *setting.space.values)
    return setting.space.place(flat, values), last, steps


def _at_steps(points: Array, steps: Array) -> Array:
    """Points on the way after fractional numbers of steps: (m, d)."""
    index = np.arange(len(points), dtype=np.float64)
    return np.column_stack([np.interp(steps, index, points[:, k]) for k in range(points.shape[1])])
