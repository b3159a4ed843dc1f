"""The camera's viewpoint at the beginning of a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gdcore.maths.remembering import remembered
from gdcore.spec import Beat as Options
from gdcore.story.directing.map_view import ABOVE
from gdcore.story.directing.points import Point, point_of
from gdcore.story.directing.runs import DRIFT
from gdcore.story.height_field import HeightField, raised
from gdcore.story.lesson import Lesson
from gdcore.story.viewpoint import Viewpoint, choose_viewpoint

if TYPE_CHECKING:
    from gdcore.story.timeline import Timeline

FRONT = Viewpoint(-90.0, 0.0, turns=False)
"""One variable: the curve stands upright before the viewer, its variable to the right."""

MAP = Viewpoint(*ABOVE, turns=False)
"""A lesson that is a map from beginning to end is always seen from above."""

_MOST_CORNERS = 2000  # points of a path whose visibility is checked; more are not distinguishable


_field = remembered(8)(HeightField.sample)


def opening_view(lesson: Lesson, story: Sequence[Options]) -> Viewpoint:
    """The viewpoint from which descents, minima and the points that beats name can be seen."""
    if lesson.spec.flat or len(lesson.variables) != 2:
        return _best_view(lesson)
    named = [p for p in (_point(lesson, options) for options in story) if p is not None]
    return _best_view(lesson, named, [p.point for p in lesson.landscape.minima])


def _best_view(
    lesson: Lesson, named: Sequence[Point] = (), minima: Sequence[Point] = ()
) -> Viewpoint:
    """The viewpoint from which the descents can be seen, and points and minima where given."""
    if lesson.spec.flat:
        return MAP
    if len(lesson.variables) != 2:
        return FRONT
    field = _field(lesson.function, lesson.domain, lesson.value_range)
    paths: list[NDArray[np.float64]] = []
    for descent in lesson.descents:
        seen = int(descent.visible_steps) + 1
        points = descent.trajectory.points[:seen]
        paths.append(points[:: max(1, len(points) // _MOST_CORNERS)])
    paths.extend(np.array([p]) for p in named)
    chosen = choose_viewpoint(field, paths, (0.0, DRIFT), np.array(minima).reshape(-1, 2))
    return replace(chosen, elevation=raised(chosen.elevation, lesson.spec.aspect))


def own_turn(timeline: Timeline, descent: int) -> float:
    """Degrees by which a panel with one descent alone is turned from the lesson's azimuth.

    For a function of two variables: turned to the azimuth from which that descent is seen best.
    """
    lesson = timeline.lesson
    alone = replace(lesson, descents=(lesson.descents[descent],))
    return _best_view(alone).azimuth - _best_view(lesson).azimuth


def _point(lesson: Lesson, options: Any) -> Point | None:
    at = getattr(options, "at", None)
    return None if at is None else point_of(lesson, at)
