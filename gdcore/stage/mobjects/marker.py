"""Small flat signs that face the eye: a disc, a triangle, a cross, a diamond."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.colour import rgb
from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.screen import screen_pixels_per_unit

Shape = Literal["disc", "triangle", "cross", "diamond"]


class Marker(Picture):
    """A sign at a point of the scene or beside it; its size on the screen does not change.

    size: its width in scene units; rim: colour of its dark or light outline; pixels_per_unit: of
    the screen, to a scene unit, None as Manim is configured.
    """

    def __init__(
        self,
        shape: Shape,
        size: float,
        colour: str,
        rim: str,
        *,
        anchor: Array | Sequence[float] | None = None,
        pixels_per_unit: float | None = None,
        **kwargs: Any,
    ) -> None:
        self.shape, self.size, self.colour, self.rim = shape, float(size), colour, rim
        ppu = pixels_per_unit or screen_pixels_per_unit()
        image = self.raster(ppu)
        rows, columns = image.shape[:2]
        super().__init__(image, columns / ppu, rows / ppu, anchor=anchor, **kwargs)

    def raster(self, pixels_per_unit: float) -> NDArray[np.uint8]:
        return draw(self.shape, self.size * pixels_per_unit, self.colour, self.rim)


@lru_cache(maxsize=256)
def draw(shape: Shape, pixels: float, colour: str, rim: str) -> NDArray[np.uint8]:
    """A sign `pixels` wide, without its rim, as a raster: (n, n, 4), premultiplied."""
    edge = max(1.0, 0.11 * pixels)
    count = int(np.ceil(pixels + 2 * edge)) | 1  # odd, so that the centre lies on a pixel
    at: Array = np.arange(count, dtype=np.float64) - (count - 1) / 2
    away = _distance(shape, at[None, :], at[:, None], pixels / 2)
    inner, outer = np.clip(0.5 - away, 0, 1), np.clip(0.5 - away + edge, 0, 1)
    alpha = np.maximum(inner, outer)
    body = inner[..., None] * rgb(colour) + (alpha - inner)[..., None] * rgb(rim)
    return (np.dstack([body, alpha]) * 255 + 0.5).astype(np.uint8)


def _distance(shape: Shape, x: Array, y: Array, half: float) -> Array:
    """Signed distance in pixels from a sign's outline, negative inside; y counts downwards."""
    if shape == "disc":
        return np.hypot(x, y) - 0.88 * half
    if shape == "diamond":
        return (np.abs(x) + np.abs(y) - half) / np.sqrt(2)
    if shape == "triangle":
        # An equilateral triangle with its centroid at the origin.
        slope = (np.sqrt(3) * np.abs(x) - y - 0.95 * half) / 2
        return np.maximum(slope, y - 0.55 * half)
    u, v = (x + y) / np.sqrt(2), (x - y) / np.sqrt(2)
    long, wide = 0.98 * half, 0.27 * half
    first = np.maximum(np.abs(u) - long, np.abs(v) - wide)
    second = np.maximum(np.abs(u) - wide, np.abs(v) - long)
    return np.minimum(first, second)
