"""An orbit of the camera around the surface; with a curve or a map throughout, it stays still."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.map_view import rise_first, way_seconds
from gdcore.story.directing.scenery import set_stage
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.score import Score

ORBIT_SPEED = 18.0
"""Degrees per second on average: slow enough to look at the surface meanwhile."""
LONGEST = 120.0
"""Seconds at most, for any number of turns, unless the spec sets the beat's length."""


@beat("orbit", quiet=True)
def direct_orbit(score: Score, options: Any) -> Shot:
    """The camera orbits the surface; a surface that has become a map is raised first."""
    set_stage(score)
    caption = caption_of(options, None)
    unread = 0.0 if caption else score.unread()
    natural = min(max(2.0, abs(options.degrees) / ORBIT_SPEED, unread), LONGEST)
    if score.flat:
        natural += way_seconds(score)
    seconds = beat_seconds(score, options, natural, caption)
    rising = rise_first(score, seconds)
    score.turn(options.degrees, score.now + rising, seconds - rising)
    speak(score, caption, seconds)
    chapter = score.lesson.language.say("orbit.chapter") if score.viewpoint.turns else ""
    return Shot(seconds, chapter, caption)
