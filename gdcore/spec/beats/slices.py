"""The beat `slices`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import AT, OnSurface, Place, Stay


class Slices(OnSurface):
    """Two planes cut the surface: what remains are two curves, whose slopes are the partial
    derivatives."""

    shorthand = "at"
    on_map = False
    instead = "tangent_plane shows the slope of a curve"
    at: Place = Field("start", description=AT)
    stay: Stay = False
