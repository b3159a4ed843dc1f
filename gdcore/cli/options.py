"""Options that several commands share."""

from __future__ import annotations

import math
import re
from typing import Any

import click

SMALLEST, LARGEST = 16, 16384  # pixels; no graphics driver has larger pictures


class FiniteRange(click.FloatRange):
    """A number between two others; "nan", which compares with none, is refused."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"expected a number, found {value}", param, ctx)
        return number


FRAME_RATE = FiniteRange(1, 240)


class Resolution(click.ParamType[tuple[int, int]]):
    """A picture's size in pixels: 1920x1080, or 1920,1080 as Manim writes it."""

    name = "WxH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """(width, height) in pixels."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d{1,6})\s*[x×,]\s*(\d{1,6})", str(value).strip(), re.IGNORECASE)
        if not match:
            self.fail(f"expected a size such as 1280x720, found {value!r}", param, ctx)
        width, height = int(match[1]), int(match[2])
        if not all(SMALLEST <= side <= LARGEST for side in (width, height)):
            self.fail(f"expected {SMALLEST} to {LARGEST} pixels a side, found {value}", param, ctx)
        return width, height
