"""The timeline of a lesson: props, camera and descents as functions of time, without pixels.

All times are seconds from the start of the video and lie on frames. Every query is a function of
time alone, so that any frame can be drawn without the ones before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.speech import Speech
from gdcore.story.lesson import Lesson
from gdcore.story.track import Track, since, smooth
from gdcore.story.traits import props_that, traits_of
from gdcore.words.formulas import plain


@dataclass(frozen=True)
class Beat:
    """One beat of the story, with its times.

    Attributes:
        index: its place in the story, counted from 0.
        name: the beat's name in the spec: "surface", "descend", …
        start, end: seconds; both lie on frames.
        seconds: the length.
        chapter: its title in the film's list of chapters.
        caption: its sentence on screen; None for none.
        options: the spec's record of this beat.
    """

    index: int
    name: str
    start: float
    seconds: float
    end: float
    chapter: str
    caption: str | None
    options: object = field(repr=False)


@dataclass(frozen=True)
class Cue:
    """One prop on stage from `start` to `end` seconds.

    fade_in, fade_out: seconds, within that time; text, subtitle: for props with a text; point: (d,)
    in data space, of a prop at a fixed point; descent: index of the descent on whose ball a prop
    rides. The meaning of `descents` and `values` is given where the prop is declared.
    """

    prop: str
    start: float
    end: float
    fade_in: float = 0.0
    fade_out: float = 0.0
    text: str = ""
    subtitle: str = ""
    point: tuple[float, ...] | None = None
    descent: int | None = None
    descents: tuple[int, ...] = ()
    values: tuple[float, ...] = ()

    def opacity(self, t: float) -> float:
        """Opacity of the prop at `t` seconds, 0 to 1, with smooth fades."""
        if t < self.start or t >= self.end:
            return 0.0
        coming = smooth(since(self.start, t) / self.fade_in) if self.fade_in > 0.0 else 1.0
        going = smooth(since(t, self.end) / self.fade_out) if self.fade_out > 0.0 else 1.0
        return min(coming, going)


@dataclass(frozen=True, eq=False)
class Said:
    """Something that is heard from `at` seconds on."""

    at: float
    speech: Speech

    @property
    def end(self) -> float:
        """When it is over, in seconds."""
        return self.at + self.speech.seconds


@dataclass(frozen=True, eq=False)
class Timeline:
    """The state of the screen at time t, as a function of t alone.

    Attributes:
        lesson: the subject of the film.
        beats: in order; each begins where the one before ends.
        cues: in order of their start.
        tracks: "camera.azimuth" and "camera.elevation" (degrees: the viewer's place, azimuth
            counter-clockwise from the x axis, elevation above the xy-plane), "camera.zoom"
            (1: the whole box in view), "surface.reveal" (0 to 1), "surface.flatten" (0 to 1: the
            surface sinks into its contour map), "focus.weight" (0 to 1: the camera's centre
            moves from the box's to the surface point "focus.0", "focus.1" of the domain),
            "follow.weight" (0 to 1: the centre rides with the ball of descent 0), and
            "steps.<i>": the number of steps that descent i has made, fractional between points.
        duration: seconds, a whole number of frames.
        fps: frames per second.
        narration: what is heard, in order, none into another; empty for a silent film.
    """

    lesson: Lesson
    beats: tuple[Beat, ...]
    cues: tuple[Cue, ...]
    tracks: Mapping[str, Track]
    duration: float
    fps: float
    narration: tuple[Said, ...] = ()
    _cues_of: Mapping[str, tuple[Cue, ...]] = field(init=False, repr=False)
    _starts: tuple[float, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_prop = {prop: tuple(c for c in self.cues if c.prop == prop) for prop in props_that()}
        object.__setattr__(self, "_cues_of", MappingProxyType(by_prop))
        object.__setattr__(self, "_starts", tuple(beat.start for beat in self.beats))
        object.__setattr__(self, "tracks", MappingProxyType(dict(self.tracks)))

    def __reduce__(self) -> tuple[Any, ...]:
        # For other processes: a `MappingProxyType` can't be pickled.
        before, after = (self.lesson, self.beats, self.cues), (self.duration, self.fps)
        return Timeline, (*before, dict(self.tracks), *after, self.narration)

    @property
    def frames(self) -> int:
        """The number of the video's frames; frame k shows the time k / fps."""
        return round(self.duration * self.fps)

    def cues_of(self, prop: str) -> tuple[Cue, ...]:
        """All cues of a prop, in order of their start; KeyError for an unknown prop."""
        return self._cues_of[prop]

    def shown(self, prop: str, t: float) -> float:
        """Opacity of a prop at `t` seconds, 0 to 1: the greatest of its cues."""
        return max((cue.opacity(t) for cue in self._cues_of[prop]), default=0.0)

    def shown_most(self, props: Iterable[str], t: float) -> float:
        """The greatest opacity at `t` of any of these props, 0 for none."""
        return max((self.shown(prop, t) for prop in props), default=0.0)

    def value(self, name: str, t: float) -> float:
        """The value of a track at `t`; KeyError for an unknown track."""
        return self.tracks[name].value(t)

    def beat_at(self, t: float) -> Beat:
        """The beat at `t`; before the start the first, after the end the last."""
        return self.beats[max(0, bisect_right(self._starts, t) - 1)]

    def steps(self, descent: int, t: float) -> float:
        """The number of steps of a descent at `t` seconds, fractional between two points."""
        return self.tracks[f"steps.{descent}"].value(t)

    def position(self, descent: int, t: float) -> tuple[float, ...]:
        """The place of a descent's ball at `t` seconds, in data space: (d,).

        Between two points the ball is on the straight line between them. A ball that leaves the
        domain stops at its edge, where the drawn surface ends.
        """
        track = self.lesson.descents[descent]
        steps = min(self.steps(descent, t), track.visible_steps)
        points = track.trajectory.points
        k = min(int(steps), len(points) - 1)
        here: list[float] = points[k].tolist()
        u = steps - k
        if u == 0.0 or k + 1 >= len(points):
            return tuple(here)
        there: list[float] = points[k + 1].tolist()
        return tuple(a + u * (b - a) for a, b in zip(here, there, strict=True))

    def path(self, descent: int, t: float) -> NDArray[np.float64]:
        """The path of a descent's ball up to `t` seconds: (m, d), from its start to its place."""
        steps = min(self.steps(descent, t), self.lesson.descents[descent].visible_steps)
        points = self.lesson.descents[descent].trajectory.points[: int(steps) + 1]
        if steps == int(steps):
            return np.asarray(points)
        return np.vstack([points, self.position(descent, t)])

    def captions(self) -> list[tuple[float, float, str]]:
        """(start, end, text) of all captions and outcomes, in order: the subtitles of the video.

        A line of a text is a paragraph or an item of a list, however long.
        """
        said = [c for c in self.cues if traits_of(c.prop).subtitled and c.text]
        spoken = sorted(said, key=lambda c: c.start)
        return [(c.start, c.end, plain(c.text)) for c in spoken]

    def subtitles(self) -> list[tuple[float, float, str]]:
        """The captions, or where they are spoken each sentence while it is heard.

        A sentence stays until the next one, or until its caption has gone.
        """
        captions = self.captions()
        found: list[tuple[float, float, str]] = []
        heard = [said for said in self.narration if all(t for *_, t in said.speech.sentences)]
        if len(heard) != len(self.narration) or not heard:
            return captions
        for said, caption in zip(heard, captions, strict=False):
            starts = [said.at + start for start, _, _ in said.speech.sentences]
            over = max(said.end, caption[1])
            ends = [*starts[1:], over]
            texts = [text for _, _, text in said.speech.sentences]
            found += zip(starts, ends, texts, strict=True)
        following = [start for start, _, _ in found[1:]] + [self.duration]
        return [(a, min(b, c), text) for (a, b, text), c in zip(found, following, strict=True)]

    def chapters(self) -> list[tuple[float, float, str]]:
        """(start, end, title), without gaps; beats in a row with one title are one chapter."""
        chapters: list[tuple[float, float, str]] = []
        for beat in self.beats:
            if chapters and chapters[-1][2] == beat.chapter:
                chapters[-1] = (chapters[-1][0], beat.end, beat.chapter)
            else:
                chapters.append((beat.start, beat.end, beat.chapter))
        return chapters

    @property
    def digest(self) -> str:
        """A fingerprint of the timeline and its lesson, equal for equal pictures, for caches."""
        state = sha256(self.lesson.digest.encode())
        state.update(repr((self.beats, self.cues, self.duration, self.fps)).encode())
        for name in sorted(self.tracks):
            track = self.tracks[name]
            state.update(name.encode())
            for numbers in (track.times, track.values, track.eases):
                state.update(np.asarray(numbers, dtype=np.float64).tobytes())
        return state.hexdigest()
