"""The score: it collects the cues and keyframes of all beats while the story is directed.

A director is called with the score at the time `score.now`. It shows and hides props, puts
sentences on screen, moves tracks and runs descents. The score records these as cues and keyframes,
from which the timeline is made. No cue or keyframe of a director begins before `score.now`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from gdcore.story.lesson import Lesson
from gdcore.story.telling import Telling
from gdcore.story.timeline import Cue
from gdcore.story.track import LINEAR, SMOOTH, Track, joined, since
from gdcore.story.traits import props_that, traits_of
from gdcore.story.viewpoint import Viewpoint

FADE = 0.5
"""Seconds in which a prop fades in or out unless told otherwise: short, but no blink."""
OPEN = float("inf")
"""The end of a cue that has not been hidden yet."""


class Score:
    """Collects cues and keyframes, with all their times rounded to frames.

    Attributes:
        lesson: the subject of the story.
        fps: frames per second.
        viewpoint: the camera's at the beginning.
        telling: how long texts take, to be read and to be heard.
        beat: the index of the current beat.
        frame: the number of the frame at which the current beat begins.
        following: the spec's record of the beat after the current one, None at the end.
        shown_steps: the number of steps that the descents have made on their common clock.
        alone: index of the only descent whose ball and trail are shown; None: all of them.
        returns_to: azimuth and elevation before the surface became a map, in degrees; None while
            there is no map.
    """

    def __init__(
        self, lesson: Lesson, fps: float, viewpoint: Viewpoint, telling: Telling | None = None
    ) -> None:
        self.lesson = lesson
        self.fps = fps
        self.viewpoint = viewpoint
        self.telling = telling or Telling()
        self.beat = 0
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
        self._swayed = 1.0
        self.shown_steps = 0
        self.alone: int | None = None
        self.returns_to: tuple[float, float] | None = None

    @property
    def now(self) -> float:
        """The time at which the current beat begins, in seconds."""
        return self.frame / self.fps

    def frames(self, seconds: float) -> int:
        """The number of frames nearest to so many seconds, at least 1."""
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
        """Bring a prop on stage at `at` seconds (default: now), until it is hidden.

        The clock stays. The other arguments are those of `Cue`.
        """
        start, fade = self.snap(self.now if at is None else at), self.snap(fade)
        places = (point, descent, descents, values)
        self._cues.append(Cue(prop, start, OPEN, fade, 0.0, text, subtitle, *places))

    def bring(
        self, prop: str, *, at: float | None = None, descent: int | None = None, text: str = ""
    ) -> None:
        """Show a prop unless it, or a prop that replaces it (`in_place_of`), is on stage."""
        if not self.on(prop, descent) and not self._replaced(prop):
            self.show(prop, at=at, descent=descent, text=text)

    def make_room(self, prop: str, fade: float = FADE, *, at: float | None = None) -> None:
        """Hide the props that `prop` replaces or whose place it takes, at `at` (default: now)."""
        others = set(traits_of(prop).in_place_of)
        if traits_of(prop).aside != "never":  # there is one place for all that stands aside
            others |= {*props_that(aside="always"), *props_that(aside="shared")} - {prop}
        for other in sorted(others):
            self.hide(other, at=at, fade=fade)

    def _replaced(self, prop: str) -> bool:
        """Whether a prop on stage replaces `prop` (`Traits.in_place_of`)."""
        return any(prop in traits_of(c.prop).in_place_of for c in self._cues if c.end == OPEN)

    def renew(self, prop: str, fade: float) -> None:
        """Fade out a prop that is on stage, for `fade` seconds from now, and then show it again."""
        back = self.snap(self.now + fade)
        open_cues = [cue for cue in self._cues if cue.prop == prop and cue.end == OPEN]
        self.hide(prop, fade=fade)
        self._cues.extend(replace(cue, start=back, fade_in=self.snap(fade)) for cue in open_cues)

    def hide(
        self,
        prop: str,
        *,
        at: float | None = None,
        fade: float = FADE,
        descent: int | None = None,
    ) -> None:
        """Fade out a prop from `at` seconds (default: now) on; does nothing if it is not there."""
        start = self.snap(self.now if at is None else at)
        for k, cue in enumerate(self._cues):
            if cue.prop == prop and cue.end == OPEN and descent in (None, cue.descent):
                gone = self.snap(start + fade)
                self._cues[k] = replace(cue, end=gone, fade_out=since(start, gone))

    def hide_fixed(self, prop: str, *, fade: float = FADE) -> None:
        """Fade out the cues of a prop at fixed points from now on; those on balls stay."""
        gone = self.snap(self.now + fade)
        for k, cue in enumerate(self._cues):
            if cue.prop == prop and cue.end == OPEN and cue.point is not None:
                self._cues[k] = replace(cue, end=gone, fade_out=since(self.now, gone))

    def clear(self, fade: float = FADE, keep: Iterable[str] = ()) -> None:
        """Fade out all props on stage from now on, except those named in `keep`."""
        for prop in {cue.prop for cue in self._cues if cue.end == OPEN} - set(keep):
            self.hide(prop, fade=fade)

    def hide_texts(self, fade: float) -> None:
        """Fade out the spoken props that are still on stage from now on: outcome, winner."""
        for prop in props_that(spoken=True):
            self.hide(prop, fade=fade)

    def say(self, text: str, start: float, end: float) -> None:
        """Show a sentence as the caption, from `start` to `end` seconds."""
        start, end = self.snap(start), self.snap(end)
        fade = min(0.3, since(start, end) / 3)
        self._cues.append(Cue("caption", start, end, fade, fade, text))

    def unread(self) -> float:
        """Seconds from now that the viewer still needs to read the texts on screen; 0 for none."""
        return max(
            (
                self.telling.seconds(cue.text) - (self.now - cue.start)
                for cue in self._cues
                if traits_of(cue.prop).subtitled and cue.end == OPEN
            ),
            default=0.0,
        )

    def texts(self) -> list[Cue]:
        """The cues of texts that are captions or outcomes."""
        return [cue for cue in self._cues if traits_of(cue.prop).subtitled and cue.text]

    # What moves

    def jump(self, track: str, value: float) -> None:
        """Set a track to a value at once, while the jump can't be seen."""
        keyframes = self._keyframes[track]
        if len(keyframes) == 1 and track not in self._jumped:
            keyframes[0] = (0.0, value, LINEAR)
            self._jumped.add(track)
        elif value != keyframes[-1][1]:
            t = max(self.now, keyframes[-1][0])
            keyframes.extend([(t, keyframes[-1][1], LINEAR), (t, value, LINEAR)])

    def is_unmoved(self, track: str) -> bool:
        """Whether a track has no move yet."""
        return len(self._keyframes[track]) == 1

    def value_now(self, track: str) -> float:
        """The value that a track has reached after all moves so far."""
        return self._keyframes[track][-1][1]

    def move(
        self, track: str, value: float, start: float, seconds: float, ease: float = SMOOTH
    ) -> None:
        """Move a track to `value`, from `start` on in so many seconds.

        A move that has not ended by `start` is cut off there.
        """
        keyframes = self._keyframes[track]
        start = max(self.snap(start), keyframes[-1][0])
        end = max(self.snap(start + seconds), start)
        if value == keyframes[-1][1]:
            return
        keyframes.append((start, keyframes[-1][1], LINEAR))
        keyframes.append((end, value, ease))

    def turn(self, degrees: float, start: float, seconds: float) -> None:
        """Turn the camera's azimuth by so many degrees; a curve and a map are never turned."""
        if self.viewpoint.turns and not self.flat:
            self.move("camera.azimuth", self.value_now("camera.azimuth") + degrees, start, seconds)

    def sway(self, degrees: float, start: float, seconds: float) -> None:
        """Turn the camera's azimuth by so many degrees, and with the next call back again.

        Turns that add up would lead away from the view in which all can be seen.
        """
        self.turn(self._swayed * degrees, start, seconds)
        self._swayed = -self._swayed

    @property
    def flat(self) -> bool:
        """Whether the surface lies flat as a map."""
        return self.value_now("surface.flatten") > 0.0

    def run(self, descent: int, track: Track) -> None:
        """Move a descent along a track of step numbers that begins at its present step."""
        runs = self._steps.setdefault(descent, [])
        back = self._rewound.pop(descent, None)
        if runs and back is not None:
            back = min(back, track.times[0])  # in a beat of few frames the rewind may be later
            track = Track(
                np.concatenate(([back], track.times)),
                np.concatenate(([0.0], track.values)),
                np.concatenate(([LINEAR], track.eases)),
            )
        runs.append(track)

    def rewind(self, at: float) -> None:
        """Set every descent back to its start at `at` seconds, while no ball is on stage."""
        self._rewound = dict.fromkeys(range(len(self.lesson.descents)), self.snap(at))
        self.shown_steps = 0

    def has_run(self) -> bool:
        """Whether the descents have taken steps."""
        return bool(self._steps)

    # The result

    def cues(self) -> tuple[Cue, ...]:
        """All cues; those that are still open end now, which is the end of the story."""
        ended = (replace(cue, end=min(cue.end, self.now)) for cue in self._cues)
        return tuple(sorted((c for c in ended if c.end > c.start), key=lambda c: c.start))

    def tracks(self) -> dict[str, Track]:
        """All tracks; that of a descent that never runs is constantly 0."""
        tracks = {name: Track.through(frames) for name, frames in self._keyframes.items()}
        for i in range(len(self.lesson.descents)):
            runs = self._steps.get(i)
            tracks[f"steps.{i}"] = joined(runs) if runs else Track.constant(0.0)
        return tracks
