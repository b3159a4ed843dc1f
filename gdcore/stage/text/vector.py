"""Formulas for web pages: as vector graphics, which look alike everywhere, and as MathML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gdcore.stage.text.coverage import FONT, compiler, wants_system_fonts
from gdcore.stage.text.lines import in_terms
from gdcore.words.formulas import plain_formula

_EM = 10.0  # points of the em in which formulas are set; they are shown in any size
_MARGIN = 0.06  # ems around a formula, for what sticks out of its box
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_GLYPH = re.compile(r'<symbol id="(\w+)".*?</symbol>', re.DOTALL)
_DEFINITIONS = re.compile(r"<defs.*?</defs>", re.DOTALL)
_MATH = re.compile(r"<math.*?</math>", re.DOTALL)


@dataclass(frozen=True)
class VectorFormula:
    """A formula for a page.

    Attributes:
        svg: an `<svg>` in the colour of the text around it. Its letters are `<use>` of `glyphs`.
        width, height: ems.
        glyphs: `<symbol>` elements by their ids; two formulas' symbols of one id are the same.
        mathml: a `<math>` element of the same formula, for who hears the page.
        plain: the formula as plain text.
    """

    svg: str
    width: float
    height: float
    glyphs: Mapping[str, str]
    mathml: str
    plain: str


@lru_cache(256)
def vector_formula(markup: str, width: float | None = None) -> VectorFormula:
    """Set a formula, ``$head = body$`` in Typst's notation.

    Args:
        markup: with its dollar signs.
        width: ems; one that is wider breaks between its terms, None: it is one line.
    """
    svg, glyphs = _drawn(markup)
    if width is not None and _size(svg)[0] > width and " = " in markup:
        # Of a formula in several lines, each is as wide as its words; the paper is as wide as asked
        broken = in_terms(markup, lambda piece: _size(_drawn(piece)[0])[0] <= width)
        svg, glyphs = _drawn(broken, width)
    across, up = _size(svg)
    found = _MATH.search(_compiled(markup, "html"))
    math = found[0] if found else ""
    inner = _DEFINITIONS.sub("", svg)
    return VectorFormula(inner, across, up, glyphs, math, plain_formula(markup.strip("$")))


def _drawn(markup: str, width: float | None = None) -> tuple[str, dict[str, str]]:
    """(svg with its size in ems, glyphs by id)"""
    margin = _MARGIN * _EM
    across = "auto" if width is None else f"{width * _EM}pt"
    page = (
        f"#page(width: {across}, height: auto, margin: {margin}pt, fill: none)["
        f'#set text(font: "{FONT}", size: {_EM}pt, top-edge: "bounds", bottom-edge: "bounds")\n'
        f"#set par(leading: 0.7em)\n{markup}]"
    )
    svg = _compiled(page, "svg")
    glyphs = {found[1]: found[0] for found in _GLYPH.finditer(svg)}
    svg = svg.replace('fill="#000000"', 'fill="currentColor"')
    svg = svg.replace('stroke="#000000"', 'stroke="currentColor"').replace("xlink:href", "href")
    across_em, up_em = _size(svg)
    head = (
        f'<svg class="formula-drawn" aria-hidden="true" focusable="false" width="{across_em:.3f}em"'
        f' height="{up_em:.3f}em" viewBox="0 0 {across_em * _EM:.3f} {up_em * _EM:.3f}">'
    )
    return head + svg[svg.index(">") + 1 :], glyphs


def _size(svg: str) -> tuple[float, float]:
    found = _BOX.search(svg)
    assert found is not None, "Typst writes the size of each picture"
    return float(found[1]) / _EM, float(found[2]) / _EM


def _compiled(source: str, format: Literal["svg", "html"]) -> str:
    made = compiler(wants_system_fonts(source)).compile(source.encode(), format=format)
    assert isinstance(made, bytes)
    return made.decode()
