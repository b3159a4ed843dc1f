"""The tangent plane, for one variable the tangent line."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import gradient_at, point_of, show_for_beat
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare
from gdcore.story.words import named_place, tangent_words

TANGENT_SECONDS = 5.0

# Cue: `point`, or `descent` if the tangent rides on its ball.
declare(Traits("tangent_plane", moves=True, on_map=False, stands_up=True, needs_slope=True))


@beat("tangent_plane")
def direct_tangent_plane(score: Score, options: Any) -> Shot:
    """The tangent at a point comes and stays; with `ride` it moves with the first ball."""
    lesson = score.lesson
    p = point_of(lesson, options.at)
    if options.ride:
        trajectory = lesson.descents[0].trajectory
        p = tuple(trajectory.points[min(score.shown_steps, trajectory.steps)].tolist())
    gradient = gradient_at(lesson, p)
    caption = caption_of(options, tangent_words(lesson, p, gradient))
    seconds = beat_seconds(score, options, TANGENT_SECONDS, caption)
    where = {"descent": 0} if options.ride else {"point": p}
    show_for_beat(score, "tangent_plane", seconds, stay=True, missing=gradient is None, **where)
    speak(score, caption, seconds)
    what = "tangent line" if len(p) == 1 else "tangent plane"
    return Shot(seconds, f"The {what} at {named_place(lesson, p, options.at)}", caption)
