"""Curves of a chart with the points that are needed to draw them, and no others."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array

_COLUMNS = 250  # a longer curve keeps the least and the greatest point of each column
_STRAIGHT = 0.0008  # of the chart's height: half a pixel


def thinned(y: Array) -> NDArray[np.int64]:
    """Indices of the points of a curve that have to be drawn.

    Of a long curve, in each of its columns the least and the greatest, and every edge of a gap: no
    spike and no hole is lost. Then points are left out that lie on the line between those kept.
    """
    kept = np.arange(len(y))
    if len(y) > 2 * _COLUMNS:
        known = np.isfinite(y)
        edge = np.flatnonzero(np.diff(known.astype(int)))
        chosen = {0, len(y) - 1, *edge.tolist(), *(edge + 1).tolist()}
        bounds = np.linspace(0, len(y), _COLUMNS + 1).astype(int)
        for low, high in pairwise(bounds):
            at = low + np.flatnonzero(known[low:high])
            if len(at):
                chosen |= {int(at[y[at].argmin()]), int(at[y[at].argmax()])}
        kept = np.array(sorted(chosen))
    needed: NDArray[np.int64] = kept[straightened(kept, y[kept])]
    return needed


def straightened(x: NDArray[np.int64], y: Array) -> NDArray[np.int64]:
    """Indices of the points of which the others are no farther than `_STRAIGHT` in height.

    From each point kept, the slopes are followed that all points since would allow; where there
    is none left, the last point is kept as well.
    """
    kept = [0]
    low, high = -math.inf, math.inf
    for k in range(1, len(x)):
        first = kept[-1]
        if not (np.isfinite(y[k]) and np.isfinite(y[k - 1])):
            kept.extend(i for i in (k - 1, k) if i > kept[-1])
            low, high = -math.inf, math.inf
            continue
        run = float(x[k] - x[first])
        slope = float(y[k] - y[first]) / run
        if not low <= slope <= high:
            kept.append(k - 1)
            run = float(x[k] - x[k - 1])
            slope = float(y[k] - y[k - 1]) / run
            low, high = -math.inf, math.inf
        low, high = max(low, slope - _STRAIGHT / run), min(high, slope + _STRAIGHT / run)
    if kept[-1] != len(x) - 1:
        kept.append(len(x) - 1)
    return np.array(kept)


def within(x: Array, y: Array) -> tuple[Array, Array, list[int]]:
    """The parts of the polyline (x, y) with 0 ≤ y ≤ 1: x, y, and where a new part begins.

    A line that leaves the chart is drawn up to the edge that it crosses.
    """
    out_x: list[float] = []
    out_y: list[float] = []
    breaks: list[int] = []
    joined = False
    inside = np.isfinite(y) & (y >= 0.0) & (y <= 1.0)
    for k in range(len(x)):
        if k and np.isfinite(y[k - 1]) and np.isfinite(y[k]) and not (inside[k - 1] and inside[k]):
            crossings = []
            for edge in (0.0, 1.0):
                if (y[k - 1] - edge) * (y[k] - edge) < 0:
                    u = (edge - y[k - 1]) / (y[k] - y[k - 1])
                    crossings.append((u, edge))
            for u, edge in sorted(crossings):
                if not joined:
                    breaks.append(len(out_x))
                out_x.append(float(x[k - 1] + u * (x[k] - x[k - 1])))
                out_y.append(edge)
                joined = not joined
        if inside[k]:
            if not joined:
                breaks.append(len(out_x))
            out_x.append(float(x[k]))
            out_y.append(float(y[k]))
        joined = bool(inside[k])
    return np.array(out_x), np.array(out_y), [b for b in breaks if b > 0]
