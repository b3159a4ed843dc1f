"""A cluster: the workers of a Dask scheduler, on this machine or on any others."""

from __future__ import annotations

import logging
import pickle
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any

import dask
from distributed import Client, Future, KilledWorker, LocalCluster

from gdcore.farm.cluster_worker import Drawn, Refused, draw, examine, there
from gdcore.farm.crew import MOST_DEATHS, TICK, Advanced, Crew, Done, Task
from gdcore.farm.order import Order
from gdcore.stage.errors import StageError
from gdcore.stage.machine import Machine, this_machine

LOCAL = "local"
"""In place of a scheduler's address: a cluster on this machine, for the time of the command."""
_CONNECT = 10.0  # seconds to wait for a scheduler
_LOOK = 1.0  # seconds between two looks at who is there
_ALONE = 10.0  # seconds without a worker after which the user is told
_ANOTHER = 10.0
"""Seconds that a segment which all workers have failed to draw waits for one more to come: a worker
whose disk is full has failed before others have started."""
_MOST_REFUSALS = 3
"""Segments that a worker may fail to draw before it gets no more."""


class ClusterLost(StageError):
    """The scheduler no longer answers."""


@dataclass
class _Try:
    """A task that is under way: who may draw it, and who has failed to, the last one when."""

    task: Task
    may: list[str]
    failed: list[Refused] = field(default_factory=list)
    since: float = 0.0
    deaths: int = 0


def _silence() -> None:
    """Let Dask's libraries log nothing: what matters is told in sentences.

    Loggers of single modules have levels of their own, set by Dask's configuration.
    """
    libraries = ("distributed", "bokeh", "tornado", "asyncio")
    known = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in libraries]
    for name in (*libraries, *known):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _lacking(error: BaseException) -> str:
    """Why a worker could not even be asked, and what helps, in words."""
    package = error.name if isinstance(error, ModuleNotFoundError) else None
    if package and "." not in package:
        return (
            f"{package} is not installed there: run `pip install 'gdcore[farm]'` in that worker's "
            "environment and start it anew"
        )
    return f"gdcore can't be used there ({type(error).__name__}: {error})"


class ClusterCrew(Crew):
    """Those workers of a scheduler that draw what this machine would draw.

    address: of the scheduler, as "tcp://10.0.0.1:8786", or `LOCAL`; size: workers of a local one;
    tell: called with sentences for the user.

    Raises:
        StageError: there is no scheduler at the address.
    """

    def __init__(self, address: str, size: int, tell: Callable[[str], None]) -> None:
        self._tell, self._address = tell, address
        self._closing = ExitStack()
        self._topic = f"gdcore-{secrets.token_hex(8)}"
        self._token = f".{self._topic}"
        self._machine: Machine = this_machine()
        self._good: dict[str, str] = {}  # addresses with names
        self._seen: dict[str, Future[Any] | None] = {}  # those that are or have been examined
        self._refusals: dict[str, int] = {}
        self._folders: set[Path] = set()
        self._lock, self._frames = Lock(), 0
        self._looked, self._alone_since, self._has_told = 0.0, time.monotonic(), False
        _silence()
        try:
            where = self._local(size) if address == LOCAL else address
            self._client = Client(where, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            self._closing.close()
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise StageError(
                f"there is no scheduler of Dask at {address} ({reason}); "
                "`dask scheduler` starts one, see docs/farm.md"
            ) from error
        self._client.subscribe_topic(self._topic, self._advanced)
        if link := self._client.dashboard_link:
            tell(f"Dashboard: {link}")

    def _local(self, size: int) -> LocalCluster:
        settings = {
            # A worker that is stopped or hangs is given up after so long.
            "distributed.scheduler.worker-ttl": "60s",
            "distributed.worker.memory.terminate": False,
        }
        self._closing.enter_context(dask.config.set(settings))
        cluster = LocalCluster(n_workers=size, threads_per_worker=1, silence_logs=logging.CRITICAL)
        self._closing.callback(cluster.close)
        return cluster

    @property
    def size(self) -> int:
        """The number of workers that draw the same as this machine."""
        return len(self._good)

    def draw(self, tasks: Order[Task]) -> Iterator[Advanced | Done]:
        """Draw all tasks. What a worker that dies had is drawn by another one.

        Raises:
            ClusterLost: the scheduler no longer answers, or nobody is left who could draw.
        """
        ended: SimpleQueue[Future[Any]] = SimpleQueue()
        busy: dict[Future[Any], _Try] = {}
        again: list[_Try] = []
        is_more = True
        while True:
            yield Advanced(self._taken())
            self._look_around()
            # One for each and no more: what waits with a worker waits for that worker's segment,
            # which Dask can't know to be a long one.
            while len(busy) < self.size:
                if (ripe := next(filter(self._is_ripe, again), None)) is not None:
                    again.remove(ripe)
                    attempt = ripe
                elif (task := tasks.take(self.size)) is not None:
                    attempt = _Try(task, [])
                    self._mark(task.folder)
                else:
                    break
                self._submit(attempt, busy, ended)
            if ended.empty():
                is_more = tasks.look_ahead(self.size)
            if not (busy or again or tasks or is_more):
                return
            self._rescue(busy, again)
            with suppress(Empty):
                future = ended.get(timeout=0 if is_more else TICK)
                if (attempt_ := busy.pop(future, None)) is not None:
                    done = self._outcome(future, attempt_)
                    if done is None:
                        again.append(attempt_)
                    else:
                        yield done

    def _fit(self, attempt: _Try) -> list[str]:
        """The workers that have not failed to draw it."""
        unfit = {refused.worker for refused in attempt.failed}
        return [name for name in self._good if name not in unfit]

    def _is_ripe(self, attempt: _Try) -> bool:
        """Whether there is a worker that has not failed to draw it, or none has come for long."""
        return bool(self._fit(attempt)) or time.monotonic() - attempt.since > _ANOTHER

    def _submit(
        self, attempt: _Try, busy: dict[Future[Any], _Try], ended: SimpleQueue[Future[Any]]
    ) -> None:
        attempt.may = self._fit(attempt) or list(self._good)
        work = attempt.task.work
        # Named for the dashboard by what comes before the hyphen, and by what is in it.
        tried = len(attempt.failed) + attempt.deaths
        key = f"{work.film.title} beat {work.beat + 1}-{work.key[:32]}-{self._topic[-8:]}-{tried}"
        future = self._client.submit(
            pickle.loads,
            there(draw, attempt.task, self._token, self._topic),
            key=key,
            workers=attempt.may,
        )
        busy[future] = attempt
        future.add_done_callback(ended.put)

    def _outcome(self, future: Future[Any], attempt: _Try) -> Done | None:
        """What came of a try; None if it has to be tried again."""
        try:
            found: Drawn | Refused = future.result(timeout=60)
        except KilledWorker:
            attempt.deaths += 1
            if attempt.deaths < MOST_DEATHS:
                return None
            error = StageError(
                f"{attempt.task.work}: a dozen workers have died over this segment, one after the "
                "other; memory may be short"
            )
            return Done(attempt.task, error)
        except (CancelledError, TimeoutError, OSError):
            self._check_scheduler()
            return None
        if isinstance(found, Drawn):
            return Done(attempt.task, found.segment, found.content)
        attempt.failed.append(found)
        attempt.since = time.monotonic()
        self._blame(found)
        if len(attempt.failed) < _MOST_REFUSALS:
            return None
        return Done(attempt.task, StageError(found.reason))

    def _blame(self, refused: Refused) -> None:
        count = self._refusals[refused.worker] = self._refusals.get(refused.worker, 0) + 1
        if count == _MOST_REFUSALS and refused.worker in self._good:
            del self._good[refused.worker]
            self._tell(f"{refused.worker} gets no more segments: {refused.reason}")

    def _rescue(self, busy: dict[Future[Any], _Try], again: list[_Try]) -> None:
        """Take back what waits for workers all of which are gone."""
        for future, attempt in list(busy.items()):
            if not any(name in self._good for name in attempt.may) and not future.done():
                del busy[future]
                attempt.deaths += 1
                future.cancel(force=True)
                again.append(attempt)

    # --------------------------------------------------------------------------- who is there

    def _look_around(self) -> None:
        """Examine workers that have come, and forget those that have gone."""
        if time.monotonic() - self._looked < (_LOOK if self._good else TICK):
            return
        self._looked = time.monotonic()
        self._check_scheduler()
        if self._good:
            self._alone_since = self._looked
        elif not self._seen and self._looked - self._alone_since > _ALONE and not self._has_told:
            self._tell(f"No worker is at {self._address}: waiting for one; Ctrl-C ends it.")
            self._has_told = True
        try:
            workers: dict[str, Any] = self._client.scheduler_info()["workers"]
        except OSError:
            self._check_scheduler()
            return
        for address in [*self._good, *self._seen]:
            if address not in workers:
                self._good.pop(address, None)
                self._seen.pop(address, None)
        for address in workers:
            if address not in self._seen:
                key = f"examine-{secrets.token_hex(8)}"
                self._seen[address] = self._client.submit(
                    pickle.loads, there(examine), key=key, workers=[address]
                )
        for address, future in list(self._seen.items()):  # judging may drop one
            if future is not None and future.done():
                self._seen[address] = None
                self._judge(address, future, workers[address])
        judged = all(self._seen.get(address, self) is None for address in workers)
        refused = workers and not self._good and judged
        if refused and self._looked - self._alone_since > _ALONE:  # others may be on their way
            raise ClusterLost(
                f"none of the workers at {self._address} can draw these films; what is drawn "
                "already is kept: the same command goes on from there"
            )

    def _judge(self, address: str, future: Future[Any], about: dict[str, Any]) -> None:
        """Take a worker on, or tell why not."""
        try:
            error = future.exception(timeout=10)
            if isinstance(error, (CancelledError, KilledWorker)):
                raise CancelledError
            found = future.result(timeout=10) if error is None else _lacking(error)
        except (CancelledError, TimeoutError, OSError):
            self._seen.pop(address, None)  # gone, or it is asked again
            return
        if isinstance(found, Machine):
            found = "; ".join(found.unlike(self._machine))
        name = f"worker {about.get('name', address)} at {address}"
        if found:
            self._tell(f"{name} is refused: {found}")
            return
        if about.get("nthreads", 1) > 1:
            self._tell(
                f"{name} has {about['nthreads']} threads, of which one draws: a process for each "
                "core draws with all of them (dask worker --nworkers N --nthreads 1)"
            )
        self._good[address] = name

    def _check_scheduler(self) -> None:
        if self._client.status != "running":
            raise ClusterLost(
                f"the scheduler at {self._address} no longer answers; what is drawn already is "
                "kept: the same command goes on from there"
            )

    # -------------------------------------------------------------------------- how far they are

    def _advanced(self, event: tuple[float, int]) -> None:
        with self._lock:
            self._frames += event[1]

    def _taken(self) -> int:
        with self._lock:
            frames, self._frames = self._frames, 0
        return frames

    def _mark(self, folder: Path) -> None:
        """Put a file into a folder of the cache, by which workers know that they share it."""
        if folder not in self._folders:
            self._folders.add(folder)
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / self._token).touch()

    def close(self) -> None:
        """Let go of the cluster; a local one ends."""
        for folder in self._folders:
            with suppress(OSError):
                (folder / self._token).unlink(missing_ok=True)
        with suppress(Exception):
            self._client.close(timeout=2)
        with suppress(Exception):
            self._closing.close()
