"""Which pictures share the frame, and where each has its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gdcore.stage.layout import Layout, Region
from gdcore.story import Lesson

PanelKind = Literal["surface", "map", "curve"]


@dataclass(frozen=True)
class Panel:
    """One picture on the frame.

    kind: a surface, its contour map, or the curve of a function of one variable; region: the
    place for it with its axes; descents: the indices of those that it shows; title: what stands
    over it, empty for nothing; small: it shares the frame and has room for few numbers.
    """

    kind: PanelKind
    region: Region
    descents: tuple[int, ...]
    title: str = ""
    small: bool = False

    @property
    def rect(self) -> Region | None:
        """The part of the frame that it may draw on; None for all."""
        return self.region if self.small else None


def arrange(lesson: Lesson, layout: Layout) -> tuple[Panel, ...]:
    """The panels that the spec's layout asks for."""
    everyone = tuple(range(len(lesson.descents)))
    if len(lesson.variables) == 1:
        return (Panel("curve", layout.region, everyone),)
    wanted = getattr(lesson.spec, "layout", "surface")
    if wanted == "split":
        left, right = layout.halves()
        return (
            Panel("surface", left, everyone, small=True),
            Panel("map", right, everyone, small=True),
        )
    if wanted == "contour":
        return (Panel("map", layout.region, everyone),)
    if wanted == "panels" and len(everyone) > 1:
        regions = layout.grid(len(everyone))
        return tuple(
            Panel("surface", region, (index,), lesson.descents[index].label, small=True)
            for index, region in enumerate(regions)
        )
    return (Panel("surface", layout.region, everyone),)
