"""A map of a height field that lies on the floor below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh


class Floor(Mesh):
    """A rectangle with level curves and pale colours, on the ground below a surface.

    corners: (4, 3) scene units, in the order bottom left, bottom right, top left, top right;
    values: (rows, columns) over it, its first row at the bottom; cover: (rows, columns), where its
    blend is below 0.5 the floor is bare;
    colours: (n, 3), 0..1, from the lowest value to the highest; value_range: the values at the two
    ends of the colours; level_step, level_origin: as of `SurfaceMesh`. Color is that of the floor
    itself and of what is behind it. Other arguments as of `Mesh`.

    Attributes:
        tint: 0..1, how much of the colours is seen on the floor.
        level_rgb, level_strength, level_width: as of `SurfaceMesh`.
    """

    kind: ClassVar[str] = "floor"
    blended: ClassVar[tuple[str, ...]] = (*Mesh.blended, "tint", "level_strength")

    def __init__(
        self,
        corners: Array | Sequence[Sequence[float]],
        values: Array,
        colours: Array,
        *,
        cover: Array | None = None,
        value_range: tuple[float, float],
        level_step: float = 0.0,
        level_origin: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.points = np.array(corners, dtype=np.float64).reshape(4, 3)
        self.values = np.asarray(values, dtype=np.float64)
        self.cover = np.ones(self.values.shape) if cover is None else np.asarray(cover, float)
        self.colours = np.asarray(colours, dtype=np.float64)
        self.value_range = value_range
        self.level_step, self.level_origin = float(level_step), float(level_origin)
        self.tint, self.level_strength, self.level_width = 0.22, 0.5, 1.4
        self.level_rgb = (0.5, 0.5, 0.5)
