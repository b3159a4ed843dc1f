"""Texts and numbers of one row on one baseline."""

from __future__ import annotations

from gdcore.stage.layout.regions import Layout
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.props.parts.number_glyphs import NumberGlyphs
from gdcore.stage.text.typeset import descent

_HALF = 0.32
"""Ems from the baseline to the middle of a figure: rows are known by their middles."""


def put_on_row(label: Label, layout: Layout, x: float, y: float, side: float = -1) -> Label:
    """Put a text of one line on the baseline of a row of numbers.

    x: its left end, scene units, with side −1, or its right one with side 1; y: the row's middle.
    """
    ppu = layout.pixels_per_unit
    below = descent(label.text(ppu)) / ppu
    label.put(x, y - _HALF * layout.em - below, align=(side, -1))
    return label


def number_on_row(glyphs: NumberGlyphs, layout: Layout, x: float, y: float, ems: float) -> Figures:
    """A number that changes, of up to `ems` ems, at x on the baseline of the row at y."""
    ppu = layout.pixels_per_unit
    image = glyphs.compose("0", round(ems * layout.em * ppu))
    number = Figures(image, image.shape[1] / ppu, image.shape[0] / ppu, layout.em)
    number.put(x, y - _HALF * layout.em - glyphs.below / ppu, align=(-1, -1))
    return number
