"""The data beside the picture of the loss over the parameters."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import (
    Composition,
    compose,
    everyone,
    halves,
    whole_kind,
)
from gdcore.stage.layout.panel import Panel, axes_in
from gdcore.stage.layout.regions import Layout, Region
from gdcore.story import Timeline


def data(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The loss in the wider place."""
    region, lesson = halves(layout)[0], timeline.lesson
    axes = axes_in(region, layout)
    return (Panel(whole_kind(lesson), region, everyone(lesson), small=True, axes=axes),)


def data_region(layout: Layout) -> Region:
    """The other place, with room for the numbers at the left of the chart."""
    left, bottom, right, top = halves(layout)[1]
    return left + 0.5 * layout.em, bottom, right, top


compose("data", Composition(data, several=True, data=data_region))
