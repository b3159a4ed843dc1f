"""How many descents and steps a spec may have."""

from __future__ import annotations

import math

from gdcore.maths import Objective
from gdcore.spec.document import Document
from gdcore.spec.starts import GridStarts, RandomStarts
from gdcore.spec.validation import Location
from gdcore.spec.values import MOST_DESCENTS

MOST_NUMBERS = 20_000_000
"""Steps × variables of all descents together: half a gigabyte of points, values and gradients."""


def check_size(document: Document, function: Objective) -> tuple[Location, str] | None:
    """The place and message of the fault if a spec has too many descents or steps; else None."""
    if document.descents is not None:
        count = len(document.descents)
        steps = sum(document.steps if d.steps is None else d.steps for d in document.descents)
    else:
        match document.starts:
            case RandomStarts(random=starts):
                pass
            case GridStarts(grid=grid):
                starts = math.prod(grid)
            case points:
                starts = len(points or [()])
        count = starts * len(document.learning_rates or [0]) * len(document.optimizers)
        steps = count * document.steps
    if count > MOST_DESCENTS:
        message = f"starts × learning_rates × optimizers are {count} descents"
        return ["starts"], f"{message}; at most {MOST_DESCENTS} can be shown"
    if steps * function.dimension > MOST_NUMBERS:
        most = f"{MOST_NUMBERS:,}".replace(",", " ")
        return ["steps"], f"{count} descents of so many steps; steps × variables may be {most}"
    return None
