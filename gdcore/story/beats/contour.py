"""The contour map of the surface."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.map_view import rise, sink, way_seconds
from gdcore.story.directing.scenery import seconds_to_set, set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.score import Score
from gdcore.story.traits import props_that

MAP_SECONDS = 4.0  # natural length of the time in which the surface is a map
WAY = 0.35
"""Share of the beat, at most, in which the surface sinks, and the same in which it rises again."""


@beat("contour")
def direct_contour(score: Score, options: Any) -> Shot:
    """The surface sinks into its map while the camera moves above it, and rises again.

    With `stay` it remains a map; the next contour beat then only raises it.
    """
    flat = score.flat
    rising = flat and not options.stay
    say = score.lesson.language.say
    caption = caption_of(options, say(f"contour.{'rising' if rising else 'above'}"))
    way, ways = way_seconds(score), 1 if flat or options.stay else 2
    seconds = beat_seconds(score, options, MAP_SECONDS + ways * way, caption)
    way = min(way, WAY * seconds)
    arrived = score.now + seconds_to_set(set_stage(score), seconds)
    for prop in props_that(stands_up=True):  # from above they would hide the map
        score.hide(prop, fade=min(0.5, seconds / 4))
    if not flat:
        sink(score, arrived, way)
    if not options.stay:
        rise(score, score.now + seconds - way, way)
    speak(score, caption, seconds)
    return Shot(seconds, say("contour.chapter"), caption)
