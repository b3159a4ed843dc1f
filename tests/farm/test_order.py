"""The order in which segments are drawn."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, permutations
from statistics import fmean

from gdcore.farm.order import Order
from tests.bench.simulated import Costs, Segment, simulate


@dataclass(frozen=True)
class Part:
    film: str
    seconds: float


def films(*lengths: Iterable[float]) -> list[list[Part]]:
    return [[Part(f"{k}", seconds) for seconds in film] for k, film in enumerate(lengths)]


def all_of(order: Order[Part], workers: int) -> Iterator[Part]:
    while True:
        if (part := order.take(workers)) is not None:
            yield part
        elif not order.look_ahead(workers):
            return


def test_films_come_one_after_the_other_until_a_long_segment_has_to_begin() -> None:
    asked = films([3, 1, 2], [2, 2], [2, 9], [1, 1])
    drawn = list(all_of(Order(asked), 1))
    assert [part.film for part in drawn] == list("000112233")
    assert [part.seconds for part in drawn[:3]] == [3, 2, 1]
    # Two workers share the 12 that wait besides the 9 in less time than it takes.
    drawn = list(all_of(looked_ahead(asked, 2), 2))
    assert sorted(drawn, key=repr) == sorted(chain(*asked), key=repr)
    assert drawn.index(Part("2", 9)) < drawn.index(Part("1", 2))


def looked_ahead(asked: list[list[Part]], workers: int) -> Order[Part]:
    order = Order(asked)
    while order.look_ahead(workers):
        pass
    return order


def test_no_more_lessons_are_asked_for_than_the_choice_needs() -> None:
    asked = iter(films(*([2.0, 1.0] for _ in range(100))))
    order = looked_ahead(asked, 4)  # type: ignore[arg-type]
    assert 2 * 2 * 4 < 3 * (100 - len(list(asked))) <= 2 * 2 * 4 + 3
    assert len(order) > 0


def test_a_worker_stays_with_its_film_and_what_has_failed_is_not_drawn() -> None:
    order = looked_ahead(films([1, 1], [1, 1], [1, 1, 1]), 1)
    assert order.take(1, "1") == Part("1", 1)
    order.drop("0")
    again = order.take(1, "gone")
    assert again == Part("1", 1)
    order.give_back(again)
    assert [part.film for part in all_of(order, 1)] == ["1", "2", "2", "2"]


def test_few_segments_end_nearly_as_soon_as_in_the_best_of_all_orders() -> None:
    dice = random.Random(1)
    longer = []
    for _ in range(40):
        lengths = [[dice.uniform(1, 20) for _ in range(2)] for _ in range(3)]
        lessons = tuple(
            tuple(Segment(f"{k}", s, s) for s in film) for k, film in enumerate(lengths)
        )
        best = min(ended(order, 2) for order in permutations(chain(*lengths)))
        longer.append(simulate(Costs(0, 0, 0, 0, 0, lessons), lessons, 2).seconds / best)
    assert min(longer) > 1 - 1e-9
    assert fmean(longer) < 1.1


def ended(order: tuple[float, ...], workers: int) -> float:
    """When the last of these is drawn, each begun by who is free first."""
    free = [0.0] * workers
    for seconds in order:
        free[free.index(min(free))] += seconds
    return max(free)


def test_many_workers_draw_nearly_all_the_time() -> None:
    """Also where some segments take four times as long as others of their length."""
    dice = random.Random(1)
    lessons = tuple(
        tuple(
            Segment(f"{k}", seconds, seconds * dice.choice([0.5, 1, 2]))
            for seconds in (dice.uniform(3, 20) for _ in range(7))
        )
        for k in range(200)
    )
    costs = Costs(plan=0.2, stage=0.5, frame=0.04, finish=0.2, handing=0.05, lessons=lessons)
    assert simulate(costs, lessons, 64).efficiency > 0.9
    alone = simulate(costs, lessons, 1)
    assert alone.seconds >= sum(segment.took for lesson in lessons for segment in lesson)
    assert alone.first < 2 * sum(segment.took for segment in lessons[0])
