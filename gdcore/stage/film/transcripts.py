"""The transcript of a film, as text and as a page with the film and its tracks."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from gdcore.stage.film.metadata import FilmMetadata
from gdcore.stage.film.webvtt import webvtt
from gdcore.story.transcript import clock
from gdcore.words import Language, language

_PAGE = Path(__file__).with_name("transcript.html")
_TYPES = {".mp4": "video/mp4", ".webm": "video/webm", ".mov": "video/quicktime"}


@dataclass(frozen=True)
class Entry:
    """One sentence of a transcript: `seen` for a description, else a caption."""

    start: float
    text: str
    seen: bool


def transcript_text(metadata: FilmMetadata) -> str:
    """The chapters with their captions and, in brackets, the descriptions, one a line."""
    lines = [metadata.title, _explained(metadata)]
    for start, title, entries in _chapters(metadata):
        lines += ["", f"{clock(start)}  {title}"]
        for entry in entries:
            text = f"[{entry.text}]" if entry.seen else entry.text
            lines.append(f"      {clock(entry.start)}  {text}")
    return "\n".join(lines) + "\n"


def transcript_page(metadata: FilmMetadata, film: Path) -> str:
    """A page in HTML: the film with its tracks, and below it the transcript.

    The tracks are inside the page, since browsers read none from files beside a page that is opened
    from a disk. film: the film's file, which lies beside the page.
    """
    words = language(metadata.language)
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language=metadata.language,
        title=escape(metadata.title),
        explained=escape(_explained(metadata)),
        transcript=escape(words.say("film.transcript")),
        film=escape(quote(os.fsencode(film.name))),
        type=_TYPES.get(film.suffix, "video/mp4"),
        fallback=escape(words.say("film.no-video")),
        name=escape(os.fsencode(film.name).decode(errors="replace")),
        tracks="\n".join(_tracks(metadata, words)),
        chapters="\n".join(_sections(metadata, words)),
    )


def _explained(metadata: FilmMetadata) -> str:
    """What stands in the transcript of a film with this sound, or none."""
    message = "film.explained-voice" if metadata.voiced else "film.explained"
    return language(metadata.language).say(message)


def _chapters(metadata: FilmMetadata) -> Iterator[tuple[float, str, list[Entry]]]:
    """(start, title, sentences that begin in it) of each chapter; one without a title for none."""
    said = [
        Entry(start, line, False)
        for start, _, text in metadata.captions
        for line in text.splitlines()
    ]
    seen = [Entry(start, text, True) for start, _, text in metadata.seen]
    entries = sorted([*said, *seen], key=lambda entry: entry.start)
    chapters = metadata.chapters or ((0.0, float("inf"), ""),)
    ends = [*(start for start, _, _ in chapters[1:]), float("inf")]
    for (start, _, title), end in zip(chapters, ends, strict=True):
        yield start, title, [entry for entry in entries if start <= entry.start < end]


def _tracks(metadata: FilmMetadata, words: Language) -> Iterator[str]:
    kinds = {
        "captions": metadata.subtitles,
        "descriptions": metadata.descriptions,
        "chapters": metadata.chapters,
    }
    for kind, spans in kinds.items():
        if spans:
            content = b64encode(webvtt(spans).encode()).decode()
            yield (
                f'<track kind="{kind}" srclang="{metadata.language}" '
                f'label="{escape(words.say(f"film.{kind}"))}" '
                f'src="data:text/vtt;base64,{content}">'
            )


def _sections(metadata: FilmMetadata, words: Language) -> Iterator[str]:
    for start, title, entries in _chapters(metadata):
        yield f"<section>\n<h3>{_button(start, words)} {escape(title)}</h3>\n<dl>"
        for entry in entries:
            text = f"[{entry.text}]" if entry.seen else entry.text
            kind = ' class="seen"' if entry.seen else ""
            yield f"<dt>{_button(entry.start, words)}</dt><dd{kind}>{escape(text)}</dd>"
        yield "</dl>\n</section>"


def _button(seconds: float, words: Language) -> str:
    label = escape(words.say("film.play", clock=clock(seconds)))
    return (
        f'<button type="button" data-seconds="{seconds:.3f}" aria-label="{label}">'
        f"{clock(seconds)}</button>"
    )
