"""What is said during a beat, and how long the beat has to be for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gdcore.story.directing.narration import LEAD
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

declare(Traits("caption", spoken=True, subtitled=True))  # text
declare(Traits("outcome", spoken=True, subtitled=True))  # text; never at the time of a caption


def caption_of(options: Any, words: str | Callable[[], str | None] | None) -> str | None:
    """The caption of a beat: plain sentences, which whoever shows them breaks into lines.

    Args:
        options: the spec's record of the beat, with the lecturer's `caption`: a text, None for
            the story's own words, False for silence.
        words: the story's own words, or a function that finds them, which is called only where the
            lecturer has none: the facts in them may take seconds to compute. None for none.
    """
    caption = options.caption
    if caption is False:
        return None
    text = (words() if callable(words) else words) if caption is None else str(caption).strip()
    return text or None


def beat_seconds(score: Score, options: Any, natural: float, caption: str | None = None) -> float:
    """The length of a beat in seconds, a whole number of frames.

    Args:
        score: for its frames per second.
        options: the spec's record of the beat; its `seconds`, where given, decide, but nobody is
            cut off who speaks.
        natural: how long what is shown takes, in seconds.
        caption: a sentence that has to be read meanwhile.
    """
    seconds = options.seconds
    if seconds is None:
        seconds = max(natural, LEAD + score.telling.seconds(caption) if caption else 0.0)
    if heard := score.telling.hearing(caption):
        seconds = max(seconds, LEAD + heard)
    seconds = max(seconds, score.telling.recorded(score.beat))
    return score.frames(seconds) / score.fps


def speak(score: Score, caption: str | None, seconds: float) -> None:
    """Say a caption from shortly after the beat's start until so many seconds into it."""
    if caption:
        lead = min(LEAD, 0.1 * seconds)
        score.hide_texts(lead)
        score.say(caption, score.now + lead, score.now + seconds)
