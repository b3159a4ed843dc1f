"""The balls of the descents: on a surface they roll along the ground, over a curve they leap.

On a surface a ball touches the ground from above. Over a curve its middle is at the point itself:
beside a steep curve, a ball that touched it would stand above another x.
"""

from __future__ import annotations

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.shade import Shade, disc
from gdcore.stage.props.parts.way import corners
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting
from gdcore.story.track import since

RADIUS = 0.13
"""Radius of a ball, scene units; where there are several, they are a little smaller."""

_BEFORE_CURVE = 0.3  # scene units: more than the lift of the curve and of any trail
_SHADOW = 2.3  # radius of the shadow to the ball's
_THROWN = 0.35  # share of that radius by which it lies to the side, where the lamp stands low


@in_panel("ball", order=82, each="descent")
class BallProp:
    """One descent's ball: it rests on the surface, or its middle follows the curve."""

    def __init__(self, setting: Setting, descent: int) -> None:
        self._setting, self._descent = setting, descent
        self._cues = [c for c in setting.timeline.cues_of("ball") if c.descent == descent]
        alone = len(setting.lesson.descents) == 1
        self._radius = (RADIUS if alone else 0.85 * RADIUS) * setting.thick
        label = setting.lesson.descents[descent].label
        name = f"ball of descent {descent + 1} ({label})" if not alone else "ball"
        self._corners = corners(setting.lesson, descent) if setting.space.dimension == 1 else None
        self._ball = Ball(
            radius=self._radius, color=setting.theme.descent(descent), lamp=setting.lamp, name=name,
            lift=0.0 if self._corners is None else _BEFORE_CURVE,
        )  # fmt: skip
        self._shade = Shade() if setting.space.dimension == 2 else None
        self.mobjects: list[Mesh] = [*([self._shade] if self._shade else []), self._ball]

    def show(self, t: float) -> None:
        cue = next((c for c in self._cues if c.start <= t < c.end), None)
        self._ball.opacity = cue.opacity(t) if cue else 0.0
        if self._shade is not None:
            self._shade.opacity = 0.0
        if cue and self._ball.opacity > 0:
            timeline, space = self._setting.timeline, self._setting.space
            point = timeline.position(self._descent, t)
            place, normal, _ = self._setting.on_surface(point)
            if self._corners is not None:
                normal = np.zeros(3)
                value = np.interp(timeline.steps(self._descent, t), *self._corners)
                place = space.place(np.asarray(point), np.clip(value, *space.values))
            elif not np.isfinite(place).all():
                # The straight line between two points crosses a hole.
                self._ball.opacity = 0.0
                return
            # While it fades in, the ball falls to its place from 0.7 scene units above.
            fallen = min(1.0, since(cue.start, t) / cue.fade_in) if cue.fade_in > 0 else 1.0
            # On a map the ball's middle is at the point itself: there, heights are flattened, but
            # the ball's radius is not.
            flat = self._setting.flatness(t)
            upright = (1 - flat) * normal + flat * np.array([0.0, 0.0, 1.0])
            upright[2] /= max(1 - flat, 0.1)
            if self._shade is not None:
                self._shade.opacity = self._ball.opacity * fallen
                self._darken(self._shade, np.asarray(point, float), flat)
            place[2] += 0.7 * (1 - fallen) ** 2
            self._ball.put(place + upright * self._radius)

    def _darken(self, shade: Shade, point: Array, flat: float) -> None:
        """Lay the contact shadow around a data point (d,), a little away from the lamp."""
        setting, space = self._setting, self._setting.space
        away = -_THROWN * (1 - flat) * setting.lamp[:2]
        around = point + _SHADOW * self._radius * (disc() + away) / space.scale[:2]
        around = np.clip(around, space.lows, space.highs)
        values = np.asarray(setting.lesson.function.value(around), dtype=np.float64)
        here = float(np.asarray(setting.lesson.function.value(point)))
        values = np.where(np.isfinite(values), values, here)
        shade.put(space.place(around, np.clip(values, *space.values)))
