"""Segments that are drawn apart from their film, by whoever has the time: the work and its result.

A film's segments depend on nothing but the computed lesson, the settings and the code. So they can
be drawn in any order, by any process, on any machine, and drawing one twice does no harm.
"""

from __future__ import annotations

import logging
import pickle
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from manim import tempconfig

from gdcore.stage.errors import StageError
from gdcore.stage.manim_adapter.renderer import LessonRenderer
from gdcore.stage.manim_adapter.settings import set_path
from gdcore.stage.scene import LessonScene
from gdcore.story import Timeline


@dataclass(frozen=True)
class AuthorFile:
    """A Python file of an author, such as one with beats: module's name, path, content."""

    module: str
    path: Path
    content: bytes


@dataclass(frozen=True)
class FilmWork:
    """What the segments of one film have in common.

    Attributes:
        title: the film's name, for those who watch.
        lesson: its computed timeline, as from `packed`. It holds all that the spec and its data
            files say, so that no file of theirs is needed. (Measured: 2 to 40 kB and some 5 ms;
            computing the lesson anew takes 30 to 900 ms.)
        settings: Manim's, as from `segment_settings`.
        authors: the files whose classes occur in the lesson.
        digest: a name for all of this.
    """

    title: str
    lesson: bytes
    settings: tuple[tuple[str, Any], ...]
    authors: tuple[AuthorFile, ...]
    digest: str

    @property
    def pixels(self) -> int:
        """Pixels of a frame."""
        settings = dict(self.settings)
        return int(settings["pixel_width"]) * int(settings["pixel_height"])

    @classmethod
    def of(
        cls,
        title: str,
        timeline: Timeline,
        settings: dict[str, Any],
        authors: dict[str, Path],
    ) -> FilmWork:
        """The work for the segments of a timeline."""
        files = tuple(AuthorFile(name, path, path.read_bytes()) for name, path in authors.items())
        lesson, chosen = packed(timeline), tuple(settings.items())
        state = sha256(lesson + repr((chosen, files)).encode("utf-8", "surrogatepass"))
        return cls(title, lesson, chosen, files, state.hexdigest())


@dataclass(frozen=True)
class SegmentWork:
    """The work of one segment: what is asked for, and with which settings.

    Attributes:
        film: what it shares with the other segments of the film.
        beat: its index in the story; frames: their number.
        key: what the segment is asked for by; it covers lesson, frames, settings and code, so that
            who would draw something else notices.
        known: looks of segments that are there already and may turn out to be this one.
    """

    film: FilmWork
    beat: int
    frames: int
    key: str
    known: tuple[tuple[bytes, ...], ...] = ()

    def __str__(self) -> str:
        return f"{self.film.title}, beat {self.beat + 1}"


@dataclass(frozen=True)
class Segment:
    """A segment that is there now.

    Attributes:
        looks: those of its frames; None if they have none, and it is named by what was asked for.
        file: its file; None if it is the one of the known segments that has these looks.
    """

    looks: tuple[bytes, ...] | None
    file: Path | None


class OtherPicture(StageError):
    """A process that would draw something else than was asked for: its code or libraries differ."""


def packed(timeline: Timeline) -> bytes:
    """A computed lesson as bytes, for another process: what is seen of it, not what is heard."""
    return zlib.compress(pickle.dumps(replace(timeline, narration=())), 1)


def draw_segment(
    work: SegmentWork, folder: Path, advanced: Callable[[int], None] = lambda _: None
) -> Segment:
    """Draw a segment into a folder, where it appears whole or not at all.

    The stage is kept for the next segment of the same film. Call it in one thread of the process
    alone, the one that owns OpenGL.

    advanced: called with each number of frames that have been drawn.

    Raises:
        OtherPicture: this process has other code, or other libraries.
        StageError: the segment can't be drawn or written here.
    """
    logging.getLogger("manim").setLevel("ERROR")
    with tempconfig(dict(work.film.settings)):
        set_path("partial_movie_dir", folder.absolute())
        scene = _scene(work.film, folder)
        scene.report_to(advanced)
        renderer: Any = scene.renderer
        assert isinstance(renderer, LessonRenderer)
        beat = scene.beat(work.beat)
        try:
            file, key, looks = renderer.draw_apart(scene, beat, work.known)
        except BaseException:
            _kept.clear()  # its stage stands anywhere
            raise
    if key != work.key:
        raise OtherPicture(
            f"{work}: gdcore, its libraries or the authors' files are others here than where the "
            "film is made"
        )
    return Segment(None if looks is None else tuple(looks), file)


_kept: dict[tuple[str, Path], LessonScene] = {}
"""The scene of the film of which a segment was drawn last: its stage takes half a second."""


def _scene(film: FilmWork, folder: Path) -> LessonScene:
    found = _kept.get((film.digest, folder))
    if found is None:
        _kept.clear()
        import_authors(film.authors)
        timeline = pickle.loads(zlib.decompress(film.lesson))
        kind: Any = type("Lesson", (LessonScene,), {"spec_path": Path(f"{film.title}.yaml")})
        found = kind(LessonRenderer())  # with a renderer of its own it keeps the size
        found.timeline = timeline
        _kept[film.digest, folder] = found
    return found


def import_authors(files: Sequence[AuthorFile]) -> None:
    """Import the files of authors that this process has not imported yet: from their own place
    where they are there, unchanged, else from copies.

    Raises:
        OtherPicture: another file has been imported under the same name.
    """
    for file in files:
        found = getattr(sys.modules.get(file.module), "__file__", None)
        if found is not None and Path(found).read_bytes() != file.content:
            raise OtherPicture(
                f"{file.path} has changed, and this process knows it as it was: start it anew"
            )
    strange = [file for file in files if file.module not in sys.modules]
    elsewhere = [file for file in strange if not _is_there(file)]
    for file in elsewhere:
        is_package = file.path.name == "__init__.py"
        parts = file.module.split(".")
        path = _copies().joinpath(*parts, *(["__init__"] if is_package else [])).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    for file in strange:
        if file.module in sys.modules:  # by one of the others
            continue
        if file in elsewhere:
            import_module(file.module)
            continue
        spec = spec_from_file_location(file.module, file.path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[file.module] = module = module_from_spec(spec)
        spec.loader.exec_module(module)


def _is_there(file: AuthorFile) -> bool:
    try:
        return file.path.read_bytes() == file.content
    except OSError:
        return False


@cache
def _copies() -> Path:
    """A folder from which copies of authors' files are imported."""
    folder = mkdtemp(prefix="gdcore-authors-")
    sys.path.insert(0, folder)
    return Path(folder)
