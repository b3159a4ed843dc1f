"""The arguments of a prop: lesson and timeline, its panel and scene space, layout and theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.arrangement import Arrangement
from gdcore.stage.layout.framing import Fit
from gdcore.stage.layout.lens import Lens
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.panel_fit import PanelFit
from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.slots import Slots
from gdcore.stage.layout.space import Space
from gdcore.stage.layout.spells import Spells
from gdcore.stage.layout.ticks import nice_step
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson, Timeline
from gdcore.story.track import smooth
from gdcore.story.traits import props_that

LAMP_LEFT, LAMP_HEIGHT = 45.0, 41.0
"""Degrees by which the lamp stands to the left of the viewer, and above the ground."""
BEFORE_GRAPH = (-0.3885, -0.7620, 0.5180)
"""The direction to the lamp of a graph, which is seen from the front: over the left shoulder."""


@dataclass(frozen=True)
class Setting:
    """The arguments of a prop, and questions about its panel that several props ask.

    timeline: of the lesson; theme: its colours; arrangement: who has which place on the frame; fit:
    the panel in which the prop stands, and its space; for a prop of the frame, the principal one;
    aimed: a cache of the panel's lens, for the moment used last.
    """

    timeline: Timeline
    theme: Theme
    arrangement: Arrangement
    fit: PanelFit
    aimed: dict[float, Lens] = field(default_factory=dict, compare=False, repr=False)

    @property
    def lesson(self) -> Lesson:
        return self.timeline.lesson

    @property
    def layout(self) -> Layout:
        return self.arrangement.layout

    @property
    def slots(self) -> Slots:
        """Places of what is written beside the pictures."""
        return self.arrangement.slots

    @property
    def spells(self) -> Spells:
        """Opacities over time of what shares a place."""
        return self.arrangement.spells

    @property
    def panel(self) -> Panel:
        """The part of the frame in which the prop stands, with the descents shown there."""
        return self.fit.panel

    @property
    def space(self) -> Space:
        """From data to scene units."""
        return self.fit.space

    @property
    def em(self) -> float:
        """The height of an em of text in the units of the panel's box."""
        return self.fit.em

    @cached_property
    def level_step(self) -> float:
        """The step between level curves, in data units."""
        return nice_step(*self.space.values, 14)

    @cached_property
    def colour_range(self) -> tuple[float, float]:
        """(low, high): values of f at the two ends of the colour map.

        A diverging colour map has its middle at 0 if there are values of both signs. Otherwise the
        ends are those of the lesson's value range; or, with a scale for each panel, those of the
        values that the panel's descents meet.
        """
        low, high = self._valued
        if self.theme.diverging and low < 0 < high:
            most = max(-low, high)
            return -most, most
        return low, high

    @property
    def _valued(self) -> tuple[float, float]:
        if self.lesson.spec.scales == "shared" or not self.panel.title:
            return self.space.values
        met = np.concatenate(
            [self.lesson.descents[i].trajectory.values for i in self.panel.descents]
        )
        met = np.clip(met[np.isfinite(met)], *self.space.values)
        low, high = (float(met.min()), float(met.max())) if len(met) else self.space.values
        return (low, high) if high > low else self.space.values

    def fit_at(self, t: float) -> Fit:
        """Zoom and offset of the panel's box or map at `t` seconds."""
        # An inset fades out for what stands aside and does not move over.
        aside = 0.0 if self.panel.inset else self.spells.aside(t)
        return self.fit.at(t, self.flatness(t), aside)

    def landscape(self, t: float) -> float:
        """Opacity of the cues of the surface or curve at `t` seconds, 0 to 1."""
        return self.timeline.shown_most(props_that(landscape=True), t)

    def balls(self, t: float) -> float:
        """Opacity of the descents' present places at `t` seconds, 0 to 1."""
        return self.timeline.shown_most(props_that(of_descent="place"), t)

    def presence(self, t: float) -> float:
        """Opacity of the surface at `t` seconds, 0 to 1."""
        reveal = self.timeline.value("surface.reveal", t)
        # It is opaque when it has risen by a third: a flat sheet appears first and then rises.
        return self.landscape(t) * smooth(min(1.0, 3 * reveal))

    def flatness(self, t: float) -> float:
        """How flat the landscape is at `t` seconds: from 0 (a surface) to 1 (a map)."""
        if self.panel.kind == "map":
            return 1.0
        if self.panel.kind == "curve":
            return 0.0
        return min(max(self.timeline.value("surface.flatten", t), 0.0), 1.0)

    @cached_property
    def lamp(self) -> Array:
        """The direction (3,) to the light in the scene: from the left of whom the film begins for.

        It stands still while the camera moves, as the sun does, so that shadows tell the shape.
        """
        if self.space.dimension == 1:
            return np.array(BEFORE_GRAPH)
        cues = (cue for prop in props_that(landscape=True) for cue in self.timeline.cues_of(prop))
        first = min((cue.start for cue in cues), default=0.0)
        seen_from = self.timeline.value("camera.azimuth", first) + self.panel.turn
        azimuth, height = np.radians(seen_from - LAMP_LEFT), np.radians(LAMP_HEIGHT)
        level = np.cos(height) * np.array([np.cos(azimuth), np.sin(azimuth)])
        return np.array([*level, np.sin(height)])

    @property
    def thick(self) -> float:
        """Factor for sizes of balls and lines in the box, 1 for a box that fills the frame.

        On screen they shrink with the square root of the panel's size: in a panel a quarter as
        large a ball is half as large, and still visible.
        """
        return float(np.sqrt(max(0.85 / self.fit.box.usual[0], 1.0)))

    def on_surface(self, point: Sequence[float]) -> tuple[Array, Array, Array]:
        """A data point's place on the surface (3,), the unit normal (3,), the gradient (d,).

        Where f is undefined all three are not-a-number. Where only the gradient is undefined, it is
        not-a-number and the normal points straight up.
        """
        p = np.asarray(point, dtype=np.float64)
        value = np.asarray(self.lesson.function.value(p), dtype=np.float64)
        gradient = np.asarray(self.lesson.function.gradient(p), dtype=np.float64)
        if np.isnan(value):
            nowhere = np.full(3, np.nan)
            return nowhere, nowhere.copy(), np.full(len(p), np.nan)
        place = self.space.place(p, np.clip(value, *self.space.values))
        return place, self.space.normal(np.nan_to_num(gradient)), gradient

    def lines(
        self,
        curves: Iterable[ArrayLike],
        height: Callable[[Array], ArrayLike],
        width: float,
        color: str,
        **look: Any,
    ) -> Stroke:
        """Curves over the domain as one stroke; what lies outside of the box is left out.

        curves: the data points (n, d) of each; height: the values (n,) over points, not-a-number
        for a gap; width: scene units; look: further arguments of `Stroke`.
        """
        places, breaks, count = [np.zeros((0, 3))], [0], 0
        for curve in curves:
            points = np.asarray(curve, dtype=np.float64)
            values = np.asarray(height(points), dtype=np.float64)
            kept = np.flatnonzero(self.space.holds(points, values))
            places.append(self.space.place(points[kept], values[kept]))
            breaks += (count + 1 + np.flatnonzero(np.diff(kept) > 1)).tolist()
            count += len(kept)
            breaks.append(count)
        line = np.concatenate(places)
        gaps = sorted({index for index in breaks if 0 < index < count})
        if count < 2:
            line = np.zeros((2, 3))  # nothing to see
        return Stroke(line, width, breaks=gaps, color=color, **{"swell": 0.5, **look})

    def where(self, cue: Cue, t: float) -> tuple[float, ...]:
        """The data point (d,) of a cue at `t` seconds: fixed, or the place of its ball."""
        if cue.point is not None:
            return cue.point
        return self.timeline.position(cue.descent or 0, t)
