"""Runs the contestants, one after the other, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from gdcore.stage.manim_adapter.settings import ENCODER_OPTIONS
from tests.bench.contest import Job, Result

ROOT = Path(__file__).resolve().parent.parent.parent
# Nobody needs longer; whoever hangs must not hold up the others.
SECONDS = 600


@dataclass(frozen=True)
class Contestant:
    """One row of the table.

    `share` is its part of the frames: the slow ones need not draw all of them to be measured.
    `is_repeated`: it runs a second time after all others, and the better time counts, so that what
    the machine does besides for a while does not bend the ratios.
    """

    title: str
    module: str
    share: float = 1.0
    options: dict[str, object] = field(default_factory=dict, hash=False)
    is_drawing: bool = True
    is_repeated: bool = False


OURS = Contestant("gdcore", "lesson", options={"story": "orbit"}, is_repeated=True)
ENCODER = Contestant("the encoder alone", "encoder", is_drawing=False, is_repeated=True)
CONTESTANTS = (
    OURS,
    Contestant("gdcore, ball and read-out moving", "lesson", options={"story": "descend"}),
    Contestant("gdcore, race of seven", "lesson", options={"story": "race"}),
    Contestant("gdcore, surface and map", "lesson", options={"story": "split"}),
    Contestant("gdcore, three panels", "lesson", options={"story": "panels"}),
    ENCODER,
    Contestant("Manim, Cairo renderer", "manim_cairo", share=1 / 20),
    Contestant("Manim, OpenGL renderer", "manim_opengl", share=1 / 2),
    Contestant("matplotlib FuncAnimation", "matplotlib_animation", share=1 / 8),
    Contestant("PyVista", "pyvista_plotter", share=1 / 4),
)


class Failed(Exception):
    """A contestant that could not draw, and why."""


def run(contestant: Contestant, frames: int, size: tuple[int, int]) -> Result:
    """Let one contestant draw its share of `frames`; raises `Failed`."""
    with TemporaryDirectory(prefix="gdcore-bench-") as folder:
        job = Job(
            frames=max(2, round(frames * contestant.share) + 1),
            width=size[0],
            height=size[1],
            folder=folder,
            born=time.time(),
            encoder=ENCODER_OPTIONS["libx264"],
            options=contestant.options,
        )
        command = [sys.executable, "-m", "tests.bench.contest", contestant.module]
        output = _output([*command, json.dumps(asdict(job))], ROOT)
    return Result(**json.loads(output))


def measure_maths() -> list[tuple[str, float, str]]:
    """Name, figure and unit of each measurement of the mathematics; raises `Failed`."""
    program = "import json; from tests.bench.maths import rows; print(json.dumps(rows()))"
    return [tuple(row) for row in json.loads(_output([sys.executable, "-c", program], ROOT))]


def time_frame(spec: Path, times: int = 3) -> float:
    """Seconds that `gdcore frame` takes from a cold start, the median of `times`."""
    command = [str(Path(sys.executable).with_name("gdcore")), "frame", str(spec), "--at", "3"]
    taken = []
    with TemporaryDirectory(prefix="gdcore-bench-") as folder:
        for _ in range(times):
            start = time.perf_counter()
            _output([*command, "-o", f"{folder}/frame.png"], folder)
            taken.append(time.perf_counter() - start)
    return median(taken)


def _output(command: list[str], folder: str | Path) -> str:
    """The standard output of a command that is run in `folder`; raises `Failed`."""
    try:
        process = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"not ready after {SECONDS} s") from error
    if process.returncode:
        lines = process.stderr.strip().splitlines()
        raise Failed(lines[-1] if lines else f"exit status {process.returncode}")
    return process.stdout
