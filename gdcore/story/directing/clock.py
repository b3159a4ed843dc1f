"""The common clock of the descents: the number of steps to show, and when each is taken."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gdcore.story.height_field import visible_lengths
from gdcore.story.lesson import Lesson
from gdcore.story.pace import FIRST, step_seconds
from gdcore.story.score import Score

_BRIEFEST, _LONGEST = 3.0, 12.0  # seconds of motion, unless the spec sets the beat's length


def longest(lesson: Lesson) -> int:
    """The greatest number of steps of any descent; 0 without descents."""
    return max((descent.trajectory.steps for descent in lesson.descents), default=0)


def steps_left(score: Score) -> int:
    """The number of steps of a run that begins now: those not shown yet, or all if none is left."""
    total = longest(score.lesson)
    return total - score.shown_steps or total


def motion_seconds(steps: int) -> float:
    """The natural length in seconds of a run of so many steps.

    A few steps get enough time for each to be seen; beyond that each factor of ten adds seconds.
    """
    if steps == 0:
        return _BRIEFEST
    many = 7.0 + 1.2 * math.log10(steps)
    return min(max(FIRST * steps, _BRIEFEST), many, _LONGEST)


def step_lengths(lesson: Lesson) -> NDArray[np.float64]:
    """For each step of the clock, the greatest length on screen of any descent's step: (n,)."""
    farthest = np.zeros(longest(lesson))
    for d in lesson.descents:
        trajectory = d.trajectory
        steps = visible_lengths(
            trajectory.points, trajectory.values, lesson.domain, lesson.value_range
        )
        np.maximum(farthest[: len(steps)], steps, out=farthest[: len(steps)])
    return farthest


def step_times(
    lengths: NDArray[np.float64], seconds: float, needs: Sequence[tuple[int, float]] = ()
) -> NDArray[np.float64]:
    """The seconds from the start of a run at which 0, 1, … n steps have been taken: (n+1,).

    The first steps are slow, then they quicken (`gdcore.story.pace`). Where a sentence is tied to
    a step, the clock slows down so that it can be read before the next: a smooth change of the
    clock's speed, at the cost of the stretches that have time left.

    Args:
        lengths: (n,), the visible length of each step.
        seconds: of all steps together.
        needs: (step, least seconds from it to the next one's step or to the end), rising.
    """
    times = np.concatenate(([0.0], np.cumsum(step_seconds(lengths, seconds))))
    times[-1] = seconds
    marks = sorted({0, len(lengths), *(k for k, _ in needs)})
    have = np.diff(times[marks])
    given = dict(needs)
    need = np.array([given.get(k, 0.0) for k in marks[:-1]])
    if len(lengths) == 0 or (have >= need).all():
        return times
    # Imported late: it takes time that a lesson without such sentences need not wait for.
    from scipy.interpolate import PchipInterpolator

    if need.sum() >= seconds:
        parts = need * (seconds / need.sum())
    else:
        spare = np.maximum(have - need, 0.0)
        parts = need + spare * ((seconds - need.sum()) / spare.sum())
    least = seconds * 1e-3 / len(parts)  # a stretch in which nothing is said takes time, too
    parts = np.maximum(parts, least)
    ends = np.concatenate(([0.0], np.cumsum(parts * (seconds / parts.sum()))))
    bent: NDArray[np.float64] = PchipInterpolator(times[marks], ends)(times)
    bent[0], bent[-1] = 0.0, seconds
    return bent


def seconds_needed(
    lengths: NDArray[np.float64], seconds: float, needs: Sequence[tuple[int, float]]
) -> float:
    """The seconds of a run in which every sentence can be read: at least `seconds`."""
    times = np.concatenate(([0.0], np.cumsum(step_seconds(lengths, seconds))))
    marks = sorted({0, len(lengths), *(k for k, _ in needs)})
    given = dict(needs)
    have = np.diff(times[marks]) if len(lengths) else np.array([seconds])
    need = [given.get(k, 0.0) for k in (marks[:-1] if len(lengths) else marks)]
    return max(seconds, float(np.maximum(have, need).sum()))
