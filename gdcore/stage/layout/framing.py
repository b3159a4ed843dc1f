"""How a picture with the numbers and names of its axes is put into its place on the frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.maths.remembering import remembered
from gdcore.stage.gl.view import Array
from gdcore.stage.layout.regions import Region
from gdcore.stage.layout.silhouette import CURVE, DIRECTIONS, Silhouette

Fit = tuple[float, tuple[float, float]]
"""The zoom and the offset that put a box into its place on the frame."""

_HALVINGS = 10  # of the interval of zooms: one thousandth of the largest
_SHARES = np.linspace(-1.0, 1.0, 11)
_PLACES = np.array([[x, y] for x in _SHARES for y in _SHARES])
"""(121, 2): the places tried in the room that a zoom leaves, from edge to edge."""
_SPARE = 0.985  # of the largest zoom: it leaves room to stand near the middle
_LEAST = 4.0  # ems of height that rows have to leave, if the picture is not to lie under them
_BELOW = 0.9  # ems between the picture and a row that is as wide as the room
_CLEAR = 0.5  # ems between the picture and a text that it shares the room with


def graph_ratio(region: Region, em: float) -> float:
    """Height to width of a graph that fills a region, within what is good to look at."""
    left, bottom, right, top = region
    before, below, after, above = (share * em for share in CURVE)
    return min(max((top - bottom - below - above) / (right - left - before - after), 0.4), 1.0)


def fit(silhouette: Silhouette, room: Region, taken: Sequence[Region], em: float) -> Fit:
    """The largest zoom, and the offset, at which a picture lies in a room and leaves texts free.

    A box seen from a corner leaves the corners of the frame free: texts may stand there within
    the room. Of all places for a picture of almost that size it gets the one nearest to the middle
    of the room.

    Args:
        silhouette: the picture's.
        room: where it may be, scene units.
        taken: the places of texts in the room.
        em: the height of the frame's texts, scene units.
    """
    shapes, texts = silhouette.shapes, silhouette.texts
    return _fit(shapes.tobytes(), texts.tobytes(), room, tuple(taken), em)


@remembered(1024)
def _fit(shapes: bytes, texts: bytes, room: Region, taken: tuple[Region, ...], em: float) -> Fit:
    """`fit` by the numbers of a silhouette: whoever changes a text asks for the same ones again."""
    silhouette = Silhouette.of_bytes(shapes, texts)
    room, taken = _shortened(room, taken, em)
    obstacles = [_begins(region, _CLEAR * em) for region in taken if meet(region, room)]
    middle = np.array([(room[0] + room[2]) / 2, (room[1] + room[3]) / 2])
    low, high = 0.0, _most(silhouette, room, em)
    if not obstacles or len(_places(silhouette, high, room, obstacles, em)):
        low = high
    else:
        for _ in range(_HALVINGS):
            zoom = (low + high) / 2
            if len(_places(silhouette, zoom, room, obstacles, em)):
                low = zoom
            else:
                high = zoom
    if low == 0.0:  # texts take all: there is a picture all the same, over them
        return fit(silhouette, room, (), em)
    zoom = _SPARE * low if obstacles else low
    places = _places(silhouette, zoom, room, obstacles, em)
    best = places[int(np.argmin(np.linalg.norm(places - middle, axis=1)))]
    return zoom, (float(best[0]), float(best[1]))


def _shortened(
    room: Region, taken: tuple[Region, ...], em: float
) -> tuple[Region, tuple[Region, ...]]:
    """A room without what rows over all its width take at its top or bottom; the other texts."""
    left, bottom, right, top = room
    beside = []
    for text in taken:
        if text[0] > left + em or text[2] < right - em:
            beside.append(text)
        elif text[1] + text[3] > bottom + top:
            top = min(top, text[1] - _BELOW * em)
        else:
            bottom = max(bottom, text[3] + _BELOW * em)
    shorter = (left, bottom, right, top)
    return (shorter, tuple(beside)) if top - bottom > _LEAST * em else (room, taken)


def _most(silhouette: Silhouette, room: Region, em: float) -> float:
    """The largest zoom at which a picture lies in a room, whatever else does."""
    wide, tall = room[2] - room[0], room[3] - room[1]

    def inside(zoom: float) -> bool:
        right, up, left, down = silhouette.reach(zoom, em)[:: len(DIRECTIONS) // 4]
        return bool(left + right <= wide and up + down <= tall)

    # Where texts leave no room at all there is a picture all the same, if a tiny one.
    low = em / max(float(np.ptp(silhouette.shapes)), 1e-9)
    high = max(wide, tall) / max(float(silhouette.shapes.max()), 1e-9)
    for _ in range(2 * _HALVINGS):
        zoom = (low + high) / 2
        low, high = (zoom, high) if inside(zoom) else (low, zoom)
    return low


def _places(
    silhouette: Silhouette, zoom: float, room: Region, obstacles: Sequence[Array], em: float
) -> Array:
    """Offsets (n, 2) at which a picture lies in a room and clear of the obstacles.

    obstacles: where each begins in DIRECTIONS, (32,): two convex shapes are apart if a line parts
    them.
    """
    reach = silhouette.reach(zoom, em)
    right, up, left, down = reach[:: len(DIRECTIONS) // 4]
    first = np.array([room[0] + left, room[1] + down])
    last = np.array([room[2] - right, room[3] - up])
    places = (first + last) / 2 + np.maximum(last - first, 0.0) / 2 * _PLACES
    ends = places @ DIRECTIONS.T + reach
    free = np.ones(len(places), dtype=bool)
    for starts in obstacles:
        free &= (ends <= starts).any(axis=1)
    return np.asarray(places[free])


def _begins(region: Region, clear: float) -> Array:
    """Where a region with clear space around it begins in each of DIRECTIONS: (32,)."""
    left, bottom, right, top = region
    corners = np.array(
        [[x, y] for x in (left - clear, right + clear) for y in (bottom - clear, top + clear)]
    )
    return np.asarray((corners @ DIRECTIONS.T).min(axis=0))


def meet(a: Region, b: Region) -> bool:
    """Whether two regions have an area in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
