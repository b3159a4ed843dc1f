"""The score: where the beats write what they show and move, on a clock that only runs forward.

A director is called with the score at the time `score.now`. It shows and hides props, says
sentences, moves tracks and lets descents run; all of that is written down as cues and keyframes, of
which the timeline is made in the end. Nothing that a director writes lies before `score.now`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from gdcore.story.lesson import Lesson
from gdcore.story.reading import reading_seconds
from gdcore.story.timeline import Cue
from gdcore.story.track import LINEAR, SMOOTH, Track
from gdcore.story.traits import props_that, traits_of
from gdcore.story.viewpoint import Viewpoint

FADE = 0.5
"""Seconds to come or go: quick enough to be calm, long enough not to blink."""
OPEN = float("inf")
"""The end of a cue that nobody has hidden yet."""


class Score:
    """Collects cues and keyframes; every time that it writes down lies on a frame.

    Attributes:
        lesson: what is told.
        fps: frames per second.
        viewpoint: from where the viewer looks at the beginning.
        frame: the number of the frame at which the current beat begins.
        following: the spec's record of the beat after the current one, None at the end.
        shown_steps: how many steps the descents have made on their common clock.
        alone: the one descent whose ball and trail are brought; None: all of them.
        returns_to: azimuth and elevation before the surface became a map, in degrees; None while
            there is no map.
    """

    def __init__(self, lesson: Lesson, fps: float, viewpoint: Viewpoint) -> None:
        self.lesson = lesson
        self.fps = fps
        self.viewpoint = viewpoint
        self.frame = 0
        self.following: object = None
        self._cues: list[Cue] = []
        self._keyframes: dict[str, list[tuple[float, float, float]]] = {
            "camera.azimuth": [(0.0, viewpoint.azimuth, LINEAR)],
            "camera.elevation": [(0.0, viewpoint.elevation, LINEAR)],
            "camera.zoom": [(0.0, 1.0, LINEAR)],
            "surface.reveal": [(0.0, 0.0, LINEAR)],
            "surface.flatten": [(0.0, 0.0, LINEAR)],
            "focus.weight": [(0.0, 0.0, LINEAR)],
            "follow.weight": [(0.0, 0.0, LINEAR)],
        }
        for i, (low, high) in enumerate(lesson.domain):
            self._keyframes[f"focus.{i}"] = [(0.0, 0.5 * (low + high), LINEAR)]
        self._jumped: set[str] = set()
        self._steps: dict[int, list[Track]] = {}
        self._rewound: dict[int, float] = {}
        self.shown_steps = 0
        self.alone: int | None = None
        self.returns_to: tuple[float, float] | None = None

    @property
    def now(self) -> float:
        """The time at which the current beat begins, in seconds."""
        return self.frame / self.fps

    def frames(self, seconds: float) -> int:
        """So many seconds in whole frames, at least one."""
        return max(1, round(seconds * self.fps))

    def snap(self, t: float) -> float:
        """The time of the frame nearest to `t`."""
        return round(t * self.fps) / self.fps

    # What is on stage

    def on(self, prop: str, descent: int | None = None) -> bool:
        """Whether a prop (of this descent, if one is named) is on stage and not hidden."""
        return any(
            cue.prop == prop and cue.end == OPEN and descent in (None, cue.descent)
            for cue in self._cues
        )

    def show(
        self,
        prop: str,
        *,
        at: float | None = None,
        fade: float = FADE,
        text: str = "",
        subtitle: str = "",
        point: tuple[float, ...] | None = None,
        descent: int | None = None,
        descents: tuple[int, ...] = (),
        values: tuple[float, ...] = (),
    ) -> None:
        """Bring a prop on stage from `at` (now) until it is hidden; takes no time of the beat."""
        start, fade = self.snap(self.now if at is None else at), self.snap(fade)
        places = (point, descent, descents, values)
        self._cues.append(Cue(prop, start, OPEN, fade, 0.0, text, subtitle, *places))

    def bring(
        self, prop: str, *, at: float | None = None, descent: int | None = None, text: str = ""
    ) -> None:
        """Show a prop unless it is on stage already, or another one stands in its place."""
        if not self.on(prop, descent) and not self._replaced(prop):
            self.show(prop, at=at, descent=descent, text=text)

    def make_room(self, prop: str, fade: float = FADE, *, at: float | None = None) -> None:
        """Let the props go in whose place this one comes."""
        for other in traits_of(prop).in_place_of:
            self.hide(other, at=at, fade=fade)

    def _replaced(self, prop: str) -> bool:
        """Whether something on stage stands in the place of a prop."""
        return any(prop in traits_of(c.prop).in_place_of for c in self._cues if c.end == OPEN)

    def renew(self, prop: str, fade: float) -> None:
        """Let a prop that is on stage fade from now and come back after so many seconds."""
        back = self.snap(self.now + fade)
        there = [cue for cue in self._cues if cue.prop == prop and cue.end == OPEN]
        self.hide(prop, fade=fade)
        self._cues.extend(replace(cue, start=back, fade_in=self.snap(fade)) for cue in there)

    def hide(
        self,
        prop: str,
        *,
        at: float | None = None,
        fade: float = FADE,
        descent: int | None = None,
    ) -> None:
        """Let a prop fade from `at` (now); nothing happens if it is not on stage."""
        start = self.snap(self.now if at is None else at)
        for k, cue in enumerate(self._cues):
            if cue.prop == prop and cue.end == OPEN and descent in (None, cue.descent):
                gone = self.snap(start + fade)
                self._cues[k] = replace(cue, end=gone, fade_out=gone - start)

    def hide_fixed(self, prop: str, *, fade: float = FADE) -> None:
        """Let a prop at a fixed point fade from now; one that rides on a ball stays."""
        gone = self.snap(self.now + fade)
        for k, cue in enumerate(self._cues):
            if cue.prop == prop and cue.end == OPEN and cue.point is not None:
                self._cues[k] = replace(cue, end=gone, fade_out=gone - self.now)

    def clear(self, fade: float = FADE, keep: Iterable[str] = ()) -> None:
        """Let everything on stage fade, but for the props to keep."""
        for prop in {cue.prop for cue in self._cues if cue.end == OPEN} - set(keep):
            self.hide(prop, fade=fade)

    def hush(self, fade: float) -> None:
        """Let all that was said and is still on screen fade from now: an outcome, a winner."""
        for prop in props_that(spoken=True):
            self.hide(prop, fade=fade)

    def say(self, text: str, start: float, end: float) -> None:
        """Put a sentence on screen from `start` to `end`, as the caption."""
        start, end = self.snap(start), self.snap(end)
        fade = min(0.3, (end - start) / 3)
        self._cues.append(Cue("caption", start, end, fade, fade, text))

    def unread(self) -> float:
        """Seconds that a sentence on screen still needs to be read; 0 if there is none."""
        return max(
            (
                reading_seconds(cue.text) - (self.now - cue.start)
                for cue in self._cues
                if traits_of(cue.prop).subtitled and cue.end == OPEN
            ),
            default=0.0,
        )

    # What moves

    def jump(self, track: str, value: float) -> None:
        """Set a track to a value now, without a way there: for what nobody sees at the moment."""
        keyframes = self._keyframes[track]
        if len(keyframes) == 1 and track not in self._jumped:
            keyframes[0] = (0.0, value, LINEAR)
            self._jumped.add(track)
        elif value != keyframes[-1][1]:
            t = max(self.now, keyframes[-1][0])
            keyframes.extend([(t, keyframes[-1][1], LINEAR), (t, value, LINEAR)])

    def still(self, track: str) -> bool:
        """Whether a track has never moved."""
        return len(self._keyframes[track]) == 1

    def level(self, track: str) -> float:
        """The value that a track has reached after all moves so far."""
        return self._keyframes[track][-1][1]

    def move(
        self, track: str, value: float, start: float, seconds: float, ease: float = SMOOTH
    ) -> None:
        """Move a track to a value from `start`, in so many seconds; a move still under way ends."""
        keyframes = self._keyframes[track]
        start = max(self.snap(start), keyframes[-1][0])
        end = max(self.snap(start + seconds), start)
        if value == keyframes[-1][1]:
            return
        keyframes.append((start, keyframes[-1][1], LINEAR))
        keyframes.append((end, value, ease))

    def turn(self, degrees: float, start: float, seconds: float) -> None:
        """Let the camera walk around the box; a curve and a map are always seen from one side."""
        if self.viewpoint.turns and not self.flat:
            self.move("camera.azimuth", self.level("camera.azimuth") + degrees, start, seconds)

    @property
    def flat(self) -> bool:
        """Whether the surface lies flat as a map."""
        return self.level("surface.flatten") > 0.0

    def run(self, descent: int, track: Track) -> None:
        """Let a descent take steps along a track that begins where it stands."""
        runs = self._steps.setdefault(descent, [])
        back = self._rewound.pop(descent, None)
        if runs and back is not None:
            back = min(back, track.times[0])  # a beat of a few frames has no time for the way back
            track = Track(
                np.concatenate(([back], track.times)),
                np.concatenate(([0.0], track.values)),
                np.concatenate(([LINEAR], track.eases)),
            )
        runs.append(track)

    def rewind(self, at: float) -> None:
        """Set every descent back to its start at `at`, when nobody sees it; another run follows."""
        self._rewound = dict.fromkeys(range(len(self.lesson.descents)), self.snap(at))
        self.shown_steps = 0

    def has_run(self) -> bool:
        """Whether the descents have taken steps."""
        return bool(self._steps)

    # The result

    def cues(self) -> tuple[Cue, ...]:
        """All cues, ended with the current beat's start as the end of the story."""
        ended = (replace(cue, end=min(cue.end, self.now)) for cue in self._cues)
        return tuple(sorted((c for c in ended if c.end > c.start), key=lambda c: c.start))

    def tracks(self) -> dict[str, Track]:
        """All tracks; a descent that never runs stays at its start."""
        tracks = {name: Track.through(frames) for name, frames in self._keyframes.items()}
        for i in range(len(self.lesson.descents)):
            runs = self._steps.get(i)
            tracks[f"steps.{i}"] = _joined(runs) if runs else Track.constant(0.0)
        return tracks


def _joined(runs: list[Track]) -> Track:
    """One run after the other; where the next does not go on, with a jump to its beginning."""
    joined = runs[0]
    for run in runs[1:]:
        times = np.concatenate((joined.times, run.times[:1], run.times))
        joined = Track(
            np.maximum.accumulate(times),  # the sum of two times of frames may be off by rounding
            np.concatenate((joined.values, joined.values[-1:], run.values)),
            np.concatenate((joined.eases, [LINEAR], run.eases)),
        )
    return joined
