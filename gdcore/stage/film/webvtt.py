"""WebVTT files, as browsers read captions, chapters and descriptions (W3C, WebVTT 1)."""

from __future__ import annotations

from collections.abc import Iterable

from gdcore.stage.film.metadata import Span

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def webvtt(spans: Iterable[Span]) -> str:
    """The text of a WebVTT file with these spans, numbered, in order of their start.

    A span shorter than a millisecond lasts one; empty lines within a text, which would end it, are
    left out.
    """
    blocks = ["WEBVTT"]
    for number, (start, end, text) in enumerate(sorted(spans), 1):
        begin = round(1000 * start)
        over = max(begin + 1, round(1000 * end))
        lines = "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
        for sign, name in _ESCAPED.items():
            lines = lines.replace(sign, name)
        blocks.append(f"{number}\n{_clock(begin)} --> {_clock(over)}\n{lines}")
    return "\n\n".join(blocks) + "\n"


def _clock(milliseconds: int) -> str:
    """01:02:03.456."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}.{rest:03}"
