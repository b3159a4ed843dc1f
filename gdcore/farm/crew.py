"""What draws segments: the interface of local processes and of a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gdcore.farm.order import Order
from gdcore.farm.worth import seconds
from gdcore.stage.segments import Segment, SegmentWork


@dataclass(frozen=True)
class Task:
    """A segment to draw, and the folder of this machine's cache in which it shall be."""

    work: SegmentWork
    folder: Path

    @property
    def film(self) -> str:
        """The name of its film among all that are drawn."""
        return self.work.film.digest

    @property
    def seconds(self) -> float:
        """The processor time that it will take, roughly."""
        return seconds(self.work)


@dataclass(frozen=True)
class Advanced:
    """So many frames have been drawn since the last time; 0 where only time has passed."""

    frames: int


@dataclass(frozen=True)
class Done:
    """A task has come to its end.

    Attributes:
        segment: what was drawn; an exception, where it could not be.
        content: the bytes of the segment's file, where it is not in the task's folder.
    """

    task: Task
    segment: Segment | Exception
    content: bytes | None = None


class Crew(Protocol):
    """Draws segments, several at a time."""

    @property
    def size(self) -> int:
        """How many segments it can draw at a time, as far as is known."""

    def draw(self, tasks: Order[Task]) -> Iterator[Advanced | Done]:
        """Draw all tasks, each exactly once. When there is nothing else to do, it looks ahead.

        What comes in between, at least several times a second, tells how far those under way have
        come.
        """

    def close(self) -> None:
        """End at once whatever is still under way."""


TICK = 0.2
"""Seconds after which `draw` lets its caller know that time has passed."""
MOST_DEATHS = 3
"""Processes that may die over one segment: after so many it is the segment that kills them."""
