"""`make bench`: the same picture by this project and by others, side by side, in one run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.contest import Result
from tests.bench.runner import (
    CONTESTANTS,
    ENCODER,
    OURS,
    ROOT,
    Contestant,
    Failed,
    measure_maths,
    run,
    time_frame,
)

Outcome = Result | Failed


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--frames", type=int, default=600, help="for the fast ones; the slow ones draw a part"
    )
    parser.add_argument("--size", default="1920x1080", help="width x height, default 1920x1080")
    parser.add_argument(
        "--only", nargs="+", metavar="MODULE", help="; ".join(c.module for c in CONTESTANTS)
    )
    parser.add_argument("--json", type=Path, help="write the numbers into this file, too")
    return parser.parse_args()


def attempt(console: Console, title: str, task: Callable[[], Result]) -> Outcome:
    """The result, or why there is none."""
    with console.status(title):
        try:
            return task()
        except Failed as error:
            return error


def speed_table(outcomes: dict[Contestant, Outcome]) -> Table:
    """Frames per second, and how they compare."""
    rates = {key: value.rate for key, value in outcomes.items() if isinstance(value, Result)}
    table = Table(title="Speed, start-up apart", title_justify="left")
    table.add_column("who", no_wrap=True)
    numbers = (
        "frames",
        "frames/s",
        "gdcore / it",
        "encoder / it",
        "CPU/frame",
        "start-up",
        "memory",
    )
    for column in numbers:
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("what")
    for contestant, outcome in outcomes.items():
        if isinstance(outcome, Failed):
            table.add_row(contestant.title, *["–"] * len(numbers), f"did not run: {outcome}")
            continue
        ours, alone = rates.get(OURS), rates.get(ENCODER)
        table.add_row(
            contestant.title,
            str(outcome.frames),
            f"{outcome.rate:.1f}",
            f"{ours / outcome.rate:.2f}" if ours else "–",
            f"{alone / outcome.rate:.2f}" if alone else "–",
            f"{1000 * outcome.processor / outcome.frames:.1f} ms",
            f"{outcome.start_up:.1f} s" if contestant.is_drawing else "–",
            f"{outcome.memory:.0f} MiB" if contestant.is_drawing else "–",
            outcome.remark,
        )
    return table


def other_table(console: Console, options: argparse.Namespace, first: Outcome | None) -> Table:
    """What is no contest: memory, a single frame, the mathematics."""
    table = Table(title="Besides", title_justify="left")
    table.add_column("what")
    table.add_column("measured", justify="right")
    if isinstance(first, Result):
        size = tuple(map(int, options.size.split("x")))
        double = attempt(console, "twice the length", lambda: run(OURS, 2 * options.frames, size))
        longer = f"{double.memory:.0f} MiB" if isinstance(double, Result) else str(double)
        table.add_row("memory for the length above", f"{first.memory:.0f} MiB")
        table.add_row("memory for twice the length", longer)
    try:
        with console.status("a single frame"):
            cold = f"{time_frame(ROOT / 'specs' / 'peaks.yaml'):.2f} s"
    except Failed as error:
        cold = f"did not run: {error}"
    table.add_row("gdcore frame, 1080p, from a cold start", cold)
    try:
        with console.status("mathematics"):
            for name, value, unit in measure_maths():
                table.add_row(name, f"{value:.3g} {unit}")
    except Failed as error:
        table.add_row("mathematics", f"did not run: {error}")
    return table


def farm(console: Console, size: tuple[int, int]) -> Any:
    """What the farm costs, and larger ones by simulation; why not, where it can't be measured."""
    try:
        from tests.bench.farm import FEW, SHORT, measure
    except ImportError as error:
        console.print(f"the farm: did not run: {error}")
        return str(error)
    return measure(console, size, FEW, SHORT)


def main() -> None:
    """Run the contestants and print the tables."""
    options = parse()
    size = tuple(map(int, options.size.split("x")))
    console = Console(width=None if os.isatty(1) else 160)
    console.print(
        f"{options.size} at 60 frames a second, {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}; all encode to H.264 with the same settings.",
        f"The slow ones draw a part of {options.frames} frames.\n",
    )
    chosen = [c for c in CONTESTANTS if not options.only or c.module in options.only]
    outcomes: dict[Contestant, Outcome] = {}
    for contestant in [*chosen, *(c for c in chosen if c.is_repeated)]:
        outcome = attempt(
            console, contestant.title, lambda c=contestant: run(c, options.frames, size)
        )
        before = outcomes.get(contestant)
        if not isinstance(before, Result) or (
            isinstance(outcome, Result) and outcome.rate > before.rate
        ):
            outcomes[contestant] = outcome
        told = f"{outcome.rate:.1f} frames/s" if isinstance(outcome, Result) else str(outcome)
        console.print(f"{contestant.title}: {told}")
    console.print()
    console.print(speed_table(outcomes))
    if not options.only:
        console.print(other_table(console, options, outcomes.get(OURS)))
    about_farm = None if options.only else farm(console, size)
    if options.json:
        numbers: dict[str, Any] = {
            contestant.title: asdict(outcome) if isinstance(outcome, Result) else str(outcome)
            for contestant, outcome in outcomes.items()
        }
        if about_farm is not None:
            numbers["the farm"] = about_farm
        options.json.write_text(json.dumps(numbers, indent=2), encoding="utf-8")
    # Others may be missing; this project may not.
    sys.exit(any(isinstance(outcomes.get(c), Failed) for c in (OURS, ENCODER)))


if __name__ == "__main__":
    main()
