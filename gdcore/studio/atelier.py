"""The server's side of the easel: starts its process, and hands it one call after the other."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from gdcore.studio.easel_process import run


class SupersededError(Exception):
    """A call was not made, since a later one took its place."""


class EaselError(Exception):
    """A call failed; the message says why."""


@dataclass(order=True)
class _Call:
    rank: int
    number: int
    slot: Hashable = field(compare=False)
    method: str = field(compare=False)
    arguments: tuple[Any, ...] = field(compare=False)
    answer: asyncio.Future[Any] = field(compare=False)


class Atelier:
    """Calls of the easel, waiting in order of their rank.

    Of the calls with one slot only the last one waits: fifty key strokes are computed as few times
    as there is time for.

    yields: let other processes have the processor first.
    """

    def __init__(self, *, yields: bool = False) -> None:
        self._yields = yields
        self._numbers = count()
        self._waiting: dict[Hashable, _Call] = {}
        self._wake = asyncio.Event()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._worker: asyncio.Task[None] | None = None
        self._running: _Call | None = None
        self._ended = False
        self.calls = 0  # that the easel has been handed

    @property
    def process_id(self) -> int | None:
        """The number of the easel's process; None while there is none."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the task that hands calls to the process, which starts with the first call."""
        self._worker = asyncio.create_task(self._work())

    async def ask(self, slot: Hashable, rank: int, method: str, *arguments: Any) -> Any:
        """The result of a method of `Easel`.

        slot: what the call is for: a later call for the same takes its place while it waits; rank:
        calls of a lower rank go first.

        Raises:
            SupersededError: a later call has taken its place.
            EaselError: the call failed.
        """
        earlier = self._waiting.pop(slot, None)
        if earlier is not None and not earlier.answer.done():
            earlier.answer.set_exception(SupersededError())
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[slot] = _Call(rank, next(self._numbers), slot, method, arguments, answer)
        self._wake.set()
        return await answer

    def abandon(self) -> None:
        """End what is being computed just now; the calls that wait are made by a new process."""
        self._kill()

    def kill(self) -> None:
        """End the process for good, whatever it computes."""
        self._ended = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process, in the middle of a computation if need be; what waits is given up."""
        for call in self._waiting.values():
            if not call.answer.done():
                call.answer.set_exception(EaselError("the studio is closing"))
        self._waiting.clear()
        if self._worker is not None:
            self._worker.cancel()
        self._kill()

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            if not self._waiting:
                self._wake.clear()
                continue
            call = min(self._waiting.values())
            del self._waiting[call.slot]
            if call.answer.cancelled():
                continue
            self._running = call
            try:
                fine, result = await asyncio.to_thread(self._exchange, call.method, call.arguments)
            except (EOFError, OSError):
                fine, result = False, EaselError("the computation was ended")
                self._kill()
            self._running = None
            if call.answer.done():
                continue
            if fine:
                call.answer.set_result(result)
            else:
                call.answer.set_exception(EaselError(str(result)))

    def _exchange(self, method: str, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
        if self._pipe is None:
            self._spawn()
        assert self._pipe is not None
        self.calls += 1
        self._pipe.send((method, arguments))
        answer: tuple[bool, Any] = self._pipe.recv()
        return answer

    def _spawn(self) -> None:
        # A fresh interpreter: a forked one would share the server's sockets and event loop.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=run, args=(theirs, self._yields), daemon=True, name="easel"
        )
        self._process.start()
        theirs.close()
        if self._ended:  # while it was starting
            self._process.kill()

    def _kill(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join(1)
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
