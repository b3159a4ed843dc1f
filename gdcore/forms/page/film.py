"""A lesson's film on its page: the file that was rendered, and the tracks beside it."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from pathlib import Path

from gdcore.forms.page.html import Film, Track
from gdcore.spec import SpecError
from gdcore.spec.loading import SpecText
from gdcore.stage.errors import RequestError
from gdcore.stage.film.finding import rendered_films
from gdcore.stage.film.inside import spec_inside
from gdcore.story import Lesson
from gdcore.story.transcript import clock

_KINDS = {".mp4": "video/mp4", ".webm": "video/webm"}
_TRACKS = {
    "captions": ".vtt",
    "descriptions": ".descriptions.vtt",
    "chapters": ".chapters.vtt",
}
"""The tracks of a film, and the ends of the names of their files."""
_CHAPTER = re.compile(r"^(\d+):(\d\d):(\d\d\.\d+) --> .*\n(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class FoundFilm:
    """A film of a lesson; file: where it lies."""

    file: Path
    lesson: Lesson

    def on_page(self, address: str) -> Film:
        """The film as a page names it; `address`: of its copy, as seen from the page."""
        texts = {kind: self._track(suffix) for kind, suffix in _TRACKS.items()}
        say = self.lesson.language.say
        return Film(
            address,
            _KINDS[self.file.suffix],
            tuple(
                Track(kind, say(f"film.{kind}"), _address(text))
                for kind, text in texts.items()
                if text
            ),
            _chapters(texts["chapters"]),
        )

    def _track(self, suffix: str) -> str:
        """The text of a track beside the film; empty where there is none."""
        file = self.file.with_suffix(suffix)
        return file.read_text(encoding="utf-8") if file.is_file() else ""


def find_film(
    spec: Path, lesson: Lesson, media_dir: Path | None = None
) -> tuple[FoundFilm | None, str]:
    """(the newest film of the lesson as it is, what is to be said if there are only older ones)."""
    films = rendered_films(spec, media_dir)
    for film in films:
        if is_of(film, lesson):
            return FoundFilm(film, lesson), ""
    if not films:
        return None, ""
    return None, (
        f"{films[0]} is left out, since the lesson has changed since it was rendered: "
        f"`gdcore render {spec}` makes it anew"
    )


def is_of(film: Path, lesson: Lesson) -> bool:
    """Whether a film was rendered from a spec that says what the lesson's says."""
    try:
        inside = SpecText(spec_inside(film), str(film), lesson.spec.source)
        return inside.text == lesson.spec.places.text or inside.load().digest == lesson.spec.digest
    except (RequestError, SpecError, OSError):
        return False


def _chapters(track: str) -> tuple[tuple[float, str, str], ...]:
    """(seconds, clock, title) of each chapter in a track."""
    found = []
    for hours, minutes, seconds, title in _CHAPTER.findall(track):
        start = 3600 * int(hours) + 60 * int(minutes) + float(seconds)
        found.append((round(start, 3), clock(start), html.unescape(title)))
    return tuple(found)


def _address(text: str) -> str:
    """A track in the page itself: a browser reads none from another file on a disk."""
    return f"data:text/vtt;base64,{base64.b64encode(text.encode()).decode()}"
