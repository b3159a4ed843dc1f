"""The choice of a viewpoint from which hills do not hide the descents.

Seen from a place on the surface towards the viewer, the ground between them rises to a horizon at
some angle; the place is visible from every elevation above that angle. So one walk along the
ground, for each azimuth, answers for all elevations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.remembering import remembered
from gdcore.story.height_field import GRID, HEIGHT, HeightField

AZIMUTH, ELEVATION = -60.0, 30.0
"""The usual view, in degrees: a corner of the box towards the viewer, x to the right."""

STEEPER = (30.0, 36.0, 42.0, 50.0)  # elevations tried in turn; above that, hills lose their shape
ENOUGH = 0.95  # visible share of the paths from which on no steeper view is tried
DETOUR = 0.06  # visible share that may be lost for each 90° nearer to the usual azimuth
_STEP = 15.0  # degrees between the azimuths tried
_LIFT = 0.025  # height of the ball's centre above the surface, in units of the box
_STRIDE = 1.0 / 64.0  # length of a stride along the ground, in units of the box
_PLACES = 48  # places on each path whose visibility is checked
_MOST_PLACES = 480  # places on all paths: with many descents fewer on each suffice


@dataclass(frozen=True)
class Viewpoint:
    """The direction from which the viewer looks at the box.

    Attributes:
        azimuth: degrees from the x axis, counter-clockwise.
        elevation: degrees above level.
        turns: whether a story may move the camera around; never for a curve or a map.
    """

    azimuth: float
    elevation: float
    turns: bool = True


def choose_viewpoint(
    field: HeightField,
    paths: Sequence[NDArray[np.float64]],
    sweep: tuple[float, float],
    points: NDArray[np.float64] | None = None,
) -> Viewpoint:
    """The viewpoint nearest to the usual one from which paths and points can be seen.

    Args:
        field: the surface.
        paths: each (m, 2) in data space, m ≥ 1; a single point is a path, too.
        sweep: (least, most) degrees by which the camera will turn from the azimuth while the paths
            are shown: they should be visible throughout.
        points: (n, 2) in data space, places that count a quarter of one path, all together: the
            paths are what the film is about.
    """
    looked = _look_at(field, paths) if paths else []
    if points is not None and len(points):
        count = max(_PLACES // 4, len(points))
        looked.append(np.resize(field.place(points), (count, 3)))  # again and again
    if not looked:
        return Viewpoint(AZIMUTH, ELEVATION)
    return _chosen(field, np.concatenate(looked).tobytes(), sweep)


@remembered(32)
def _chosen(field: HeightField, places_seen: bytes, sweep: tuple[float, float]) -> Viewpoint:
    """places_seen: the bytes of an array (m, 3) of float64, in the box."""
    # A ball waits at its start: the same place many times.
    places, same = np.unique(np.frombuffer(places_seen).reshape(-1, 3), axis=0, return_inverse=True)
    azimuths = AZIMUTH + np.arange(-180.0, 180.0, _STEP)
    least = np.radians(min(STEEPER))
    horizon = np.stack(
        [horizons(field, places, a, least)[same.ravel()] for a in azimuths]
    )  # (azimuths, places)
    reach = np.arange(round(sweep[0] / _STEP), round(sweep[1] / _STEP) + 1)
    detour = DETOUR * np.abs(azimuths - AZIMUTH) / 90.0
    best = Viewpoint(AZIMUTH, ELEVATION)
    best_score = -np.inf
    for elevation in STEEPER:
        seen = (horizon < np.radians(elevation)).mean(axis=1)
        seen = np.mean([np.roll(seen, -r) for r in reach], axis=0)
        k = int(np.argmax(seen - detour))
        if seen[k] - detour[k] > best_score + 0.02:  # a steeper view has to be worth it
            best_score = float(seen[k] - detour[k])
            best = Viewpoint(_turned(float(azimuths[k])), elevation)
        if seen[k] >= ENOUGH:
            break
    return best


def horizons(
    field: HeightField, places: NDArray[np.float64], azimuth: float, least: float = 0.0
) -> NDArray[np.float64]:
    """The elevation, in radians, above which each place, (m, 3) in the box, is visible: (m,).

    azimuth: of the viewer, who is far away; degrees. least: radians; of a horizon that is lower it
    is only told that it is, by −π/2 or any angle below `least`.
    """
    towards = np.array([np.cos(np.radians(azimuth)), np.sin(np.radians(azimuth))])
    distances = np.arange(1, round(np.sqrt(2.0) / _STRIDE) + 1) * _STRIDE
    # Beyond some distance not even the highest hill is seen so far up.
    above = HEIGHT - (places[:, 2] + _LIFT)
    far = distances * np.tan(least)
    distances, far = (numbers[far <= max(above.max(), far[0])] for numbers in (distances, far))
    ground = places[:, None, :2] + distances[None, :, None] * towards / field.sides
    x, y = ground[..., 0], ground[..., 1]
    counts = (far <= above[:, None]) & (x >= 0.0) & (x <= 1.0) & (y >= 0.0) & (y <= 1.0)
    place, stride = np.nonzero(counts)
    heights = _between(field.heights, ground[counts])
    rise = np.full(counts.shape, -np.inf)
    rise[counts] = (heights - (places[place, 2] + _LIFT)) / distances[stride]
    return np.asarray(np.arctan(rise.max(axis=1)))


def _between(heights: NDArray[np.float64], ground: NDArray[np.float64]) -> NDArray[np.float64]:
    """Heights by bilinear interpolation on the grid; ground: (…, 2) in the unit square."""
    scaled = ground * (GRID - 1)
    corner = np.minimum(scaled.astype(np.int64), GRID - 2)
    u, v = np.moveaxis(scaled - corner, -1, 0)
    i, j = np.moveaxis(corner, -1, 0)
    return np.asarray(
        (1 - u) * (1 - v) * heights[i, j]
        + u * (1 - v) * heights[i + 1, j]
        + (1 - u) * v * heights[i, j + 1]
        + u * v * heights[i + 1, j + 1]
    )


def _look_at(field: HeightField, paths: Sequence[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """Places on the paths, (m, 3) each, in the box: even gaps, a third of them at the starts."""
    count = max(1, min(_PLACES, _MOST_PLACES // len(paths)))
    places: list[NDArray[np.float64]] = []
    for path in paths[:_MOST_PLACES]:
        in_box = field.place(path)
        length = np.concatenate(
            ([0.0], np.cumsum(np.linalg.norm(np.diff(in_box[:, :2], axis=0), axis=1)))
        )
        along = np.linspace(0.0, length[-1], count)
        # np.interp wants increasing lengths; steps of length 0 only repeat a place.
        even = np.stack([np.interp(along, length, in_box[:, c]) for c in range(3)], axis=1)
        # The ball waits at the start through half of the story.
        places.extend([even, np.repeat(in_box[:1], max(1, count // 2), axis=0)])
    return places


def _turned(azimuth: float) -> float:
    """The same azimuth within (−180, 180]."""
    return (azimuth + 180.0) % 360.0 - 180.0 if azimuth <= -180.0 or azimuth > 180.0 else azimuth
