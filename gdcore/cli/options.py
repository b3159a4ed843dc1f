"""Options that several commands share."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import click
import cloup

_CLOCK = re.compile(r"(?:(\d+):)?(\d+):([0-5]\d(?:\.\d*)?)")
SMALLEST, LARGEST = 16, 16384  # pixels; no graphics driver has larger pictures
_QUALITIES = {"l": "480p15", "m": "720p30", "h": "1080p60", "p": "1440p60", "k": "2160p60"}
"""Manim's letters; pixels at the shorter side and frames a second."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


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


@dataclass(frozen=True)
class Moment:
    """A time in a film: `number` seconds, or as a share of the film from 0 to 1."""

    number: float
    is_share: bool = False

    def seconds(self, duration: float) -> float:
        """The time in a film of so many seconds."""
        return self.number * duration if self.is_share else self.number


class MomentType(click.ParamType[Moment]):
    """A time in a film: 12.5 in seconds, 1:05 in minutes and seconds, 50% of the film."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Moment:
        """The time."""
        if isinstance(value, Moment):
            return value
        text = str(value).strip()
        if clock := _CLOCK.fullmatch(text):
            hours, minutes, seconds = (float(part or 0) for part in clock.groups())
            return Moment(3600 * hours + 60 * minutes + seconds)
        try:
            if text.endswith("%"):
                return Moment(float(text[:-1]) / 100, is_share=True)
            return Moment(float(text.removesuffix("s")))
        except ValueError:
            self.fail(f"expected a time such as 12.5, 1:05 or 50%, found {value!r}", param, ctx)


class Spacing(click.ParamType["float | Literal['beat']"]):
    """How far apart the pictures of a sheet are: seconds, or "beat" for one of each beat."""

    name = "SECONDS|beat"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | Literal["beat"]:
        """The seconds, or "beat"."""
        if value == "beat":
            return "beat"
        try:
            seconds = float(str(value).removesuffix("s"))
        except ValueError:
            seconds = math.nan
        if not 0 < seconds < math.inf:
            self.fail(f"expected seconds such as 5, or the word beat, found {value!r}", param, ctx)
        return seconds


def film_options(**remarks: str) -> Callable[[_Command], _Command]:
    """-q, -r and --fps: the size of a film's pictures, and how many there are in a second.

    remarks: what is said of a quality in the help, by its letter: `h="the default"`.
    """
    qualities = ", ".join(
        f"{size} ({remarks[letter]})" if letter in remarks else size
        for letter, size in _QUALITIES.items()
    )
    options = (
        cloup.option(
            "-q",
            "--quality",
            type=cloup.Choice(list(_QUALITIES)),
            help=f"Pixels at the shorter side and frames a second: {qualities}; the shape is the "
            "spec's aspect.",
        ),
        cloup.option(
            "-r", "--resolution", type=Resolution(), help="The size in pixels, of any shape."
        ),
        cloup.option("--fps", type=FRAME_RATE, help="Frames a second."),
    )

    def add(command: _Command) -> _Command:
        for option in reversed(options):  # the last decorator's option is the first in the help
            command = option(command)
        return command

    return add
