"""Points of the domain that a beat's options name, and props that are shown at such a point."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from gdcore.story.directing.map_view import rise_first
from gdcore.story.directing.scenery import seconds_to_set, set_stage
from gdcore.story.facts import PointFacts
from gdcore.story.lesson import Lesson
from gdcore.story.score import Score
from gdcore.story.traits import traits_of

Point = tuple[float, ...]


def point_of(lesson: Lesson, at: str | Point) -> Point:
    """The point that a beat's option `at` means: (d,), in data space.

    Args:
        lesson: with the descents to which the names refer.
        at: a point; or "start", the first descent's; or "minimum", the lowest point that any
            descent visits in the domain. Without a descent both names mean the domain's middle.
    """
    if not isinstance(at, str):
        return at
    if not lesson.descents:
        return tuple(0.5 * low + 0.5 * high for low, high in lesson.domain)
    best, lowest = lesson.descents[0].start, math.inf
    if at == "minimum":
        for descent in lesson.descents:
            values = descent.trajectory.values[: int(descent.visible_steps) + 1]
            values = np.where(np.isnan(values), np.inf, values)
            k = int(np.argmin(values))
            if values[k] < lowest:
                lowest = float(values[k])
                best = tuple(descent.trajectory.points[k].tolist())
    return best


def name_of(lesson: Lesson, at: str | Point) -> str:
    """What a beat's option `at` is called in a sentence: "the start", (1, 3), x = 2."""
    if isinstance(at, str):
        return lesson.language.say(f"places.{at}")
    return lesson.rounding.place(at)


def why_no_gradient(lesson: Lesson, here: PointFacts, beat: str, kink: str = "kink") -> str:
    """Why f has no gradient at a point, in a beat's own words.

    Args:
        lesson: for its language and rounding.
        here: what is known of the point, where `gradient` is None.
        beat: whose messages `undefined`, `rough` and `kink` say it.
        kink: the name of its message of a kink along one axis.
    """
    say, write = lesson.language.say, lesson.rounding
    at = write.place(here.point)
    if here.smoothness == "undefined":
        return say(f"{beat}.undefined", at=at)
    if (i := here.kink) is None:
        return say(f"{beat}.rough", at=at)
    left, right = write.number(here.left[i]), write.number(here.right[i])
    return say(f"{beat}.{kink}", at=at, name=lesson.variables[i], left=left, right=right)


def time_to_show(score: Score, prop: str, seconds: float, brought: bool | None = None) -> float:
    """Bring the scenery that a prop needs; returns the time at which the prop can come, seconds.

    If the prop stands up from the surface, a map is raised first.

    Args:
        score: receives cues and moves.
        prop: the prop's name.
        seconds: the length of the beat.
        brought: what `set_stage` returned, if the stage is set already.
    """
    arrived = seconds_to_set(set_stage(score) if brought is None else brought, seconds)
    if traits_of(prop).stands_up:
        arrived = max(arrived, rise_first(score, seconds))
    return score.now + arrived


def show_for_beat(
    score: Score,
    prop: str,
    seconds: float,
    *,
    stay: bool = False,
    coming: float = 0.6,
    going: float = 0.5,
    missing: bool = False,
    beside: tuple[str, str] | None = None,
    **places: Any,
) -> None:
    """Show a prop during a beat; a cue of the same prop from an earlier beat is hidden first.

    Args:
        score: receives the cue.
        prop: the prop's name.
        seconds: the length of the beat.
        stay: whether the prop stays on stage after the beat.
        coming, going: seconds of the fades, each cut to a quarter of the beat.
        missing: show no prop, as where f has no gradient; an earlier cue is hidden all the same.
        beside: name and text of a prop that comes together with it and leaves with the beat.
        places: the text, point, descent and values of the cue, as for `Score.show`.
    """
    start = time_to_show(score, prop, seconds)
    fade, gone = min(coming, seconds / 4), min(going, seconds / 4)
    score.hide(prop, fade=gone)
    if missing:
        return
    score.make_room(prop, gone)
    score.show(prop, at=start, fade=fade, **places)
    if beside is not None:
        score.show(beside[0], at=start, fade=fade, text=beside[1])
        score.hide(beside[0], at=score.now + seconds - gone, fade=gone)
    if not stay:
        score.hide(prop, at=score.now + seconds - gone, fade=gone)
