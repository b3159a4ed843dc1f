"""Which function directs which beat, and what a beat becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gdcore.story.score import Score


@dataclass(frozen=True)
class Shot:
    """What a director returns: how long its beat lasts and how it is listed.

    Attributes:
        seconds: the length of the beat; the clock of the score goes on by that much.
        chapter: the title of the beat in the film's list of chapters; empty for a beat that
            belongs to the chapter before it.
        caption: what is said during the beat, as one plain sentence or several; None for nothing.
    """

    seconds: float
    chapter: str
    caption: str | None = None


# The options are the spec's record of that beat; each director knows its own.
Director = Callable[[Score, Any], Shot]
DIRECTORS: dict[str, Director] = {}
"""Every beat's director by the beat's name in the spec."""

_QUIET: set[str] = set()
_OPENING: set[str] = set()


def beat(
    name: str, *, quiet: bool = False, opening: bool = False
) -> Callable[[Director], Director]:
    """Enter a function as the director of a beat.

    The function takes the score and the spec's record of the beat. It writes cues and moves into
    the score, from `score.now` on, and returns a `Shot`.

    Args:
        name: the beat's name in the spec.
        quiet: without a caption the beat leaves the sentence on screen that was there before, so
            the outcome of a run can be read while it lasts.
        opening: the beat lets the surface appear by itself, so on an empty stage a beat before it
            need not bring the surface.

    Raises:
        ValueError: another function directs this beat already.
    """

    def enter(direct: Director) -> Director:
        known = DIRECTORS.setdefault(name, direct)
        if (known.__module__, known.__qualname__) != (direct.__module__, direct.__qualname__):
            raise ValueError(f"the beat {name!r} has two directors, in {known.__module__} and "
                             f"{direct.__module__}")  # fmt: skip
        DIRECTORS[name] = direct  # a module that is imported anew brings the same director again
        for names, wanted in ((_QUIET, quiet), (_OPENING, opening)):
            (names.add if wanted else names.discard)(name)
        return direct

    return enter


def is_quiet(options: Any) -> bool:
    """Whether a beat leaves on screen what was said before it; None is the end of the story."""
    return options is not None and options.name in _QUIET and not getattr(options, "caption", None)


def is_opening(options: Any) -> bool:
    """Whether a beat lets the surface appear by itself; None is the end of the story."""
    return options is not None and options.name in _OPENING
