"""The frame linter: looks at a lesson's stage at many moments and tells what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from manim import config, tempconfig

from gdcore.stage.errors import RequestError
from gdcore.stage.layout.precedence import Precedence
from gdcore.stage.lint.backdrop import Backdrop, Painter
from gdcore.stage.lint.checks import LEAST_CONTRAST, check_moment
from gdcore.stage.lint.finding import Finding, Kind, Observation, merged
from gdcore.stage.lint.writing import Scene, quoted, survey
from gdcore.stage.manim_adapter.beat_animation import frame_time, nearest_frame
from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.label import Label
from gdcore.stage.picture_key import picture_key
from gdcore.stage.scene import LessonStage, build_stage
from gdcore.story import Timeline
from gdcore.story.reading import READING_SPEED
from gdcore.story.traits import props_that

FORMATS = ((1920, 1080), (1440, 1080), (1080, 1080), (1080, 1920))
"""16:9, 4:3, 1:1 and 9:16: the frames that a lesson has to fit into."""
EVERY = 0.5
"""Seconds between two moments that are looked at; each beat's start, middle and end besides."""
TEXT_SEEN, BALL_SEEN = 0.5, 0.25
"""Shares of a text and of a ball from which they count as seen."""
THERE = 0.5
"""Opacity from which it counts as seen: with less at its best it only comes or goes."""
STEADY = 0.95
"""Of a text's greatest opacity in a beat: with less it is coming or going."""


@dataclass
class _Sighting:
    """One text or ball in one beat: how well it was seen at its best, and read at its worst."""

    name: str
    enough: float
    first: float
    in_space: bool = True
    opacity: float = 0.0
    strongest: float = 0.0
    share: float = 0.0
    contrasts: list[tuple[float, float, float]] = field(default_factory=list)


def lint(
    timeline: Timeline, size: tuple[int, int] = FORMATS[0], times: Sequence[float] | None = None
) -> list[Finding]:
    """What is wrong with a lesson's picture in a frame of so many pixels, in order of time.

    times: moments to look at, seconds; None: all that is needed to judge the film.

    Raises:
        RequestError: a moment lies outside the film.
        StageError: OpenGL can't start.
    """
    with tempconfig({}):
        config.frame_size = size
        camera = MeshCamera()
        stage = build_stage(timeline.lesson, timeline, camera.frame_width, camera.frame_height)
        return lint_stage(stage, timeline, camera, times)


def lint_stage(
    stage: LessonStage,
    timeline: Timeline,
    camera: MeshCamera,
    times: Sequence[float] | None = None,
) -> list[Finding]:
    """What is wrong with any stage, on which `timeline` is played, in a camera's frame."""
    observations: list[Observation] = []
    sightings: dict[tuple[int, int], _Sighting] = {}
    painter = Painter()
    backdrop: Backdrop | None = None
    known: object = None
    looked = moments(timeline) if times is None else _asked(timeline, times)
    for t in looked:
        stage.show(t, camera)
        meshes: Any = stage.mobjects
        view = camera.view
        scene = survey(meshes, view)
        look = picture_key(scene.meshes)
        if backdrop is None or look != known:
            red, green, blue = camera.background_color.to_rgb()
            backdrop = painter.paint(scene.meshes, view, (red, green, blue))
        known = look
        observations += check_moment(scene, view.pixels, t)
        beat = timeline.beat_at(t).index
        _watch(scene, backdrop, beat, t, sightings)
        _miss(stage.mobjects, beat, t, sightings)
    observations += _judge(sightings, timeline)
    if times is None:
        observations += brief_texts(timeline)
    return merged(timeline, observations, looked if times is None else ())


def moments(timeline: Timeline) -> list[float]:
    """When to look: every half second, and at the start, middle and end of each beat."""
    frames = set()
    last = timeline.frames - 1
    for beat in timeline.beats:
        end = nearest_frame(beat.end, timeline.fps, last + 1) - 1
        middle = nearest_frame((beat.start + beat.end) / 2, timeline.fps, last + 1)
        frames |= {nearest_frame(beat.start, timeline.fps, last + 1), middle, end}
    count = int(timeline.duration / EVERY)
    frames |= {nearest_frame(k * EVERY, timeline.fps, last + 1) for k in range(count + 1)}
    return [frame_time(min(max(k, 0), last), timeline.fps) for k in sorted(frames)]


def _asked(timeline: Timeline, times: Sequence[float]) -> list[float]:
    for t in times:
        if not 0 <= t <= timeline.duration:
            raise RequestError(
                f"{t:g} s lies outside the film, which runs from 0 to {timeline.duration:.6g} s"
            )
    frames = {nearest_frame(t, timeline.fps, timeline.frames) for t in times}
    return [frame_time(k, timeline.fps) for k in sorted(frames)]


def _watch(
    scene: Scene,
    backdrop: Backdrop,
    beat: int,
    t: float,
    sightings: dict[tuple[int, int], _Sighting],
) -> None:
    """Note how well each text and ball is seen at a moment."""
    for writing in scene.writings:
        note = sightings.setdefault(
            (beat, _identity(writing.mesh)), _Sighting(writing.name, TEXT_SEEN, t, writing.in_space)
        )
        share = backdrop.shown(writing)
        if writing.opacity >= THERE:
            note.share = max(note.share, share)
        note.opacity = max(note.opacity, writing.opacity)
        note.strongest = max(note.strongest, writing.opacity)
        if share >= TEXT_SEEN:
            note.contrasts.append((t, writing.opacity, backdrop.contrast(writing)))
    for ball in scene.balls:
        note = sightings.setdefault((beat, id(ball.mesh)), _Sighting(ball.mesh.name, BALL_SEEN, t))
        note.opacity = max(note.opacity, ball.mesh.opacity)
        note.share = max(note.share, backdrop.ball_shown(ball, scene))


def _miss(
    mobjects: Sequence[Any], beat: int, t: float, sightings: dict[tuple[int, int], _Sighting]
) -> None:
    """Note the names that have given way to another text: are they to be seen at another time?"""
    for mesh in mobjects:
        if isinstance(mesh, Label) and mesh.precedence >= Precedence.NAME and mesh.wanted >= THERE:
            name = f"{quoted(mesh)} ({mesh.name})"
            note = sightings.setdefault((beat, _identity(mesh)), _Sighting(name, TEXT_SEEN, t))
            note.opacity = max(note.opacity, mesh.wanted)


def _identity(mesh: Any) -> int:
    """What is one text to the viewer: an axis's name that wanders from edge to edge is."""
    if isinstance(mesh, Label) and mesh.precedence == Precedence.NAME:
        return hash((mesh.markup, id(mesh.lens)))
    return id(mesh)


def _judge(
    sightings: dict[tuple[int, int], _Sighting], timeline: Timeline
) -> Iterator[Observation]:
    """What is hidden for the whole of a beat, and what is too faint to be read."""
    for (beat, mesh), note in sightings.items():
        if note.opacity < THERE:
            continue  # something that goes as the beat begins, or is about to come
        if note.share < note.enough:
            start, end = timeline.beats[beat].start, timeline.beats[beat].end
            message = "hidden for the whole of its beat"
            yield Observation(Kind.HIDDEN, mesh, note.name, note.first, end - start, message)
        for t, opacity, ratio in note.contrasts:
            if opacity >= STEADY * note.strongest and ratio < LEAST_CONTRAST:
                enough = f"{LEAST_CONTRAST:g}:1 can be read"
                message = f"contrast {ratio:.1f}:1 to what lies behind it, {enough}"
                yield Observation(
                    Kind.CONTRAST, mesh, note.name, t, 1 / ratio, message, note.in_space
                )


def brief_texts(timeline: Timeline) -> Iterator[Observation]:
    """What is said for less time than reading it takes."""
    cues = [cue for prop in props_that(spoken=True) for cue in timeline.cues_of(prop) if cue.text]
    for index, cue in enumerate(cues):
        text = cue.text + cue.subtitle
        # While it comes and goes it can be read for half of the time.
        seconds = cue.end - cue.start - (cue.fade_in + cue.fade_out) / 2
        needed = len(text) / READING_SPEED
        if seconds < needed - 1e-9:
            short = " ".join(cue.text.split())
            name = f"“{short if len(short) <= 48 else short[:47] + '…'}” ({cue.prop})"
            message = (
                f"shown for {seconds:.1f} s, reading {len(text)} characters takes {needed:.1f} s"
            )
            yield Observation(Kind.BRIEF, index, name, cue.start, needed - seconds, message)
