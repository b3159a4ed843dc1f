"""The title card."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.reading import reading_seconds
from gdcore.story.score import FADE, Score
from gdcore.story.traits import Traits, declare
from gdcore.story.words import title

TITLE_SECONDS = 3.0

# Cue: `text`, `subtitle`. Without a subtitle the stage typesets the function in its place.
declare(Traits("title", explains=True, spoken=True))


@beat("title")
def direct_title(score: Score, options: Any) -> Shot:
    """The title card, alone on the screen; all props on stage fade out first."""
    text = options.text or title(score.lesson)
    subtitle = options.subtitle or ""
    caption = caption_of(options, None)
    natural = max(TITLE_SECONDS, reading_seconds(text + subtitle))
    seconds = beat_seconds(score, options, natural, caption)
    fade = min(0.6, seconds / 4)
    begin = 0.0
    if score.on("surface") or score.on("formula"):
        begin = min(FADE, seconds / 4)
        score.clear(fade=begin)
    score.show("title", at=score.now + begin, fade=fade, text=text, subtitle=subtitle)
    score.hide("title", at=score.now + seconds - fade, fade=fade)
    speak(score, caption, seconds)
    return Shot(seconds, text, caption)
