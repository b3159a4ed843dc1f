"""The basins of attraction of the minima."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.explanations import basins_words
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

COLOURS_SECONDS = 7.0

# `lesson.basins`: the surface coloured by the minimum that each start reaches.
declare(Traits("basins", recolours=True, fills_map=True))


@beat("basins")
def direct_basins(score: Score, options: Any) -> Shot:
    """The surface is coloured, point by point, by the minimum that a descent from there reaches."""
    caption = caption_of(options, basins_words(score.lesson))
    seconds = beat_seconds(score, options, COLOURS_SECONDS, caption)
    show_for_beat(score, "basins", seconds, stay=options.stay, coming=1.0)
    speak(score, caption, seconds)
    return Shot(seconds, "Basins of attraction", caption)
