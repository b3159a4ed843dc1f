"""What a lesson shows, second by second, as a text that is kept with the tests.

Each second has a digest of its picture in 320 × 180 pixels, each beat the mean colours of its
picture in 16 × 9 squares.

A digest notices every change, and is the same wherever the same program draws: measured on 194
pictures of the thirteen lessons, none changed by NumPy's and OpenBLAS's code for older processors
(no AVX2, no AVX-512), by their threads, or by llvmpipe with vectors of half the width or without
FMA. Another program, as Mesa's softpipe or llvmpipe for SSE, rounds otherwise: up to a tenth of the
pixels are others, most by 1 of 255. So where another one draws, colours are compared, within a
tolerance.
"""

from __future__ import annotations

import platform
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gdcore.spec import load_spec
from gdcore.stage.gl.context import open_context
from gdcore.stage.live import LivePicture
from gdcore.stage.scene import lesson_timeline
from gdcore.stage.sheet import moments_every

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent
LESSONS = tuple(path.stem for path in sorted((ROOT / "specs").glob("*.yaml")))

SIZE = (320, 180)
SQUARE = 20  # pixels
TOLERANCE = 3
"""Difference of a square's mean colours, 0 to 255, up to which it counts as the same. Softpipe's
differ from llvmpipe's by 1.7 at most."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Shown:
    """What a lesson shows.

    Attributes:
        program: what drew it, and on what kind of processor.
        seconds: (second, beat, digest), from 1 on.
        beats: (seconds, beat, colours) of a moment of each beat, the colours as base64.
    """

    program: str
    seconds: tuple[tuple[int, str, str], ...]
    beats: tuple[tuple[float, str, str], ...]

    def text(self, name: str) -> str:
        """The text that is kept of the lesson of this name."""
        width = max(len(beat) for _, beat, _ in self.beats)
        lines = [
            f"# What specs/{name}.yaml shows; `python -m tests.hashes {name}` writes it anew.",
            f"# {self.program}",
            *(f"{second:6}  {beat:{width}}  {digest}" for second, beat, digest in self.seconds),
            *(f"{moment:6.2f}  {beat:{width}}  {kept}" for moment, beat, kept in self.beats),
        ]
        return "\n".join(lines) + "\n"

    @classmethod
    def of_text(cls, text: str) -> Shown:
        """What `text` has written."""
        head, program, *lines = text.splitlines()
        assert head.startswith("#")
        rows = [line.split() for line in lines]
        seconds = tuple((int(t), beat, kept) for t, beat, kept in rows if "." not in t)
        beats = tuple((float(t), beat, kept) for t, beat, kept in rows if "." in t)
        return cls(program.removeprefix("# "), seconds, beats)


def file_of(name: str) -> Path:
    """The file with what the lesson of this name shows."""
    return FOLDER / f"{name}.txt"


def program() -> str:
    """What draws here, and on what kind of processor."""
    info = open_context().info
    told = (info["GL_RENDERER"], info["GL_VERSION"], platform.machine(), _maker())
    return ", ".join(filter(None, told))


def _maker() -> str:
    """Who makes the processor: their reciprocals and roots may be rounded in ways of their own."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.is_file() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("vendor_id")), "")


def show(name: str) -> Shown:
    """Draw the lesson of a spec at every second and once in each beat."""
    timeline = lesson_timeline(load_spec(ROOT / "specs" / f"{name}.yaml"), 60.0)
    live = LivePicture(timeline, SIZE)
    seconds = tuple(
        (t, timeline.beat_at(t).name, digest(live.frame(t)))
        for t in range(1, int(timeline.duration) + 1)
    )
    beats = tuple(
        (t, timeline.beat_at(t).name, b64encode(colours(live.frame(t)).tobytes()).decode())
        for t in moments_every(timeline, "beat")
    )
    return Shown(program(), seconds, beats)


def digest(frame: Pixels) -> str:
    """Twelve letters that stand for a picture, (height, width, 4)."""
    return sha256(np.ascontiguousarray(frame[..., :3]).tobytes()).hexdigest()[:12]


def colours(frame: Pixels) -> Pixels:
    """The mean colours of a picture's squares, (rows, columns, 3)."""
    width, height = SIZE
    squares = frame[..., :3].reshape(height // SQUARE, SQUARE, width // SQUARE, SQUARE, 3)
    return np.round(squares.mean(axis=(1, 3))).astype(np.uint8)


def changes(kept: Shown, found: Shown) -> Iterator[str]:
    """What has changed from one to the other, a few words each."""
    if (last := len(found.seconds)) != (before := len(kept.seconds)):
        yield f"it lasts {last} whole seconds in place of {before}"
    if kept.program == found.program:
        yield from _changed(
            {t: (beat, value) for t, beat, value in kept.seconds},
            {t: (beat, value) for t, beat, value in found.seconds},
        )
        return
    if [beat for _, beat, _ in kept.beats] != [beat for _, beat, _ in found.beats]:
        yield "its beats are others"
        return
    for (_, _, old), (t, beat, new) in zip(kept.beats, found.beats, strict=True):
        one, other = (np.frombuffer(b64decode(each), np.uint8).astype(int) for each in (old, new))
        if (largest := np.abs(one - other).max()) > TOLERANCE:
            yield f"{t:.2f} s ({beat}: a square's colour by {largest} of 255)"


def _changed(
    old: Mapping[int, tuple[str, str]], new: Mapping[int, tuple[str, str]]
) -> Iterator[str]:
    """The seconds that both have and that differ, those in a row together."""
    differ = [t for t in new if t in old and new[t] != old[t]]
    while differ:
        first = last = differ.pop(0)
        beat = new[first][0]
        while differ and differ[0] == last + 1 and new[differ[0]][0] == beat:
            last = differ.pop(0)
        yield f"{first} s ({beat})" if first == last else f"{first} to {last} s ({beat})"
