"""Thousands of random specs in processes of their own: what is neither drawn nor refused?

`make soak`, or::

    python -m tests.soak [COUNT] [FIRST_SEED] [--workers N]

Half of the specs are damaged ones. A worker that hangs for a minute, that comes to hold two
gigabytes, or dies, is replaced, and its spec counts as failed. Ctrl-C ends it with the sum so far.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.random_specs import provide_data
from tests.spec_trial import Overtime, run

HANG = 60.0
"""Seconds on the clock without an answer; computing has a shorter bound of its own."""
MEMORY = 2 * 10**9
"""Bytes that a worker may hold; the address space has room for libraries and drivers beside it."""
BESIDE = 2 * 10**9


def work(pipe: Connection) -> None:
    """Try seeds as they come; answer with what became of each."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + BESIDE, MEMORY + BESIDE))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        provide_data(folder)
        while (seed := pipe.recv()) is not None:
            try:
                outcome = run(seed, folder)
            except (Exception, Overtime) as error:
                frames = traceback.extract_tb(error.__traceback__)
                ours = [f for f in frames if "gdcore" in f.filename] or frames
                place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
                outcome = f"{type(error).__name__} at {place}: {str(error)[:90]!r}"
            pipe.send((seed, outcome, held_bytes()))


def held_bytes() -> int:
    """The most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1024 * most


class Worker:
    """A process that tries one seed after the other."""

    def __init__(self) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self.process = context.Process(target=work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.seed: int | None = None
        self.since = time.monotonic()

    def give(self, seed: int | None) -> None:
        self.seed, self.since = seed, time.monotonic()
        self.pipe.send(seed)


def soak(count: int, first: int, workers: int) -> Counter[str]:
    """Try the seeds from `first` on; tells every failure at once, and how far it is."""
    seeds = iter(range(first, first + count))
    outcomes: Counter[str] = Counter()
    team = [Worker() for _ in range(workers)]
    begun, most = time.monotonic(), 0
    told = begun
    try:
        for held in _outcomes(team, seeds, outcomes):
            most = max(most, held)
            if time.monotonic() - told > 60.0:
                told = time.monotonic()
                done, rate = outcomes.total(), outcomes.total() / (told - begun)
                sys.stdout.write(f"{done} of {count}, {outcomes['drawn']} drawn, {rate:.1f}/s\n")
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stdout.write("interrupted\n")
    finally:
        for worker in team:
            worker.process.kill()
    minutes = (time.monotonic() - begun) / 60
    done, held = outcomes.total(), f"{most / 1e9:.2f} GB"
    sys.stdout.write(f"{done} specs in {minutes:.1f} minutes, at most {held} held\n")
    return outcomes


def _outcomes(team: list[Worker], seeds: Iterator[int], outcomes: Counter[str]) -> Iterator[int]:
    """Count what becomes of each seed; yields the bytes that a worker has held at most, or 0."""
    for worker in team:
        worker.give(next(seeds, None))
    while any(worker.seed is not None for worker in team):
        ready = wait([worker.pipe for worker in team if worker.seed is not None], timeout=1.0)
        yield 0
        for i, worker in enumerate(team):
            if worker.seed is None:
                continue
            outcome = None
            if worker.pipe in ready:
                try:
                    _, outcome, held = worker.pipe.recv()
                    yield held
                    if held > MEMORY:
                        outcome = f"{outcome}, and {held / 1e9:.1f} GB held"
                except EOFError:
                    outcome = "the worker died"
            elif time.monotonic() - worker.since > HANG:
                outcome = f"no answer for {HANG:g} s"
            if outcome is None:
                continue
            outcomes[outcome] += 1
            if outcome not in ("drawn", "refused"):
                sys.stdout.write(f"seed {worker.seed}: {outcome}\n")
            if outcome.startswith(("no answer", "the worker")) or outcome.endswith("held"):
                worker.process.kill()
                team[i] = worker = Worker()
            worker.give(next(seeds, None))


def main() -> None:
    """Tell how many were drawn and refused; exit with 1 if there is anything else."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("first", type=int, nargs="?", default=0, help="the first seed")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    outcomes = soak(given.count, given.first, given.workers)
    for outcome, times in outcomes.most_common():
        sys.stdout.write(f"{times:6}  {outcome}\n")
    sys.exit(bool(set(outcomes) - {"drawn", "refused"}))


if __name__ == "__main__":
    main()
