"""A lesson as a Manim scene."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Protocol

from manim import Mobject, config, console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gdcore.process import return_memory
from gdcore.spec import Fault, Spec, SpecError, load_spec
from gdcore.stage.errors import RequestError
from gdcore.stage.faults import lesson_faults
from gdcore.stage.film.fingerprint import code_fingerprint, outside_code, outside_files
from gdcore.stage.film.metadata import (
    FilmMetadata,
    ShownPart,
    Span,
    spans_in_film,
    subtitle_lines,
    without_gaps,
)
from gdcore.stage.film.sound import sound_track
from gdcore.stage.manim_adapter.beat_animation import BeatAnimation, beats_among
from gdcore.stage.manim_adapter.camera import MeshCamera, MeshScene
from gdcore.stage.manim_adapter.film_of_scene import (
    begin_film,
    is_in_film,
    own_captions,
    set_metadata,
    set_sound,
)
from gdcore.stage.manim_adapter.renderer import LessonRenderer
from gdcore.stage.manim_adapter.settings import check_size, frame_rate, lesson_size
from gdcore.stage.mobjects.screen import screen_pixels_per_unit
from gdcore.stage.props.registry import builders
from gdcore.stage.text.raster_cache import begin_lesson
from gdcore.story import DIRECTORS, Lesson, StoryError, Timeline, compute_lesson, make_timeline
from gdcore.story.beats.title import title
from gdcore.story.describing import alternative_text, descriptions, sightings
from gdcore.words.formulas import plain


class LessonStage(Protocol):
    """The interface through which `LessonScene` uses a stage."""

    @property
    def mobjects(self) -> Sequence[Mobject]:
        """All mobjects that are on stage at any moment, in the order of drawing."""

    def show(self, t: float, camera: Any) -> Hashable | None:
        """Set mobjects and camera to `t` seconds.

        Returns a key of the picture, or None. If it equals the key of the call before and is not
        None, the picture is the same and is not drawn again.
        """


def build_stage(lesson: Lesson, timeline: Timeline, width: float, height: float) -> LessonStage:
    """The stage of a lesson; width and height of the frame in scene units."""
    from gdcore.stage.stage import Stage

    # Of earlier lessons, in a process that draws one after the other.
    begin_lesson()
    return_memory()
    ppu = screen_pixels_per_unit(width)
    return Stage(lesson, timeline, frame_width=width, frame_height=height, pixels_per_unit=ppu)


class LessonScene(MeshScene):
    """Renders the lesson of `spec_path`: one play for each beat, one section for each chapter.

    A subclass with a `construct` of its own plays the beats where it likes and its own animations
    between, beside and after them; captions and chapters move along with what comes between:

    ```python
    class Annotated(LessonScene):
        spec_path = Path("specs/peaks.yaml")

        def construct(self):
            self.play_beats(0, 2)
            note = Typst("Watch the ball").to_corner(UR)
            self.add_fixed_in_frame_mobjects(note)
            self.play(FadeIn(note))  # the lesson stands still
            self.play(self.beat(2), note.animate.shift(DOWN))  # both at once
            self.play(FadeOut(note))
            self.play_beats(3)  # the rest
    ```

    The beats are those of `self.timeline.beats`. What an author adds lies over the lesson's meshes
    (or among them, if it is a mesh) and stays until it is removed; the lesson's own mobjects,
    `self.stage.mobjects`, are set anew in each frame of a beat.

    The stage is built at first use; where all segments are in the cache, not at all. Frames of one
    of Manim's qualities have the shape that the spec names, unless the scene is given a renderer,
    which knows its frames already. With `renderer=CairoRenderer(camera_class=MeshCamera)` Manim's
    own play loop and file writer render the same frames, without chapters.

    Attributes:
        spec_path: the spec's file; set by the subclass.
        make_stage: builds the stage from lesson, timeline, and the frame's width and height in
            scene units.
        spec, timeline, stage: of the lesson; each made at first use.

    Raises:
        SpecError: the spec is at fault (when the scene is rendered).
        StageError: the picture or the video can't be made.
    """

    spec_path: ClassVar[Path]
    make_stage: ClassVar[Callable[[Lesson, Timeline, float, float], LessonStage]] = staticmethod(
        build_stage
    )

    def __init__(self, renderer: Any = None, **keywords: Any) -> None:
        self._size_before = config.pixel_width, config.pixel_height
        if renderer is None:
            self._shape_frame()
            renderer = LessonRenderer()
        if not isinstance(renderer.camera, MeshCamera):
            raise RequestError("a lesson has a renderer of its own: leave out --renderer")
        super().__init__(camera_class=MeshCamera, renderer=renderer, **keywords)
        self.parts: list[ShownPart] = []
        self._advance: Callable[[int], None] = lambda _: None
        self._chapter: str | None = None
        self._moment: float | None = None  # seconds of the lesson to which the film has come
        self._is_behind = False  # whether the stage has not been set to that moment
        check_size(self)
        begin_film(self, self.spec_path)

    @cached_property
    def spec(self) -> Spec:
        """The spec, complete with its defaults."""
        return load_spec(self.spec_path)

    @cached_property
    def timeline(self) -> Timeline:
        """The lesson's timeline at the frame rate of this render."""
        return lesson_timeline(self.spec, frame_rate())

    @cached_property
    def fingerprint(self) -> str:
        """One string for everything that the lesson's pictures depend on, except their size.

        Computing it takes time in proportion to the numbers of the descents' steps.
        """
        return f"{self.timeline.digest} {self.code}"

    @cached_property
    def code(self) -> str:
        """One string for the code that draws the lesson: the package's, and that of its authors."""
        return f"{code_fingerprint()} {outside_code(self._makers)}"

    @property
    def author_files(self) -> dict[str, Path]:
        """The files outside of this package that draw the lesson, by the names of their modules."""
        return outside_files(self._makers)

    @property
    def _makers(self) -> list[Any]:
        """All classes and functions that draw the lesson."""
        classes = [c for c in type(self).__mro__ if issubclass(c, LessonScene) and _has_code(c)]
        directors = [DIRECTORS[beat.name] for beat in self.timeline.beats]
        props = builders(cue.prop for cue in self.timeline.cues)
        options = [type(beat.options) for beat in self.timeline.beats]
        return [*classes, type(self).make_stage, *directors, *props, *options]

    @cached_property
    def stage(self) -> LessonStage:
        """The stage; built at the first frame that has to be drawn."""
        camera: Any = self.camera
        return type(self).make_stage(
            self.timeline.lesson, self.timeline, camera.frame_width, camera.frame_height
        )

    def render(self, preview: bool = False) -> bool:
        """Render the scene; afterwards Manim is configured for the frames that it was before."""
        try:
            return super().render(preview)
        finally:
            config.frame_size = self._size_before

    def _shape_frame(self) -> None:
        """Configure Manim for frames of the spec's shape, before the camera is made."""
        with suppress(SpecError):  # told when the scene is rendered
            config.frame_size = lesson_size(self.spec)

    @property
    def others(self) -> list[Mobject]:
        """The mobjects on the scene that do not belong to the lesson."""
        built = self.__dict__.get("stage")
        own = {id(mobject) for mobject in built.mobjects} if built else set()
        return [mobject for mobject in self.mobjects if id(mobject) not in own]

    def set_stage(self) -> None:
        """Put the lesson's mobjects on the scene, if they are not there."""
        here = {id(mobject) for mobject in self.mobjects}
        if any(id(mobject) not in here for mobject in self.stage.mobjects):
            self.add(*self.stage.mobjects)

    def show(self, t: float) -> Hashable | None:
        """Set stage and camera to `t` seconds of the lesson; see `LessonStage.show`."""
        self._moment, self._is_behind = t, False
        return self.stage.show(t, self.camera)

    def is_at(self, t: float) -> bool:
        """Whether the stage stands at `t` seconds of the lesson."""
        return self._moment == t and not self._is_behind

    def pass_over(self, t: float) -> None:
        """The film has come to `t` seconds of the lesson without the stage having been set."""
        self._moment, self._is_behind = t, True

    def catch_up(self) -> None:
        """Set the stage to the moment to which the film has come, if it is not there."""
        if self._is_behind and self._moment is not None:
            self.set_stage()
            self.show(self._moment)

    def advance(self, frames: int) -> None:
        """Move the progress bar on."""
        self._advance(frames)

    def report_to(self, advanced: Callable[[int], None]) -> None:
        """Call `advanced` with each number of frames by which the film has grown, where no progress
        bar is shown."""
        self._advance = advanced

    def construct(self) -> None:
        """Play the lesson. A subclass may play its beats in its own way instead."""
        self.play_beats()

    def beat(self, index: int, **keywords: Any) -> BeatAnimation:
        """The beat of this index as an animation, for `play`: alone or together with others.

        keywords: `run_time` and `rate_func`, as of every animation.
        """
        fps, beat = self.timeline.fps, self.timeline.beats[index]
        frames = range(round(beat.start * fps), round(beat.end * fps))
        return BeatAnimation(self, frames, fps, **keywords)

    def play_beats(self, start: int = 0, stop: int | None = None) -> None:
        """Play the beats from index `start` up to, not including, `stop`, or up to the last one."""
        chosen = range(len(self.timeline.beats))[start:stop]
        beats = [self.beat(index) for index in chosen]
        with self._progress(sum(beat.count for beat in beats)):
            for index, beat in zip(chosen, beats, strict=True):
                chapter = self.timeline.beats[index].chapter
                if chapter != self._chapter:
                    self._chapter = chapter
                    self.next_section(chapter)
                self.play(beat)

    def play(self, *args: Any, **kwargs: Any) -> None:
        """Play animations, as in every scene, and keep in mind which beats were among them."""
        at = self.time
        super().play(*args, **kwargs)
        if is_in_film(self):
            for beat in beats_among(self.animations or ()):
                seconds = beat.count / beat.fps if beat.is_plain else beat.run_time
                self.parts.append(ShownPart(beat.start, beat.end, at, seconds))

    def tear_down(self) -> None:
        """Hand sound, captions, chapters and all else that is told of the film to the renderer."""
        captions = spans_in_film(self.timeline.subtitles(), self.parts)
        told = (*own_captions(self), *captions)
        for start, end, text in captions:
            self.add_subcaption(subtitle_lines(text), end - start, start - self.time)
        set_metadata(self, self._metadata(tuple(sorted(told))))
        if self.timeline.narration:
            heard = [
                (part.film_time(said.at), said.speech.samples)
                for part in self.parts
                for said in self.timeline.narration
                if part.start <= said.at < part.end
            ]
            set_sound(self, sound_track(heard, self.time))

    def _metadata(self, captions: tuple[Span, ...]) -> FilmMetadata:
        """What the film's files tell of it."""
        timeline, lesson = self.timeline, self.timeline.lesson
        chapters = spans_in_film(timeline.chapters(), self.parts)
        spoken = [(told.start, told.end, told.text) for told in descriptions(timeline)]
        seen = [(t, t + 1 / timeline.fps, text) for t, text in sightings(timeline)]
        return FilmMetadata(
            title=plain(title(lesson)),
            chapters=without_gaps(chapters, self.time),
            captions=captions,
            descriptions=spans_in_film(spoken, self.parts),
            seen=spans_in_film(seen, self.parts),
            language=lesson.language.code,
            spec=lesson.spec.places.text,
            alternative=alternative_text(timeline, self._moment or 0.0),
            voiced=bool(timeline.narration),
        )

    @contextmanager
    def _progress(self, frames: int) -> Iterator[None]:
        """One progress bar for so many frames, if standard error is a terminal."""
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


def _has_code(scene: type) -> bool:
    """Whether a scene's class does more than name its spec."""
    return any(name != "spec_path" and not name.startswith("__") for name in vars(scene))


def lesson_timeline(spec: Spec, fps: float, *, claims: bool = True) -> Timeline:
    """The timeline of a spec's lesson.

    claims: whether the claims of the spec are checked.

    Raises:
        SpecError: the lesson can't be drawn, a claim about it is false, or a text names a fact that
            it does not have.
    """
    lesson = compute_lesson(spec)
    if faults := lesson_faults(lesson, claims):
        raise SpecError(faults)
    try:
        return make_timeline(lesson, fps)
    except StoryError as error:
        raise SpecError([Fault(str(spec.source or "spec"), 0, 0, "", str(error))]) from error
