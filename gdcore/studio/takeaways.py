"""What can be taken away from the studio: sizes of pictures and films, the commands for them."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

SHAPES = {
    "16:9": Fraction(16, 9),
    "4:3": Fraction(4, 3),
    "1:1": Fraction(1),
    "9:16": Fraction(9, 16),
}
"""Width to height of the formats."""


@dataclass(frozen=True)
class Quality:
    """How fine a film is: pixels of its shorter side, frames a second; `letter`: Manim's for it."""

    letter: str
    short: int
    fps: int

    def size(self, shape: str) -> tuple[int, int]:
        """(width, height) in pixels, both even, as encoders want them."""
        ratio = SHAPES[shape]
        long = 2 * round(self.short * max(ratio, 1 / ratio) / 2)
        return (long, self.short) if ratio >= 1 else (self.short, long)

    def told(self, shape: str) -> str:
        """In words."""
        width, height = self.size(shape)
        return f"{width} × {height}, {self.fps} frames a second"


QUALITIES = {
    q.letter: q for q in (Quality("l", 480, 15), Quality("m", 720, 30), Quality("h", 1080, 60))
}


def video_command(path: Path, quality: Quality, shape: str) -> str:
    """The command that renders a film."""
    if shape == "16:9":
        return f"gdcore render {shlex.quote(str(path))} -q {quality.letter}"
    width, height = quality.size(shape)
    return f"gdcore render {shlex.quote(str(path))} -r {width}x{height} --fps {quality.fps}"


def still_command(path: Path, moment: float, shape: str) -> str:
    """The command that draws the frame at a moment, seconds."""
    width, height = QUALITIES["h"].size(shape)
    return f"gdcore frame {shlex.quote(str(path))} --at {moment:.2f} -r {width}x{height}"
