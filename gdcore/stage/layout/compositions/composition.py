"""What a layout of the spec is to the stage: its pictures, and the place of the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gdcore.stage.layout.aside import chart_region
from gdcore.stage.layout.panel import Panel, PanelKind
from gdcore.stage.layout.regions import Layout, Region
from gdcore.story import Lesson, Timeline


@dataclass(frozen=True)
class Composition:
    """How one layout of the spec shares the frame.

    Attributes:
        panels: the pictures, the principal one first, for a timeline in the places of a `Layout`.
        several: there are pictures side by side; numbers and tables run along the top.
        one_each: there is one picture for each descent, whose titles name them.
        pictured: there are pictures at all, and not formulas, numbers and charts alone.
        data: the place of the data.
    """

    panels: Callable[[Timeline, Layout], tuple[Panel, ...]]
    several: bool = False
    one_each: bool = False
    pictured: bool = True
    data: Callable[[Layout], Region] = chart_region


COMPOSITIONS: dict[str, Composition] = {}
"""Every composition by the name of its layout in the spec."""


def compose(name: str, composition: Composition) -> None:
    """Enter the composition of a layout, by the layout's name in the spec."""
    COMPOSITIONS[name] = composition


def everyone(lesson: Lesson) -> tuple[int, ...]:
    """The indices of all descents."""
    return tuple(range(len(lesson.descents)))


def whole_kind(lesson: Lesson) -> PanelKind:
    """The kind of a picture of the whole function: a curve, or a surface."""
    return "curve" if len(lesson.variables) == 1 else "surface"


def halves(layout: Layout) -> tuple[Region, Region]:
    """A wide place and a square one: side by side, or above each other in an upright frame."""
    left, bottom, right, top = layout.open
    if (right - left) / 2 > 1.25 * 0.45 * (top - bottom):  # the larger of the smaller ones
        # A map is as wide as it is high, but for its numbers.
        middle = max(right - (top - bottom) - 0.4 * layout.em, (left + right) / 2)
        return (left, bottom, middle, top), (middle, bottom, right, top)
    middle = bottom + 0.55 * (top - bottom)
    return (left, middle, right, top), (left, bottom, right, middle)
