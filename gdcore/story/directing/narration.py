"""What is said while descents run: sentences tied to steps, and one about the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gdcore.spec.beats.descend import END
from gdcore.story.reading import reading_seconds

LEAD = 0.2
"""Seconds from a beat's start to its caption: the viewer first looks, then reads."""


@dataclass(frozen=True)
class Line:
    """A sentence that is shown from a step on, until the next one.

    Attributes:
        step: the number of steps that have been taken when it appears.
        text: the sentence.
    """

    step: int
    text: str

    @property
    def seconds(self) -> float:
        """The time that it takes to see that it is there, and to read it."""
        return LEAD + reading_seconds(self.text)


@dataclass(frozen=True)
class Narration:
    """The sentences of a run.

    Attributes:
        lines: in the order of their steps; the last stays until the outcome, or without one until
            the end of the beat.
        outcome: shown from the end of the run on, until the next caption; None for none.
    """

    lines: tuple[Line, ...] = ()
    outcome: str | None = None

    @property
    def text(self) -> str | None:
        """All lines in a row, without the outcome; None for silence."""
        return " ".join(line.text for line in self.lines) or None

    def after(self, done: int) -> Narration:
        """The narration of a run that begins when `done` steps have been taken.

        The last line whose step is past is shown at once, in place of all before it.
        """
        past = [line for line in self.lines if line.step <= done]
        coming = tuple(line for line in self.lines if line.step > done)
        opening = tuple(Line(done, line.text) for line in past[-1:])
        return Narration(opening + coming, self.outcome)


def narration(
    options: Any,
    words: Callable[[], Sequence[tuple[int, str]]],
    outcome: Callable[[], str | None],
) -> Narration:
    """The narration of a beat: the lecturer's words, or else the story's.

    Where the lecturer says something, nothing is added to it: a sentence about the outcome would
    take the place of his own. `end: true` among his captions asks for it.

    Args:
        options: the spec's record of the beat: its `caption`, and its `captions` where it has any.
        words: finds the story's own: (step, sentence), in the order of the steps.
        outcome: finds the story's own about how the descents ended. Both are called only where the
            lecturer leaves the word to the story: the facts in them may take seconds to compute.
    """
    if options.caption is False:
        return Narration()
    if tied := getattr(options, "captions", None):
        return _tied(tied, outcome)
    if options.caption is not None:
        return Narration((Line(0, str(options.caption).strip()),))
    return Narration(tuple(Line(k, text) for k, text in words()), outcome())


def _tied(
    captions: Mapping[str, str | Literal[True]], outcome: Callable[[], str | None]
) -> Narration:
    """The lecturer's captions by steps; true at the end stands for the story's outcome."""
    steps = {int(k): str(text).strip() for k, text in captions.items() if k != END}
    end = captions.get(END)
    lines = tuple(Line(k, text) for k, text in steps.items())
    return Narration(lines, outcome() if end is True else end and end.strip())
