"""The common clock of the descents: the number of steps to show, and their natural seconds."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from gdcore.story.height_field import visible_lengths
from gdcore.story.lesson import Lesson
from gdcore.story.pace import FIRST
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
