"""The pace of a descent: the seconds at which each of its steps is shown.

Let s_k be the length of step k as the viewer sees it and d_k the seconds it takes. The seconds
come from two laws, half from each:

* by count: the first steps take FIRST seconds each, then ever less,
  t(k) = FIRST·c·ln(1 + k/c), with c such that the last step ends in time. The number of steps a
  second grows steadily, so 20 and 20 000 steps both fit.
* by sight: d_k is proportional to s_k, so the ball has constant speed on screen. A tail of steps
  too small to see takes no time; a late fall off a saddle is shown as slowly as any other way.

No step takes longer than LONGEST seconds, unless there are too few steps to fill the time.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from gdcore.story.track import Track

FIRST = 0.55  # seconds of each of the first steps: long enough to see the ball start, go and stop
LONGEST = FIRST  # seconds of a step, at most: no later step is slower than the first ones
SLOW_STEPS = 3  # the number of steps shown at the first pace before it quickens
SLOW_SHARE = 0.35  # share of the time, at most, for these steps
BY_SIGHT = 0.5  # weight of the law by sight in the remaining time; that by count has the rest

# In a step of REST seconds or more the ball starts and stops at rest. In one of FLOW seconds or
# less it moves at even speed, as part of a flow. Between the two the ease is interpolated.
REST, FLOW = 0.35, 0.1


def pace(lengths: NDArray[np.float64], start: float, seconds: float) -> Track:
    """The track that counts the steps: from 0 at `start` to n at `start + seconds`.

    Args:
        lengths: (n,) the visible length of each step, in any unit, not negative.
        start: seconds.
        seconds: of all steps together; more than 0.
    """
    times = np.concatenate(([0.0], np.cumsum(step_seconds(lengths, seconds))))
    times[-1] = seconds  # exactly, whatever the sum rounded to
    return counting(np.minimum(times, seconds), start)


def counting(times: NDArray[np.float64], start: float) -> Track:
    """The track that counts the steps which end at these times, the first of which is 0.

    Args:
        times: (n+1,), seconds after `start`, never falling.
        start: seconds.
    """
    durations = np.diff(times)
    times = start + times
    eases = np.concatenate(([0.0], np.clip((durations - FLOW) / (REST - FLOW), 0.0, 1.0)))
    values = np.arange(len(times), dtype=np.float64)
    for array in (times, values, eases):
        array.setflags(write=False)
    return Track(times, values, eases)


def cut(track: Track, steps: int) -> Track:
    """The track of a descent that ends after so many steps on a clock shared with longer ones."""
    n = steps + 1
    return Track(track.times[:n], track.values[:n], track.eases[:n])


def step_seconds(lengths: NDArray[np.float64], seconds: float) -> NDArray[np.float64]:
    """The seconds of each step: (n,), positive, `seconds` in all."""
    n = len(lengths)
    if n == 0:
        return np.zeros(0)
    even = seconds / n
    if even >= FIRST:
        return np.full(n, even)
    first = min(FIRST, SLOW_SHARE * seconds / SLOW_STEPS)
    if even >= first:
        return np.full(n, even)
    slow = np.full(SLOW_STEPS, first)
    rest = seconds - SLOW_STEPS * first
    by_count = _slowing_down(n - SLOW_STEPS, first, rest)
    seen = np.nan_to_num(np.asarray(lengths[SLOW_STEPS:], dtype=np.float64), posinf=0.0)
    total = float(seen.sum())
    by_sight = seen * (rest / total) if total > 0.0 else by_count
    mixed = (1.0 - BY_SIGHT) * by_count + BY_SIGHT * by_sight
    return np.concatenate((slow, _capped(mixed, rest)))


def _slowing_down(n: int, first: float, seconds: float) -> NDArray[np.float64]:
    """(n,) seconds by count: t(k) = first·c·ln(1 + k/c), which is `seconds` at k = n."""

    def total(c: float) -> float:
        return first * c * math.log1p(n / c)

    low, high = 1e-9, 1.0
    while total(high) < seconds and high < 1e12:
        high *= 2.0
    for _ in range(100):  # bisection: total() grows with c
        c = 0.5 * (low + high)
        low, high = (c, high) if total(c) < seconds else (low, c)
    times = first * high * np.log1p(np.arange(n + 1) / high)
    return np.asarray(np.diff(times) * (seconds / times[-1]), dtype=np.float64)


def _capped(durations: NDArray[np.float64], seconds: float) -> NDArray[np.float64]:
    """Durations of at most LONGEST; time that is cut off goes to the other steps in proportion."""
    for _ in range(20):
        over = durations > LONGEST
        if not over.any() or over.all():
            break
        durations = np.where(over, LONGEST, durations)
        others = float(durations[~over].sum())
        free = seconds - LONGEST * int(over.sum())
        if free <= 0.0 or others <= 0.0:
            break
        durations = np.where(over, LONGEST, durations * (free / others))
    return np.asarray(durations * (seconds / float(durations.sum())), dtype=np.float64)
