"""Numbers that change over time: the camera's angles, the surface's reveal, step counters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LINEAR = 0.0
"""The ease of a move at even speed."""
SMOOTH = 1.0
"""The ease of a move that starts and ends at rest."""


def since(start: float, t: float) -> float:
    """Seconds from `start` to `t`, to a billionth.

    The difference of two moments depends on how late in the film they are by the last digits alone.
    Without these, what a beat shows is the same wherever it comes in the film.
    """
    return round(t - start, 9)


def smooth(u: float) -> float:
    """Ease from 0 to 1 with speed and acceleration 0 at both ends; constant outside [0, 1].

    6u⁵ − 15u⁴ + 10u³, the least polynomial that does so: a camera that starts without a jerk.
    """
    if u <= 0.0:
        return 0.0
    if u >= 1.0:
        return 1.0
    return u * u * u * (u * (u * 6.0 - 15.0) + 10.0)


@dataclass(frozen=True, eq=False)
class Track:
    """A function of time through keyframes; constant before the first and after the last.

    Args:
        times: (n,) seconds, never decreasing, n ≥ 1; two equal times make a jump.
        values: (n,) in the track's own unit (degrees, steps, shares).
        eases: (n,) in [0, 1], from LINEAR to SMOOTH; `eases[k]` is for keyframe k − 1 to k.

    Raises:
        ValueError: lengths differ, there is no keyframe, or time runs backwards.
    """

    times: Sequence[float] | NDArray[np.float64]
    values: Sequence[float] | NDArray[np.float64]
    eases: Sequence[float] | NDArray[np.float64]

    def __post_init__(self) -> None:
        n = len(self.times)
        if n == 0 or len(self.values) != n or len(self.eases) != n:
            raise ValueError("a track needs as many times as values and eases, and at least one")
        if bool(np.any(np.diff(np.asarray(self.times, dtype=np.float64)) < 0.0)):
            raise ValueError("the keyframes of a track must not run backwards in time")

    @classmethod
    def through(cls, keyframes: Iterable[tuple[float, float, float]]) -> Track:
        """Build a track from (time, value, ease) triples, in order of time."""
        triples = list(keyframes)
        return cls(
            tuple(float(time) for time, _, _ in triples),
            tuple(float(value) for _, value, _ in triples),
            tuple(float(ease) for _, _, ease in triples),
        )

    @classmethod
    def constant(cls, value: float) -> Track:
        """A track that always has this value."""
        return cls((0.0,), (float(value),), (LINEAR,))

    def value(self, t: float) -> float:
        """The value at `t` seconds; O(log n)."""
        k = bisect_right(self.times, t)
        if k == 0:
            return float(self.values[0])
        if k == len(self.times):
            return float(self.values[-1])
        before, after = float(self.times[k - 1]), float(self.times[k])
        u = since(before, t) / (since(before, after) or 1.0)
        ease = float(self.eases[k])
        if ease:
            u += ease * (smooth(u) - u)
        start = float(self.values[k - 1])
        return start + u * (float(self.values[k]) - start)


def joined(runs: Sequence[Track]) -> Track:
    """One track through all of these, in order of time, the last value of each held until the next.

    A track that begins with another value than the one before ended with is entered by a jump.
    """
    whole = runs[0]
    for run in runs[1:]:
        times = np.concatenate((whole.times, run.times[:1], run.times))
        whole = Track(
            np.maximum.accumulate(times),  # the sum of two times of frames may be off by rounding
            np.concatenate((whole.values, whole.values[-1:], run.values)),
            np.concatenate((whole.eases, [LINEAR], run.eases)),
        )
    return whole
