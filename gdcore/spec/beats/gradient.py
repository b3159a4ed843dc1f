"""The beat `gradient`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import AT, Pictured, Place


class Gradient(Pictured):
    """The gradient at a point: its arrow and its numbers."""

    shorthand = "at"
    at: Place = Field("start", description=AT)
