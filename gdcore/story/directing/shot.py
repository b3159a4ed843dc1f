"""The registry of directors, one function for each beat, and the `Shot` that they return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gdcore.story.score import Score


@dataclass(frozen=True)
class Shot:
    """The return value of a director: the length of its beat, chapter and caption.

    Attributes:
        seconds: the length of the beat, by which the score's clock is advanced.
        chapter: the title of the beat in the film's list of chapters; empty for a beat that
            belongs to the chapter before it.
        caption: the sentences on screen during the beat, as plain text; None for none.
    """

    seconds: float
    chapter: str
    caption: str | None = None


# The second argument is the spec's record of the beat's options, of a type of its own for each.
Director = Callable[[Score, Any], Shot]
DIRECTORS: dict[str, Director] = {}
"""The director of each beat, by the beat's name in the spec."""

_QUIET: set[str] = set()
_OPENING: set[str] = set()


def beat(
    name: str, *, quiet: bool = False, opening: bool = False
) -> Callable[[Director], Director]:
    """Register a function as the director of a beat.

    The function takes the score and the spec's record of the beat. It writes cues and moves into
    the score, from `score.now` on, and returns a `Shot`.

    Args:
        name: the beat's name in the spec.
        quiet: without a caption of its own, the beat keeps the earlier text on screen, so that the
            outcome of a run can be read on.
        opening: the beat brings the surface itself, so that a beat before it, on an empty stage,
            need not do so.

    Raises:
        ValueError: another function directs this beat already.
    """

    def enter(direct: Director) -> Director:
        known = DIRECTORS.setdefault(name, direct)
        if (known.__module__, known.__qualname__) != (direct.__module__, direct.__qualname__):
            raise ValueError(f"the beat {name!r} has two directors, in {known.__module__} and "
                             f"{direct.__module__}")  # fmt: skip
        DIRECTORS[name] = direct  # again, if the module is reloaded
        for names, wanted in ((_QUIET, quiet), (_OPENING, opening)):
            (names.add if wanted else names.discard)(name)
        return direct

    return enter


def is_quiet(options: Any) -> bool:
    """Whether a beat keeps the earlier text on screen; None stands for the end of the story."""
    return options is not None and options.name in _QUIET and not getattr(options, "caption", None)


def is_opening(options: Any) -> bool:
    """Whether a beat brings the surface itself; None stands for the end of the story."""
    return options is not None and options.name in _OPENING
