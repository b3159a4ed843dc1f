"""What may be said about a lesson: computed once, and read by captions, read-outs and reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gdcore.story.facts.point import PointFacts, point_facts

if TYPE_CHECKING:
    from gdcore.story.lesson import Lesson

__all__ = ["Facts", "PointFacts"]


class Facts:
    """The facts of one lesson, each computed when it is first asked for.

    Args:
        lesson: the lesson that they are about.
    """

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._points: dict[tuple[float, ...], PointFacts] = {}

    def at(self, p: Sequence[float]) -> PointFacts:
        """The facts about the lesson's function at a point, (d,) in data space."""
        key, lesson = tuple(p), self._lesson
        if key not in self._points:
            self._points[key] = point_facts(lesson.function, key, lesson.domain, lesson.value_range)
        return self._points[key]
