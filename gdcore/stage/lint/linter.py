"""The frame linter: looks at a lesson's stage at many moments and reports faults of its frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from manim import config, tempconfig

from gdcore.spec.aspects import ASPECTS
from gdcore.stage.errors import RequestError
from gdcore.stage.frame_size import STILL, frame_size
from gdcore.stage.layout.giving_way.precedence import Precedence
from gdcore.stage.lint.advice import FindingKind
from gdcore.stage.lint.backdrop import Backdrop, Painter
from gdcore.stage.lint.checks import LEAST_CONTRAST, check_moment
from gdcore.stage.lint.finding import Finding, Observation, Subject, merged
from gdcore.stage.lint.picture import PictureSizes
from gdcore.stage.lint.quoting import quoted
from gdcore.stage.lint.writing import FrameContent, survey
from gdcore.stage.manim_adapter.beat_animation import frame_time, nearest_frame
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.label import Label
from gdcore.stage.picture_key import picture_key
from gdcore.stage.scene import LessonStage, build_stage
from gdcore.story import Timeline
from gdcore.story.reading import READING_SPEED
from gdcore.story.traits import props_that
from gdcore.words.formulas import plain

FORMATS = tuple(frame_size(aspect, STILL) for aspect in ASPECTS)
"""A frame of each shape, (width, height) in pixels."""
INTERVAL = 0.5
"""Seconds between two moments to look at; each beat's start, middle and end are added."""
TEXT_SEEN, BALL_SEEN = 0.5, 0.25
"""Unhidden shares, 0 to 1, of a text's ink and of a ball's disc from which they count as seen."""
VISIBLE_OPACITY = 0.5
"""Opacity that a text or ball must reach within a beat to be judged in it; with less it is only
fading in or out there."""
STEADY_SHARE = 0.95
"""Share of a text's greatest opacity in a beat below which the text is fading in or out, so that
its contrast is not judged."""


@dataclass
class Sighting:
    """How visible one text or ball was in one beat.

    enough: the unhidden share that it needs; first: seconds, the first moment it was on the frame;
    opacity: the greatest that it had or would
    have had; strongest: the greatest that it had; share: its greatest unhidden share; contrasts:
    (seconds, opacity, contrast ratio) of each moment at which a text was seen.
    """

    subject: Subject
    enough: float
    first: float
    opacity: float = 0.0
    strongest: float = 0.0
    share: float = 0.0
    contrasts: list[tuple[float, float, float]] = field(default_factory=list)


def lint(
    timeline: Timeline, size: tuple[int, int] | None = None, times: Sequence[float] | None = None
) -> list[Finding]:
    """Findings in a lesson's film, in order of time.

    size: (width, height) of the frame in pixels; None: of the spec's shape, 1080 at the shorter
    side; times: moments to look at, seconds; None: every
    half second and each beat's start, middle and end.

    Raises:
        RequestError: a moment lies outside the film.
        StageError: OpenGL can't start.
    """
    with tempconfig({}):
        config.frame_size = size or frame_size(timeline.lesson.spec.aspect, STILL)
        camera = MeshCamera()
        stage = build_stage(timeline.lesson, timeline, camera.frame_width, camera.frame_height)
        return lint_stage(stage, timeline, camera, times)


def lint_stage(
    stage: LessonStage,
    timeline: Timeline,
    camera: MeshCamera,
    times: Sequence[float] | None = None,
) -> list[Finding]:
    """Findings on a stage that plays `timeline`, in the frame of `camera`; see `lint`."""
    looked_at = moments(timeline) if times is None else _checked_times(timeline, times)
    sightings, observations = sighted(stage, timeline, camera, looked_at)
    observations += _observations(sightings, timeline)
    if times is None:
        observations += brief_texts(timeline)
    return merged(timeline, observations, looked_at if times is None else ())


def sighted(
    stage: LessonStage,
    timeline: Timeline,
    camera: MeshCamera,
    times: Sequence[float] | None = None,
) -> tuple[dict[tuple[int, int], Sighting], list[Observation]]:
    """How well each text and ball is seen in each beat, and the faults of single moments.

    times: moments to look at, seconds; None: those of `moments`.

    Returns:
        Sightings by (index of the beat, number of the text or ball); observations.
    """
    observations: list[Observation] = []
    sightings: dict[tuple[int, int], Sighting] = {}
    painter = Painter()
    pictures = PictureSizes(stage, timeline, (camera.frame_width, camera.frame_height))
    backdrop: Backdrop | None = None
    known: object = None
    for t in moments(timeline) if times is None else times:
        stage.show(t, camera)
        meshes: Any = stage.mobjects
        view = camera.view
        content = survey(meshes, view)
        look = picture_key(content.meshes)
        if backdrop is None or look != known:
            red, green, blue = camera.background_color.to_rgb()
            backdrop = painter.paint(content.meshes, view, (red, green, blue))
        known = look
        observations += check_moment(content, view.pixels, t)
        pictures.note(t)
        beat = timeline.beat_at(t).index
        _note_visibility(content, backdrop, beat, t, sightings)
        _note_given_way(stage.mobjects, beat, t, sightings)
    observations += pictures.observations()
    return sightings, observations


def moments(timeline: Timeline) -> list[float]:
    """Seconds of the frames to look at: every `INTERVAL`, and each beat's start, middle, end."""
    frames = set()
    last = timeline.frames - 1
    for beat in timeline.beats:
        end = nearest_frame(beat.end, timeline.fps, last + 1) - 1
        middle = nearest_frame((beat.start + beat.end) / 2, timeline.fps, last + 1)
        frames |= {nearest_frame(beat.start, timeline.fps, last + 1), middle, end}
    count = int(timeline.duration / INTERVAL)
    frames |= {nearest_frame(k * INTERVAL, timeline.fps, last + 1) for k in range(count + 1)}
    return [frame_time(min(max(k, 0), last), timeline.fps) for k in sorted(frames)]


def _checked_times(timeline: Timeline, times: Sequence[float]) -> list[float]:
    for t in times:
        if not 0 <= t <= timeline.duration:
            raise RequestError(
                f"{t:g} s lies outside the film, which runs from 0 to {timeline.duration:.6g} s"
            )
    frames = {nearest_frame(t, timeline.fps, timeline.frames) for t in times}
    return [frame_time(k, timeline.fps) for k in sorted(frames)]


def _note_visibility(
    content: FrameContent,
    backdrop: Backdrop,
    beat: int,
    t: float,
    sightings: dict[tuple[int, int], Sighting],
) -> None:
    """Note in `sightings` how well each text and ball is seen at `t` seconds."""
    for writing in content.writings:
        note = sightings.setdefault(
            (beat, _identity(writing.mesh)), Sighting(writing.subject, TEXT_SEEN, t)
        )
        share = backdrop.shown(writing)
        if writing.opacity >= VISIBLE_OPACITY:
            note.share = max(note.share, share)
        note.opacity = max(note.opacity, writing.opacity)
        note.strongest = max(note.strongest, writing.opacity)
        if share >= TEXT_SEEN:
            note.contrasts.append((t, writing.opacity, backdrop.contrast(writing)))
    for ball in content.balls:
        note = sightings.setdefault(
            (beat, id(ball.mesh)), Sighting(Subject("", ball.mesh.name, True), BALL_SEEN, t)
        )
        note.opacity = max(note.opacity, ball.mesh.opacity)
        note.share = max(note.share, backdrop.ball_shown(ball, content))


def _note_given_way(
    mobjects: Sequence[Any], beat: int, t: float, sightings: dict[tuple[int, int], Sighting]
) -> None:
    """Note in `sightings` the labels that have given way to another text at `t` seconds.

    They are not on the frame, so `_note_visibility` does not see them; a label that gives way for
    the whole of a beat is reported as hidden.
    """
    for mesh in mobjects:
        if (
            isinstance(mesh, Label)
            and mesh.precedence >= Precedence.NAME
            and mesh.wanted >= VISIBLE_OPACITY
        ):
            name = Subject(quoted(mesh), mesh.name, True)
            note = sightings.setdefault((beat, _identity(mesh)), Sighting(name, TEXT_SEEN, t))
            note.opacity = max(note.opacity, mesh.wanted)


def _identity(mesh: Any) -> int:
    """A number that is equal for meshes that are one text to the viewer.

    An axis has one label for each edge at which its name may stand; they count as one text.
    """
    if isinstance(mesh, Label) and mesh.precedence == Precedence.NAME:
        return hash((mesh.markup, id(mesh.lens)))
    return id(mesh)


def _observations(
    sightings: dict[tuple[int, int], Sighting], timeline: Timeline
) -> Iterator[Observation]:
    """Objects that are hidden for the whole of a beat, and texts of too little contrast."""
    for (beat, mesh), note in sightings.items():
        if note.opacity < VISIBLE_OPACITY:
            continue  # fading out as the beat begins, or fading in as it ends
        if note.share < note.enough:
            start, end = timeline.beats[beat].start, timeline.beats[beat].end
            message = "hidden for the whole of its beat"
            yield Observation(
                FindingKind.HIDDEN, mesh, note.subject, note.first, end - start, message
            )
        for t, opacity, ratio in note.contrasts:
            if opacity >= STEADY_SHARE * note.strongest and ratio < LEAST_CONTRAST:
                enough = f"{LEAST_CONTRAST:g}:1 can be read"
                message = f"contrast {ratio:.1f}:1 to what lies behind it, {enough}"
                yield Observation(
                    FindingKind.CONTRAST,
                    mesh,
                    note.subject,
                    t,
                    1 / ratio,
                    message,
                    note.subject.in_space,
                )


def brief_texts(timeline: Timeline) -> Iterator[Observation]:
    """Captions and explanations that are shown for less time than it takes to read them."""
    cues = [cue for prop in props_that(spoken=True) for cue in timeline.cues_of(prop) if cue.text]
    for index, cue in enumerate(cues):
        text = plain(cue.text + cue.subtitle)
        # A text that fades in or out is legible for half of the time that the fade takes.
        seconds = cue.end - cue.start - (cue.fade_in + cue.fade_out) / 2
        needed = len(text) / READING_SPEED
        if seconds < needed - 1e-9:
            short = " ".join(plain(cue.text).split())
            quote = f"“{short if len(short) <= 48 else short[:47] + '…'}”"
            subject = Subject(quote, cue.prop.replace("_", " "), False)
            message = (
                f"shown for {seconds:.1f} s, reading {len(text)} characters takes {needed:.1f} s"
            )
            yield Observation(
                FindingKind.BRIEF, index, subject, cue.start, needed - seconds, message
            )
