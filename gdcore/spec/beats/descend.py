"""The beats in which all descents run: `descend` and `follow`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import Captioned, Magnification, Pictured


class Descend(Captioned):
    """All descents run, on one clock."""

    shorthand = "seconds"


class Follow(Pictured):
    """All descents run, and the camera rides with the ball of the first."""

    shorthand = "zoom"
    fewest_descents = 1
    zoom: Magnification = Field(2.5, description="Magnification on the way.")
