"""The place beside the pictures, and what it leaves to them."""

from __future__ import annotations

from gdcore.stage.layout.insets import inset_room
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Layout, Region
from gdcore.story.traits import props_that


def asides(layout: Layout) -> tuple[str, ...]:
    """The props that stand aside; a single picture leaves a corner free for some of them."""
    always = props_that(aside="always")
    return (*always, *props_that(aside="shared")) if layout.several or layout.board else always


def chart_region(layout: Layout) -> Region:
    """The place of what stands aside: the right half, or the lower one of an upright frame."""
    left, bottom, _, top = layout.open
    if layout.board or layout.panels:
        # Nothing else needs the frame; lines as wide as all of it are hard to read.
        left, bottom, right, top = layout.region if layout.board else layout.open
        # The value's name stands above its axis.
        head = -0.7 * layout.em if layout.head_in_line else layout.row
        top -= max(layout.table[1] - head, 0.0) if layout.table_waits else 0.0
        wide = min(right - left, 36 * layout.em)
        return ((left + right - wide) / 2, bottom, (left + right + wide) / 2, top)
    if layout.wide:
        # The colour bar leaves while a chart is there.
        half = (_half(layout), bottom, layout.right, top)
        if not leaves_for_chart(layout):
            return half
        # The chart has all that a table leaves.
        return (layout.left + _column(layout) + 0.5 * layout.em, bottom, layout.right, top)
    if layout.crowded:
        return (left, bottom, layout.right, top)
    if layout.insets:  # which leave as well
        bottom = inset_room(layout)[1]
    share = 0.48 if layout.width > 0.8 * layout.height else 0.58
    return (left, bottom, layout.right, bottom + share * (top - bottom))


def narrowed(panel: Panel, layout: Layout) -> Region:
    """A panel's region while something stands aside."""
    left, bottom, right, top = panel.region
    edge = chart_region(layout)
    if layout.crowded or panel.leaves or panel.inset:  # it makes way
        return panel.region
    if not layout.wide:
        return layout.left, edge[3] + 0.5 * layout.em, layout.open[2], top
    if panel.small:
        return left, bottom, min(right, edge[0] - 0.8 * layout.em), top
    if panel.taken:
        return (layout.left, bottom + 0.6 * layout.em, edge[0] - 0.8 * layout.em,
                layout.under_formula)  # fmt: skip
    return _beside_chart(edge, layout)


def leaves_for_chart(layout: Layout) -> bool:
    """Whether a single picture would be too small beside a chart and a table, and leaves."""
    if not layout.beside:
        return False
    left, low, right, high = _beside_chart((_half(layout), 0.0, 0.0, 0.0), layout)
    return min(right - left, 1.45 * (high - low)) < _LEAST_BESIDE * layout.em


def _half(layout: Layout) -> float:
    """The left end of a chart beside a picture."""
    return (layout.left + layout.right) / 2 + 2.5 * layout.em


def _beside_chart(chart: Region, layout: Layout) -> Region:
    """What a chart and the numbers leave to a single picture in a wide frame."""
    bottom = layout.open[1] + 0.6 * layout.em
    room = (layout.left, bottom, chart[0] - 0.8 * layout.em, layout.under_formula)
    return layout.beside_or_below(_column(layout), room)


def _column(layout: Layout) -> float:
    """The width of the numbers at the left, scene units."""
    return layout.table[0] or 5.5 * layout.em * bool(layout.readout)


_LEAST_BESIDE = 10
"""Ems of width that a picture beside a chart needs, with its numbers."""
