"""The clips of a talk, one for each beat, taken from the segments of the film.

The segments come from the cache of `gdcore render`, or are drawn into it. So that nothing jumps
when a player goes from one file to the next, each clip begins with the picture with which the one
before it ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gdcore.spec import Spec
from gdcore.stage.film.joining import join
from gdcore.stage.film.metadata import FilmMetadata
from gdcore.stage.manim_adapter.beat_animation import BeatAnimation
from gdcore.stage.rendering import RenderOptions, rendered
from gdcore.stage.scene import LessonScene
from gdcore.stage.theme import lesson_theme
from gdcore.story import Timeline
from gdcore.story.beats.title import title
from gdcore.story.stops import passages
from gdcore.words.formulas import plain


@dataclass(frozen=True)
class Clip:
    """One clip of a talk.

    Attributes:
        segments: the files that it is made of, one after the other.
        name: for its file: the beat's number and name.
        notes: what the speaker sees: the chapter, and the sentences that the clip shows.
        stop: whether the talk waits after it until the speaker goes on.
        frames: how many frames it has.
    """

    segments: tuple[Path, ...]
    name: str
    notes: str
    stop: bool
    frames: int


@dataclass(frozen=True)
class Talk:
    """A lesson cut into clips.

    Attributes:
        title: the lesson's.
        clips: in order.
        size: (width, height) in pixels.
        fps: frames a second.
        background: the colour behind everything, as "#0b0e14".
    """

    title: str
    clips: tuple[Clip, ...]
    size: tuple[int, int]
    fps: Fraction
    background: str

    def write(self, clip: Clip, target: Path) -> None:
        """Write a clip's file.

        Raises:
            StageError: a segment can't be read, or the file can't be written.
        """
        about = FilmMetadata(f"{self.title}: {clip.name}")
        join(clip.segments, target, fps=self.fps, metadata=about, comment="")


class _TalkScene(LessonScene):
    """Plays a lesson in passages. Where one is a whole beat, the film has the same segment."""

    def construct(self) -> None:
        """Play all passages, each after the last frame of the one before."""
        fps = self.timeline.fps
        for passage in passages(self.timeline):
            start = passage.frames.start
            if start:
                self.play(BeatAnimation(self, range(start - 1, start), fps))
            self.play(BeatAnimation(self, passage.frames, fps))


def talk_of(path: Path, spec: Spec, options: RenderOptions) -> Talk:
    """The talk of a lesson; what its cache lacks is drawn.

    Args:
        path: the spec's file, whose film shares the segments.
        spec: what is in it.
        options: quality, size, frames a second, where the segments are kept.

    Raises:
        SpecError, RequestError, StageError, OSError: as from `render_lesson`.
    """
    with TemporaryDirectory(prefix="gdcore-slides-") as folder:
        # Manim joins what it plays; that film, with frames shown twice, is of no use.
        throwaway = replace(options, output=Path(folder) / "talk.mp4", format="mp4")
        return _talk(rendered(path, spec, throwaway, base=_TalkScene))


def _talk(scene: LessonScene) -> Talk:
    writer: Any = scene.renderer.file_writer
    files = [Path(file) for file in writer.partial_movie_files]
    timeline, encoder = scene.timeline, writer.video_encoder
    clips = tuple(
        Clip(
            tuple(files[max(0, 2 * index - 1) : 2 * index + 1]),
            f"{index + 1:03}-{passage.beat.name}",
            _notes(timeline, index),
            passage.stop,
            len(passage.frames) + (index > 0),
        )
        for index, passage in enumerate(passages(timeline))
    )
    return Talk(
        plain(title(timeline.lesson)),
        clips,
        (encoder.width, encoder.height),
        encoder.frame_rate,
        lesson_theme(timeline.lesson).background,
    )


def _notes(timeline: Timeline, index: int) -> str:
    """The chapter of a beat, if it begins there, and all that is said while the beat runs."""
    beat = timeline.beats[index]
    begins = index == 0 or timeline.beats[index - 1].chapter != beat.chapter
    said = [text for start, end, text in timeline.captions() if beat.start <= start < beat.end]
    return "\n\n".join([*([beat.chapter] if begins else []), *dict.fromkeys(said)])
