"""The beat `basins`."""

from __future__ import annotations

from gdcore.spec.beat import OnSurface, Stay


class Basins(OnSurface):
    """The surface coloured by the minimum in which a descent from there ends."""

    instead = "critical_points marks the minima of a curve"
    stay: Stay = False
