"""Larger farms, simulated with measured times.

Each worker has a core of its own. What is handed out when is decided as in a `ClusterCrew`, by the
same `Order`; the client computes lessons, hands out segments and joins films, one thing at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from heapq import heappop, heappush
from itertools import cycle, islice

from rich.table import Table

from gdcore.farm.order import Order

WORKERS = (1, 2, 8, 64)


@dataclass(frozen=True)
class Segment:
    """Of a film at 60 frames a second.

    Attributes:
        film: its name; seconds: of processor time, by the rough rule of `gdcore.farm.worth`, which
            knows only how many frames there are.
        took: processor time as measured, in seconds.
    """

    film: str
    seconds: float
    took: float


Lesson = tuple[Segment, ...]


@dataclass(frozen=True)
class Costs:
    """Measured processor time, in seconds.

    plan: to compute a lesson and find out what is missing; stage: more for the first segment of a
    film in a process; frame: to draw and encode a frame, on average; finish: to join a film;
    handing: what the farm adds to each segment, in all processes together.
    """

    plan: float
    stage: float
    frame: float
    finish: float
    handing: float
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Outcome:
    """Of a simulated farm: seconds until the last and the first film, and the share of the
    workers' time in which they draw."""

    seconds: float
    first: float
    efficiency: float


def simulate(costs: Costs, films: Sequence[Lesson], workers: int) -> Outcome:
    """Let `workers` draw these films; what has ended comes first, then the next lesson."""
    planned = 0.0  # seconds that looking ahead has just taken
    left: dict[str, int] = {}

    def plan(number: int, lesson: Lesson) -> list[Segment]:
        nonlocal planned
        planned = costs.plan
        name = f"{number} {lesson[0].film}"
        left[name] = len(lesson)
        return [Segment(name, segment.seconds, segment.took) for segment in lesson]

    order = Order(plan(number, lesson) for number, lesson in enumerate(films))
    idle, stages = list(range(workers)), dict[int, str]()
    ends: list[tuple[float, int, str]] = []
    now, drawn, first = 0.0, 0.0, 0.0
    while True:
        while idle and (segment := order.take(workers)) is not None:
            worker = idle.pop()
            extra = costs.handing + costs.stage * (stages.get(worker) != segment.film)
            stages[worker] = segment.film
            drawn += segment.took
            heappush(ends, (now + extra + segment.took, worker, segment.film))
        planned = 0.0
        if (not ends or ends[0][0] > now) and order.look_ahead(workers):
            now += planned
        elif ends:
            at, worker, film = heappop(ends)
            now = max(now, at)
            idle.append(worker)
            left[film] -= 1
            if left[film] == 0:
                now += costs.finish
                first = first or now
        else:
            return Outcome(now, first, drawn / (workers * now))


def cases(lessons: Sequence[Lesson]) -> dict[str, Callable[[], list[Lesson]]]:
    """What is simulated, by its name."""
    return {
        "one lesson": lambda: [lessons[0]],
        f"the {len(lessons)} specs": lambda: list(lessons),
        "200 lessons": lambda: list(islice(cycle(lessons), 200)),
    }


def simulated(costs: Costs) -> dict[str, dict[int, Outcome]]:
    """Each case with 1 to 64 workers."""
    return {
        what: {workers: simulate(costs, make(), workers) for workers in WORKERS}
        for what, make in cases(costs.lessons).items()
    }


def table(found: dict[str, dict[int, Outcome]]) -> Table:
    """All simulated farms, a line for each."""
    lines = Table(title="Simulated, with the measured times", title_justify="left")
    for column in ("what", "workers", "seconds", "first film", "times one worker", "efficiency"):
        lines.add_column(column, justify="left" if column == "what" else "right")
    for what, outcomes in found.items():
        for workers, outcome in outcomes.items():
            lines.add_row(
                what, str(workers), f"{outcome.seconds:.0f}", f"{outcome.first:.0f}",
                f"{outcomes[1].seconds / outcome.seconds:.1f}", f"{outcome.efficiency:.2f}",
            )  # fmt: skip
    return lines


def as_numbers(found: dict[str, dict[int, Outcome]]) -> dict[str, dict[str, dict[str, float]]]:
    """The same for a JSON file."""
    return {
        what: {str(workers): asdict(outcome) for workers, outcome in outcomes.items()}
        for what, outcomes in found.items()
    }
