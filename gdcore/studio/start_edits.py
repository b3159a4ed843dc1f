"""Starts of descents, changed in the text of a spec."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from ruamel.yaml.nodes import SequenceNode

from gdcore.studio.messages import Overview
from gdcore.studio.value_edits import write
from gdcore.studio.yaml_edits import count, get, insert, put, remove

Point = Sequence[float]
PRODUCT = ("starts", "learning_rates", "optimizers")
"""The keys whose combinations are the descents."""


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


def listed(text: str, complete: Mapping[str, Any]) -> str:
    """The text with all combinations of starts, rates and optimizers written out one by one.

    complete: the spec's plain data, all defaults filled in.

    Raises:
        EditError: the text is damaged.
    """
    starts = complete["starts"] if isinstance(complete["starts"], list | tuple) else [None]
    rates = complete["learning_rates"] or [None]
    entries = []
    for start, rate, optimizer in product(starts, rates, complete["optimizers"]):
        entry = {"start": start, "learning_rate": rate, "optimizer": optimizer}
        entries.append({key: value for key, value in entry.items() if value is not None})
    text = write(text, complete, ["descents"], entries)
    for key in PRODUCT:
        text = remove(text, [key])
    return text


def combined(text: str, complete: Mapping[str, Any]) -> str:
    """The text with the starts, rates and optimizers of its descents in place of the list.

    Raises:
        EditError: the text is damaged.
    """
    entries = complete["descents"]
    for key, name in zip(PRODUCT, ("start", "learning_rate", "optimizer"), strict=True):
        values: list[Any] = []
        for entry in entries:
            if entry[name] not in values:
                values.append(entry[name])
        if values:
            text = write(text, complete, [key], values)
    return remove(text, ["descents"])
