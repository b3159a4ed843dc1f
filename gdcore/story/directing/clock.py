"""The common clock of the descents: how many steps there are to show, and how long that takes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from gdcore.story.height_field import visible_lengths
from gdcore.story.lesson import Lesson
from gdcore.story.pace import FIRST
from gdcore.story.score import Score

_BRIEFEST, _LONGEST = 3.0, 12.0  # seconds of motion, unless the lecturer says how many


def longest(lesson: Lesson) -> int:
    """The number of steps of the descent that takes most; 0 without descents."""
    return max((descent.trajectory.steps for descent in lesson.descents), default=0)


def steps_left(score: Score) -> int:
    """The number of steps that a run would show now: those that are left, or all if none is."""
    total = longest(score.lesson)
    return total - score.shown_steps or total


def motion_seconds(steps: int) -> float:
    """The natural length in seconds of a run of so many steps.

    Each step is visible while they are few; then a little more for each factor of ten.
    """
    if steps == 0:
        return _BRIEFEST
    many = 7.0 + 1.2 * math.log10(steps)
    return min(max(FIRST * steps, _BRIEFEST), many, _LONGEST)


def step_lengths(lesson: Lesson) -> NDArray[np.float64]:
    """The visible length of each step of the clock, that of the farthest mover: (n,)."""
    farthest = np.zeros(longest(lesson))
    for d in lesson.descents:
        trajectory = d.trajectory
        steps = visible_lengths(
            trajectory.points, trajectory.values, lesson.domain, lesson.value_range
        )
        np.maximum(farthest[: len(steps)], steps, out=farthest[: len(steps)])
    return farthest
