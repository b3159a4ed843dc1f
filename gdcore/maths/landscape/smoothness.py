"""Whether a function has a gradient at a point, judged by its values on both sides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gdcore.maths.arrays import Array
from gdcore.maths.objective import Objective

# Distances of the differences, parts of the domain's width: from 2⁻⁶, where a bend may look like a
# kink, to 2⁻³⁰, where rounding of the values takes over.
_HALVINGS = np.arange(6, 31)
_EPSILON = float(np.finfo(np.float64).eps)
# One-sided slopes that differ by less than this part of the larger one are taken for equal, and by
# less than so many times their own uncertainty.
_EQUAL, _SURE = 1e-3, 10.0
# A jump of the slope less than this part of the greatest slope near by is rounding: where f is
# smooth and its slope 0, both sides leave slopes of either sign that mean nothing.
_LEAST_JUMP = 1e-6
_GROWING = 12  # last halvings that show whether a slope grows without end


@dataclass(frozen=True)
class OneSided:
    """The slopes of f at a point on its two sides, along each variable.

    Attributes:
        left: (d,), the limit of (f(p) − f(p − h·eᵢ))/h as h → 0 from above.
        right: (d,), the limit of (f(p + h·eᵢ) − f(p))/h; infinite where it grows without end, nan
            where no limit is found or f is undefined on that side.
        smooth: whether nothing contradicts a gradient: no slope is infinite, and those of both
            sides agree along every variable and, in two dimensions, along both diagonals.
    """

    left: tuple[float, ...]
    right: tuple[float, ...]
    smooth: bool


@np.errstate(all="ignore")
def one_sided_slopes(function: Objective, point: ArrayLike, widths: ArrayLike) -> OneSided:
    """The one-sided slopes of a function at a point, from its values alone.

    A formula's gradient follows the rule sign(0) = 0, so that |x| has one at 0; the values on both
    sides do not. Differences at distances halved again and again are extrapolated (Richardson), at
    the distance where two neighbouring extrapolations agree best.

    Args:
        function: f.
        point: (d,), at which f is finite.
        widths: (d,), the widths of the domain, which set the distances.
    """
    p, w = np.asarray(point, dtype=np.float64), np.asarray(widths, dtype=np.float64)
    ways = np.diag(w)
    if len(p) == 2:
        ways = np.vstack([ways, w, w * (1, -1)])
    ahead, ahead_guess, ahead_error, steep = _slopes(function, p, ways)
    behind, behind_guess, behind_error, steep_behind = _slopes(function, p, -ways)
    behind = -behind
    # A slope that tends to 0 as slowly as √t has no exact limit, and yet is none of ±1.
    gap = np.abs(ahead_guess + behind_guess)
    doubt = np.max(
        [
            _SURE * (ahead_error + behind_error),
            _EQUAL * np.maximum(np.abs(ahead_guess), np.abs(behind_guess)),
            _LEAST_JUMP * np.maximum(steep, steep_behind),
        ],
        axis=0,
    )
    # A side without values (the edge of where f is defined) contradicts nothing by itself.
    smooth = not bool((gap > doubt).any() or np.isinf([ahead, behind]).any())
    d = len(p)
    return OneSided(tuple((behind[:d] / w).tolist()), tuple((ahead[:d] / w).tolist()), smooth)


def _slopes(function: Objective, p: Array, ways: Array) -> tuple[Array, Array, Array, Array]:
    """The slopes from p along each of (k, d) ways, for their whole lengths: (k,) each.

    Returns:
        The limits, infinite or nan where there is none; the best guesses; the guesses' errors; the
        greatest size of a slope on the way.
    """
    t = 0.5**_HALVINGS
    points = p + t[:, None, None] * ways
    # The coordinates are rounded, so the distances are those that were really gone.
    gone = np.einsum("nkd,kd->nk", points - p, ways) / np.einsum("kd,kd->k", ways, ways)
    here = float(function.value(p))
    values = function.value(points)
    slopes = (values - here) / gone
    limits = 2 * slopes[1:] - slopes[:-1]
    rounding = _EPSILON * (np.abs(values[2:]) + abs(here)) / gone[2:]
    errors = np.abs(np.diff(limits, axis=0)) + 4 * rounding
    errors = np.where(np.isfinite(errors), errors, np.inf)
    best = errors.argmin(axis=0)
    column = np.arange(len(ways))
    error = errors[best, column]
    limit = limits[best + 1, column]
    steepest = np.nanmax(np.where(np.isfinite(slopes), np.abs(slopes), 0.0), axis=0)
    # What differs by less than this is equal: a slope of 0 beside others that are none.
    small = 1e-9 * steepest.max(initial=0.0)
    # A slope that keeps changing by as much as itself has no limit …
    found = np.isfinite(error) & (error <= 0.1 * np.abs(limit) + small)
    # … and one that grows with every halving has none that is finite: √|x| at 0, or a jump.
    size = np.abs(slopes[-_GROWING:])
    endless = np.isfinite(size).all(axis=0) & (size[1:] > 1.2 * size[:-1]).all(axis=0)
    known = np.where(endless, np.copysign(np.inf, slopes[-1]), np.where(found, limit, np.nan))
    return known, limit, np.where(endless, np.inf, error), steepest
