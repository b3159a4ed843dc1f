"""Which pictures share the frame: those of the spec's layout, and the small map beside them."""

from __future__ import annotations

from gdcore.stage.layout.compositions import composition_of
from gdcore.stage.layout.insets import inset_region
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.regions import Layout
from gdcore.story import Timeline
from gdcore.story.traits import traits_of


def arrange(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The panels of a lesson, the principal one first."""
    lesson = timeline.lesson
    panels = composition_of(lesson.spec.layout).panels(timeline, layout)
    everyone = tuple(range(len(lesson.descents)))
    for index, name in enumerate(layout.insets):
        if traits_of(name).square:
            region = inset_region(layout, index)
            panels += (Panel("map", region, everyone, small=True, inset=name, axes="none"),)
    return panels
