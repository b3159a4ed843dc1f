"""Starts of descents, changed in the text of a spec."""

from __future__ import annotations

from collections.abc import Sequence

from ruamel.yaml.nodes import SequenceNode

from gdcore.studio.messages import Overview
from gdcore.studio.yaml_edits import count, get, insert, put

Point = Sequence[float]


def with_start(text: str, lesson: Overview, descent: int, point: Point) -> str:
    """The text in which a descent of the lesson starts at another point.

    Raises:
        EditError: the text is damaged.
    """
    if lesson.listed:
        return put(text, ["descents", descent, "start"], list(point))
    starts = _starts(lesson)
    index = starts.index(tuple(lesson.starts[descent]))
    if count(text, ["starts"]) != len(starts):  # random, in a grid, or by default
        starts[index] = tuple(point)
        return put(text, ["starts"], [list(start) for start in starts])
    return put(text, ["starts", index], _written(text, point))


def with_new_start(text: str, lesson: Overview, point: Point) -> str:
    """The text with one more start.

    Raises:
        EditError: the text is damaged.
    """
    if lesson.listed:
        place = f"[{', '.join(map(str, point))}]"
        return insert(text, ["descents"], count(text, ["descents"]), f"{{start: {place}}}")
    starts = _starts(lesson)
    if count(text, ["starts"]) != len(starts):
        return put(text, ["starts"], [list(start) for start in (*starts, tuple(point))])
    return put(text, ["starts", len(starts)], _written(text, point))


def _starts(lesson: Overview) -> list[tuple[float, ...]]:
    return list(dict.fromkeys(tuple(start) for start in lesson.starts))


def _written(text: str, point: Point) -> list[float] | float:
    """A point as the text writes its points: for one variable a number alone may do."""
    bare = len(point) == 1 and not isinstance(get(text, ["starts", 0]), SequenceNode)
    return point[0] if bare else list(point)
