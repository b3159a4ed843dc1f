"""A lesson in words: all that the film says, with the times and chapters in which it says it."""

from __future__ import annotations

from collections.abc import Iterator

from gdcore.story.timeline import Timeline


def transcript(timeline: Timeline) -> str:
    """The chapters of a film and the sentences in each, one a line, with the minute and second.

    A text of several lines keeps them. A sentence belongs to the chapter in which it begins.
    """
    return "\n".join(_lines(timeline)) + "\n"


def _lines(timeline: Timeline) -> Iterator[str]:
    captions = timeline.captions()
    for start, end, title in timeline.chapters():
        if start:
            yield ""
        yield f"{clock(start)}  {title}"
        for begin, _, text in captions:
            if start <= begin < end:
                for line in text.splitlines():
                    yield f"      {line}"


def clock(seconds: float) -> str:
    """Minutes and seconds of a film as players write them: 0:07, 1:02:30."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
