"""Processes of this machine, each with an OpenGL of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

from gdcore.farm.crew import MOST_DEATHS, TICK, Advanced, Crew, Done, Task
from gdcore.farm.order import Order
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

    def draw(self, tasks: Order[Task]) -> Iterator[Advanced | Done]:
        """Draw all tasks; a process that dies is replaced, and its segment drawn again."""
        busy: dict[Future[Segment], tuple[_Seat, Task]] = {}
        idle = list(self._seats)
        deaths: dict[str, int] = {}
        is_more = True
        while True:
            while idle and (task := tasks.take(self.size, idle[-1].film)) is not None:
                self._folders.add(task.folder)
                seat = idle.pop()
                busy[seat.begin(task)] = seat, task
            if not any(future.done() for future in busy):
                is_more = tasks.look_ahead(self.size)
            if not busy and not is_more:
                return
            ended, _ = wait(busy, 0 if is_more else TICK, FIRST_COMPLETED)
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
                        tasks.give_back(task)
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
        self.film = ""  # that it has drawn last
        self._open()

    def _open(self) -> None:
        leash, self._leash = self._context.Pipe(duplex=False)
        self._told, report = self._context.Pipe(duplex=False)
        self._theirs: tuple[Connection, ...] = leash, report
        self._executor = ProcessPoolExecutor(1, self._context, _begin, self._theirs)

    def begin(self, task: Task) -> Future[Segment]:
        try:
            future = self._submit(task)
        except BrokenProcessPool:  # it has died while it had nothing to do
            self.renew()
            future = self._submit(task)
        self.film = task.film
        for end in self._theirs:  # the process has its own
            end.close()
        return future

    def _submit(self, task: Task) -> Future[Segment]:
        with _no_interrupts():
            return self._executor.submit(_draw, task)

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
        self.film = ""
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
