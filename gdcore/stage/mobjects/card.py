"""Text on a plate that keeps it readable wherever it lies."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.colour import rgb
from gdcore.stage.mobjects.label import Label
from gdcore.stage.text.raster_cache import RasterCache
from gdcore.stage.text.typeset import Text, raster


class Card(Label):
    """A label on a plate with round corners.

    plate: the plate's colour; cover: its opacity, 0..1; pad: scene units around the text.
    """

    def __init__(
        self, markup: str, *args: Any, plate: str, cover: float = 0.82, pad: float = 0.16,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(markup, *args, **kwargs)
        self.plate, self.cover, self.pad = plate, cover, pad
        wide, tall = self.points[1, 0] - self.points[0, 0], self.points[0, 1] - self.points[2, 1]
        x, y = wide / 2 + pad, tall / 2 + pad
        self.points = np.array([[-x, y, 0], [x, y, 0], [-x, -y, 0], [x, -y, 0]])
        self.extent = float(self.points[1, 0] - self.points[0, 0])

    def raster(self, pixels_per_unit: float) -> NDArray[np.uint8]:
        pad = round(self.pad * self.grown * pixels_per_unit)
        text = self.text(pixels_per_unit)
        return _cards.find(
            (text, pad, self.plate, self.cover),
            lambda: put_on_plate(raster(text), pad, self.plate, self.cover),
        )


_cards: RasterCache[tuple[Text, int, str, float]] = RasterCache(64 * 2**20)
"""Rasters of cards. No attribute of `Card`: drawing a card must not change it, since Manim hashes
and copies mobjects by their attributes."""


def put_on_plate(text: NDArray[np.uint8], pad: int, plate: str, cover: float) -> NDArray[np.uint8]:
    """A premultiplied raster over a plate that sticks out by `pad` pixels on each side."""
    rows, columns = text.shape[0] + 2 * pad, text.shape[1] + 2 * pad
    radius = min(pad, rows // 2, columns // 2)
    y = _distance_inside(rows, radius)[:, None]
    x = _distance_inside(columns, radius)[None, :]
    away = np.hypot(np.maximum(radius - x, 0), np.maximum(radius - y, 0))
    alpha = cover * np.clip(radius - away + 0.5, 0, 1)
    image = np.concatenate([rgb(plate) * alpha[..., None], alpha[..., None]], axis=-1) * 255
    inner = image[pad : rows - pad, pad : columns - pad]
    inner *= 1 - text[..., 3:] / 255.0
    inner += text
    return (image + 0.5).astype(np.uint8)


def _distance_inside(count: int, radius: int) -> NDArray[np.float64]:
    at = np.arange(count) + 0.5
    return np.minimum(np.minimum(at, count - at), radius + 1.0)
