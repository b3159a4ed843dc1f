"""Text and formulas as rasters, set by Typst with the fonts that it brings along."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gdcore.maths.remembering import remembered
from gdcore.stage.text.coverage import FONT, compiler, wants_system_fonts
from gdcore.stage.text.raster_cache import RasterCache
from gdcore.words.formulas import FORMULA, content

# Typst counts in points of 1/72 inch; this many pixels to an inch make one point one pixel.
_PIXEL_PPI = 72.0


@dataclass(frozen=True)
class Text:
    """A text to typeset: Typst markup (formulas between dollar signs).

    size: height of an em in pixels; colour: "#rrggbb"; width: pixels at which lines break,
    None for never; align: "left", "center" or "right", for several lines; trim: cut away empty
    rows and columns (texts that are not trimmed have one baseline); language: the code of the one
    by whose rules words are divided.
    """

    markup: str
    size: float
    colour: str
    width: float | None = None
    align: str = "left"
    trim: bool = True
    language: str = "en"

    @property
    def margin(self) -> int:
        """Free pixels around the text: fractions, italics, accents stick out of Typst's boxes."""
        return round(self.size) + 1

    @property
    def styled(self) -> str:
        """The markup with the rules by which it is set."""
        return (
            f'#set text(font: "{FONT}", size: {self.size}pt, fill: rgb("{self.colour}"), '
            f'number-width: "tabular", lang: "{self.language}")\n'
            f"#set par(leading: 0.5em)\n#set align({self.align})\n"
            f"{self.markup}"
        )

    @property
    def page(self) -> str:
        width = "auto" if self.width is None else f"{self.width + 2 * self.margin}pt"
        return (
            f"#page(width: {width}, height: auto, margin: {self.margin}pt, fill: none)["
            f"{self.styled}]"
        )


_rasters: RasterCache[Text] = RasterCache(64 * 2**20)
"""All texts of a lesson in a frame of 4K take some 30 MB."""


def set_texts(texts: Iterable[Text]) -> None:
    """Set many texts at once: one run of Typst for all costs little more than for one."""
    missing = [text for text in dict.fromkeys(texts) if _rasters.ask(text) is None]
    for text, image in zip(missing, _set(missing), strict=True):
        _rasters.keep(text, image)


def _set(texts: Sequence[Text]) -> list[NDArray[np.uint8]]:
    """Each text as (rows, columns, 4) uint8, premultiplied."""
    if not texts:
        return []
    source = "\n".join(text.page for text in texts)
    typesetter = compiler(wants_system_fonts(source))
    pages = typesetter.compile(source.encode(), format="png", ppi=_PIXEL_PPI)
    images = []
    for text, png in zip(texts, pages if isinstance(pages, list) else [pages], strict=True):
        assert png is not None
        image = Image.open(io.BytesIO(png)).convert("RGBA")
        if text.trim:
            image = image.crop(image.getchannel("A").getbbox() or (0, 0, 1, 1))
        images.append(np.asarray(image.convert("RGBa")))  # each colour multiplied by its alpha
    return images


def raster(text: Text) -> NDArray[np.uint8]:
    """The text as (rows, columns, 4) uint8, premultiplied, without empty rows and columns."""
    return _rasters.find(text, lambda: _set([text])[0])


@remembered(1024)
def extent(text: Text) -> tuple[float, float]:
    """(width, height) in pixels of a text's lines, from the top of the first letters to the last
    baseline, without drawing it.

    It takes a tenth of the time of `raster`, most of which goes into packing and unpacking pixels.
    """
    # Typst tells sizes by the page of a vector picture; this one has nothing on it.
    within = "" if text.width is None else f", width: {text.width}pt"
    source = (
        f"#context {{ let size = measure([{text.styled}]{within})\n"
        "page(width: size.width, height: size.height, margin: 0pt)[] }"
    )
    drawn = compiler(wants_system_fonts(source)).compile(source.encode(), format="svg")
    assert isinstance(drawn, bytes)
    found = _BOX.search(drawn)
    assert found is not None, "Typst writes the size of each picture"
    return float(found[1]), float(found[2])


_BOX = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def advance(image: NDArray[np.uint8], text: Text) -> NDArray[np.uint8]:
    """An untrimmed text without its margins at the sides, so that the next can follow it."""
    return image[:, text.margin : image.shape[1] - text.margin]


def descent(text: Text) -> int:
    """Rows of a text's ink below the baseline of its last line; less than 0 if all is above."""
    image = raster(replace(text, trim=False))
    rows = np.flatnonzero((image[..., 3] > 0).any(axis=1))
    # The lower edge of Typst's page, but for the margin, is the baseline.
    return int(rows[-1]) + 1 - (image.shape[0] - text.margin) if len(rows) else 0


_SYMBOLS = {
    "f_min": '$f_"min"$', "λmax": '$lambda_"max"$', "η": "$eta$", "λ": "$lambda$",
    "∇f": "$nabla f$", "β": "$beta$", "ε": "$epsilon$", "α": "$alpha$", "μ": "$mu$", "σ": "$sigma$",
}  # fmt: skip


def escape(text: str) -> str:
    """A text as Typst markup that shows just that, Greek letters as in formulas.

    A formula in it (`gdcore.words.formulas`) is set as mathematics. Half of a pair of code units,
    which UTF-8 cannot hold, becomes a question mark.
    """
    text = text.encode("utf-8", "replace").decode()
    if found := FORMULA.search(text):
        before, after = text[: found.start()], text[found.end() :]
        return f"{escape(before)}${content(found[0])}${escape(after)}"
    for plain, formula in _SYMBOLS.items():
        if plain in text:
            return formula.join(escape(part) for part in text.split(plain))
    return "".join(f"\\{c}" if c in "\\#$*_`<>@[]~'\"=-+/." else c for c in text)
