"""How large a landscape is over time: as large as its view and the texts of a moment allow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.framing import Fit, fit
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.silhouette import Silhouette
from gdcore.stage.layout.space import Space
from gdcore.story import Cue, Timeline
from gdcore.story.height_field import raised
from gdcore.story.traits import props_that

STEEPEST = 50
"""Degrees: seen from higher above the box needs more room, and fitting it to such views, which last
for a moment on the way to the map, would make it small for them."""
_STEP = 0.25  # seconds between two samples
_CALM = 3  # samples before and after which the size already is, or still is, what a moment needs
_SAMPLES = 9  # of a ball's places while a plane or an arrow rides with it
_NEAR = 4  # degrees of azimuth between two views that get one size


@dataclass(frozen=True, eq=False)
class Dolly:
    """Zoom and offset of a panel's box over time; between samples they change evenly.

    At each moment the box is at most as large as its view allows, and it comes to that size in
    time: it grows and shrinks with the camera's own moves and rests when the camera rests.

    Attributes:
        times: (n,) seconds.
        fits: (n, 3) zoom, and offset in scene units on the screen.
    """

    times: Array
    fits: Array

    @classmethod
    def of(
        cls,
        panel: Panel,
        timeline: Timeline,
        em: float,
        space: Space,
        silhouette: Callable[[tuple[float, float]], Silhouette],
        matters: Callable[[float], bool] = lambda t: True,
    ) -> Dolly:
        """The sizes of a panel's box over a lesson's timeline.

        space: of the box; silhouette: of the box from (azimuth, elevation), degrees; matters:
        whether the size at a time, seconds, is seen.
        """
        value, found = timeline.value, dict[object, Fit]()
        steepest = raised(STEEPEST, timeline.lesson.spec.aspect)
        touching = [cue for prop in props_that(needs_slope=True) for cue in timeline.cues_of(prop)]
        times, fits, key = moments(timeline), [], None
        for t in times:
            # A surface that sinks into its map is fitted as a map there, so steep views need no
            # room.
            if key is None or (matters(t) and not value("surface.flatten", t) > 0.05):
                azimuth = _near(value("camera.azimuth", t) + panel.turn)
                elevation = round(min(max(value("camera.elevation", t), 0), steepest))
                angle = (azimuth % 360, elevation)
                cues = tuple(k for k, cue in enumerate(touching) if cue.start <= t <= cue.end)
                texts = tuple(text.region for text in panel.taken if text.shown(t))
                key = angle, cues, texts
            if key not in found:
                seen = silhouette(angle)
                for k in cues:
                    seen = seen.touched(_places(touching[k], timeline, space), angle)
                found[key] = fit(seen, panel.region, texts, em)
            zoom, offset = found[key]
            fits.append((zoom, *offset))
        return cls(times, _calmed(np.array(fits)))

    @classmethod
    def lying(cls, panel: Panel, timeline: Timeline, em: float, silhouette: Silhouette) -> Dolly:
        """The sizes of a map or a curve, which look the same all the time, beside texts."""
        times = moments(timeline) if panel.taken else np.zeros(1)
        fits, sizes = [], dict[object, Fit]()
        for t in times:
            texts = tuple(text.region for text in panel.taken if text.shown(t))
            if texts not in sizes:
                sizes[texts] = fit(silhouette, panel.region, texts, em)
            zoom, offset = sizes[texts]
            fits.append((zoom, *offset))
        return cls(times, _calmed(np.array(fits)))

    @classmethod
    def still(cls, size: Fit) -> Dolly:
        """One size for the whole lesson."""
        zoom, (x, y) = size
        return cls(np.zeros(1), np.array([[zoom, x, y]]))

    @property
    def least(self) -> float:
        """The smallest zoom."""
        return float(self.fits[:, 0].min())

    @property
    def usual(self) -> Fit:
        """The size in the middle: half of the time it is no larger, half of it no smaller."""
        middle = int(np.argsort(self.fits[:, 0])[len(self.fits) // 2])
        zoom, x, y = self.fits[middle].tolist()
        return zoom, (x, y)

    def at(self, t: float) -> Fit:
        """Zoom and offset at `t` seconds."""
        zoom, x, y = (float(np.interp(t, self.times, row)) for row in self.fits.T)
        return zoom, (x, y)


def viewpoints(timeline: Timeline) -> list[tuple[float, float]]:
    """(azimuth, elevation) in degrees of the camera, sampled every quarter second."""
    value = timeline.value
    return sorted(
        {
            (round(value("camera.azimuth", t)), round(value("camera.elevation", t)))
            for t in moments(timeline)
        }
    )


def moments(timeline: Timeline) -> Array:
    """Seconds at which the camera is looked up.

    They begin anew with each beat, so that a beat that becomes longer does not change the pictures
    of those after it.
    """
    # At the very end nothing is on stage any more: what is fitted is the last frame.
    last = timeline.duration - 1 / timeline.fps
    times = np.concatenate([np.arange(beat.start, beat.end, _STEP) for beat in timeline.beats])
    return np.append(times[times < last], last)


def _places(cue: Cue, timeline: Timeline, space: Space) -> Array:
    """Places (n, 3) in the scene at which a cue's prop touches the landscape during the cue."""
    points = [cue.point] if cue.point is not None else [
        timeline.position(cue.descent or 0, t) for t in np.linspace(cue.start, cue.end, _SAMPLES)
    ]  # fmt: skip
    p = np.clip(np.array(points, dtype=np.float64), space.lows, space.highs)
    values = np.nan_to_num(timeline.lesson.function.value(p), nan=space.values[0])
    return space.place(p, np.clip(values, *space.values))


def _near(degrees: float) -> int:
    return _NEAR * round(degrees / _NEAR)


def _calmed(fits: Array) -> Array:
    """Sizes (n, 3) of which each is at most the least around it, without a jolt."""
    around = np.arange(-_CALM, _CALM + 1)
    index = np.clip(np.arange(len(fits))[:, None] + around, 0, len(fits) - 1)
    least = fits.copy()
    least[:, 0] = fits[index, 0].min(axis=1)
    weights = 1.0 + np.cos(np.pi * around / (_CALM + 1))
    return np.asarray(np.einsum("k,nkc->nc", weights / weights.sum(), least[index]))
