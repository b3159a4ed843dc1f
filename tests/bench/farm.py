"""The farm's cost for each segment, and larger ones by simulation: `python -m tests.bench.farm`.

Processor time is measured, not time on the wall, so that other work on the machine counts little.
`make bench` does this, too.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from rich.console import Console

from gdcore.farm.cluster import LOCAL, ClusterCrew
from gdcore.farm.crew import Crew
from gdcore.farm.films import Watcher, render_films
from gdcore.farm.order import Order
from gdcore.farm.worth import seconds
from gdcore.spec import load_spec
from gdcore.stage.film_plan import plan_film
from gdcore.stage.rendering import RenderOptions
from gdcore.stage.segments import draw_segment
from tests.bench.runner import ROOT
from tests.bench.simulated import Costs, Lesson, Segment, as_numbers, simulated, table
from tests.farm.films import SEGMENTS, drawn_alone, lessons, options

FPS = 60.0
FEW = 2.0
"""Frames drawn for a second of a film whose segments are measured: the 13 specs take a minute."""
SHORT = 20
"""Short lessons that the farm draws."""


@contextmanager
def processor_time(into: list[float]) -> Iterator[None]:
    """Append the processor time of this process and all that it has started meanwhile."""
    me = psutil.Process()

    def used() -> dict[int, float]:
        found = {}
        for process in (me, *me.children(recursive=True)):
            try:
                times = process.cpu_times()
            except psutil.Error:
                continue
            found[process.pid] = times.user + times.system
        return found

    before = used()
    yield
    into.append(sum(seconds - before.get(pid, 0.0) for pid, seconds in used().items()))


def measure_segments(size: tuple[int, int], fps: float) -> Costs:
    """Draw all specs segment by segment in this process, with few frames a second.

    What a segment takes at 60 frames a second is its time by as many frames: a little more than it
    would be, since neighbours are then more alike, and since what a segment takes whatever its
    length, some 20 ms, counts in proportion.
    """
    plans, stages, joins, drawing, frames = list[float](), list[float](), list[float](), 0.0, 0
    lessons: list[Lesson] = []
    for path in sorted((ROOT / "specs").glob("*.yaml")):
        spec = load_spec(path)
        with TemporaryDirectory(prefix="gdcore-bench-") as folder:
            chosen = RenderOptions(size=size, fps=fps, media_dir=Path(folder))
            start = time.process_time()
            plan = plan_film(path, spec, chosen)
            plans.append(time.process_time() - start)
            assert plan.folder is not None
            start = time.process_time()
            draw_segment(plan.missing[0], plan.folder)
            first = time.process_time() - start
            lesson: list[Segment] = []
            for work in plan.missing:
                start = time.process_time()
                drawn = draw_segment(work, plan.folder)
                took = time.process_time() - start
                if not lesson:  # once more, on the stage as it stands
                    stages.append(max(0.0, first - took))
                plan.take(work, drawn)
                drawing, frames = drawing + took, frames + work.frames
                lesson.append(Segment(path.stem, seconds(work) * FPS / fps, took * FPS / fps))
            start = time.process_time()
            plan.finish(quiet=True)
            joins.append(time.process_time() - start)
            lessons.append(tuple(lesson))
    return Costs(fmean(plans), fmean(stages), drawing / frames, fmean(joins), 0.0, tuple(lessons))


def measure_handing(console: Console, count: int) -> float:
    """What the farm adds to each segment: short lessons by one process, then by 1 and 2 workers."""
    with TemporaryDirectory(prefix="gdcore-bench-") as name:
        folder, spent = Path(name), list[float]()
        paths = lessons(folder, *(f"L{k}" for k in range(count)))
        drawn_alone(paths[:2], folder / "warm")
        start = time.perf_counter()
        with processor_time(spent):
            drawn_alone(paths, folder / "alone")
        console.print(
            f"{count} short lessons by this process: {spent[0]:.1f} s of processor time, "
            f"{time.perf_counter() - start:.1f} s"
        )
        for workers in (1, 2):
            crew = ClusterCrew(LOCAL, workers, lambda _: None)
            while crew.size < workers:  # all are there and have imported Manim
                list(crew.draw(Order(())))
                time.sleep(0.2)
            # As this process, they have drawn before: shaders, fonts, the code itself are loaded.
            films(paths[:2], folder / f"warm{workers}", crew)
            start = time.perf_counter()
            with processor_time(spent):
                films(paths, folder / str(workers), crew)
            console.print(
                f"by {workers} workers: {spent[-1]:.1f} s of processor time, "
                f"{time.perf_counter() - start:.1f} s"
            )
            crew.close()
    return (spent[1] - spent[0]) / (count * SEGMENTS)


def films(paths: list[Path], media: Path, crew: Crew) -> None:
    """Have a crew draw all films; it is not closed."""

    loaded = [(path, load_spec(path)) for path in paths]
    close, crew.close = crew.close, lambda: None  # type: ignore[method-assign]
    try:
        for film in render_films(loaded, options(media), lambda: crew, Watcher(), lambda _: True):
            assert isinstance(film.film, Path), film.film
    finally:
        crew.close = close  # type: ignore[method-assign]


def measure(console: Console, size: tuple[int, int], fps: float, count: int) -> dict[str, Any]:
    """Measure, simulate, print both, and return it for a JSON file.

    size: of the specs' frames, in pixels; fps: how many of them are drawn for each second; count:
    short lessons that the farm draws.
    """
    logging.getLogger("manim").setLevel("ERROR")
    with console.status("segments"):
        costs = measure_segments(size, fps)
    console.print(
        f"A frame of {size[0]}x{size[1]}: {1000 * costs.frame:.1f} ms; a stage "
        f"{costs.stage:.2f} s; a lesson is computed in {costs.plan:.2f} s, a film joined in "
        f"{costs.finish:.2f} s."
    )
    costs = replace(costs, handing=max(0.0, measure_handing(console, count)))
    every = [segment.took for lesson in costs.lessons for segment in lesson]
    usual = fmean(every)
    share, with_stage = costs.handing / usual, (costs.handing + costs.stage) / usual
    console.print(
        f"The farm adds {1000 * costs.handing:.0f} ms to a segment, and its stage at the most "
        f"{costs.stage:.2f} s: {100 * share:.2f} % and {100 * with_stage:.1f} % of the "
        f"{usual:.1f} s that one of the specs takes on average ({len(every)} segments, the longest "
        f"{max(every):.1f} s)."
    )
    found = simulated(costs)
    console.print(table(found))
    return {
        "processor time": {
            name: value for name, value in asdict(costs).items() if name != "lessons"
        },
        "overhead": share,
        "overhead with the stage": with_stage,
        "simulated": as_numbers(found),
    }


def main() -> None:
    """Measure, simulate, and print both."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.farm", description=__doc__)
    parser.add_argument("--size", default="1920x1080", help="width x height, default 1920x1080")
    parser.add_argument("--fps", type=float, default=FEW, help=f"of what is drawn, default {FEW:g}")
    parser.add_argument("--lessons", type=int, default=SHORT, help=f"short ones, default {SHORT}")
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    measure(Console(width=100), (width, height), given.fps, given.lessons)


if __name__ == "__main__":
    main()
