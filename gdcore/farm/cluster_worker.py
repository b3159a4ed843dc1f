"""What a worker of a cluster does: it says what it draws with, and draws segments.

The client calls both by `there`: a scheduler needs no gdcore for them, and a worker without one
says so.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from distributed import Worker, get_worker

from gdcore.farm.crew import Task
from gdcore.stage.errors import StageError
from gdcore.stage.machine import Machine, this_machine
from gdcore.stage.segments import OtherPicture, Segment, draw_segment

_Result = TypeVar("_Result")

_drawing = ThreadPoolExecutor(1, thread_name_prefix="drawing")
"""The one thread of this process that owns OpenGL, whichever of Dask's threads ask."""

SECONDS = 1.0
"""Between two reports of the frames that have been drawn."""


@dataclass(frozen=True)
class Refused:
    """A worker can't draw a segment, which another one may be able to draw: why, in words."""

    worker: str
    reason: str


@dataclass(frozen=True)
class Drawn:
    """A segment that a worker has drawn.

    content: its file, where that is not in the task's folder.
    """

    worker: str
    segment: Segment
    content: bytes | None


class Unwanted(Exception):
    """Nobody waits for this segment any more."""


def there(function: Callable[..., Any], *arguments: Any) -> bytes:
    """A call as bytes: `pickle.loads` makes it, where they are unpickled, and returns its result.

    Dask's scheduler unpickles what it hands out, and gdcore and Manim with it; of a call in this
    form it sees a function of Python's and bytes. Where there is no gdcore, `pickle.loads` raises
    ModuleNotFoundError.
    """
    return pickle.dumps(_Call(function, arguments))


@dataclass(frozen=True)
class _Call:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self.function, self.arguments


def examine() -> Machine | str:
    """What this worker draws with, or why it can't draw."""
    try:
        return _in_its_thread(this_machine)
    except StageError as error:
        return str(error)


def draw(task: Task, token: str, topic: str) -> Drawn | Refused:
    """Draw a segment: into the task's folder, if it is on a disk that this worker shares, else into
    a folder of its own, from which it is sent.

    It ends with the next frame once the client has let go of the segment, or is gone itself.

    token: the name of a file in the task's folder, by which a shared disk is known; topic: under
    which the frames that have been drawn are reported.
    """
    worker = get_worker()
    key = worker.get_current_task()
    told, frames = time.monotonic(), 0

    def report() -> None:
        nonlocal told, frames
        worker.log_event(topic, frames)
        told, frames = time.monotonic(), 0

    def advanced(count: int) -> None:
        nonlocal frames
        if not _is_wanted(worker, key):
            raise Unwanted
        frames += count
        if time.monotonic() - told > SECONDS:
            report()

    def work(folder: Path, is_shared: bool) -> Drawn:
        segment = draw_segment(task.work, folder, advanced)
        content = None if segment.file is None or is_shared else segment.file.read_bytes()
        return Drawn(worker.address, segment, content)

    try:
        if _is_shared(task.folder / token):
            drawn = _in_its_thread(lambda: work(task.folder, True))
        else:
            drawn = _in_its_thread(lambda: work(_own_folder(), False))
    except (StageError, OSError) as error:
        return Refused(worker.address, _words(error))
    except Unwanted:
        return Refused(worker.address, "nobody waits for it any more")
    finally:
        for file in _own_folder().glob("*"):
            file.unlink(missing_ok=True)
    report()
    return drawn


def _is_wanted(worker: Worker, key: Any) -> bool:
    """Whether anybody waits for the task that the worker is at.

    Dask can't end a function that runs; it only notes that its result will be thrown away.
    """
    task = worker.state.tasks.get(key)
    return task is not None and task.state != "cancelled"


def _words(error: StageError | OSError) -> str:
    if isinstance(error, OtherPicture):
        return f"{error}; numbers may come out differently there, too"
    return str(error)


def _is_shared(token: Path) -> bool:
    try:
        return token.is_file()
    except OSError:
        return False


_folders: list[TemporaryDirectory[str]] = []


def _own_folder() -> Path:
    """A folder on this worker's own disk; it goes with the process."""
    if not _folders:
        _folders.append(TemporaryDirectory(prefix="gdcore-segments-", ignore_cleanup_errors=True))
    return Path(_folders[0].name)


def _in_its_thread(work: Callable[[], _Result]) -> _Result:
    return _drawing.submit(work).result()
