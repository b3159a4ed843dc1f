"""The screen's scale as Manim is configured, where nobody says for which screen a text is set."""

from __future__ import annotations

from manim import config


def screen_pixels_per_unit(frame_width: float | None = None) -> float:
    """Pixels to a scene unit; frame_width: scene units, None as Manim is configured."""
    return float(config.pixel_width / (config.frame_width if frame_width is None else frame_width))
