"""A stretch of a lesson as a Manim animation."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from manim import Animation, AnimationGroup, Mobject, Scene, linear


class LessonPlayer(Protocol):
    """What a beat's animation and a lesson's renderer need of the scene that plays a lesson."""

    animations: list[Animation] | None
    """Those that are played."""

    @property
    def fingerprint(self) -> str:
        """One string for everything that the lesson's pictures depend on, but for their size."""

    @property
    def code(self) -> str:
        """One string for the code that draws the lesson's pictures."""

    @property
    def mobjects(self) -> list[Mobject]:
        """All that is on the scene, in the order in which it is drawn."""

    @property
    def others(self) -> Sequence[Mobject]:
        """The mobjects on the scene that do not belong to the lesson."""

    @property
    def updaters(self) -> Sequence[Callable[[float], None]]:
        """The scene's own updaters."""

    def set_stage(self) -> None:
        """Put the lesson's mobjects on the scene, if they are not there."""

    def show(self, t: float) -> Hashable | None:
        """Set stage and camera to `t` seconds of the lesson; see `LessonStage.show`."""

    def is_at(self, t: float) -> bool:
        """Whether the stage stands at `t` seconds of the lesson."""

    def pass_over(self, t: float) -> None:
        """The film has come to `t` seconds of the lesson without the stage having been set."""

    def catch_up(self) -> None:
        """Set the stage to the moment to which the film has come, if it is not there."""

    def advance(self, frames: int) -> None:
        """Move the progress bar on."""


class BeatAnimation(Animation):
    """Plays a stretch of a lesson: sets its stage and camera to the moment of each frame.

    Manim's own play loop can play it, alone or together with other animations. `LessonRenderer`
    recognises it and draws the same frames in a quicker way.

    scene: plays the lesson; frames: the numbers of the film's frames as the timeline counts them;
    fps: the timeline's frames a second. With `run_time` and `rate_func` it plays slower, faster or
    backwards, as every animation.

    Attributes:
        key: tells its pictures from those of other lessons, for the names of cached segments.
    """

    def __init__(self, scene: LessonPlayer, frames: range, fps: float, **keywords: Any) -> None:
        self.scene = scene
        # Manim's hash of an animation passes over ranges, but not over numbers.
        self.first, self.count, self.fps = frames.start, len(frames), fps
        self.key = scene.fingerprint
        # Manim counts the frames of a play as arange(0, run_time, 1 / fps) does, where rounding
        # could add one: a millionth of a frame less is still so many.
        self.own_run_time = (self.count - 1e-6) / fps
        keywords = {"run_time": self.own_run_time, "rate_func": linear, **keywords}
        # Its mobject is a stand-in that never comes on the scene: the stage may not be built yet.
        super().__init__(Mobject(), introducer=True, **keywords)

    @property
    def frames(self) -> range:
        """The numbers of the film's frames, as the timeline counts them."""
        return range(self.first, self.first + self.count)

    @property
    def start(self) -> float:
        """When it starts, in seconds of the lesson."""
        return self.first / self.fps

    @property
    def end(self) -> float:
        """When it ends, in seconds of the lesson."""
        return (self.first + self.count) / self.fps

    @property
    def is_plain(self) -> bool:
        """Whether it plays each of its frames once, in their order."""
        return self.run_time == self.own_run_time and self.rate_func is linear

    def frame_at(self, alpha: float) -> int:
        """The number of the frame to show when the share `alpha` of the run time is over.

        After the end that is the last frame: the next one belongs to the next beat.
        """
        place = round(self.rate_func(min(max(alpha, 0.0), 1.0)) * self.count)
        return self.first + min(max(place, 0), self.count - 1)

    def interpolate_mobject(self, alpha: float) -> None:
        """Set stage and camera to the moment of the frame."""
        self.scene.show(frame_time(self.frame_at(alpha), self.fps))

    def _setup_scene(self, scene: Scene) -> None:
        self.scene.set_stage()

    def __str__(self) -> str:
        return f"{self.start:g} to {self.end:g} s"


def beats_among(animations: Iterable[Animation]) -> Iterator[BeatAnimation]:
    """The beats among animations, those in groups too."""
    for animation in animations:
        if isinstance(animation, BeatAnimation):
            yield animation
        elif isinstance(animation, AnimationGroup):
            yield from beats_among(animation.animations)


def frame_time(number: int, fps: float) -> float:
    """The moment that a frame of the film shows, in seconds. Every picture of a lesson is made at
    one of these, so that a still and a video's frame agree to the last bit."""
    return number / fps


def nearest_frame(t: float, fps: float, count: int) -> int:
    """The number of the frame nearest to `t` seconds in a film of `count` frames."""
    return min(max(round(t * fps), 0), count - 1)
