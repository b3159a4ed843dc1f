"""The balls of the descents: on a surface they roll along the ground, over a curve they leap."""

from __future__ import annotations

import numpy as np

from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.parts.way import corners
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting

RADIUS = 0.13
"""Radius of a ball, scene units; where there are several, they are a little smaller."""


@in_panel("ball", order=82, each="descent")
class BallProp:
    """One descent's ball: it rests on the surface, or on the curve, touching it from above."""

    def __init__(self, setting: Setting, descent: int) -> None:
        self._setting, self._descent = setting, descent
        self._cues = [c for c in setting.timeline.cues_of("ball") if c.descent == descent]
        alone = len(setting.lesson.descents) == 1
        self._radius = (RADIUS if alone else 0.85 * RADIUS) * setting.thick
        label = setting.lesson.descents[descent].label
        name = f"ball of descent {descent + 1} ({label})" if not alone else "ball"
        self._corners = corners(setting.lesson, descent) if setting.space.dimension == 1 else None
        self._ball = Ball(
            radius=self._radius, color=setting.theme.descent(descent), lamp=setting.lamp, name=name
        )
        self.mobjects: list[Mesh] = [self._ball]

    def show(self, t: float) -> None:
        cue = next((c for c in self._cues if c.start <= t < c.end), None)
        self._ball.opacity = cue.opacity(t) if cue else 0.0
        if cue and self._ball.opacity > 0:
            timeline, space = self._setting.timeline, self._setting.space
            point = timeline.position(self._descent, t)
            place, normal, _ = self._setting.on_surface(point)
            if self._corners is not None:
                normal = np.where(np.isnan(normal), [0.0, 0.0, 1.0], normal)
                value = np.interp(timeline.steps(self._descent, t), *self._corners)
                place = space.place(np.asarray(point), np.clip(value, *space.values))
            elif not np.isfinite(
                place
            ).all():  # the straight line between two points crosses a hole
                self._ball.opacity = 0.0
                return
            # While it fades in, the ball falls to its place from 0.7 scene units above.
            fallen = min(1.0, (t - cue.start) / cue.fade_in) if cue.fade_in > 0 else 1.0
            # On a map the ball's middle is at the point itself: there, heights are flattened, but
            # the ball's radius is not.
            flat = self._setting.flatness(t)
            upright = (1 - flat) * normal + flat * np.array([0.0, 0.0, 1.0])
            upright[2] /= max(1 - flat, 0.1)
            place[2] += 0.7 * (1 - fallen) ** 2
            self._ball.put(place + upright * self._radius)
