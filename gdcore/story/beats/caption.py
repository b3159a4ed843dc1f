"""Beats in which nothing moves: a sentence, or silence."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.score import Score

PAUSE_SECONDS = 2.0


@beat("caption")
def direct_caption(score: Score, options: Any) -> Shot:
    """A sentence, shown as long as it takes to read, over whatever is on stage."""
    caption = caption_of(options, None)
    seconds = beat_seconds(score, options, 0.0, caption)
    speak(score, caption, seconds)
    return Shot(seconds, "", caption)


@beat("pause", quiet=True)
def direct_pause(score: Score, options: Any) -> Shot:
    """Nothing changes, long enough to finish reading a text that is on screen."""
    caption = caption_of(options, None)
    natural = max(PAUSE_SECONDS, 0.0 if caption else score.unread())
    seconds = beat_seconds(score, options, natural, caption)
    speak(score, caption, seconds)
    return Shot(seconds, "", caption)
