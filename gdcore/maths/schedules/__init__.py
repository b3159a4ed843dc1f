"""Learning rates that change with the steps. Letters: η rate, k number of the step from 0.

A schedule is a frozen record that is called with k. Schedules are composed with ``Sequence`` (one
after the other) and ``Product`` (multiplied).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from gdcore.maths.parameters import make
from gdcore.maths.schedules.base import Constant, Custom, Schedule, as_schedule, schedule_for
from gdcore.maths.schedules.composed import Product, Sequence
from gdcore.maths.schedules.curves import Cosine, Cyclic, Exponential, Step, WarmUp
from gdcore.maths.schedules.line_search import LineSearch

__all__ = [
    "SCHEDULES",
    "Constant",
    "Cosine",
    "Custom",
    "Cyclic",
    "Exponential",
    "LineSearch",
    "Product",
    "Schedule",
    "Sequence",
    "Step",
    "WarmUp",
    "as_schedule",
    "make_schedule",
    "schedule_for",
]

SCHEDULES: Mapping[str, type[Schedule]] = MappingProxyType(
    {
        schedule.name: schedule
        for schedule in (
            Constant, Step, Exponential, Cosine, WarmUp, Cyclic, LineSearch, Sequence, Product,
        )
    }
)  # fmt: skip


def make_schedule(name: str, **parameters: Any) -> Schedule:
    """The schedule called ``name`` in ``SCHEDULES``, with the given parameters.

    Raises:
        ParameterError: no such schedule or parameter, or a value that it can't take.
    """
    schedule: Schedule = make("schedule", SCHEDULES, name, parameters)
    return schedule
