"""How large the pictures are that a lesson is about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.boxes import on_frame
from gdcore.stage.layout.regions import TITLE
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
SEVERAL, SEVERAL_FLAT = 0.55, 0.50
"""Shares of the height that several pictures, or one beside data, take together with their titles;
and what a surface among them takes while it is a map, whose numbers stand below it."""
_ROUNDING = 0.01
_WIDE = (1.7, 1.9)  # ratios of width to height that count as 16:9
_NEAR = 0.1  # weight of a close-up, or share of a chart, from which the picture is not judged

Share = tuple[float, float]
"""Width and height as shares of the frame's."""


class PictureSizes:
    """Notes how large a stage's pictures are at each moment, and tells where they are small.

    Pictures count in a beat in which they are there and nothing stands beside them; the size is the
    largest that they have in the beat. Several are measured as one, from the lowest to the highest.
    """

    def __init__(self, stage: object, timeline: Timeline, frame: tuple[float, float]) -> None:
        """frame: width and height in scene units."""
        self._timeline, self._frame = timeline, frame
        self._largest: dict[tuple[int, bool], tuple[Share, float]] = {}
        shown = stage.views if isinstance(stage, Stage) else []
        self._views = [v for v in shown if not v.setting.panel.inset]
        if any(v.setting.panel.kind == "curve" for v in self._views):
            self._views = []
        self._points: Array = np.zeros((0, 3))
        if self._views:
            space = self._views[0].setting.space
            corners = [(x, y) for x in (-1, 1) for y in (-1, 1)]
            floor = np.array([[*c, -1] for c in corners]) * np.asarray(space.half)
            self._points = np.concatenate([floor, landscape(space, timeline.lesson.function)])

    @property
    def shares(self) -> dict[int, Share]:
        """The largest shares of the frame in each beat that is judged, by the beat's number."""
        return {beat: share for (beat, _), (share, _) in self._largest.items()}

    def note(self, t: float) -> None:
        """Note the size at `t` seconds, which the stage shows."""
        if not self._views or not all(self._is_spoken_of(view, t) for view in self._views):
            return
        extents = np.array([self._extent(view) for view in self._views])
        low, high = extents[:, 0].min(axis=0), extents[:, 1].max(axis=0)
        wide, tall = (high - low) / self._frame
        key = self._timeline.beat_at(t).index, self._views[0].setting.flatness(t) > 0.5
        (widest, tallest), first = self._largest.get(key, ((0.0, 0.0), t))
        self._largest[key] = (max(widest, float(wide)), max(tallest, float(tall))), first

    def observations(self) -> Iterator[Observation]:
        """One for each beat of a film in 16:9 in which the picture is small throughout."""
        if not _WIDE[0] < self._frame[0] / self._frame[1] < _WIDE[1]:
            return
        several = len(self._views) > 1
        for (beat, flat), ((wide, tall), t) in self._largest.items():
            least = (MAP_WIDTH, MAP_HEIGHT) if flat else (WIDTH, HEIGHT)
            if self._views[0].setting.layout.several:
                titled = bool(self._views[0].setting.panel.title)
                enough = SEVERAL_FLAT if flat and not titled else SEVERAL
                if tall >= enough - _ROUNDING:
                    continue
                least = (0.0, enough)
                message = (
                    f"{100 * tall:.0f} % of the frame's height; {100 * enough:.0f} % is enough"
                )
                message = f"together they take {message}" if several else f"it takes {message}"
            elif wide >= least[0] - _ROUNDING or tall >= least[1] - _ROUNDING:
                continue
            else:
                message = (
                    f"it takes {100 * wide:.0f} % of the frame's width and {100 * tall:.0f} % of "
                    f"its height; it should take {100 * least[0]:.0f} % of the one or "
                    f"{100 * least[1]:.0f} % of the other"
                )
            name = "pictures" if several else "map" if flat else "surface"
            amount = max(least[0] - wide, least[1] - tall)
            yield Observation(
                FindingKind.SMALL_PICTURE, (beat, flat), Subject("", name, True), t, amount, message
            )

    def _extent(self, view: PanelView) -> Array:
        """(2, 2): the lower left and the upper right of a picture with its title, scene units."""
        lens, points = view.lens, self._points.copy()
        if view.setting.panel.kind == "map":
            points[:, 2] = lens.floor
        points[:, 2] = lens.floor + (points[:, 2] - lens.floor) * lens.squash
        places = on_frame(lens, points)
        low, high = places.min(axis=0), places.max(axis=0)
        if view.setting.panel.title:
            high[1] = view.setting.panel.region[3] + TITLE * view.setting.layout.em
        return np.array([low, high])

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
