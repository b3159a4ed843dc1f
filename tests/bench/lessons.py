"""All lessons as films beside the encoder alone: `python -m tests.bench.lessons [NAME …]`.

It takes about as long as `manim render scenes/descent.py -a`, and a half more. With `--against
COMMIT` it draws stretches of each film instead, here and at that commit in turns, and prints what a
moving frame costs in both.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from manim._config.video_encoder import VideoEncoderSpec
from rich.console import Console
from rich.table import Table

from gdcore.stage.film.encoder import SegmentEncoder
from gdcore.stage.film.frames import Frame
from gdcore.stage.manim_adapter.settings import ENCODER_OPTIONS
from gdcore.stage.scene_names import scene_name
from tests.bench.against import is_commit, report
from tests.bench.runner import ROOT

CHUNK = 120
"""Frames that are read before they are encoded, 8 MB each: reading is not what is measured."""
SAME = 2
"""Of 255: two decoded frames that nowhere differ by more show the same picture, which our road
converts once."""


@dataclass(frozen=True)
class Row:
    """One film: its frames; seconds of the whole command from start to finished file; seconds of
    the encoder alone for as many frames."""

    name: str
    frames: int
    seconds: float
    alone: float


def measure(spec: Path, size: tuple[int, int], folder: Path) -> Row:
    """Render a lesson, then encode its frames once more from memory."""
    name = scene_name(spec)
    width, height = size
    command = [str(Path(sys.executable).with_name("manim")), "render", "scenes/descent.py", name]
    options = ["-r", f"{width},{height}", "--fps", "60", "--media_dir", str(folder)]
    quiet = ["--disable_caching", "--progress_bar", "none", "-v", "ERROR"]
    start = time.perf_counter()
    subprocess.run([*command, *options, *quiet], cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    (film,) = (path for path in folder.rglob(f"{name}.mp4") if "partial" not in str(path))
    frames, alone = encode(film, size, folder / "alone.mp4")
    return Row(name, frames, seconds, alone)


def encode(film: Path, size: tuple[int, int], target: Path) -> tuple[int, float]:
    """How many frames a film has, and the seconds in which they are encoded with our settings."""
    options = tuple(ENCODER_OPTIONS["libx264"].items())
    spec = VideoEncoderSpec("mp4", "libx264", "yuv420p", *size, Fraction(60), options)
    encoder = SegmentEncoder(target=target, spec=spec, release=lambda _: None)
    total, seconds = 0, 0.0
    for chunk in _chunks(film):
        start = time.perf_counter()
        for frame, repeat in chunk:
            encoder.write_frame(frame, repeat=repeat)
        seconds += time.perf_counter() - start
        total += sum(repeat for _, repeat in chunk)
    start = time.perf_counter()
    encoder.finish()
    return total, seconds + time.perf_counter() - start


def _chunks(film: Path) -> Iterator[list[tuple[Frame, int]]]:
    """Frames with how often each is shown in a row."""
    chunk: list[tuple[Frame, int]] = []
    with av.open(str(film)) as container:
        for decoded in container.decode(video=0):
            pixels = decoded.to_ndarray(format="rgba")
            if chunk and _differ(pixels, chunk[-1][0]) <= SAME:
                chunk[-1] = (chunk[-1][0], chunk[-1][1] + 1)
                continue
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
            chunk.append((pixels, 1))
    yield chunk


def _differ(a: Frame, b: Frame) -> int:
    return int((np.maximum(a, b) - np.minimum(a, b)).max())


def main() -> None:
    """Measure the lessons that are named, or all, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lessons", description=__doc__)
    parser.add_argument("names", nargs="*", help="specs by name; all of them if there is none")
    parser.add_argument("--size", default="1920x1080", help="width x height, default 1920x1080")
    parser.add_argument("--against", metavar="COMMIT", help="compare with an earlier commit")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    specs = sorted((ROOT / "specs").glob("*.yaml"))
    if unknown := set(options.names) - {spec.stem for spec in specs}:
        parser.error(f"no lesson {', '.join(sorted(unknown))}")
    console = Console(width=120)
    if options.against:
        if not is_commit(options.against):
            parser.error(f"{options.against} is no commit of this repository")
        chosen = [s.stem for s in specs if not options.names or s.stem in options.names]
        report(console, options.against, chosen, (width, height))
        return
    table = Table(title=f"Lessons at {options.size}, 60 frames a second", title_justify="left")
    for column in ("lesson", "frames", "seconds", "frames/s", "encoder alone", "times the encoder"):
        table.add_column(column, justify="left" if column == "lesson" else "right")
    rows: list[Row] = []
    for spec in specs:
        if options.names and spec.stem not in options.names:
            continue
        with TemporaryDirectory(prefix="gdcore-bench-") as folder:
            rows.append(measure(spec, (width, height), Path(folder)))
        row = rows[-1]
        console.print(f"{row.name}: {row.seconds:.1f} s, encoder alone {row.alone:.1f} s")
    rows.append(
        Row("all", *(sum(getattr(r, n) for r in rows) for n in ("frames", "seconds", "alone")))
    )
    for row in rows:
        rate, ratio = row.frames / row.seconds, row.seconds / row.alone
        numbers = f"{row.seconds:.1f}", f"{rate:.1f}", f"{row.alone:.1f} s", f"{ratio:.2f}"
        table.add_row(row.name, str(row.frames), *numbers)
    console.print(table)


if __name__ == "__main__":
    main()
