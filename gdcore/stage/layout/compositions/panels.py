"""A picture for each descent: surfaces, curves or contour maps."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose, whole_kind
from gdcore.stage.layout.panel import Panel, PanelKind
from gdcore.stage.layout.regions import TITLE, Layout, Region
from gdcore.stage.layout.silhouette import MAP, SMALL_MAP
from gdcore.story import Timeline, own_turn

LEAST_NUMBERED = 12
"""Ems of a panel that has room for the numbers of its axes, some 3.5, and for a picture."""


def panels(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The function once for each descent."""
    return _one_each(timeline, layout, whole_kind(timeline.lesson))


def contour_panels(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The contour map once for each descent."""
    return _one_each(timeline, layout, "map")


def _one_each(timeline: Timeline, layout: Layout, kind: PanelKind) -> tuple[Panel, ...]:
    lesson = timeline.lesson
    apart = kind == "surface" and lesson.spec.cameras == "separate"
    em, room, count = layout.em, layout.open, len(lesson.descents)
    # Maps in a row share the numbers of their upright axes.
    more = (SMALL_MAP[0] - MAP["across"][0]) * em if kind == "map" else 0.0
    places = grid((room[0] + more, *room[1:]), count, em)
    tight = min(places[0][2] - places[0][0], _height(places[0], em)) < LEAST_NUMBERED * em
    if tight:
        more, places = 0.0, grid(room, count, em)
    places = [_below_title(region, layout) for region in places]
    gap = 0.4 * em if tight else 0.0  # what numbers keep free where there are any
    first = [k == 0 or p[1] != places[k - 1][1] for k, p in enumerate(places)]
    return tuple(
        Panel(
            kind,
            (left + gap - (more if first[index] else 0.0), bottom + gap, right - gap, top),
            (index,),
            lesson.descents[index].label,
            small=True,
            turn=own_turn(timeline, index) if apart else 0.0,
            axes="none" if tight else "numbers" if first[index] or not more else "across",
        )
        for index, (left, bottom, right, top) in enumerate(places)
    )


def grid(room: Region, count: int, em: float) -> list[Region]:
    """Places of one size for `count` panels, in rows from the top left of a room."""
    left, bottom, right, top = room
    shapes = [(columns, -(-count // columns)) for columns in range(1, count + 1)]
    # Panels as large as possible as squares under their titles; on a tie, in the wider grid.
    columns, rows = max(
        shapes,
        key=lambda s: (min((right - left) / s[0], (top - bottom) / s[1] - TITLE * em), s[0]),
    )
    wide, tall = (right - left) / columns, (top - bottom) / rows
    places = [divmod(k, columns) for k in range(count)]
    free = columns * rows - count  # of the last row, which stands in the middle
    starts = [left + wide * (c + (free / 2 if r == rows - 1 else 0.0)) for r, c in places]
    return [
        (x, top - (r + 1) * tall, x + wide, top - r * tall)
        for x, (r, _) in zip(starts, places, strict=True)
    ]


def _height(region: Region, em: float) -> float:
    return region[3] - region[1] - TITLE * em


def _below_title(region: Region, layout: Layout) -> Region:
    left, bottom, right, top = region
    return left, bottom, right, top - TITLE * layout.em


compose("panels", Composition(panels, several=True, one_each=True))
compose("contour_panels", Composition(contour_panels, several=True, one_each=True))
