"""Whether it pays to start other processes, and how many there should be."""

from __future__ import annotations

import os
from collections.abc import Iterable

from gdcore.stage.film_plan import FilmPlan
from gdcore.stage.segments import SegmentWork

_FRAME, _PIXEL = 8e-3, 20e-9
"""Processor time of a frame that moves, drawn and encoded: seconds for each, and for each pixel.
Measured: 10 ms at 320 × 180, 18 ms at 1280 × 720, 40 to 57 ms at 1920 × 1080 (software OpenGL)."""
_START = 10.0
"""Seconds of one process's time that the films must take for others to be started. Measured: the
first one needs 2.0 s of processor time to import Manim, each of them 0.6 s for its stage; meanwhile
one process would have drawn."""


def cores() -> int:
    """The cores that this process may use: those that a container or batch system grants it.

    So many processes draw unless the user says otherwise. Measured on two cores at 1280 × 720, with
    software OpenGL, where one process has its encoder's threads beside it: two took 20 s in place
    of 24 for the bowl, and 27 in place of 38 for the saddle.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def pays(plans: Iterable[FilmPlan]) -> bool:
    """Whether to start other processes for what is missing of these films."""
    return sum(seconds(work) for plan in plans for work in plan.missing) > _START


def seconds(work: SegmentWork) -> float:
    """The processor time that a segment will take, roughly."""
    return work.frames * (_FRAME + _PIXEL * work.film.pixels)
