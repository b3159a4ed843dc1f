"""The farm's cost for each segment, and larger ones by simulation: `python -m tests.bench.farm`.

Processor time is measured, not time on the wall, so that other work on the machine counts little.
Larger farms are simulated with the measured times: each worker has a core of its own, and the
client computes lessons, hands out segments and joins films, one thing at a time.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from rich.console import Console
from rich.table import Table

from gdcore.farm.cluster import LOCAL, ClusterCrew
from gdcore.farm.crew import Crew
from gdcore.farm.films import Watcher, render_films
from gdcore.spec import load_spec
from gdcore.stage.film_plan import plan_film
from gdcore.stage.rendering import RenderOptions
from gdcore.stage.segments import draw_segment
from tests.bench.runner import ROOT
from tests.farm.films import SEGMENTS, drawn_alone, lessons, options

FPS = 60.0


@dataclass(frozen=True)
class Costs:
    """Measured processor time, in seconds.

    plan: to compute a lesson and find out what is missing; stage: more for the first segment of a
    film in a process; frame: to draw and encode a frame; finish: to join a film; handing: what the
    farm adds to each segment, in all processes together; beats: the seconds of film of each beat,
    for each lesson.
    """

    plan: float
    stage: float
    frame: float
    finish: float
    handing: float
    beats: tuple[tuple[float, ...], ...]

    def segments(self, lesson: Sequence[float]) -> list[float]:
        """Seconds to draw each segment of a lesson, at 60 frames a second."""
        return [seconds * FPS * self.frame for seconds in lesson]


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


def measure_frames(names: Sequence[str], size: tuple[int, int], fps: float) -> Costs:
    """Draw lessons segment by segment in this process; of all specs take the beats' lengths."""
    plans, stages, joins, drawing, frames, beats = [], [], [], 0.0, 0, []
    for path in sorted((ROOT / "specs").glob("*.yaml")):
        spec = load_spec(path)
        with TemporaryDirectory(prefix="gdcore-bench-") as folder:
            chosen = RenderOptions(size=size, fps=fps, media_dir=Path(folder))
            start = time.process_time()
            plan = plan_film(path, spec, chosen)
            plans.append(time.process_time() - start)
            beats.append(tuple(work.frames / fps for work in plan.missing))
            if path.stem not in names or plan.folder is None:
                continue
            for index, work in enumerate(plan.missing):
                start = time.process_time()
                if index == 0:  # a frame alone: what is more is the stage's
                    draw_segment(work, plan.folder)
                    first = time.process_time() - start
                    start = time.process_time()
                    # The same once more, on the stage as it stands.
                    draw_segment(work, plan.folder)
                    stages.append(max(0.0, first - (time.process_time() - start)))
                plan.take(work, draw_segment(work, plan.folder))
                if index:
                    drawing += time.process_time() - start
                    frames += work.frames
            start = time.process_time()
            plan.finish(quiet=True)
            joins.append(time.process_time() - start)

    def mean(values: list[float]) -> float:
        return sum(values) / len(values)

    return Costs(mean(plans), mean(stages), drawing / frames, mean(joins), 0.0, tuple(beats))


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
                list(crew.draw(iter(())))
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

    class Kept(Watcher):
        pass

    loaded = [(path, load_spec(path)) for path in paths]
    close, crew.close = crew.close, lambda: None  # type: ignore[method-assign]
    try:
        for film in render_films(loaded, options(media), lambda: crew, Kept(), lambda _: True):
            assert isinstance(film.film, Path), film.film
    finally:
        crew.close = close  # type: ignore[method-assign]


@dataclass(frozen=True)
class Outcome:
    """Of a simulated farm: seconds until the last and the first film, and the share of the
    workers' time in which they draw."""

    seconds: float
    first: float
    efficiency: float


def simulate(costs: Costs, films: Sequence[Sequence[float]], workers: int) -> Outcome:
    """Let `workers` draw films of these beats, by the rules of `LocalCrew` and `render_films`.

    The client does one thing at a time: what has ended comes first, then the next lesson. The
    longest segments of a film go out first; a worker takes one of the film whose stage it has.
    """
    plans = iter(enumerate(films))
    waiting: list[tuple[int, float]] = []  # film, seconds
    left: dict[int, int] = {}
    stage: dict[int, int] = {}  # of each worker: its film
    idle, ends = list(range(workers)), list[tuple[float, int, int]]()
    now, drawn, first, more = 0.0, 0.0, 0.0, True
    while more or waiting or ends:
        while idle and waiting:
            worker = idle.pop()
            same = [k for k, (film, _) in enumerate(waiting) if film == stage.get(worker)]
            film, seconds = waiting.pop(same[0] if same else 0)
            extra = 0.0 if stage.get(worker) == film else costs.stage
            stage[worker] = film
            drawn += seconds
            heappush(ends, (now + extra + seconds + costs.handing, worker, film))
        if ends and (ends[0][0] <= now or not more or len(waiting) >= workers):
            at, worker, film = heappop(ends)
            now = max(now, at)
            idle.append(worker)
            left[film] -= 1
            if left[film] == 0:
                now += costs.finish
                first = first or now
        elif more:
            found = next(plans, None)
            if found is None:
                more = False
                continue
            index, beats = found
            now += costs.plan
            left[index] = len(beats)
            waiting += [(index, s) for s in sorted(costs.segments(beats), reverse=True)]
    return Outcome(now, first, drawn / (workers * now))


def main() -> None:
    """Measure, simulate, and print both."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.farm", description=__doc__)
    parser.add_argument("names", nargs="*", default=["parabola", "peaks"], help="specs to draw")
    parser.add_argument("--size", default="1920x1080", help="width x height, default 1920x1080")
    parser.add_argument("--fps", type=float, default=1.0, help="of what is drawn, default 1")
    parser.add_argument("--lessons", type=int, default=20, help="short ones, default 20")
    given = parser.parse_args()
    logging.getLogger("manim").setLevel("ERROR")
    console = Console(width=100)
    width, height = map(int, given.size.split("x"))
    costs = measure_frames(given.names, (width, height), given.fps)
    console.print(
        f"A frame of {given.size}: {1000 * costs.frame:.1f} ms; a stage {costs.stage:.2f} s; "
        f"a lesson is computed in {costs.plan:.2f} s, a film joined in {costs.finish:.2f} s."
    )
    costs = replace(costs, handing=max(0.0, measure_handing(console, given.lessons)))
    every = [seconds for lesson in costs.beats for seconds in costs.segments(lesson)]
    usual = sum(every) / len(every)
    share = (costs.handing + costs.stage) / usual
    console.print(
        f"The farm adds {1000 * costs.handing:.0f} ms to a segment, and its stage at the most "
        f"{costs.stage:.2f} s: {100 * costs.handing / usual:.2f} % and {100 * share:.1f} % of the "
        f"{usual:.1f} s that one of the specs takes on average ({len(every)} segments, the longest "
        f"{max(every):.1f} s)."
    )
    console.print(table(costs))


def table(costs: Costs) -> Table:
    """Simulated farms."""
    cases: list[tuple[str, Callable[[], list[tuple[float, ...]]]]] = [
        ("one lesson", lambda: [costs.beats[0]]),
        ("all specs", lambda: list(costs.beats)),
        ("200 lessons", lambda: list(islice(cycle(costs.beats), 200))),
    ]
    found = Table(title="Simulated, with the measured times", title_justify="left")
    for column in ("what", "workers", "seconds", "first film", "times one worker", "efficiency"):
        found.add_column(column, justify="left" if column == "what" else "right")
    for what, make in cases:
        alone = simulate(costs, make(), 1).seconds
        for workers in (1, 2, 8, 64):
            outcome = simulate(costs, make(), workers)
            found.add_row(
                what, str(workers), f"{outcome.seconds:.0f}", f"{outcome.first:.0f}",
                f"{alone / outcome.seconds:.1f}", f"{outcome.efficiency:.2f}",
            )  # fmt: skip
    return found


if __name__ == "__main__":
    main()
