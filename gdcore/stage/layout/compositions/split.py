"""The surface and its contour map side by side."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose, everyone, halves
from gdcore.stage.layout.panel import Panel, axes_in
from gdcore.stage.layout.regions import Layout
from gdcore.story import Timeline


def split(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The surface in the wider place; the map makes way for what stands aside."""
    left, right = halves(layout)
    axes, descents = axes_in(left, layout), everyone(timeline.lesson)
    return (
        Panel("surface", left, descents, small=True, axes=axes),
        Panel("map", right, descents, small=True, leaves=True, axes=axes),
    )


compose("split", Composition(split, several=True))
