"""Processes of this machine, each with an OpenGL of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

from gdcore.farm.crew import MOST_DEATHS, TICK, Advanced, Crew, Done, Task
from gdcore.stage.errors import StageError
from gdcore.stage.film.files import sweep
from gdcore.stage.segments import Segment, draw_segment

# A server that has imported Manim once makes workers of itself in milliseconds. It has neither
# threads nor an OpenGL, so that a copy of it is sound; macOS has libraries that no copy may use.
_START = "forkserver" if sys.platform == "linux" else "spawn"


class LocalCrew(Crew):
    """`size` processes that write their segments into the cache themselves.

    They end with this process, however it ends.
    """

    def __init__(self, size: int) -> None:
        context: Any = multiprocessing.get_context(_START)
        if _START == "forkserver":
            context.set_forkserver_preload([__name__])
        self._seats = [_Seat(context) for _ in range(size)]
        self._folders: set[Path] = set()

    @property
    def size(self) -> int:
        """The number of processes."""
        return len(self._seats)

    def draw(self, tasks: Iterator[Task]) -> Iterator[Advanced | Done]:
        """Draw all tasks; a process that dies is replaced, and its segment drawn again."""
        waiting: deque[Task] = deque()
        busy: dict[Future[Segment], tuple[_Seat, Task]] = {}
        idle = list(self._seats)
        deaths: dict[str, int] = {}
        while True:
            # One is asked for ahead for each process, so that nobody waits while a lesson is
            # computed.
            asked = next(tasks, None) if len(waiting) < self.size + len(idle) else None
            if asked is not None:
                waiting.append(asked)
                self._folders.add(asked.folder)
            while idle and waiting:
                seat = idle.pop()
                task = seat.choose(waiting)
                busy[seat.begin(task)] = seat, task
            if not busy:
                return
            ended, _ = wait(busy, TICK if asked is None else 0, FIRST_COMPLETED)
            yield Advanced(sum(seat.frames() for seat in self._seats))
            for future in ended:
                seat, task = busy.pop(future)
                idle.append(seat)
                try:
                    outcome: Segment | Exception = future.result()
                except BrokenProcessPool:
                    seat.renew()
                    count = deaths[task.work.key] = deaths.get(task.work.key, 0) + 1
                    if count < MOST_DEATHS:
                        waiting.appendleft(task)
                        continue
                    outcome = StageError(
                        f"{task.work}: {count} processes have died over this segment, one after "
                        "the other; memory may be short: try fewer at a time with -j"
                    )
                except (StageError, OSError) as error:
                    outcome = error
                yield Done(task, outcome)

    def close(self) -> None:
        """End all processes at once, and clear away what they were writing."""
        for seat in self._seats:
            seat.let_go()
        for seat in self._seats:
            seat.close()
        for folder in self._folders:
            if folder.is_dir():
                sweep(folder)  # of what was under way


class _Seat:
    """A place for one process. Each has an executor of its own, so that the death of one process is
    known to be that of its segment, and disturbs no other."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._film = ""  # that it has drawn last
        self._open()

    def _open(self) -> None:
        leash, self._leash = self._context.Pipe(duplex=False)
        self._told, report = self._context.Pipe(duplex=False)
        self._theirs: tuple[Connection, ...] = leash, report
        self._executor = ProcessPoolExecutor(1, self._context, _begin, self._theirs)

    def choose(self, waiting: deque[Task]) -> Task:
        """Take the first task of the film whose stage the process has, else the first."""
        task = next((task for task in waiting if task.work.film.digest == self._film), waiting[0])
        waiting.remove(task)
        self._film = task.work.film.digest
        return task

    def begin(self, task: Task) -> Future[Segment]:
        with _no_interrupts():
            future = self._executor.submit(_draw, task)
        for end in self._theirs:  # the process has its own
            end.close()
        return future

    def frames(self) -> int:
        """Frames drawn since the last call."""
        count = 0
        with suppress(EOFError, OSError):
            while self._told.poll():
                count += self._told.recv()
        return count

    def let_go(self) -> None:
        """Have the process end at once."""
        self._leash.close()

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        for end in (*self._theirs, self._told):
            end.close()

    def renew(self) -> None:
        """Another process in place of one that has died."""
        self.let_go()
        self.close()
        self._film = ""
        self._open()


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Keep interrupts for later; processes that are started meanwhile never get any: a Ctrl-C goes
    to all processes of a terminal, but it is this one that ends the others."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ------------------------------------------------------------------------------- in the process

_reports: list[Connection] = []


def _begin(leash: Connection, report: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Mesa's software OpenGL: the cores are busy with other processes.
    os.environ.setdefault("LP_NUM_THREADS", "0")
    _reports[:] = [report]
    Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    """End this process at once when nobody holds the other end of its leash any more."""
    with suppress(EOFError, OSError):
        leash.recv_bytes()
    os._exit(1)


def _draw(task: Task) -> Segment:
    frames, told = 0, time.monotonic()

    def advanced(count: int) -> None:
        nonlocal frames, told
        frames += count
        if time.monotonic() - told > TICK:
            tell()

    def tell() -> None:
        nonlocal frames, told
        _reports[0].send(frames)
        frames, told = 0, time.monotonic()

    segment = draw_segment(task.work, task.folder, advanced)
    tell()
    return segment
