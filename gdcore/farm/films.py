"""Many films: their segments are handed out, and each film is put together when it has all."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from gdcore.farm.crew import Advanced, Crew, Done, Task
from gdcore.farm.order import Order
from gdcore.farm.worth import pays
from gdcore.spec import Spec, SpecError
from gdcore.stage.errors import StageError
from gdcore.stage.film_plan import FilmPlan, plan_film
from gdcore.stage.rendering import RenderOptions


@dataclass(frozen=True)
class Film:
    """A film that is complete, or why there is none.

    Attributes:
        path: the spec's file.
        film: the film's file, or the exception that says why it could not be made.
    """

    path: Path
    film: Path | Exception


class Watcher:
    """Is told how far the films have come; this one does nothing with it."""

    def planned(self, frames: int) -> None:
        """So many frames more will be drawn."""

    def advanced(self, frames: int) -> None:
        """So many frames more have been drawn."""

    def completed(self) -> None:
        """A planned film is complete, or has failed."""


def render_films(
    lessons: Iterable[tuple[Path, Spec]],
    options: RenderOptions,
    open_crew: Callable[[], Crew] | None,
    watcher: Watcher,
    pays: Callable[[list[FilmPlan]], bool] = pays,
) -> Generator[Film, None, None]:
    """Render lessons; each film comes when it is complete.

    Close this generator if it is left before its end: it ends the crew.

    open_crew: brings those who draw; called when there is enough for them to do. None: this process
        draws all.
    pays: whether the films that are known so far are enough to begin with; if all of them are not,
        this process draws them.
    """
    plans = _plans(lessons, options)
    if open_crew is None:
        for plan in plans:
            yield plan if isinstance(plan, Film) else _finish(plan)
        return
    begun: list[FilmPlan] = []
    for plan in plans:
        if isinstance(plan, Film):
            yield plan
        elif not plan.missing:
            yield _finish(plan)
        else:
            begun.append(plan)
            if pays(begun):
                yield from _render(chain(begun, plans), open_crew(), watcher)
                return
    for plan in begun:
        yield _finish(plan)


def _plans(
    lessons: Iterable[tuple[Path, Spec]], options: RenderOptions
) -> Iterator[FilmPlan | Film]:
    for path, spec in lessons:
        try:
            yield plan_film(path, spec, options)
        except (SpecError, StageError, OSError) as error:
            yield Film(path, error)


def _finish(plan: FilmPlan, *, quiet: bool = False) -> Film:
    try:
        return Film(plan.path, plan.finish(quiet=quiet))
    except (SpecError, StageError, OSError) as error:
        return Film(plan.path, error)


def _render(
    plans: Iterable[FilmPlan | Film], crew: Crew, watcher: Watcher
) -> Generator[Film, None, None]:
    """Have a crew draw what is missing of the planned films."""
    opened: dict[str, tuple[FilmPlan, set[str]]] = {}  # films with the keys of what they still need
    ready: list[FilmPlan | Film] = []

    def tasks(plan: FilmPlan | Film) -> list[Task]:
        if isinstance(plan, Film) or not plan.missing or plan.folder is None:
            ready.append(plan)
            return []
        opened[plan.missing[0].film.digest] = plan, {work.key for work in plan.missing}
        watcher.planned(sum(work.frames for work in plan.missing))
        return [Task(work, plan.folder) for work in plan.missing]

    order = Order(map(tasks, plans))
    try:
        for event in crew.draw(order):
            if isinstance(event, Advanced):
                watcher.advanced(event.frames)
            elif (film := _taken(event, opened)) is not None:
                ready.append(film)
                if isinstance(film, Film):  # it has failed
                    order.drop(event.task.film)
                watcher.completed()
            while ready:
                found = ready.pop(0)
                yield _finish(found, quiet=True) if isinstance(found, FilmPlan) else found
    finally:
        crew.close()
    for found in ready:
        yield _finish(found) if isinstance(found, FilmPlan) else found


def _taken(done: Done, opened: dict[str, tuple[FilmPlan, set[str]]]) -> FilmPlan | Film | None:
    """Put a segment into the cache; returns its film if it has all now, or has failed by it."""
    work = done.task.work
    plan, needed = opened.get(work.film.digest, (None, set()))
    if plan is None:  # another segment of it has failed before
        return None
    try:
        if isinstance(done.segment, Exception):
            raise done.segment
        plan.take(work, done.segment, done.content)
    except (StageError, OSError) as error:
        del opened[work.film.digest]
        return Film(plan.path, error)
    needed.discard(work.key)
    if needed:
        return None
    del opened[work.film.digest]
    return plan
