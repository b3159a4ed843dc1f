"""How many descents and steps a spec may have, and the memory that they take."""

from __future__ import annotations

import math

import numpy as np

from gdcore.spec.document import Document
from gdcore.spec.spec import DescentPlan, Spec
from gdcore.spec.starts import GridStarts, RandomStarts
from gdcore.spec.validation import Location
from gdcore.spec.values import MOST_DESCENTS

MOST_BYTES = 1.6e9
"""Memory of the descents of a lesson, in computing and in drawing. With some 0.3 GB for Python,
Manim and the frame, a process stays below 2 GB."""
_NUMBER = 9  # bytes, with the room in which a record grows
_PASSING, _PASSING_EACH = 100, 24
"""Bytes for each step of the longest descent, and for each of its coordinates, while the steps are
timed and their way is drawn. Measured: 10 million steps in two variables take 1.4 GB beside their
record."""


def too_many_descents(document: Document) -> tuple[Location, str] | None:
    """The place and message of the fault if a spec has too many descents; else None."""
    if document.descents is not None:
        count = len(document.descents)
    else:
        match document.starts:
            case RandomStarts(random=starts):
                pass
            case GridStarts(grid=grid):
                starts = math.prod(grid)
            case points:
                starts = len(points or [()])
        count = starts * len(document.learning_rates or [0]) * len(document.optimizers)
    if count > MOST_DESCENTS:
        message = f"starts × learning_rates × optimizers are {count} descents"
        return ["starts"], f"{message}; at most {MOST_DESCENTS} can be shown"
    return None


def too_many_steps(spec: Spec) -> tuple[Location, str] | None:
    """The place and message of the fault if the steps of a spec take too much memory; else None."""
    size = descents_size(spec)
    if size <= MOST_BYTES:
        return None
    share = MOST_BYTES / size  # the size grows in proportion to the steps
    fewer = f"{_rounded_down(share * max(plan.steps for plan in spec.descents)):,}"
    count = len(spec.descents)
    of = "a descent" if count == 1 else f"{count} descents"
    return ["steps"], (
        f"{of} of so many steps may take {size / 1e9:.1f} GB of memory; with at most "
        f"{fewer.replace(',', ' ')} steps it is {MOST_BYTES / 1e9:g} GB, which is the limit"
    )


def descents_size(spec: Spec) -> float:
    """Bytes that the descents of a spec take, computed and drawn, if none ends before its last
    step."""
    longest = max((plan.steps for plan in spec.descents), default=0)
    passing = longest * (_PASSING + _PASSING_EACH * spec.dimension)
    return passing + sum(record_size(plan, spec.dimension) for plan in spec.descents)


def record_size(plan: DescentPlan, dimension: int) -> float:
    """Bytes of the record of one descent that takes all its steps."""
    state = plan.optimizer.init(np.zeros(dimension)).items()
    kept = sum(np.size(entry) for name, entry in state if not name.startswith("_"))
    estimate = 0 if plan.batch_size is None and plan.noise is None else dimension
    # Point, value, gradient and rate.
    return plan.steps * _NUMBER * (2 * dimension + 2 + kept + estimate)


def _rounded_down(steps: float) -> int:
    """To two digits."""
    unit = 10.0 ** max(math.floor(math.log10(max(steps, 1.0))) - 1, 0)
    return int(steps // unit * unit)
