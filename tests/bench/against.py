"""What a moving frame costs now and at an earlier commit, lesson by lesson, in one sitting."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.runner import ROOT

WORKER = Path(__file__).with_name("stretches.py")
STRETCHES, LENGTH = 4, 24
"""Stretches of a film that are drawn, and frames of each."""
ROUNDS = 2
"""Times that each tree has its turn; of each stretch the least time counts, since whatever else the
machine does only adds to it."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds for one moving frame with its encoding: of the processor, in all threads, and of
    the wall; of the processor for the encoder alone, and of the wall."""

    processor: float
    wall: float
    alone: float
    alone_wall: float

    @property
    def ratio(self) -> float:
        """How many times the encoder alone."""
        return self.processor / self.alone


def is_commit(name: str) -> bool:
    """Whether the repository has a commit of this name."""
    ask = ["git", "-C", str(ROOT), "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"]
    return subprocess.run(ask, stdout=subprocess.DEVNULL, check=False).returncode == 0


@contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """A folder with the files of a commit, for a while; raises `subprocess.CalledProcessError`."""
    with TemporaryDirectory(prefix="gdcore-bench-") as folder:
        tree = Path(folder) / "before"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def compare(
    trees: Sequence[Path], name: str, size: tuple[int, int], rounds: int = ROUNDS
) -> list[Cost | None]:
    """The cost in each tree, drawn in turns; None in a tree that does not have the lesson, and
    everywhere if nothing of it moves."""
    plan: dict[str, Any] = {"plan": STRETCHES, "length": LENGTH}
    (answer,) = _work(trees[-1], name, size, plan)
    job = {"starts": answer["starts"], "length": LENGTH}
    found: list[list[list[dict[str, Any]]]] = [[] for _ in trees]
    for _ in range(rounds if answer["starts"] else 0):
        for tree, runs in zip(trees, found, strict=True):
            if (tree / "specs" / f"{name}.yaml").is_file():
                runs.append(_work(tree, name, size, job))
    return [_cost(runs) if runs else None for runs in found]


def _cost(runs: Sequence[Sequence[dict[str, Any]]]) -> Cost:
    """Of the same stretches, drawn several times."""
    frames = sum(record["frames"] for record in runs[0])

    def least(*keys: str) -> float:
        total = 0.0
        for records in zip(*runs, strict=True):
            values = []
            for record in records:
                value: Any = record
                for key in keys:
                    value = value[key]
                values.append(value)
            total += min(values)
        return 1000 * total / frames

    return Cost(
        least("processor"), least("wall"), least("alone", "processor"), least("alone", "wall")
    )


def _work(
    tree: Path, name: str, size: tuple[int, int], job: dict[str, Any]
) -> list[dict[str, Any]]:
    job = {"spec": str(tree / "specs" / f"{name}.yaml"), "size": size, **job}
    done = subprocess.run(
        [sys.executable, str(WORKER), json.dumps(job)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def report(console: Console, commit: str, names: Sequence[str], size: tuple[int, int]) -> None:
    """Measure the lessons here and at a commit, and print the table."""
    table = Table(
        title=f"A moving frame at {size[0]} × {size[1]}: ms of the processor with encoding, "
        f"at {commit} → now",
        title_justify="left",
    )
    table.add_column("lesson")
    columns = (
        "before",
        "now",
        "now / before",
        "encoder alone",
        "times the encoder",
        "frames/s (wall)",
    )
    for column in columns:
        table.add_column(column, justify="right")
    with checkout(commit) as before:
        for name in names:
            with console.status(name):
                old, new = compare((before, ROOT), name, size)
            if new is None:
                console.print(f"{name}: nothing moves")
                continue
            row = [f"{new.processor:.1f}", "–", f"{new.alone:.1f}", f"{new.ratio:.2f}"]
            rate = f"{1000 / new.wall:.1f}"
            if old is not None:
                row[1] = f"{new.processor / old.processor:.2f}"
                row[2] = f"{old.alone:.1f} → {new.alone:.1f}"
                row[3] = f"{old.ratio:.2f} → {new.ratio:.2f}"
                rate = f"{1000 / old.wall:.1f} → {rate}"
            was = f"{old.processor:.1f}" if old is not None else "–"
            table.add_row(name, was, *row, rate)
            console.print(f"{name}: {was} → {new.processor:.1f} ms, encoder alone {new.alone:.1f}")
    console.print(table)
