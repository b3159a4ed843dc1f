"""One picture: the surface, the curve of a function of one variable, or the contour map."""

from __future__ import annotations

from gdcore.stage.layout.compositions.composition import Composition, compose, everyone, whole_kind
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Layout
from gdcore.story import Timeline


def single(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The function with all descents, in all of the frame that texts leave."""
    lesson = timeline.lesson
    return (Panel(whole_kind(lesson), layout.region, everyone(lesson)),)


def contour(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The same as a contour map."""
    return (Panel("map", layout.region, everyone(timeline.lesson)),)


compose("surface", Composition(single))
compose("curve", Composition(single))
compose("contour", Composition(contour))
