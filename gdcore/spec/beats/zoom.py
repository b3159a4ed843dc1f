"""The beat `zoom`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import AT, Magnification, Pictured, Place
from gdcore.spec.values import Flag


class Zoom(Pictured):
    """The camera goes near a place, and back again."""

    shorthand = "at"
    at: Place = Field("minimum", description=AT)
    zoom: Magnification = Field(4, description="Magnification; 1 shows the whole surface.")
    stay: Flag = Field(
        False, description="Stay there; look: {zoom: 1} leads back, so does the next zoom."
    )
