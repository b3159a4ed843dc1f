"""The beat `orbit`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import Degrees, Pictured


class Orbit(Pictured):
    """The camera walks around the surface."""

    shorthand = "degrees"
    degrees: Degrees = Field(120, description="How far, in degrees; negative: clockwise.")
