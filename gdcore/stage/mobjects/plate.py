"""A translucent plate behind texts and lines, so that they stay readable over the picture."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.mobjects.card import put_on_plate
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.text.raster_cache import RasterCache


class Plate(Picture):
    """A rectangle with round corners on the frame, under the frame's strokes and texts.

    width, height, radius: scene units; plate: its colour; cover: its opacity, 0..1.
    """

    def __init__(
        self, width: float, height: float, plate: str, cover: float = 0.82, radius: float = 0.16,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(np.zeros((1, 1, 4), np.uint8), width, height, **kwargs)
        self.plate, self.cover, self.radius = plate, cover, radius

    @property
    def phase(self) -> str:
        return "plate"

    def raster(self, pixels_per_unit: float) -> NDArray[np.uint8]:
        left, bottom = self.points[:, :2].min(axis=0)
        right, top = self.points[:, :2].max(axis=0)
        columns = max(round((right - left) * pixels_per_unit), 1)
        rows = max(round((top - bottom) * pixels_per_unit), 1)
        pad = min(round(self.radius * pixels_per_unit), rows // 2, columns // 2)
        empty = np.zeros((rows - 2 * pad, columns - 2 * pad, 4), np.uint8)
        return _plates.find(
            (rows, columns, pad, self.plate, self.cover),
            lambda: put_on_plate(empty, pad, self.plate, self.cover),
        )


_plates: RasterCache[tuple[int, int, int, str, float]] = RasterCache(32 * 2**20)
"""Rasters of plates. No attribute of `Plate`: drawing a plate must not change it, since Manim
hashes and copies mobjects by their attributes."""
