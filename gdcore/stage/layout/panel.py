"""One picture on the frame: a panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gdcore.stage.layout.regions import Layout, Region
from gdcore.stage.layout.silhouette import Axes

PanelKind = Literal["surface", "map", "curve"]


@dataclass(frozen=True)
class Taken:
    """The place of a text that shares a picture's region.

    region: scene units; spans: from when to when something stands there, seconds.
    """

    region: Region
    spans: tuple[tuple[float, float], ...]

    def shown(self, t: float) -> bool:
        """Whether something stands there at `t` seconds."""
        return any(start <= t <= end for start, end in self.spans)


@dataclass(frozen=True)
class Panel:
    """One picture on the frame.

    kind: a surface, its contour map, or the curve of a function of one variable; region: the
    place for it with its axes; descents: the indices of those that it shows; title: what stands
    over it, empty for nothing; small: it shares the frame and has room for few numbers; inset: it
    comes and goes with the cues of this prop; turn: degrees from the lesson's azimuth; axes:
    what it has room for at its axes; leaves: it makes way for what stands aside, so that the
    others keep their places; taken: the places of texts within the region, which it keeps free;
    free: the part of its region where no text ever is; None for all.
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
    taken: tuple[Taken, ...] = ()
    free: Region | None = None

    @property
    def texts(self) -> tuple[Region, ...]:
        """The places of texts within the region, whenever they are there."""
        return tuple(text.region for text in self.taken)

    @property
    def close_up(self) -> Region:
        """The part of its region that a close-up fills, clear of the texts."""
        return self.free or self.region

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
