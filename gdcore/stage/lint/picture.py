"""How large the pictures are that a lesson is about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.boxes import on_frame
from gdcore.stage.layout.silhouette import landscape
from gdcore.stage.lint.advice import FindingKind
from gdcore.stage.lint.finding import Observation, Subject
from gdcore.stage.panel_view import PanelView
from gdcore.stage.stage import Stage
from gdcore.story import Timeline

HEIGHT, WIDTH = 0.60, 0.55
"""Shares of a frame of 16:9 of which a single surface takes the one or the other: the shape of a
box that is seen from a corner leaves it no choice in the other."""
MAP_HEIGHT, MAP_WIDTH = 0.55, 0.40
"""The same of a map, whose numbers stand below it and at its left."""
_ROUNDING = 0.01
_WIDE = (1.7, 1.9)  # ratios of width to height that count as 16:9
_NEAR = 0.1  # weight of a close-up, or share of a chart, from which the picture is not judged


class PictureSizes:
    """Notes how large a stage's single picture is at each moment, and tells where it is small.

    A picture counts in a beat in which it is there and nothing stands beside it; the size is the
    largest that it has in the beat.
    """

    def __init__(self, stage: object, timeline: Timeline, frame: tuple[float, float]) -> None:
        """frame: width and height in scene units."""
        self._timeline, self._frame = timeline, frame
        self._view: PanelView | None = None
        self._largest: dict[tuple[int, bool], tuple[float, float, float]] = {}
        views = [v for v in stage.views if _counts(v)] if isinstance(stage, Stage) else []
        if len(views) == 1 and _WIDE[0] < frame[0] / frame[1] < _WIDE[1]:
            self._view = views[0]
            space = self._view.setting.space
            corners = [(x, y) for x in (-1, 1) for y in (-1, 1)]
            floor = np.array([[*c, -1] for c in corners]) * np.asarray(space.half)
            drawn = landscape(space, timeline.lesson.function)
            self._points: Array = np.concatenate([floor, drawn])

    def note(self, t: float) -> None:
        """Note the size at `t` seconds, which the stage shows."""
        if self._view is None or not self._is_spoken_of(self._view, t):
            return
        flat = self._view.setting.flatness(t) > 0.5
        lens, points = self._view.lens, self._points.copy()
        points[:, 2] = lens.floor + (points[:, 2] - lens.floor) * lens.squash
        wide, tall = np.ptp(on_frame(lens, points), axis=0) / self._frame
        key = self._timeline.beat_at(t).index, flat
        known = self._largest.get(key, (0.0, 0.0, t))
        self._largest[key] = max(known[0], float(wide)), max(known[1], float(tall)), known[2]

    def observations(self) -> Iterator[Observation]:
        """One for each beat in which the picture is small throughout."""
        for (beat, flat), (wide, tall, t) in self._largest.items():
            least = (MAP_WIDTH, MAP_HEIGHT) if flat else (WIDTH, HEIGHT)
            if wide >= least[0] - _ROUNDING or tall >= least[1] - _ROUNDING:
                continue
            message = (
                f"it takes {100 * wide:.0f} % of the frame's width and {100 * tall:.0f} % of its "
                f"height; it should take {100 * least[0]:.0f} % of the one or "
                f"{100 * least[1]:.0f} % of the other"
            )
            subject = Subject("", "map" if flat else "surface", True)
            amount = max(least[0] - wide, least[1] - tall)
            yield Observation(FindingKind.SMALL_PICTURE, (beat, flat), subject, t, amount, message)

    def _is_spoken_of(self, view: PanelView, t: float) -> bool:
        setting = view.setting
        near = sum(self._timeline.value(f"{name}.weight", t) for name in ("focus", "follow"))
        zoomed = self._timeline.value("camera.zoom", t) > 1 + 1e-6
        flat, aside = setting.flatness(t), setting.spells.aside(t)
        return (
            setting.presence(t) > 0.99
            and view.share(t) > 0.99
            and max(near, aside) < _NEAR
            and not zoomed
            and not 0.01 < flat < 0.99
        )


def _counts(view: PanelView) -> bool:
    setting = view.setting
    return setting.layout.beside and setting.panel.kind != "curve" and not setting.panel.inset
