"""Which segment is drawn next: the one rule by which crews, and simulations of crews, go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Timed(Protocol):
    """Something that waits to be drawn."""

    @property
    def film(self) -> str:
        """The name of the film that it is a part of."""

    @property
    def seconds(self) -> float:
        """The time of one process that it will take, roughly."""


_Segment = TypeVar("_Segment", bound=Timed)

_ENOUGH = 2.0
"""Lessons are computed ahead until the segments that wait take this many times as long as they must
for the longest of them to have time. Half of it would do if no later film had a longer one."""


class Order(Generic[_Segment]):
    """Segments of films that wait to be drawn.

    Film after film, so that each is complete as soon as can be, the longest segment first. But a
    segment that takes as long as all that wait, shared by all who draw, has to begin now: begun
    later it would end after all others, which would wait for it. So in the end the longest goes
    first, whatever its film (R. L. Graham, Bounds on multiprocessing timing anomalies, 1969).

    films: the segments of each film, asked for when too few are known; none of a film that needs
        none.
    """

    def __init__(self, films: Iterable[Iterable[_Segment]]) -> None:
        self._films: Iterator[Iterable[_Segment]] = iter(films)
        self._waiting: list[_Segment] = []

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def look_ahead(self, workers: int) -> bool:
        """Ask for the segments of one film more, if too few wait to tell which is the next.

        workers: how many draw at a time. Returns whether there was a film to ask for.
        """
        if self._shared(workers) > _ENOUGH * self._longest():
            return False
        segments = next(self._films, None)
        if segments is None:
            return False
        self._waiting += sorted(segments, key=lambda segment: -segment.seconds)
        return True

    def take(self, workers: int, film: str = "") -> _Segment | None:
        """The segment that is drawn next, which no longer waits then; None if none waits.

        workers: how many draw at a time; film: the one whose stage is there already where the
        segment will be drawn.
        """
        if not self._waiting:
            return None
        longest = self._longest()
        if longest >= self._shared(workers):
            fit = (k for k, segment in enumerate(self._waiting) if segment.seconds == longest)
        else:
            fit = (k for k, segment in enumerate(self._waiting) if segment.film == film)
        return self._waiting.pop(next(fit, 0))

    def _longest(self) -> float:
        return max((segment.seconds for segment in self._waiting), default=0.0)

    def _shared(self, workers: int) -> float:
        """Seconds that all which wait take, shared by `workers`."""
        return sum(segment.seconds for segment in self._waiting) / max(1, workers)

    def give_back(self, segment: _Segment) -> None:
        """Let a segment be the first again, since who drew it has died."""
        self._waiting.insert(0, segment)

    def drop(self, film: str) -> None:
        """Forget the segments of a film, which there will never be."""
        self._waiting = [segment for segment in self._waiting if segment.film != film]
