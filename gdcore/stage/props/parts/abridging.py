"""Labels of any length, in places that hold only so much."""

from __future__ import annotations

import math
from collections.abc import Callable

_HEAD = 0.6  # of the letters that are left: labels often differ at their end


def abridged(text: str, fits: Callable[[str], bool]) -> str:
    """The text if it fits, else as much of its beginning and its end as does."""
    if fits(text):
        return text
    few, many = 1, max(len(text) - 2, 1)
    while few < many:
        middle = (few + many + 1) // 2
        if fits(_letters(text, middle)):
            few = middle
        else:
            many = middle - 1
    return _letters(text, few)


def _letters(text: str, count: int) -> str:
    head = math.ceil(_HEAD * count)
    return f"{text[:head].rstrip()}…{text[len(text) - (count - head) :].lstrip()}"
