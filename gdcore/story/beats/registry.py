"""Which function directs which beat, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gdcore.story.score import FADE, Score
from gdcore.story.words import reading_seconds, wrapped

LEAD = 0.2  # seconds from the beat's start to its caption: first look, then read


@dataclass(frozen=True)
class Shot:
    """What a beat became: its length in seconds, its chapter's title and its caption."""

    seconds: float
    chapter: str
    caption: str | None = None


# The options are the spec's record of that beat; each director knows its own.
Director = Callable[[Score, Any], Shot]
DIRECTORS: dict[str, Director] = {}
"""Every beat by its name in the spec."""


def beat(name: str) -> Callable[[Director], Director]:
    """Enter a function as the director of a beat.

    It writes cues and moves into the score, from `score.now` on, and returns the beat's length;
    the score's clock goes on by that much afterwards.
    """

    def enter(direct: Director) -> Director:
        DIRECTORS[name] = direct
        return direct

    return enter


def said(options: Any, words: str | None) -> str | None:
    """The caption of a beat: the lecturer's words, else the story's own, or none if silenced."""
    caption = options.caption
    if caption is False:
        return None
    text = words if caption is None else str(caption)
    return wrapped(text) if text else None


def length(score: Score, options: Any, natural: float, caption: str | None = None) -> float:
    """The beat's seconds in whole frames: the lecturer's, else long enough to see and read."""
    seconds = options.seconds
    if seconds is None:
        seconds = max(natural, LEAD + reading_seconds(caption) if caption else 0.0)
    return score.frames(seconds) / score.fps


def speak(score: Score, caption: str | None, seconds: float) -> None:
    """Say a caption from shortly after the beat's start until so many seconds into it."""
    if caption:
        lead = min(LEAD, 0.1 * seconds)
        score.hush(lead)
        score.say(caption, score.now + lead, score.now + seconds)


def set_stage(score: Score, *, balls: bool = True) -> bool:
    """Bring what every beat needs, unless it is there; True if something had to be brought.

    The fade takes FADE seconds of the beat. Without `balls` these are left to the caller.
    """
    brought = not score.on("surface" if pictured(score) else "formula")
    if brought:
        score.forget_views()
        score.jump("surface.reveal", 1.0)
        for prop, text in scenery(score):
            score.bring(prop, text=text)
    if balls:
        bring_balls(score)
    return brought


def pictured(score: Score) -> bool:
    """Whether there is a surface or a curve; a board has formulas, tables and charts alone."""
    return score.lesson.spec.layout != "board"


def scenery(score: Score) -> list[tuple[str, str]]:
    """What stays on stage all the while, in the order in which it may come: (prop, its text)."""
    lesson, spec = score.lesson, score.lesson.spec
    props = [("formula", "")]
    if pictured(score):
        props = [("surface", ""), ("axes", ""), *props]
        if len(lesson.variables) > 1:
            props.append(("color_bar", ""))  # a curve has its values on an axis
    if spec.layout == "data" or (spec.data is not None and not pictured(score)):
        props.append(("data", ""))
    if len(lesson.descents) > 1 and not score.on("race"):
        props.append(("legend", ""))
    props.extend((f"inset_{name}", spec.loss_axis * (name == "loss")) for name in spec.insets)
    return props


def bring_balls(score: Score, at: float | None = None) -> None:
    """Put each descent's ball on its start, unless it is somewhere already, with its trail."""
    if not pictured(score):
        return
    for i in range(len(score.lesson.descents)):
        if score.alone not in (None, i):
            continue
        score.bring("ball", at=at, descent=i)
        if score.has_run():
            score.bring("trail", at=at, descent=i)


def settled_in(brought: bool, seconds: float) -> float:
    """How many seconds of a beat pass until what `set_stage` brought is there."""
    return min(FADE, seconds / 3) if brought else 0.0
