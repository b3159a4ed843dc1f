"""One texture that holds many rasters, so that all texts of a frame are drawn in one call."""

from __future__ import annotations

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.context import open_context

Raster = NDArray[np.uint8]

_LEAST = 2048  # pixels along each side


class Atlas:
    """Rasters (rows, columns, 4) uint8, premultiplied, on the shelves of one texture.

    A raster is known by the array that it is: whoever changes its pixels hands over a new array. No
    place is freed; when the texture is full it is emptied, and who needs a raster puts it in again.
    """

    __slots__ = ("_known", "_shelf", "_used", "texture")

    def __init__(self) -> None:
        self.texture: moderngl.Texture | None = None
        self._known: dict[int, tuple[Raster, tuple[int, int]]] = {}
        self._used = 0  # columns of the last shelf
        self._shelf = (0, 0)  # the first row of the last shelf and its number of rows

    def places(self, rasters: list[Raster]) -> NDArray[np.int64] | None:
        """The column and row at which each of some rasters begins in `texture`: (n, 2).

        None if they do not fit into it together.
        """
        for _ in range(2):
            found = [self._place(raster) for raster in rasters]
            if None not in found:
                return np.array(found).reshape(-1, 2)
            self.clear()
        return None

    def fits(self, raster: Raster) -> bool:
        """Whether there is any use in putting a raster in: large ones would fill the texture."""
        return raster.shape[1] <= _LEAST and raster.shape[0] <= _LEAST // 4

    def clear(self) -> None:
        """Forget all rasters."""
        self._known.clear()
        self._used, self._shelf = 0, (0, 0)

    def _place(self, raster: Raster) -> tuple[int, int] | None:
        known = self._known.get(id(raster))
        if known is not None:
            return known[1]
        rows, columns = raster.shape[:2]
        first, height = self._shelf
        # A shelf of twice a raster's height would waste half of itself.
        if self._used + columns > _LEAST or not rows <= height <= 2 * rows:
            first, height, self._used = first + height, rows, 0
        if first + height > _LEAST:
            return None
        if self.texture is None:
            self.texture = open_context().texture((_LEAST, _LEAST), 4)
            self.texture.filter = (moderngl.NEAREST, moderngl.NEAREST)
        place = (self._used, first)
        self.texture.write(np.ascontiguousarray(raster), viewport=(*place, columns, rows))
        self._shelf, self._used = (first, height), self._used + columns
        # With the raster itself: another array must not get its id.
        self._known[id(raster)] = raster, place
        return place
