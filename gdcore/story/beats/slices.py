"""Two slices through the surface at a point."""

from __future__ import annotations

from typing import Any

from gdcore.story.directing.points import point_of, show_for_beat, why_no_gradient
from gdcore.story.directing.shot import Shot, beat
from gdcore.story.directing.speech import beat_seconds, caption_of, speak
from gdcore.story.facts import PointFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import Traits, declare

SLICES_SECONDS = 8.0  # for two planes, two curves and two slopes, one after the other

# Cue: `point`, where two planes cut the surface and leave slices with their tangents and slopes.
declare(Traits("slices", explains=True, stands_up=True, needs_slope=True))


@beat("slices")
def direct_slices(score: Score, options: Any) -> Shot:
    """Two planes cut the surface at a point; the slices' slopes are the partial derivatives."""
    lesson = score.lesson
    p = point_of(lesson, options.at)
    here = lesson.facts.at(p)
    caption = caption_of(options, lambda: _words(lesson, here))
    seconds = beat_seconds(score, options, SLICES_SECONDS, caption)
    show_for_beat(
        score,
        "slices",
        seconds,
        stay=options.stay,
        coming=1.0,
        missing=here.gradient is None,
        beside=("gradient_formula", "of slices"),
        point=p,
    )
    speak(score, caption, seconds)
    chapter = lesson.language.say("slices.chapter", at=lesson.rounding.place(p))
    return Shot(seconds, chapter, caption)


def _words(lesson: Lesson, here: PointFacts) -> str:
    """The two planes and the slopes of what they cut, or why there are none."""
    say, write = lesson.language.say, lesson.rounding
    at = write.place(here.point)
    if here.gradient is None:
        return why_no_gradient(lesson, here, "slices")
    planes = [f"{v} = {write.coordinate(here.point, i)}" for i, v in enumerate(lesson.variables)]
    slopes = write.slopes(here.gradient)
    each = [f"∂f/∂{v} = {slope}" for v, slope in zip(lesson.variables, slopes, strict=True)]
    listed = lesson.language.numerals.listing.join(each)
    return say("slices.slopes", first=planes[0], second=planes[1], at=at, slopes=listed)
