"""The sizes of all type on the frame, and the least that is legible.

Everything is a share of the em of numbers. The reasons: what is read as a sentence, once and
against the clock, is the largest running text; numbers of a table are looked up and compared, and
may be a little smaller; the numbers of an axis are glanced at, stand in rows, and give the picture
room.
"""

from __future__ import annotations

TITLE = 1.9
"""Of a title card, which stands alone."""
FORMULA = 1.18
"""Of formulas in a wide frame: their indices and exponents are smaller than they are."""
LEAST_FORMULA = 1.03
"""Of a long formula that leaves the end of its line to the colour bar."""
CAPTION = 1.08
"""Of captions and outcomes, and of the names of axes, of which there is one each."""
NUMBER = 1.0
"""Of tables, of numbers that change, of names beside points."""
TICK = 0.92
"""Of the numbers along axes, colour bars and level curves."""

LEAST = 1 / 33
"""Least height of an em, as a share of the frame's height.

Of the typeface a figure is 0.64 ems high, here 1.9 % of the frame's height. From six times the
frame's height away that is 11 minutes of arc, twice the 5 of the letters of 20/20. In a video of
480 lines it is 9 pixels.
"""

WIDE = 1.45
"""From this ratio of width to height on, there is room for a column beside the picture."""

_EM_WIDE, _EM_UPRIGHT = 1 / 27, 1 / 30


def text_size(width: float, height: float) -> float:
    """The height of an em of numbers in a frame: in an upright one, which holds few letters in a
    line, so much that the numbers of its axes have the least that is allowed.
    """
    return height * (_EM_WIDE if width >= WIDE * height else _EM_UPRIGHT)
