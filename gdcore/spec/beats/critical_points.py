"""The beat `critical_points`."""

from __future__ import annotations

from gdcore.spec.beat import Pictured, Stay


class CriticalPoints(Pictured):
    """Every minimum, maximum and saddle of the domain, marked and named."""

    stay: Stay = False
