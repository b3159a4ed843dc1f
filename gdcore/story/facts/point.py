"""Facts about a point: the value there, the gradient or why there is none, and the way down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gdcore.maths import Objective
from gdcore.maths.landscape.smoothness import one_sided_slopes

# A slope too small to be seen: this part of the drawn values over a whole side of the domain.
_FLAT = 1e-3
# A slope that is 0 but for rounding: the same part for the gradient at a point that is written down
# with the digits of a float, such as a minimum that was found by a search.
_ZERO = 1e-9

Smoothness = Literal["smooth", "kink", "undefined"]


@dataclass(frozen=True)
class PointFacts:
    """What may be said about a function at one point.

    Attributes:
        point: (d,) in data space.
        value: f there; not-a-number where it is undefined.
        smoothness: "smooth" where f has a gradient; "kink" where f is a number and has none;
            "undefined" where f is not a number.
        gradient: (d,) where f is smooth, else None.
        left, right: the slopes on the two sides along each variable, (d,) each; infinite where f
            is steeper than any line, not-a-number where there is no limit.
        zero: whether the gradient is 0 but for rounding.
        flat: whether the slope is too small to be seen.
    """

    point: tuple[float, ...]
    value: float
    smoothness: Smoothness
    gradient: tuple[float, ...] | None
    left: tuple[float, ...]
    right: tuple[float, ...]
    zero: bool
    flat: bool

    @property
    def kink(self) -> int | None:
        """The first variable along which two finite slopes differ; None where there is none."""
        sides = enumerate(zip(self.left, self.right, strict=True))
        if self.smoothness != "kink":
            return None
        return next((i for i, (a, b) in sides if _apart(a, b)), None)


def _apart(a: float, b: float) -> bool:
    return bool(np.isfinite([a, b]).all() and abs(a - b) > 1e-3 * max(abs(a), abs(b)))


@np.errstate(over="ignore")
def point_facts(
    function: Objective,
    point: Sequence[float],
    domain: Sequence[tuple[float, float]],
    value_range: tuple[float, float],
) -> PointFacts:
    """The facts about a function at a point.

    Args:
        function: f.
        point: (d,) in data space.
        domain: (low, high) for each variable; its widths say what a small distance is.
        value_range: (low, high) of the drawn values; their difference says what a small slope is.
    """
    p = np.asarray(point, dtype=np.float64)
    at = tuple(p.tolist())
    widths = np.array([high - low for low, high in domain])
    value, gradient = float(function.value(p)), function.gradient(p)
    unknown = (float("nan"),) * len(at)
    if not np.isfinite(value):
        return PointFacts(at, value, "undefined", None, unknown, unknown, False, False)
    sides = one_sided_slopes(function, p, widths)
    if not (sides.smooth and np.isfinite(gradient).all()):
        return PointFacts(at, value, "kink", None, sides.left, sides.right, False, False)
    rise = float(np.max(np.abs(gradient) * widths, initial=0.0))
    drawn = value_range[1] - value_range[0]
    return PointFacts(
        at,
        value,
        "smooth",
        tuple(gradient.tolist()),
        sides.left,
        sides.right,
        rise <= _ZERO * drawn,
        rise < _FLAT * drawn,
    )
