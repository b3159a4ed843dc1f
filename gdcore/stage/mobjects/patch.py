"""A translucent flat sheet, such as the tangent plane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh


class Patch(Mesh):
    """A flat translucent sheet with a grid on it: a parallelogram.

    Opaque meshes in front hide it; it is drawn over those behind, and hides no other mesh itself.

    corners: (4, 3) scene units, in the order bottom left, bottom right, top left, top right; lines:
    grid lines along each side; lift: scene units towards the eye by which its depth, but not its
    place, is moved, so that a surface that it touches does not cut it; opacity: 0..1. Other
    arguments as of `Mesh`.
    """

    kind: ClassVar[str] = "patch"

    def __init__(
        self,
        corners: Array | Sequence[Sequence[float]] | Sequence[Array],
        *,
        lines: int = 6,
        lift: float = 0.0,
        opacity: float = 0.5,
        **kwargs: Any,
    ) -> None:
        super().__init__(opacity=opacity, **kwargs)
        self.lines, self.lift = lines, float(lift)
        self.put(corners)

    def put(self, corners: Array | Sequence[Sequence[float]] | Sequence[Array]) -> Self:
        """Move the sheet to four corners, (4, 3) scene units in the constructor's order."""
        self.points = np.array(corners, dtype=np.float64).reshape(4, 3)
        return self
