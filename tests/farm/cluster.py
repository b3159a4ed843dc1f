"""Clusters of real processes: a scheduler and workers, each to be killed or stopped by a test."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sysconfig import get_path

from distributed import Client

from tests.conftest import ROOT

GIVEN_UP_AFTER = "15s"
"""Without a sign of life a worker is given up after so long; five minutes is Dask's own time. On a
busy machine a worker that imports or draws is silent for seconds."""


class Cluster:
    """A scheduler and its workers, which share no folder with each other but `folder`."""

    def __init__(self, folder: Path, *, bare: bool = False) -> None:
        self._folder = folder
        self._about = folder / "scheduler.json"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        arguments = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        self._start("scheduler", "dask_scheduler", *arguments, bare=bare)
        for _ in range(600):
            with suppress(OSError, ValueError):
                self.address = str(json.loads(self._about.read_text())["address"])
                return
            time.sleep(0.05)
        raise AssertionError("the scheduler does not start")

    def worker(self, name: str, *, bare: bool = False, **env: str) -> None:
        """Start a worker; `bare`: on which gdcore is not installed."""
        arguments = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name]
        if not bare and not env.get("PYTHONPATH"):  # this gdcore: imported before it joins
            arguments += ["--preload", "gdcore.farm.cluster_worker"]
        self._start(name, "dask_worker", *arguments, bare=bare, **env)

    def wait_for(self, workers: int) -> None:
        """Until so many workers are there."""
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=100)

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to one of the processes."""
        self.processes[name].send_signal(number)

    def _start(
        self, name: str, program: str, *arguments: str, bare: bool = False, **env: str
    ) -> None:
        own = self._folder / name
        own.mkdir()
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
        if bare:  # without `site` Python doesn't look where the checkout is installed from
            command.insert(1, "-S")
            env["PYTHONPATH"] = get_path("purelib")
        log = (own / "log").open("wb")
        self.processes[name] = subprocess.Popen(
            [*command, "--scheduler-file", str(self._about)],
            cwd=own,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": GIVEN_UP_AFTER,
                **env,
            },
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        log.close()

    def end(self) -> None:
        """Kill all that lives."""
        for process in self.processes.values():
            with suppress(OSError):
                process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path, *workers: str, bare: bool = False) -> Iterator[Cluster]:
    """A cluster with these workers, for as long as the context lasts.

    bare: gdcore is not installed where its scheduler runs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = Cluster(folder, bare=bare)
    try:
        for name in workers:
            found.worker(name)
        yield found
    finally:
        found.end()
