"""Typeset text as a mobject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self
from weakref import WeakKeyDictionary

import numpy as np
from manim import Mobject
from numpy.typing import NDArray

from gdcore.stage.colour import hexadecimal, rgb
from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.screen import screen_pixels_per_unit
from gdcore.stage.text.typeset import Text, raster

WHITE = "#FFFFFF"


class Label(Picture):
    """Text or a formula, set by Typst at the pixel size in which the screen shows it.

    markup: Typst markup, formulas between dollar signs; size: height of an em in scene units;
    colour: "#rrggbb"; wrap: width in scene units at which lines break, None for one line; align:
    "left", "center" or "right"; anchor: (3,) scene units, the point of the scene beside which it
    stands, None for a place on the frame; pixels_per_unit: of the screen, to a scene unit, None as
    Manim is configured; language: the code of the one by whose rules words are divided. Other
    arguments as of `Picture`.

    Attributes:
        precedence: on a lesson's stage, of two texts that overlap the one with the lower precedence
            fades; a text with precedence 0 neither fades nor makes others fade.
        wanted: the label's opacity, 0..1, while it does not give way to another text.
        row: the same object for all numbers at even distances along a line, None for other texts.
            Where the numbers of a row come too near each other, every second one goes.
    """

    unpainted: ClassVar[frozenset[str]] = Picture.unpainted | {"precedence", "row", "wanted"}

    def __init__(
        self,
        markup: str,
        size: float = 0.36,
        colour: str = WHITE,
        *,
        wrap: float | None = None,
        align: str = "left",
        anchor: Array | Sequence[float] | None = None,
        pixels_per_unit: float | None = None,
        language: str = "en",
        **kwargs: Any,
    ) -> None:
        self.markup, self.size = markup, float(size)
        self.wrap, self.align, self.language = wrap, align, language
        self.rgb = rgb(colour)
        self.extent = 0.0  # scene units: the text's width before any scaling
        self.precedence, self.wanted = 0, 1.0
        self.row: object = None
        ppu = pixels_per_unit or screen_pixels_per_unit()
        image = raster(self.text(ppu))
        rows, columns = image.shape[:2]
        super().__init__(image, columns / ppu, rows / ppu, anchor=anchor, color=colour, **kwargs)
        self.extent = float(self.points[1, 0] - self.points[0, 0])

    @property
    def colour(self) -> str:
        """The text's colour, "#rrggbb"."""
        return hexadecimal(self.rgb)

    @property
    def grown(self) -> float:
        """The factor by which the label has been scaled since its text was set."""
        if not self.extent:
            return 1.0
        # Called for each label in each frame: NumPy would take five times as long.
        return abs(float(self.points[1, 0]) - float(self.points[0, 0])) / self.extent

    def text(self, pixels_per_unit: float) -> Text:
        """The text for Typst to set, on a screen with `pixels_per_unit` pixels to a scene unit."""
        scale = self.grown * pixels_per_unit
        wrap = None if self.wrap is None else round(self.wrap * scale, 2)
        return Text(
            self.markup,
            max(round(self.size * scale, 3), 1.0),
            self.colour,
            wrap,
            self.align,
            language=self.language,
        )

    def raster(self, pixels_per_unit: float) -> NDArray[np.uint8]:
        # Of a label at rest, which is asked for in each frame.
        asked = (
            pixels_per_unit, self.grown, self.markup, self.size, tuple(self.rgb.tolist()),
            self.wrap, self.align, self.language,
        )  # fmt: skip
        known = _rasters.get(self)
        if known is None or known[0] != asked:
            known = _rasters[self] = asked, raster(self.text(pixels_per_unit))
        return known[1]

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:
        super().interpolate_color(mobject1, mobject2, alpha)
        assert isinstance(mobject1, Label)
        assert isinstance(mobject2, Label)
        shown = mobject1 if alpha < 0.5 else mobject2
        if mobject1.markup != mobject2.markup:
            # Fade out, then in: two texts on top of each other cannot be read.
            self.opacity = shown.opacity * abs(1 - 2 * alpha)
        for name in ("markup", "size", "wrap", "align", "language", "image", "extent"):
            setattr(self, name, getattr(shown, name))
        return self


_rasters: WeakKeyDictionary[Label, tuple[object, NDArray[np.uint8]]] = WeakKeyDictionary()
"""Each label's last raster, with all that it depends on. No attribute of `Label`: drawing a label
must not change it, since Manim hashes and copies mobjects by their attributes."""
