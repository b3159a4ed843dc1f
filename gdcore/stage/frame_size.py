"""How many pixels a picture has: by the shape of the film and how fine it is asked to be."""

from __future__ import annotations

from gdcore.spec.aspects import ASPECTS

STILL, SHEET_PICTURE = 1080, 360
"""Pixels at the shorter side of a still, and of a picture on a contact sheet, unless a size is
asked for."""


def frame_size(aspect: str, short: int) -> tuple[int, int]:
    """(width, height) in pixels of a shape in `ASPECTS`, both even, as encoders want them.

    short: pixels of the shorter side.
    """
    ratio = ASPECTS[aspect]
    long = 2 * round(short * max(ratio, 1 / ratio) / 2)
    return (long, short) if ratio >= 1 else (short, long)
