"""A soft dark spot on the ground, such as the shadow of a ball that touches it."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Self

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh

RINGS, SPOKES = 4, 20
"""Of the spot's points: enough to follow the ground under a ball."""
_RADII = np.linspace(0.0, 1.0, RINGS + 1)[1:]
_ANGLES = 2 * np.pi * np.arange(SPOKES) / SPOKES


class Shade(Mesh):
    """A spot that is darkest in its middle and fades towards its rim; it hides nothing.

    ground: (1 + RINGS * SPOKES, 3) scene units: the middle, then the rings from within, each from
    the x axis on; `disc` gives their places over a plane; darkness: 0..1, opacity of the middle;
    lift: scene units towards the eye by which it is drawn nearer, lest the ground should cut it.
    Other arguments as of `Mesh`.
    """

    kind: ClassVar[str] = "shade"
    blended: ClassVar[tuple[str, ...]] = (*Mesh.blended, "darkness", "lift")

    def __init__(
        self,
        ground: Array | None = None,
        *,
        darkness: float = 0.6,
        lift: float = 0.05,
        **kwargs: Any,
    ) -> None:
        super().__init__(**{"color": "#000000", **kwargs})
        self.darkness, self.lift = float(darkness), float(lift)
        self.put(
            np.hstack([disc(), np.zeros((1 + RINGS * SPOKES, 1))]) if ground is None else ground
        )

    def put(self, ground: Array) -> Self:
        """Move the spot to points of the ground, as for the constructor."""
        self.points = np.array(ground, dtype=np.float64).reshape(1 + RINGS * SPOKES, 3)
        return self


@cache
def disc() -> Array:
    """(1 + RINGS * SPOKES, 2): the places of a spot's points over a plane, for the radius 1."""
    rings = _RADII[:, None, None] * np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=-1)
    places: Array = np.vstack([np.zeros(2), rings.reshape(-1, 2)])
    places.flags.writeable = False
    return places


def shares() -> Array:
    """(1 + RINGS * SPOKES,): the darkness at a spot's points beside that of its middle."""
    fading = (1 - _RADII**2) ** 2
    return np.concatenate([[1.0], np.repeat(fading, SPOKES)])


def triangles() -> Array:
    """(m, 3): the points of each triangle of a spot."""
    here = np.arange(SPOKES)
    ahead = (here + 1) % SPOKES
    found = [np.column_stack([np.zeros(SPOKES, int), 1 + here, 1 + ahead])]
    for ring in range(RINGS - 1):
        inner, outer = 1 + ring * SPOKES, 1 + (ring + 1) * SPOKES
        found.append(np.column_stack([inner + here, outer + here, outer + ahead]))
        found.append(np.column_stack([inner + here, outer + ahead, inner + ahead]))
    return np.concatenate(found)
