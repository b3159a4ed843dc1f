"""The small pictures beside the large one."""

from __future__ import annotations

import numpy as np

from gdcore.stage.layout.regions import Layout, Region
from gdcore.story import Timeline
from gdcore.story.traits import props_that, traits_of


def insets_of(timeline: Timeline) -> tuple[str, ...]:
    """The small pictures of a lesson, in the order in which they stand."""
    return tuple(prop for prop in props_that(inset=True) if timeline.cues_of(prop))


def inset_region(layout: Layout, index: int) -> Region:
    """The place of a small picture, counted from the top or the left.

    They stand in a column below the numbers, or between the picture and the colour bar; in an
    upright frame in a row below the picture.
    """
    count = len(layout.insets)
    left, bottom, right, top = layout.inset_room
    gap = 0.7 * layout.em
    if layout.wide:
        parts = np.array([1.25 if traits_of(name).square else 1.0 for name in layout.insets])
        unit = min((top - bottom + gap) / parts.sum(), 10 * layout.em)
        top -= (top - bottom + gap - unit * parts.sum()) / 2 + unit * parts[:index].sum()
        return left, float(top - unit * parts[index]) + gap, right, float(top)
    wide = (right - left + gap) / max(count, 2)
    left += (right - left + gap - wide * count) / 2
    return left + index * wide, bottom, left + (index + 1) * wide - gap, top
