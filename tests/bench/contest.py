"""One contestant in a process of its own: `python -m tests.bench.contest NAME JOB`.

JOB is a `Job` as JSON; the result is one line of JSON on standard output. The clock stands in the
contestant's own process, so that start-up and drawing are told apart.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """What to draw: frames; width and height in pixels; folder for files; the options that libx264
    gets from everyone; options by contestant.

    `born` is when the process was started, in seconds of `time.time()`.
    """

    frames: int
    width: int
    height: int
    folder: str
    born: float
    encoder: dict[str, str]
    options: dict[str, object]


@dataclass(frozen=True)
class Result:
    """frames drawn after the first one, and their seconds until the file was closed; the
    processor's seconds for them, all threads together; start-up until the first frame was finished,
    in seconds; greatest resident memory in MiB; bytes of video; what was drawn, in words."""

    frames: int
    seconds: float
    processor: float
    start_up: float
    memory: float
    size: int
    remark: str

    @property
    def rate(self) -> float:
        """Frames per second."""
        return self.frames / self.seconds


class Watch:
    """A contestant calls `frame` after each finished frame and `done` when the file is closed."""

    def __init__(self) -> None:
        self.frames = 0
        self.first: tuple[float, float] | None = None
        self.last: tuple[float, float] | None = None

    @staticmethod
    def now() -> tuple[float, float]:
        """Seconds of the clock on the wall, and of this process's threads."""
        return time.time(), time.process_time()

    def frame(self, count: int = 1) -> None:
        """`count` frames are finished."""
        if self.first is None:
            self.first = self.now()
        self.frames += count

    def done(self) -> None:
        """The video is complete."""
        self.last = self.now()


def measure(name: str, job: Job) -> Result:
    """Let the contestant draw, here and now."""
    watch = Watch()
    remark, film = import_module(f"tests.bench.contestants.{name}").draw(job, watch)
    if watch.first is None or watch.last is None or watch.frames < 2:
        raise RuntimeError(f"only {watch.frames} frames were drawn")
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # Linux counts kibibytes, macOS bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Result(
        frames=watch.frames - 1,
        seconds=watch.last[0] - watch.first[0],
        processor=watch.last[1] - watch.first[1],
        start_up=watch.first[0] - job.born,
        memory=usage.ru_maxrss / unit,
        size=Path(film).stat().st_size,
        remark=remark,
    )


def main() -> None:
    """Draw, print the result."""
    name, text = sys.argv[1:]
    # Libraries print what they like; the last line of the real standard output is the result.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    result = measure(name, Job(**json.loads(text)))
    print(json.dumps(asdict(result)), file=out, flush=True)


if __name__ == "__main__":
    main()
