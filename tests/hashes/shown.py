"""What a lesson shows, second by second, as a text that is kept with the tests.

Each second has a digest of its picture in 320 × 180 pixels. Each beat has the mean colours of its
picture in 16 × 9 squares, and a small grey picture of 80 × 45 blocks as rows of digits, in which a
change of the text shows where something has moved.

A digest notices every change, and is the same wherever the same program draws: measured on 194
pictures of the thirteen lessons, none changed by NumPy's and OpenBLAS's code for older processors
(no AVX2, no AVX-512), by their threads, or by llvmpipe with vectors of half the width or without
FMA. Another program, as Mesa's softpipe or llvmpipe for SSE, rounds otherwise: up to a tenth of the
pixels are others, most by 1 of 255. So where another one draws, colours and greys are compared,
each within a tolerance.
"""

from __future__ import annotations

import platform
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

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

BLOCK = 4
"""Pixels of a block of the grey picture: about the width of a letter."""
GREYS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/"
"""A digit for each of 64 greys, from black to white."""
GREY_TOLERANCE = 6
"""Difference of a block's mean grey, 0 to 255, up to which it counts as the same; a digit is exact
to 2."""
MOST_BLOCKS = 2
"""Blocks beyond that tolerance that count as nothing. Measured on the 96 beats of the lessons:
between llvmpipe and softpipe 1 block at most, where the end of a bar lies between two columns of
pixels. Of 109 labels, each moved by 3 pixels, a hundredth of the frame's width, 106 change more
than 2 blocks, half of them more than 6."""
_LUMA = (0.2126, 0.7152, 0.0722)  # of red, green and blue in a grey: ITU-R BT.709

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Moment:
    """What is kept of a moment of a beat.

    Attributes:
        seconds: into the film; beat: its name.
        colours: the mean colours of the squares, as base64.
        greys: the rows of the grey picture, a digit for each block.
    """

    seconds: float
    beat: str
    colours: str
    greys: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """What a lesson shows.

    Attributes:
        program: what drew it, and on what kind of processor.
        seconds: (second, beat, digest), from 1 on.
        beats: a moment of each beat.
    """

    program: str
    seconds: tuple[tuple[int, str, str], ...]
    beats: tuple[Moment, ...]

    def text(self, name: str) -> str:
        """The text that is kept of the lesson of this name."""
        width = max(len(moment.beat) for moment in self.beats)
        lines = [
            f"# What specs/{name}.yaml shows; `python -m tests.hashes {name}` writes it anew.",
            f"# {self.program}",
            *(f"{second:6}  {beat:{width}}  {digest}" for second, beat, digest in self.seconds),
        ]
        for moment in self.beats:
            lines.append(f"{moment.seconds:6.2f}  {moment.beat:{width}}  {moment.colours}")
            lines += (f"  {row}" for row in moment.greys)
        return "\n".join(lines) + "\n"

    @classmethod
    def of_text(cls, text: str) -> Shown:
        """What `text` has written.

        Raises:
            ValueError: it is no text of this kind.
        """
        _, program, *lines = text.splitlines()
        seconds: list[tuple[int, str, str]] = []
        beats: list[Moment] = []
        for line in lines:
            if len(parts := line.split()) == 1:
                beats[-1] = replace(beats[-1], greys=(*beats[-1].greys, *parts))
                continue
            t, beat, kept = parts
            if "." in t:
                beats.append(Moment(float(t), beat, kept, ()))
            else:
                seconds.append((int(t), beat, kept))
        return cls(program.removeprefix("# "), tuple(seconds), tuple(beats))


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
        moment(t, timeline.beat_at(t).name, live.frame(t)) for t in moments_every(timeline, "beat")
    )
    return Shown(program(), seconds, beats)


def moment(t: float, beat: str, frame: Pixels) -> Moment:
    """What is kept of a picture, (height, width, 4), `t` seconds into the film."""
    digits = np.array(list(GREYS))[greys(frame).astype(int) * len(GREYS) // 256]
    rows = tuple("".join(row) for row in digits)
    return Moment(t, beat, b64encode(colours(frame).tobytes()).decode(), rows)


def digest(frame: Pixels) -> str:
    """Twelve letters that stand for a picture, (height, width, 4)."""
    return sha256(np.ascontiguousarray(frame[..., :3]).tobytes()).hexdigest()[:12]


def colours(frame: Pixels) -> Pixels:
    """The mean colours of a picture's squares, (rows, columns, 3)."""
    return np.round(_means(frame[..., :3], SQUARE)).astype(np.uint8)


def greys(frame: Pixels) -> NDArray[np.float64]:
    """The mean greys of a picture's blocks, 0 to 255, (rows, columns)."""
    return _means((frame[..., :3] @ np.array(_LUMA))[..., None], BLOCK)[..., 0]


def _means(values: NDArray[Any], side: int) -> NDArray[np.float64]:
    width, height = SIZE
    return values.reshape(height // side, side, width // side, side, -1).mean(axis=(1, 3))


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
    if [old.beat for old in kept.beats] != [new.beat for new in found.beats]:
        yield "its beats are others"
        return
    for old, new in zip(kept.beats, found.beats, strict=True):
        if told := "; ".join(_unlike(old, new)):
            yield f"{new.seconds:.2f} s ({new.beat}: {told})"


def _unlike(old: Moment, new: Moment) -> Iterator[str]:
    """In what two moments differ more than two programs do that draw the same."""
    one, other = (
        np.frombuffer(b64decode(moment.colours), np.uint8).astype(int) for moment in (old, new)
    )
    if (largest := np.abs(one - other).max()) > TOLERANCE:
        yield f"a square's colour by {largest} of 255"
    before, after = (
        256 / len(GREYS) * np.array([[GREYS.index(digit) for digit in row] for row in moment.greys])
        for moment in (old, new)
    )
    if before.shape != after.shape:
        yield "no grey picture is kept of it"
        return
    rows, columns = np.nonzero(np.abs(before - after) > GREY_TOLERANCE)
    if len(rows) > MOST_BLOCKS:
        height, width = before.shape
        across, down = (
            f"{100 * those.min() // count} to {100 * (those.max() + 1) // count} %"
            for those, count in ((columns, width), (rows, height))
        )
        yield f"{len(rows)} blocks' greys, {across} from the left and {down} from the top"


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
