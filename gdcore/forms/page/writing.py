"""Pages as files: one that holds everything, or a folder of lessons that share their scripts."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from gdcore.forms.page.data import PageData
from gdcore.forms.page.film import FoundFilm
from gdcore.forms.page.html import assets, page_html
from gdcore.forms.page.index import Card, index_html
from gdcore.stage.film.files import complete_or_nothing
from gdcore.stage.still import draw_still
from gdcore.story import Timeline

ASSETS, FILMS, STILLS = "assets", "films", "stills"
"""Folders beside the pages."""
INDEX = "index.html"
DRAWN, SHOWN = (1280, 720), (640, 360)
"""Pixels of a still: it is drawn larger than it is shown, so that lines stay fine."""
_QUALITY = 88


@dataclass(frozen=True, eq=False)
class Lecture:
    """A page to write: its name without suffix, its content, and its film, if it has one."""

    name: str
    page: PageData
    film: FoundFilm | None = None


def write_page(page: PageData, file: Path) -> None:
    """Write a page that needs no other file. A film would make it too large to send."""
    _write(file, page_html(page, None))


class Site:
    """A folder of lessons with a list of them.

    Each file appears when it is complete. What else is in the folder stays as it is.

    Args:
        folder: made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cards: list[Card] = []
        self._language = ""

    @property
    def names(self) -> list[str]:
        """The titles of the lessons that were added."""
        return [card.title for card in self._cards]

    def add(self, lecture: Lecture) -> Iterator[Path]:
        """Write a lesson's page, its still and its film; yields the files.

        Raises:
            StageError: its still can't be drawn; the page is written all the same.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for asset in () if self._cards else assets():
            _write(self.folder / ASSETS / asset.name, asset.content)
        name, page, film = lecture.name, lecture.page, None
        if lecture.film is not None:
            target = self.folder / FILMS / f"{name}{lecture.film.file.suffix}"
            with complete_or_nothing(target) as path:
                shutil.copyfile(lecture.film.file, path)
            film = lecture.film.on_page(f"{FILMS}/{quote(target.name)}")
            yield target
        file = self.folder / f"{name}.html"
        _write(file, page_html(page, ASSETS, film, INDEX))
        yield file
        language = page.lesson.language.code
        self._language = language if self._language in ("", language) else "en"
        card = Card(page.title, f"{quote(name)}.html", f"{STILLS}/{quote(name)}.webp", page)
        self._cards.append(Card(card.title, card.address, "", page))
        still = self.folder / STILLS / f"{name}.webp"
        write_still(page.timeline, still)
        self._cards[-1] = card
        yield still

    def finish(self) -> Path:
        """Write the list of the lessons."""
        _write(self.folder / INDEX, index_html(self._cards, self._language or "en", ASSETS))
        return self.folder / INDEX


def write_still(timeline: Timeline, file: Path) -> None:
    """Draw the picture of a lesson's card.

    Raises:
        StageError: OpenGL can't start.
    """
    pixels = draw_still(timeline, telling_moment(timeline), DRAWN)
    picture = Image.fromarray(pixels[..., :3]).resize(SHOWN, Image.Resampling.LANCZOS)
    with complete_or_nothing(file) as path:
        picture.save(path, format="webp", quality=_QUALITY)


def telling_moment(timeline: Timeline) -> float:
    """A moment in the middle of what the lesson is about, seconds.

    Half-way through the first beat in which descents run; without descents through the longest.
    """

    def steps(t: float) -> float:
        return sum(timeline.steps(i, t) for i in range(len(timeline.lesson.descents)))

    running = [b for b in timeline.beats if steps(b.end) > steps(b.start)]
    beat = running[0] if running else max(timeline.beats, key=lambda b: b.seconds)
    frame = math.floor((beat.start + 0.5 * beat.seconds) * timeline.fps)
    return frame / timeline.fps


def _write(file: Path, text: str) -> None:
    with complete_or_nothing(file) as path:
        path.write_text(text, encoding="utf-8", newline="\n")
