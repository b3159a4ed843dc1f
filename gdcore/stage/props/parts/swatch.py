"""A descent's colour on the frame: swatches, dots and lines that stand out from what is behind."""

from __future__ import annotations

import numpy as np
from manim import ManimColor

from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.theme import Theme

LEAST_CONTRAST = 3.0
"""WCAG's least contrast of a mark to what is behind it; what has less gets an outline."""


def luminance(color: str) -> float:
    """The relative luminance of a colour, 0 to 1, as WCAG 2 defines it."""
    rgb = np.asarray(ManimColor.parse(color).to_rgb(), dtype=np.float64)
    linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a: str, b: str) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def outlined(color: str, width: float, theme: Theme) -> list[tuple[float, str]]:
    """Widths and colours of the strokes that draw a line on a plate, the lowest first."""
    if contrast(color, theme.plate) >= LEAST_CONTRAST:
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
    inner = ManimColor.parse(color).to_rgb()
    plain = contrast(color, theme.plate) >= LEAST_CONTRAST
    rim = ManimColor.parse(theme.plate if plain else theme.muted).to_rgb()
    outer = 1.3 * diameter
    # Twice as fine as the screen: a raster of the screen's own pixels would be put on whole ones.
    size = 2 * max(round(outer * pixels_per_unit), 3) + 4
    at = np.arange(size) - (size - 1) / 2
    away = np.hypot(at[:, None], at[None, :])
    scale = 2 * pixels_per_unit
    shape = np.clip(outer / 2 * scale - away + 0.5, 0, 1)[..., None]
    core = np.clip(diameter / 2 * scale - away + 0.5, 0, 1)[..., None]
    rgb = core * np.asarray(inner) + (1 - core) * np.asarray(rim)
    image = (np.concatenate([rgb * shape, shape], axis=-1) * 255 + 0.5).astype(np.uint8)
    return Picture(image, size / scale, size / scale)
