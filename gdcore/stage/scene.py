"""A lesson as a Manim scene."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Protocol

from manim import Mobject, config, console
from manim._config.video_encoder import VideoEncoderSpec, to_av_frame_rate
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gdcore.spec import Fault, Spec, SpecError, load_spec
from gdcore.stage.errors import RequestError
from gdcore.stage.film.metadata import FilmMetadata, excerpt
from gdcore.stage.manim_adapter.beat_animation import BeatAnimation
from gdcore.stage.manim_adapter.camera import MeshCamera, MeshScene
from gdcore.stage.manim_adapter.renderer import LessonRenderer
from gdcore.story import Lesson, StoryError, Timeline, compute_lesson, make_timeline
from gdcore.story.words import title


class LessonStage(Protocol):
    """What a scene needs of its stage."""

    @property
    def mobjects(self) -> Sequence[Mobject]:
        """All that is ever on stage."""

    def show(self, t: float, camera: Any) -> Hashable | None:
        """Set mobjects and camera to `t` seconds.

        What it returns may say that nothing has changed: equal to the value before, and not None,
        means the same picture, which is then not drawn again.
        """


def build_stage(lesson: Lesson, timeline: Timeline, width: float, height: float) -> LessonStage:
    """The stage of a lesson; width and height of the frame in scene units."""
    from gdcore.stage.theatre import Stage

    return Stage(lesson, timeline, frame_width=width, frame_height=height)


class LessonScene(MeshScene):
    """Renders the lesson of `spec_path`: one play for each beat, one section for each chapter.

    Nothing is read before it is needed, and where all segments are in the cache, the stage is not
    built at all.

    Raises:
        SpecError: the spec is at fault (when the scene is rendered).
        StageError: the picture or the video can't be made.
    """

    spec_path: ClassVar[Path]
    make_stage: ClassVar[Callable[[Lesson, Timeline, float, float], LessonStage]] = staticmethod(
        build_stage
    )

    def __init__(self, renderer: Any = None, **keywords: Any) -> None:
        if renderer is not None and not isinstance(renderer, LessonRenderer):
            raise RequestError("a lesson has a renderer of its own: leave out --renderer")
        super().__init__(camera_class=MeshCamera, renderer=renderer or LessonRenderer(), **keywords)
        self._advance: Callable[[int], None] = lambda _: None
        _check_size(self.session_spec.video_encoder)

    @cached_property
    def spec(self) -> Spec:
        """The spec, settled."""
        return load_spec(self.spec_path)

    @cached_property
    def timeline(self) -> Timeline:
        """The lesson's timeline at the frame rate of this render."""
        return lesson_timeline(self.spec, frame_rate())

    @cached_property
    def fingerprint(self) -> str:
        """One string for all that the lesson is; it takes a while for a million steps."""
        return self.timeline.digest

    @cached_property
    def stage(self) -> LessonStage:
        """The stage; built at the first frame that has to be drawn."""
        camera: Any = self.camera
        stage = type(self).make_stage(
            self.timeline.lesson, self.timeline, camera.frame_width, camera.frame_height
        )
        self.add(*stage.mobjects)
        return stage

    @property
    def others(self) -> list[Mobject]:
        """What stands on the screen besides the lesson."""
        built = self.__dict__.get("stage")
        own = {id(mobject) for mobject in built.mobjects} if built else set()
        return [mobject for mobject in self.mobjects if id(mobject) not in own]

    def show(self, t: float) -> Hashable | None:
        """Set stage and camera to `t` seconds of the lesson."""
        return self.stage.show(t, self.camera)

    def advance(self, frames: int) -> None:
        """Move the progress bar on."""
        self._advance(frames)

    def construct(self) -> None:
        """Play the lesson."""
        fps = self.timeline.fps
        with self._progress(self.timeline.frames):
            chapter = None
            for beat in self.timeline.beats:
                if beat.chapter != chapter:
                    chapter = beat.chapter
                    self.next_section(chapter)
                self.play(BeatAnimation(range(round(beat.start * fps), round(beat.end * fps)), fps))

    def tear_down(self) -> None:
        """Say what belongs to the film besides its pictures."""
        renderer: Any = self.renderer
        told = renderer.told
        renderer.file_writer.metadata = FilmMetadata(
            title=title(self.timeline.lesson),
            chapters=excerpt(self.timeline.chapters(), told),
            captions=excerpt(self.timeline.captions(), told),
        )

    @contextmanager
    def _progress(self, frames: int) -> Iterator[None]:
        """One bar for the whole film, where there is a terminal to see it."""
        if config.progress_bar == "none" or not console.is_terminal:
            yield
            return
        with Progress(
            TextColumn(str(self)),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("frames"),
            TimeRemainingColumn(),
            console=console,
            transient=config.progress_bar != "leave",
            refresh_per_second=4,
        ) as progress:
            task = progress.add_task("", total=frames)
            self._advance = lambda count: progress.advance(task, count)
            yield
        self._advance = lambda _: None


def frame_rate(wished: float | None = None) -> float:
    """Frames a second, exact (29.97 stands for 30000/1001); by default as Manim is configured."""
    return float(to_av_frame_rate(config.frame_rate if wished is None else wished))


def lesson_timeline(spec: Spec, fps: float) -> Timeline:
    """The timeline of a spec's lesson.

    Raises:
        SpecError: the lesson can't be drawn.
    """
    try:
        return make_timeline(compute_lesson(spec), fps)
    except StoryError as error:
        raise SpecError([Fault(str(spec.source or "spec"), 0, 0, "", str(error))]) from error


def _check_size(encoder: VideoEncoderSpec | None) -> None:
    if encoder is None or "420" not in encoder.pixel_format:
        return
    if encoder.codec == "libx264" and (encoder.width % 2 or encoder.height % 2):
        raise RequestError(
            f"{encoder.width} × {encoder.height} can't be encoded: "
            "a video needs an even width and an even height"
        )
