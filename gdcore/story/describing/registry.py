"""Who says what of which prop: functions that name what a prop's cues show, in a noun phrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gdcore.story.lesson import Lesson
from gdcore.story.rounding import Rounding
from gdcore.story.timeline import Cue, Timeline


@dataclass(frozen=True)
class Described:
    """What a description is made of.

    Attributes:
        timeline: the lesson's.
        cues: all cues of one prop that are described together, at least one.
        t: seconds, the moment that is described.
    """

    timeline: Timeline
    cues: Sequence[Cue]
    t: float

    @property
    def lesson(self) -> Lesson:
        """The subject of the film."""
        return self.timeline.lesson

    @property
    def write(self) -> Rounding:
        """How the lesson's numbers are written."""
        return self.lesson.rounding

    @property
    def cue(self) -> Cue:
        """The first of the cues."""
        return self.cues[0]

    def say(self, message: str, **arguments: str | int) -> str:
        """A message of the family `seen` in the lesson's language."""
        return self.lesson.language.say(f"seen.{message}", **arguments)

    def point(self) -> tuple[float, ...] | None:
        """The point that the cue is about: fixed, or its ball's at this moment; None for none."""
        if self.cue.point is not None:
            return self.cue.point
        if self.cue.descent is None:
            return None
        return self.timeline.position(self.cue.descent, self.t)


Describer = Callable[[Described], "str | None"]
"""What the cues of one prop show, as a noun phrase; None for nothing that is worth a word."""

_DESCRIBERS: dict[str, Describer] = {}


def describes(prop: str) -> Callable[[Describer], Describer]:
    """Register the function that describes a prop.

    Raises:
        ValueError: there is one already.
    """

    def register(function: Describer) -> Describer:
        if _DESCRIBERS.setdefault(prop, function) is not function:
            raise ValueError(f"two functions describe the prop {prop!r}")
        return function

    return register


def phrase(about: Described) -> str | None:
    """What the cues of a prop show; None for a prop that nobody describes."""
    describer = _DESCRIBERS.get(about.cue.prop)
    return describer(about) if describer else None
