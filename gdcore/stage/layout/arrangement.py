"""The whole layout of a lesson on a frame, solved once before any prop is built."""

from __future__ import annotations

from dataclasses import dataclass

from gdcore.stage.layout.compositions import composition_of
from gdcore.stage.layout.corners import cornered
from gdcore.stage.layout.insets import inset_region
from gdcore.stage.layout.measuring import measure_layout
from gdcore.stage.layout.panel import Panel
from gdcore.stage.layout.panel_fit import PanelFit
from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.slots import Slots
from gdcore.stage.layout.spells import Spells
from gdcore.story import Timeline
from gdcore.story.traits import traits_of


@dataclass(frozen=True)
class Arrangement:
    """Who has which place on the frame, and when.

    Attributes:
        layout: sizes and regions of the frame.
        slots: places of the texts and charts beside the pictures.
        spells: opacities, over time, of pictures and texts that share a place.
        panels: the pictures, the principal one first; none on a board.
        principal: the first of them, or the place that it would have on a board.
    """

    layout: Layout
    slots: Slots
    spells: Spells
    panels: tuple[PanelFit, ...]
    principal: PanelFit


def arrange(timeline: Timeline, width: float, height: float, ppu: float) -> Arrangement:
    """The arrangement of a lesson.

    width, height: of the frame, scene units; ppu: pixels to a scene unit.
    """
    layout = measure_layout(timeline, width, height, ppu)
    panels = panels_of(timeline, layout)
    if layout.corners and panels:
        layout = cornered(panels[0], timeline, layout)
        panels = panels_of(timeline, layout)
    spells = Spells.of(timeline, layout)
    fits = tuple(PanelFit.of(panel, timeline, layout, spells) for panel in panels)
    everyone = tuple(range(len(timeline.lesson.descents)))
    board = Panel("surface", layout.open, everyone)
    principal = fits[0] if fits else PanelFit.without_picture(board, timeline, layout)
    slots = Slots.of(timeline.lesson, layout, principal.panel)
    return Arrangement(layout, slots, spells, fits, principal)


def panels_of(timeline: Timeline, layout: Layout) -> tuple[Panel, ...]:
    """The panels of a lesson: those of the spec's layout, and the small map beside them."""
    lesson = timeline.lesson
    panels = composition_of(lesson.spec.layout).panels(timeline, layout)
    everyone = tuple(range(len(lesson.descents)))
    for prop in layout.insets:
        if traits_of(prop).square:
            region = inset_region(layout, prop)
            panels += (Panel("map", region, everyone, small=True, inset=prop, axes="none"),)
    return panels
