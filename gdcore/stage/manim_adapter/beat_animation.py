"""The one animation that a lesson consists of: time passes."""

from __future__ import annotations

from manim import Animation, Mobject, linear


class BeatAnimation(Animation):
    """Lets a lesson run through some of its frames.

    It moves nothing itself: `LessonRenderer` shows frame k of the film as the lesson is at exactly
    k / fps, which is all that can change on a lesson's stage.

    frames: the numbers of the film's frames; fps: frames a second.
    """

    def __init__(self, frames: range, fps: float) -> None:
        self.frames = frames
        self.fps = fps
        super().__init__(Mobject(), run_time=len(frames) / fps, rate_func=linear)

    @property
    def start(self) -> float:
        """When it starts, in seconds of the lesson."""
        return self.frames.start / self.fps

    @property
    def end(self) -> float:
        """When it ends, in seconds of the lesson."""
        return self.frames.stop / self.fps

    def interpolate(self, alpha: float) -> None:
        """Nothing: only a lesson's renderer can show a lesson."""

    def __str__(self) -> str:
        return f"{self.start:g} to {self.end:g} s"


def frame_time(number: int, fps: float) -> float:
    """What moment a frame of the film shows, in seconds. Every picture of a lesson is made at one
    of these, so that a still and a video's frame agree to the last bit."""
    return number / fps


def nearest_frame(t: float, fps: float, count: int) -> int:
    """The frame nearest to `t` seconds in a film of `count` frames."""
    return min(max(round(t * fps), 0), count - 1)
