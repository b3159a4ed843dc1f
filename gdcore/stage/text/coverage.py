"""Which letters the fonts have, so that no box is drawn in the place of a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Literal

import typst

FONT = "New Computer Modern"
"""One typeface for text and formulas; it comes inside the typst wheel."""

# What Typst says of a letter that no font has. Only an archive format insists on all letters: a
# picture would show boxes without a word.
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_STRICT: Literal["a-2b"] = "a-2b"

# Debian's packages of fonts by the first word of a letter's name in Unicode; the rest is in
# fonts-noto-core.
_PACKAGES = {
    "CJK": "fonts-noto-cjk",
    "HIRAGANA": "fonts-noto-cjk",
    "KATAKANA": "fonts-noto-cjk",
    "HANGUL": "fonts-noto-cjk",
    "IDEOGRAPHIC": "fonts-noto-cjk",
    "FULLWIDTH": "fonts-noto-cjk",
}


@cache
def compiler(system_fonts: bool = False) -> typst.Compiler:
    """Typst, with the fonts that it brings along, or with those of the system as well.

    With fonts of the system, pictures differ from machine to machine, so they serve only where a
    text has letters that the others lack.
    """
    return typst.Compiler(ignore_system_fonts=not system_fonts)


def wants_system_fonts(text: str) -> bool:
    """Whether a text has a letter that the fonts that come with Typst lack."""
    return bool(_lacking(_letters(text), False))


def missing_letters(text: str) -> str:
    """The letters of a text that no font on this machine has, in their order."""
    return "".join(_lacking(_lacking(_letters(text), False), True))


def packages_for(letters: Iterable[str]) -> tuple[str, ...]:
    """The Debian packages of fonts that have these letters."""
    found: dict[str, None] = {}
    for letter in letters:
        word = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
        pictured = unicodedata.category(letter) == "So" and ord(letter) > 0xFFFF
        package = "fonts-noto-color-emoji" if pictured else "fonts-noto-core"
        found[_PACKAGES.get(word, package)] = None
    return tuple(found)


def _letters(text: str) -> tuple[str, ...]:
    """The letters of a text that a font may lack, each once; spaces and controls have no shape."""
    letters = dict.fromkeys(letter for letter in text if not letter.isascii())
    shapeless = {"Cc", "Cf", "Zs", "Zl", "Zp"}
    return tuple(x for x in letters if unicodedata.category(x) not in shapeless)


@cache
def _lacking(letters: tuple[str, ...], system_fonts: bool) -> tuple[str, ...]:
    """Those of the letters that the fonts lack: tried at once, and one by one if need be."""
    if not letters:
        return ()
    source = f'#set text(font: "{FONT}")\n' + "".join(f'#"{letter}" ' for letter in letters)
    try:
        compiler(system_fonts).compile(source.encode(), format="pdf", pdf_standards=[_STRICT])
    except typst.TypstError as error:
        if _MISSING.search(str(error)) is None:
            raise
        if len(letters) == 1:
            return letters
        return tuple(x for letter in letters for x in _lacking((letter,), system_fonts))
    return ()
