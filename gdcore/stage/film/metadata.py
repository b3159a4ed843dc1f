"""What a film's file says besides its pictures: title, chapters, captions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import srt

Span = tuple[float, float, str]
"""(start, end, text), in seconds."""


@dataclass(frozen=True)
class FilmMetadata:
    """What a player shows beside the pictures: times are seconds of the film."""

    title: str = ""
    chapters: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()


def excerpt(spans: Iterable[Span], told: Sequence[tuple[float, float]]) -> tuple[Span, ...]:
    """The spans as they lie in a film that shows only the intervals `told` of the lesson.

    What is not shown is cut off, what comes after it moves forward; a span that runs from one
    interval into the next stays one. With the whole lesson told, this changes nothing.
    """
    found: list[Span] = []
    for start, end, text in spans:
        film = 0.0
        piece: tuple[float, float] | None = None
        for first, last in told:
            begin, finish = max(start, first), min(end, last)
            if begin < finish:
                shown = (film + begin - first, film + finish - first)
                piece = (piece[0] if piece else shown[0], shown[1])
            film += last - first
        if piece is not None:
            found.append((*piece, text))
    return tuple(found)


def subtitles(captions: Iterable[Span]) -> str:
    """The text of an ``.srt`` file."""
    return str(
        srt.compose(
            srt.Subtitle(
                index=None, start=timedelta(seconds=start), end=timedelta(seconds=end), content=text
            )
            for start, end, text in captions
        )
    )
