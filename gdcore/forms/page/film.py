"""A lesson's film on its page: the file that was rendered, its captions and chapters."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import srt

from gdcore.forms.page.html import Film
from gdcore.stage.film.finding import rendered_films
from gdcore.stage.film.metadata import Span, subtitle_lines
from gdcore.story import Timeline

_KINDS = {".mp4": "video/mp4", ".webm": "video/webm"}
_APART = 0.2
"""Seconds by which captions may differ between frame rates."""


@dataclass(frozen=True)
class FoundFilm:
    """A film that fits its lesson; file: where it lies."""

    file: Path
    timeline: Timeline

    def on_page(self, address: str) -> Film:
        """The film as a page names it; `address`: of its copy, as seen from the page."""
        return Film(
            address,
            _KINDS[self.file.suffix],
            # In the page itself: a browser reads no captions from another file on a disk.
            _address(web_vtt(self.timeline.captions())),
            _address(web_vtt(self.timeline.chapters())),
            tuple(
                (round(start, 3), _clock(start), title)
                for start, _, title in self.timeline.chapters()
            ),
        )


def find_film(
    spec: Path, timeline: Timeline, media_dir: Path | None = None
) -> tuple[FoundFilm | None, str]:
    """(the newest film that fits the lesson, what is to be said if there are only older ones).

    A film fits if it has the lesson's captions at their times.
    """
    films = rendered_films(spec, media_dir)
    for film in films:
        if fits(film, timeline):
            return FoundFilm(film, timeline), ""
    if not films:
        return None, ""
    return None, (
        f"{films[0]} is left out, since the lesson has changed since it was rendered: "
        f"`gdcore render {spec}` makes it anew"
    )


def fits(film: Path, timeline: Timeline) -> bool:
    """Whether the captions beside a film are those of a lesson."""
    told = [(start, subtitle_lines(text)) for start, _, text in timeline.captions()]
    try:
        text = film.with_suffix(".srt").read_text(encoding="utf-8")
        found = [(c.start.total_seconds(), c.content) for c in srt.parse(text)]
    except (OSError, ValueError, srt.SRTParseError):
        return not told
    return len(found) == len(told) and all(
        abs(one - other) <= _APART and said.split() == words.split()
        for (one, said), (other, words) in zip(found, told, strict=True)
    )


def web_vtt(spans: Iterable[Span]) -> str:
    """Captions or chapters as WebVTT, the text tracks of web pages."""
    cues = [
        f"{_stamp(start)} --> {_stamp(end)}\n{_escaped(subtitle_lines(text))}"
        for start, end, text in spans
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _escaped(text: str) -> str:
    """A text in which nothing is taken for markup; an empty line would end the cue."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "\n".join(line for line in text.splitlines() if line.strip())


def _stamp(seconds: float) -> str:
    stamp = srt.timedelta_to_srt_timestamp(datetime.timedelta(seconds=seconds))
    return str(stamp).replace(",", ".")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def _address(text: str) -> str:
    return f"data:text/vtt;base64,{base64.b64encode(text.encode()).decode()}"
