"""Numbers composed from rasters of their characters."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.text.typeset import Text, advance, raster, set_texts
from gdcore.words import Numerals

_GLYPHS = "0123456789()−+×⁰¹²³⁴⁵⁶⁷⁸⁹⁻∞"
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")


@lru_cache(maxsize=32)
def number_glyphs(size: float, colour: str, numerals: Numerals, word: str = "") -> NumberGlyphs:
    """`NumberGlyphs`, kept for the next lesson."""
    return NumberGlyphs(size, colour, numerals, word)


class NumberGlyphs:
    """Numbers composed from rasters of their characters, all on one baseline.

    Typst takes milliseconds for a text; a number that changes with every frame has to be cheaper.

    Attributes:
        below: pixels from a number's lower edge up to the baseline.

    Args:
        size: of the text, in pixels.
        colour: of the text.
        numerals: how numbers are written.
        word: a word that may stand in the place of a number.
    """

    def __init__(self, size: float, colour: str, numerals: Numerals, word: str = "") -> None:
        written = _GLYPHS + numerals.decimal + numerals.between + numerals.undefined + word
        characters = dict.fromkeys(c for c in written if c != " ")
        texts = {c: Text(_markup(c), size, colour, trim=False) for c in characters}
        set_texts(texts.values())
        glyphs = {c: advance(raster(text), text) for c, text in texts.items()}
        # All stand on the line that is their page's lower edge; exponents reach higher.
        tall = max(len(glyph) for glyph in glyphs.values())
        self._glyphs = {
            c: np.pad(glyph, ((tall - len(glyph), 0), (0, 0), (0, 0)))
            for c, glyph in glyphs.items()
        }
        # What is empty in all of them costs time to draw; as much above as below, so that the
        # middle stays where it is.
        inked = np.any([glyph[..., 3].any(axis=1) for glyph in self._glyphs.values()], axis=0)
        rows = np.flatnonzero(inked)
        spare = min(int(rows[0]), tall - 1 - int(rows[-1]))
        self._glyphs = {c: glyph[spare : tall - spare] for c, glyph in self._glyphs.items()}
        self.below = Text("", size, colour).margin - spare
        # Typst gives a space alone no height.
        self._glyphs[" "] = np.zeros_like(self._glyphs["0"][:, : round(0.25 * size)])

    def compose(self, text: str, columns: int) -> NDArray[np.uint8]:
        """The text as a premultiplied raster of so many columns; what is too long is cut."""
        glyphs = [self._glyphs[c] for c in text if c in self._glyphs]
        line = np.concatenate(glyphs, axis=1)[:, :columns]
        out = np.zeros((line.shape[0], columns, 4), dtype=np.uint8)
        out[:, : line.shape[1]] = line
        return out


def _markup(character: str) -> str:
    # The typeface has no raised figures of its own: they are small ones, lifted.
    plain = character.translate(_LOWERED)
    return character if plain == character else f"#super(typographic: false)[{plain}]"
