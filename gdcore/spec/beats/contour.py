"""The beat `contour`."""

from __future__ import annotations

from pydantic import Field

from gdcore.spec.beat import OnSurface
from gdcore.spec.values import Flag


class Contour(OnSurface):
    """The surface sinks into its contour map, seen from above, and rises again."""

    shorthand = "stay"
    on_map = False
    instead = "a curve has no contour map"
    stay: Flag = Field(False, description="Stay a map; the next contour raises the surface again.")
