"""Labels of any length, in places that hold only so much."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from gdcore.words.formulas import BEGIN, END

_HEAD = 0.6  # of the letters that are left: labels often differ at their end
_LETTER = re.compile(f"{BEGIN}[^{END}]*{END}|.", re.DOTALL)
"""A letter, or a formula, which is kept or left out as a whole."""


def abridged(text: str, fits: Callable[[str], bool]) -> str:
    """The text if it fits, else as much of its beginning and its end as does."""
    if fits(text):
        return text
    letters = _LETTER.findall(text)
    few, many = 1, max(len(letters) - 2, 1)
    while few < many:
        middle = (few + many + 1) // 2
        if fits(_shortened(letters, middle)):
            few = middle
        else:
            many = middle - 1
    return _shortened(letters, few)


def _shortened(letters: list[str], count: int) -> str:
    head = math.ceil(_HEAD * count)
    beginning, end = letters[:head], letters[len(letters) - (count - head) :]
    return f"{''.join(beginning).rstrip()}…{''.join(end).lstrip()}"
