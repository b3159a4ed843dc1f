"""The tangent plane, for one variable the tangent line."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import name_of, point_of, show_for_beat, why_no_gradient
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import PointFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

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
    here = lesson.facts.at(p)
    caption = caption_of(options, lambda: _words(lesson, here))
    seconds = beat_seconds(score, options, TANGENT_SECONDS, caption)
    where = {"descent": 0} if options.ride else {"point": p}
    show_for_beat(
        score, "tangent_plane", seconds, stay=True, missing=here.gradient is None, **where
    )
    speak(score, caption, seconds)
    what = "line" if len(p) == 1 else "plane"
    chapter = lesson.language.say(f"tangent_plane.{what}-chapter", at=name_of(lesson, options.at))
    return Shot(seconds, chapter, caption)


def _words(lesson: Lesson, here: PointFacts) -> str:
    """The slopes of the tangent, or why there is none."""
    say, write = lesson.language.say, lesson.rounding
    at, what = write.place(here.point), "line" if len(here.point) == 1 else "plane"
    if here.gradient is None:
        return why_no_gradient(lesson, here, "tangent_plane", kink=f"{what}-kink")
    how = "-zero" if here.zero else "-flat" if here.flat else ""
    slopes = write.slopes(here.gradient)
    if what == "line":
        derivative = f"f′({write.point(here.point)})"
        return say(f"tangent_plane.line{how}", at=at, derivative=derivative, slope=slopes[0])
    each = [
        say("tangent_plane.slope", slope=slope, name=name)
        for slope, name in zip(slopes, lesson.variables, strict=True)
    ]
    return say(f"tangent_plane.plane{how}", at=at, slopes=lesson.language.listed(each))
