"""The small pictures beside the large one."""

from __future__ import annotations

import numpy as np

from gdcore.stage.layout.regions import INSET, Layout, Region
from gdcore.story import Timeline
from gdcore.story.traits import props_that, traits_of


def insets_of(timeline: Timeline) -> tuple[str, ...]:
    """The small pictures of a lesson, in the order in which they stand."""
    return tuple(prop for prop in props_that(inset=True) if timeline.cues_of(prop))


def inset_room(layout: Layout) -> Region:
    """The place of all small pictures: at a side in a wide frame, else below the picture."""
    left, bottom, right, _ = layout.open
    em, under = layout.em, layout.under_formula
    if layout.insets_left:
        return (
            layout.left,
            bottom,
            layout.left + (INSET[0] - 0.7) * em,
            under - layout.head - 0.5 * em,
        )
    if layout.wide:
        return right + 0.7 * em, bottom, right + INSET[0] * em, under
    low = bottom - INSET[1] * em
    return left, low, right, low + (INSET[1] - 0.5) * em


def inset_region(layout: Layout, prop: str) -> Region:
    """The place of a small picture, one of `Layout.insets`, in their order from the top or left.

    They stand in a column below the numbers, or between the picture and the colour bar; in an
    upright frame in a row below the picture.
    """
    index, count = layout.insets.index(prop), len(layout.insets)
    left, bottom, right, top = inset_room(layout)
    gap = 0.7 * layout.em
    if layout.wide:
        parts = np.array([1.25 if traits_of(name).square else 1.0 for name in layout.insets])
        unit = min((top - bottom + gap) / parts.sum(), 10 * layout.em)
        top -= (top - bottom + gap - unit * parts.sum()) / 2 + unit * parts[:index].sum()
        return left, float(top - unit * parts[index]) + gap, right, float(top)
    wide = (right - left + gap) / max(count, 2)
    left += (right - left + gap - wide * count) / 2
    return left + index * wide, bottom, left + (index + 1) * wide - gap, top
