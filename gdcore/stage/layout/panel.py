"""One picture on the frame: a panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gdcore.stage.layout.framing import Axes
from gdcore.stage.layout.regions import Layout, Region

PanelKind = Literal["surface", "map", "curve"]


@dataclass(frozen=True)
class Panel:
    """One picture on the frame.

    kind: a surface, its contour map, or the curve of a function of one variable; region: the
    place for it with its axes; descents: the indices of those that it shows; title: what stands
    over it, empty for nothing; small: it shares the frame and has room for few numbers; inset: it
    comes and goes with the cues of this prop; turn: degrees from the lesson's azimuth; axes:
    what it has room for at its axes; leaves: it makes way for what stands aside, so that the
    others keep their places.
    """

    kind: PanelKind
    region: Region
    descents: tuple[int, ...]
    title: str = ""
    small: bool = False
    inset: str = ""
    turn: float = 0.0
    axes: Axes = "numbers"
    leaves: bool = False

    @property
    def rect(self) -> Region | None:
        """The part of the frame that it may draw on; None for all."""
        return self.region if self.small else None


def axes_in(region: Region, layout: Layout) -> Axes:
    """What the larger one of two pictures has room for at its axes."""
    left, bottom, right, top = region
    return "numbers" if min(right - left, top - bottom) > LEAST_NUMBERS * layout.em else "names"


LEAST_NUMBERS = 7.4
"""Ems of one of two pictures below which the numbers of its axes would take half of its place."""
