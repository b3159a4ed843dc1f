"""The steps of each descent as a page shows them: which ones, their numbers, and their trail."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gdcore.forms.page.sampled import Array
from gdcore.stage.props.parts.rules import StepNumbers, step_numbers
from gdcore.story import Descent, Lesson

MOST_SHOWN = 1000
"""The most positions of the slider, but for the last; a browser holds the texts of all."""
_BETWEEN = 5
"""Points of a trail between two positions of the slider, where not all points are shown."""
_PIECE = 1 / 80  # of the domain's width: the longest straight piece of a trail on the surface
_MOST_LOOKS = 5000  # coordinates of points at which f is asked whether it has a gradient
_APART = 0.03  # of the domain's width: between two dots
_MOST_PIECES = 160  # of one step: it may lead back and forth over the domain


@dataclass(frozen=True)
class Slider:
    """The positions of the slider: every `every`-th step, and the last one.

    between: the steps from one point of a trail to the next, a divisor of `every`.
    """

    every: int
    between: int
    steps: tuple[int, ...]

    @classmethod
    def of(cls, lesson: Lesson) -> Slider:
        """One position for each step of the longest descent, or for some of them."""
        longest = max((d.trajectory.steps for d in lesson.descents), default=0)
        every = max(1, math.ceil(longest / MOST_SHOWN))
        between = max(1, every // _BETWEEN)
        every = math.ceil(every / between) * between
        return cls(every, between, tuple(_up_to(longest, every)))


@dataclass(frozen=True, eq=False)
class ShownSteps:
    """The shown steps of one descent, m of them.

    Attributes:
        steps: (m,), their numbers; the last one is the descent's last.
        points, values, gradients: (m, d), (m,), (m, d), as in the trajectory.
        inside: (m,), whether the descent has not left the domain for good.
        smooth: (m,), whether f has a gradient at the point; taken for granted where there are so
            many coordinates that to ask would take too long.
        point, value, norm, rate: (m,) texts: the point, f, the length of the gradient, and the
            learning rate of the step that begins there, empty where there is none.
        slopes: (m, d) texts, the components of the gradient, empty where there is none.
        dotted: (m,), whether the point has a dot on its trail: dots keep apart from each other.
        moves: (m,), the numbers of the step that begins there; None at the last point.
        trail: (k, d + 1), points of the trail on the surface or curve, with their heights: f, cut
            to the drawn values. Empty in more than two variables.
        ends: (m,), how many points of the trail lie before each shown point.
    """

    steps: tuple[int, ...]
    points: Array
    values: Array
    gradients: Array
    inside: NDArray[np.bool_]
    smooth: NDArray[np.bool_]
    dotted: NDArray[np.bool_]
    point: tuple[str, ...]
    value: tuple[str, ...]
    norm: tuple[str, ...]
    rate: tuple[str, ...]
    slopes: tuple[tuple[str, ...], ...]
    moves: tuple[StepNumbers | None, ...]
    trail: Array
    ends: tuple[int, ...]


def shown_steps(lesson: Lesson, descent: Descent, slider: Slider) -> ShownSteps:
    """The steps of a descent at the slider's positions, in numbers and in words."""
    t, write = descent.trajectory, lesson.rounding
    steps = _up_to(t.steps, slider.every)
    points, values, gradients = t.points[steps], t.values[steps], t.gradients[steps]
    drawn = len(lesson.variables) <= 2
    look = points.size <= _MOST_LOOKS
    smooth = [not look or lesson.facts.at(p).smoothness == "smooth" for p in points.tolist()]
    trail, ends = np.zeros((0, 0)), [0] * len(steps)
    if drawn:
        trail, ends = _trail(lesson, descent, slider, steps)
    rates = [write.number(float(t.learning_rates[k])) if k < t.steps else "" for k in steps]
    return ShownSteps(
        tuple(steps),
        points,
        values,
        gradients,
        np.array([k <= descent.visible_steps for k in steps]),
        np.array(smooth),
        _dotted(points, lesson),
        tuple(write.point(p) for p in points.tolist()),
        tuple(write.value(v) for v in values.tolist()),
        tuple(
            write.number(math.hypot(*g)) if known else ""
            for g, known in zip(gradients.tolist(), smooth, strict=True)
        ),
        tuple(rates),
        tuple(
            tuple(write.slopes(g)) if known else ("",) * len(g)
            for g, known in zip(gradients.tolist(), smooth, strict=True)
        ),
        tuple(step_numbers(lesson, descent, k) if k < t.steps else None for k in steps),
        trail,
        tuple(ends),
    )


def _dotted(points: Array, lesson: Lesson) -> NDArray[np.bool_]:
    """The first point, and each one that is far enough from the last one with a dot."""
    widths = np.array([high - low for low, high in lesson.domain])
    chosen = np.zeros(len(points), dtype=bool)
    last = np.full(points.shape[1], np.inf)
    for k, p in enumerate(points):
        if not np.abs((p - last) / widths).max() < _APART:
            chosen[k], last = True, p
    return chosen


def _up_to(last: int, every: int) -> list[int]:
    """0, every, 2·every, …, and the last."""
    return [*range(0, last, every), last]


def _trail(
    lesson: Lesson, descent: Descent, slider: Slider, steps: Sequence[int]
) -> tuple[Array, list[int]]:
    """The line over the domain, in pieces short enough to follow the surface, up to its edge."""
    t, visible = descent.trajectory, descent.visible_steps
    widths = np.array([high - low for low, high in lesson.domain])
    whole = math.floor(visible)
    corners = _up_to(whole, slider.between)
    places = t.points[corners]
    if visible > whole:  # the last step crosses the edge
        here, there = t.points[whole], t.points[whole + 1]
        places = np.vstack([places, here + (visible - whole) * (there - here)])
    pieces = [places[:1]]
    number = [0]  # of the points of the trail before each corner
    for here, there in pairwise(places):
        count = math.ceil(float((np.abs(there - here) / widths).max()) / _PIECE)
        count = min(max(count, 1), _MOST_PIECES)
        shares = np.arange(1, count + 1)[:, None] / count
        pieces.append(here + shares * (there - here))
        number.append(number[-1] + count)
    line = np.concatenate(pieces)
    # Not recomputed at the corners: there the values are those of the trajectory.
    heights = lesson.function.value(line)
    at = dict(zip(corners, number, strict=False))
    for step, k in at.items():
        heights[k] = t.values[step]
    low, high = lesson.value_range
    trail = np.column_stack([line, np.clip(heights, low, high)])
    return trail, [at[k] if k <= whole else len(line) - 1 for k in steps]
