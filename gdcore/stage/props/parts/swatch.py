"""A descent's colour on the frame: swatches, dots and lines that stand out from what is behind."""

from __future__ import annotations

import numpy as np

from gdcore.stage.colour import contrast, rgb
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.theme import Theme

LEAST_CONTRAST = 3.0
"""WCAG's least contrast of a mark to what is behind it; what has less gets an outline."""


def stands_out(color: str, theme: Theme) -> bool:
    """Whether a mark of this colour can be seen on a plate without an outline."""
    return float(contrast(rgb(color), rgb(theme.plate))) >= LEAST_CONTRAST


def outlined(color: str, width: float, theme: Theme) -> list[tuple[float, str]]:
    """Widths and colours of the strokes that draw a line on a plate, the lowest first."""
    if stands_out(color, theme):
        return [(width, color)]
    return [(width + 0.035, theme.muted), (width, color)]


def swatch(
    x: float, y: float, length: float, width: float, color: str, theme: Theme
) -> list[Stroke]:
    """A short thick line from (x, y) to the right, on the frame."""
    return [
        Stroke(
            [[x, y, 0], [x + length, y, 0]], wide, color=shade, fixed_in_frame=True,
            over_all=True, in_front=True, swell=0.0,
        )
        for wide, shade in outlined(color, width, theme)
    ]  # fmt: skip


def dot(diameter: float, color: str, theme: Theme, pixels_per_unit: float) -> Picture:
    """A round mark with a thin outline, which moves by less than a pixel at a time."""
    rim = theme.plate if stands_out(color, theme) else theme.muted
    outer = 1.3 * diameter
    # Twice as fine as the screen: a raster of the screen's own pixels would be put on whole ones.
    size = 2 * max(round(outer * pixels_per_unit), 3) + 4
    at = np.arange(size) - (size - 1) / 2
    away = np.hypot(at[:, None], at[None, :])
    scale = 2 * pixels_per_unit
    shape = np.clip(outer / 2 * scale - away + 0.5, 0, 1)[..., None]
    core = np.clip(diameter / 2 * scale - away + 0.5, 0, 1)[..., None]
    paint = core * rgb(color) + (1 - core) * rgb(rim)
    image = (np.concatenate([paint * shape, shape], axis=-1) * 255 + 0.5).astype(np.uint8)
    return Picture(image, size / scale, size / scale)
