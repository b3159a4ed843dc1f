"""The files beside a film, for those who do not see it, and for players and browsers."""

from __future__ import annotations

from pathlib import Path

from gdcore.stage.film.files import complete_or_nothing
from gdcore.stage.film.metadata import FilmMetadata
from gdcore.stage.film.transcripts import transcript_page, transcript_text
from gdcore.stage.film.webvtt import webvtt

SUFFIXES = (".vtt", ".chapters.vtt", ".descriptions.vtt", ".transcript.txt", ".transcript.html")
"""The ends of the names of what `write_beside` writes; the captions' .srt comes with Manim's own
writer."""


def beside(film: Path) -> list[Path]:
    """The files that stand beside a film, whether they are there or not."""
    return [film.with_suffix(suffix) for suffix in (".srt", *SUFFIXES)]


def write_beside(film: Path, metadata: FilmMetadata) -> None:
    """Write captions, chapters and descriptions as WebVTT, and the transcript as text and page.

    A file that would be empty is removed, if an earlier version of the film has left it. A film
    that has nothing to say gets none of them.
    """
    texts = {
        ".vtt": webvtt(metadata.subtitles) if metadata.captions else None,
        ".chapters.vtt": webvtt(metadata.chapters) if metadata.chapters else None,
        ".descriptions.vtt": webvtt(metadata.descriptions) if metadata.descriptions else None,
    }
    told = any(texts.values())
    texts[".transcript.txt"] = transcript_text(metadata) if told else None
    texts[".transcript.html"] = transcript_page(metadata, film) if told else None
    for suffix in SUFFIXES:
        _write(film.with_suffix(suffix), texts[suffix])


def _write(target: Path, text: str | None) -> None:
    """Make a file hold this text, or be gone for None; one that holds it already is left alone."""
    if text is None:
        target.unlink(missing_ok=True)
        return
    content = text.encode()
    if target.is_file() and target.read_bytes() == content:
        return
    with complete_or_nothing(target) as path:
        path.write_bytes(content)
