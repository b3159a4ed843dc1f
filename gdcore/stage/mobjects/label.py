"""Typeset text as a mobject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import config
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.typeset import Text, raster


class Label(Picture):
    """Text or a formula, set by Typst at the very size of the screen's pixels.

    markup: Typst markup, formulas between dollar signs; size: height of an em in scene units;
    wrap: width in scene units at which lines break; align: "left", "center", "right".
    """

    def __init__(
        self,
        markup: str,
        size: float = 0.36,
        colour: str = "#FFFFFF",
        *,
        wrap: float | None = None,
        align: str = "left",
        anchor: Array | Sequence[float] | None = None,
        **kwargs: Any,
    ) -> None:
        self.markup, self.size, self.colour = markup, float(size), colour
        self.wrap, self.align = wrap, align
        ppu = config.pixel_height / config.frame_height
        image = raster(self.text(ppu))
        rows, columns = image.shape[:2]
        super().__init__(image, columns / ppu, rows / ppu, anchor=anchor, **kwargs)

    def text(self, pixels_per_unit: float) -> Text:
        """What Typst is asked for on a screen of so many pixels to a scene unit."""
        wrap = None if self.wrap is None else round(self.wrap * pixels_per_unit, 2)
        size = round(self.size * pixels_per_unit, 3)
        return Text(self.markup, size, self.colour, wrap, self.align)

    def raster(self, pixels_per_unit: float) -> NDArray[np.uint8]:
        return raster(self.text(pixels_per_unit))
