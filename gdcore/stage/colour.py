"""Colours as numbers: their parts, their luminance, and the contrast of two of them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from manim import ManimColor, ParsableManimColor

from gdcore.stage.gl.view import Array

_WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue light in the luminance (WCAG 2)
_FLARE = 0.05  # the light that a screen reflects, as a luminance (WCAG 2)


def parts(colour: ParsableManimColor) -> tuple[float, float, float]:
    """Red, green and blue of a colour, each from 0 to 1."""
    # Every label asks for its colour, and Manim's parser takes longer than all the rest of it.
    return _parts_of(colour) if isinstance(colour, str) else _parts(colour)


def _parts(colour: ParsableManimColor) -> tuple[float, float, float]:
    red, green, blue = (float(part) for part in ManimColor.parse(colour).to_rgb())
    return red, green, blue


@lru_cache(maxsize=512)
def _parts_of(name: str) -> tuple[float, float, float]:
    return _parts(name)


def rgb(colour: ParsableManimColor) -> Array:
    """Red, green and blue of a colour, (3,) from 0 to 1."""
    return np.array(parts(colour))


def hexadecimal(colour: Array) -> str:
    """Red, green and blue, (3,) from 0 to 1, as "#RRGGBB"."""
    return "#" + "".join(f"{round(255 * float(part)):02X}" for part in colour)


def linear(colours: Array) -> Array:
    """The light of each part of sRGB colours (…, 3), from 0 to 1 (IEC 61966-2-1)."""
    light: Array = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return light


def luminance(colours: Array) -> Array:
    """The relative luminance of colours (…, 3), from 0 to 1, as WCAG 2.2 defines it.

    The standard's threshold, 0.04045, is that of sRGB (IEC 61966-2-1).
    """
    light: Array = linear(colours) @ np.array(_WEIGHTS)
    return light


def contrast(one: Array, other: Array) -> Array:
    """WCAG 2.2's contrast ratio of colours (…, 3), pair by pair: from 1 to 21."""
    a, b = luminance(one) + _FLARE, luminance(other) + _FLARE
    ratio: Array = np.maximum(a, b) / np.minimum(a, b)
    return ratio


def black_or_white(plate: ParsableManimColor) -> str:
    """ "#000000" or "#FFFFFF": the ink with the greater contrast to a plate's colour."""
    behind = rgb(plate)
    return max(("#FFFFFF", "#000000"), key=lambda ink: float(contrast(rgb(ink), behind)))
