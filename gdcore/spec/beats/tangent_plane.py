"""The beat `tangent_plane`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import AT, Pictured, Place
from gdcore.spec.values import Flag


class TangentPlane(Pictured):
    """The tangent plane (in one dimension the tangent line) at a point."""

    shorthand = "at"
    on_map = False
    at: Place = Field("start", description=AT)
    ride: Flag = Field(
        False, description="Ride on the first descent's ball, from here to the end, in place of at."
    )

    @property
    def descents_needed(self) -> int:
        """One where the plane rides on a ball."""
        return int(self.ride)
