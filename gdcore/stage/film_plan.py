"""A film before it is drawn: which of its segments the cache does not hold, and the film's end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from manim import config, console
from rich.console import Console

from gdcore.spec import Spec
from gdcore.stage.errors import StageError
from gdcore.stage.film.files import complete_or_nothing
from gdcore.stage.film.seal import sealed_frames
from gdcore.stage.film.sightings import Sightings
from gdcore.stage.manim_adapter.film_of_scene import film_file
from gdcore.stage.manim_adapter.renderer import LessonRenderer
from gdcore.stage.rendering import RenderOptions, configured, make_scene
from gdcore.stage.segments import FilmWork, Segment, SegmentWork
from gdcore.story import Timeline


@dataclass(frozen=True)
class FilmPlan:
    """A film, and which of its segments have to be drawn before it can be put together.

    Attributes:
        path: the spec's file.
        missing: the work of the segments that the cache does not hold; empty also for pictures,
            which have no segments.
    """

    path: Path
    missing: tuple[SegmentWork, ...]
    folder: Path | None
    _options: RenderOptions
    _timeline: Timeline
    _sightings: Sightings | None
    _suffix: str

    def take(self, work: SegmentWork, segment: Segment, content: bytes | None = None) -> None:
        """Put a segment that was drawn elsewhere into the cache.

        content: the bytes of its file, if it was not written into the cache itself.

        Raises:
            StageError: these are not the bytes that were sealed.
            OSError: they can't be written.
        """
        if self._sightings is None or self.folder is None:
            return
        looks = segment.looks
        if content is not None:
            name = work.key if looks is None else self._sightings.name(looks)
            target = self.folder / f"{name}{self._suffix}"
            with complete_or_nothing(target) as path:
                path.write_bytes(content)
                if sealed_frames(path, target.name) != work.frames:
                    raise StageError(f"{work}: the segment was damaged on its way")
        if looks is not None:
            self._sightings.write(work.key, looks)

    def finish(self, *, quiet: bool = False) -> Path:
        """Put the film together and return where it is; what is still missing is drawn here.

        quiet: without a progress bar. Raises as `render_lesson` does.
        """
        with configured(self._options):
            if quiet:
                config.progress_bar = "none"
            scene = make_scene(self.path, self._timeline.lesson.spec, self._options)
            scene.timeline = self._timeline
            scene.render()
            return film_file(scene)


def plan_film(path: Path, spec: Spec, options: RenderOptions) -> FilmPlan:
    """Compute a lesson and find out which segments of its film have to be drawn.

    Raises as `render_lesson` does; nothing is written.
    """
    with configured(options):
        scene = make_scene(path, spec, options)
        timeline, renderer = scene.timeline, scene.renderer
        assert isinstance(renderer, LessonRenderer)
        found = renderer.wanted(scene, [scene.beat(k) for k in range(len(timeline.beats))])
        if not found:
            return FilmPlan(path, (), None, options, timeline, None, "")
        film = FilmWork.of(path.stem, timeline, renderer.segment_settings(), scene.author_files)
        missing = tuple(SegmentWork(film, w.beat, w.frames, w.key, w.known) for w in found)
        sightings = found[0].sightings
        return FilmPlan(
            path, missing, sightings.folder, options, timeline, sightings, found[0].suffix
        )


def progress_console() -> Console | None:
    """Where progress is shown; None if it isn't, as in a pipe."""
    return console if config.progress_bar != "none" and console.is_terminal else None
