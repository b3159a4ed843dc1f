"""What can be taken away from the studio: sizes of pictures and films, the commands for them."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from gdcore.spec.aspects import ASPECTS
from gdcore.stage.frame_size import SHEET_PICTURE, STILL, frame_size
from gdcore.studio.kept import FPS

SHAPES = tuple(ASPECTS)
"""The formats."""


@dataclass(frozen=True)
class Quality:
    """How fine a film is: pixels of its shorter side, frames a second; `letter`: Manim's for it."""

    letter: str
    short: int
    fps: int

    def size(self, shape: str) -> tuple[int, int]:
        """(width, height) in pixels, both even, as encoders want them."""
        return frame_size(shape, self.short)

    def told(self, shape: str) -> str:
        """In words."""
        width, height = self.size(shape)
        return f"{width} × {height}, {self.fps} frames a second"


QUALITIES = {
    q.letter: q for q in (Quality("l", 480, 15), Quality("m", 720, 30), Quality("h", 1080, 60))
}

SPACINGS: dict[float | str, str] = {
    "beat": "one of each beat",
    2.0: "one every 2 s",
    5.0: "one every 5 s",
    10.0: "one every 10 s",
}
"""How far apart the pictures of a contact sheet can be, in words: seconds, or one of each beat."""


# In the commands, `aspect` is the shape that the spec names: of that no command needs to speak.


def video_command(path: Path, quality: Quality, shape: str, aspect: str) -> str:
    """The command that renders a film."""
    if shape == aspect:
        return f"gdcore render {_quoted(path)} -q {quality.letter}"
    return f"gdcore render {_quoted(path)}{_size(quality.size(shape))} --fps {quality.fps}"


def still_size(shape: str) -> tuple[int, int]:
    """(width, height) in pixels of a still."""
    return frame_size(shape, STILL)


def still_command(path: Path, moment: float, shape: str, aspect: str) -> str:
    """The command that draws the frame at a moment, seconds."""
    # The time of a frame: that of the pointer may lie between two, and rounded nearer to the other.
    at = f"{round(moment * FPS) / FPS:.3f}"
    size = "" if shape == aspect else _size(still_size(shape))
    return f"gdcore frame {_quoted(path)} --at {at}{size}"


def sheet_size(shape: str) -> tuple[int, int]:
    """(width, height) in pixels of a picture on a contact sheet."""
    return frame_size(shape, SHEET_PICTURE)


def sheet_name(path: Path) -> str:
    """The name of a contact sheet's file: that which `gdcore frame` gives it."""
    return f"{path.stem}-sheet.png"


def sheet_command(path: Path, spacing: float | str, shape: str, aspect: str) -> str:
    """The command that draws the contact sheet with pictures so far apart: a key of `SPACINGS`."""
    every = spacing if isinstance(spacing, str) else f"{spacing:g}"
    size = "" if shape == aspect else _size(sheet_size(shape))
    return f"gdcore frame {_quoted(path)} --every {every}{size}"


def page_name(path: Path) -> str:
    """The name of an interactive page's file: that which `gdcore page` gives it."""
    return f"{path.stem}.html"


def page_command(path: Path) -> str:
    """The command that makes an interactive page."""
    return f"gdcore page {_quoted(path)}"


def report_name(path: Path) -> str:
    """The name of the file of a report on accessibility."""
    return f"{path.stem}-accessible.txt"


def report_command(path: Path) -> str:
    """The command that reports on a film by the criteria of WCAG."""
    return f"gdcore accessible {_quoted(path)}"


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _size(size: tuple[int, int]) -> str:
    return f" -r {size[0]}x{size[1]}"
