"""What the descents of a spec will cost, said before they are computed."""

from __future__ import annotations

import logging

from gdcore.spec import Spec
from gdcore.spec.size import record_size

# Measured on one core of 2024. Plain gradient descent is computed in blocks; other methods take
# 15 to 35 µs for a step, Newton's and L-BFGS's more.
_PLAIN_STEP, _STEP = 2e-6, 20e-6  # seconds
_WORTH_TELLING = 20.0  # seconds


def announce(spec: Spec) -> None:
    """Log a warning if computing the descents of a spec can take long, with what makes it shorter.

    The numbers are those of descents that take all their steps; one that converges ends earlier.
    """
    seconds, size = estimated_cost(spec)
    if seconds < _WORTH_TELLING:
        return
    steps = sum(plan.steps for plan in spec.descents)
    minutes = f"{seconds / 60:.0f} minutes" if seconds > 90 else f"{seconds:.0f} s"
    logging.getLogger(__name__).warning(
        "%s: up to %s steps are computed first, in some %s and %.1f GB of memory; "
        "lower `steps`, or the number of descents, to make it shorter",
        spec.source or "spec",
        f"{steps:,}".replace(",", " "),
        minutes,
        size / 1e9,
    )


def estimated_cost(spec: Spec) -> tuple[float, float]:
    """(seconds, bytes) of the descents of a spec, if none ends before its last step."""
    seconds = size = 0.0
    for plan in spec.descents:
        plain = plan.optimizer.stateless and plan.batch_size is None and plan.noise is None
        seconds += plan.steps * (_PLAIN_STEP if plain else _STEP)
        size += record_size(plan, spec.dimension)
    return seconds, size
