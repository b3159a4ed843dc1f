"""The descent itself."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from gdcore.story.beats.registry import LEAD, Shot, beat, said, set_stage, settled_in
from gdcore.story.endings import SEVERAL, outcome_words
from gdcore.story.landscape import visible_lengths
from gdcore.story.lesson import Lesson
from gdcore.story.numbers import count
from gdcore.story.pace import FIRST, cut, pace
from gdcore.story.score import FADE, Score
from gdcore.story.words import is_flat, reading_seconds, run_words, wrapped

DRIFT = 18.0  # degrees that the camera drifts: enough to feel the depth, too little to distract
_BRIEFEST, _LONGEST = 3.0, 12.0  # seconds of motion, unless the lecturer says how many
_LAST_LOOK = 0.15  # the part of the beat that is left to see the end, at most OUTCOME_SECONDS
OUTCOME_SECONDS = 1.5


@beat("descend")
def direct_descend(score: Score, options: Any) -> Shot:
    """All descents run, on one clock; at the end the screen says how each ended.

    The outcome stays until something else is said. If the descents have run before, the balls go
    back to their starts first.
    """
    lesson = score.lesson
    caption = said(options, run_words(lesson))
    silent = options.caption is False
    outcome = None if silent else outcome_words(lesson)
    outcome = wrapped(outcome) if outcome else None
    seconds = _seconds(score, options, caption, outcome)
    again = score.has_run()
    if again and not score.on("ball"):
        score.rewind(score.now)
        again = False
    brought = set_stage(score)
    before = settled_in(brought, seconds)
    if again:
        before = _rewind(score, min(FADE, seconds / 6))
    if options.seconds is None:
        after = _outcome_seconds(score, outcome)
    else:
        after = min(OUTCOME_SECONDS, _LAST_LOOK * seconds)
    begin = score.snap(score.now + before)
    end = max(begin + 1 / score.fps, score.snap(score.now + seconds - after))
    if end >= score.now + seconds:  # a beat of very few frames
        begin, end = score.now, score.now + seconds
    for prop in ("tangent_plane", "update_rule", "title"):
        score.hide(prop, fade=min(0.8, seconds / 3))
    score.hide_fixed("gradient", fade=min(0.8, seconds / 3))
    _run(score, begin, end)
    score.turn(DRIFT, score.now, seconds)
    if caption:
        score.hide("outcome", fade=min(LEAD, 0.1 * seconds))
        score.say(caption, score.now + min(LEAD, 0.1 * seconds), end)
    if outcome:
        score.hide("outcome", fade=min(LEAD, 0.1 * seconds))
        score.show("outcome", at=end, fade=min(0.3, after / 2), text=outcome)
    longest = max((len(d.trajectory.points) - 1 for d in lesson.descents), default=0)
    chapter = f"{'Descents' if len(lesson.descents) > 1 else 'Descent'}: {count(longest, 'step')}"
    return Shot(seconds, chapter, caption)


def motion_seconds(steps: int) -> float:
    """The natural length of a run: each step visible while they are few, then a little more for
    each factor of ten."""
    if steps == 0:
        return _BRIEFEST
    many = 7.0 + 1.2 * math.log10(steps)
    return min(max(FIRST * steps, _BRIEFEST), many, _LONGEST)


def _seconds(score: Score, options: Any, caption: str | None, outcome: str | None) -> float:
    """The lecturer's seconds, else those of the motion and of what is to be read."""
    seconds = options.seconds
    if seconds is None:
        longest = max((len(d.trajectory.points) - 1 for d in score.lesson.descents), default=0)
        seconds = max(motion_seconds(longest), LEAD + reading_seconds(caption))
        seconds += FADE + _outcome_seconds(score, outcome)
    return score.frames(seconds) / score.fps


def _outcome_seconds(score: Score, outcome: str | None) -> float:
    """How long the outcome is on screen within this beat: all the time it takes to read, unless
    the next beat leaves it there."""
    following: Any = score.following
    silent = following is not None and (
        following.name in ("orbit", "look", "pause") and not following.caption
    )
    return OUTCOME_SECONDS if silent else max(OUTCOME_SECONDS, reading_seconds(outcome))


def _run(score: Score, begin: float, end: float) -> None:
    """Write the step tracks, trails and read-outs; the arrow goes where it has nothing to show."""
    lesson = score.lesson
    if not lesson.descents:
        return
    if len(lesson.descents) > 1:  # one arrow among many balls would single one out
        score.hide("gradient", fade=min(FADE, (end - begin) / 3))
    clock = pace(lengths(lesson), begin, end - begin)
    for i, descent in enumerate(lesson.descents):
        score.run(i, cut(clock, len(descent.trajectory.points) - 1))
        score.bring("trail", at=begin, descent=i)
        if len(lesson.descents) <= SEVERAL:
            score.bring("readout", descent=i)
        last = descent.trajectory.gradients[-1]
        stays = (
            np.isfinite(last).all()
            and not is_flat(lesson, last.tolist())
            and descent.visible_steps == len(descent.trajectory.points) - 1
        )
        if not stays:
            score.hide("gradient", at=max(begin, end - 0.8), fade=0.8, descent=i)


def lengths(lesson: Lesson) -> np.ndarray[Any, np.dtype[np.float64]]:
    """(n,) the visible length of each step of the clock: that of the farthest mover."""
    longest = max(len(d.trajectory.points) - 1 for d in lesson.descents)
    farthest = np.zeros(longest)
    for d in lesson.descents:
        trajectory = d.trajectory
        steps = visible_lengths(
            trajectory.points, trajectory.values, lesson.domain, lesson.value_range
        )
        np.maximum(farthest[: len(steps)], steps, out=farthest[: len(steps)])
    return farthest


def _rewind(score: Score, fade: float) -> float:
    """Let balls and trails go and come back at the starts; returns the seconds that it takes."""
    back = score.now + fade
    for prop in ("ball", "trail", "readout", "gradient"):
        score.hide(prop, fade=fade)
    for i in range(len(score.lesson.descents)):
        score.show("ball", at=back, fade=fade, descent=i)
        score.show("trail", at=back, fade=fade, descent=i)
        if len(score.lesson.descents) <= SEVERAL:
            score.show("readout", at=back, fade=fade, descent=i)
    score.rewind(back)
    return 2 * fade
