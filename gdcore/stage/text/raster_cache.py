"""Pictures that were drawn before, up to so many bytes, of the last few lessons."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

Raster = NDArray[np.uint8]
Key = TypeVar("Key", bound=Hashable)

KEPT_LESSONS = 4
"""How many lessons, the present one included, a raster is kept without being asked for. An author
at work goes to and fro between the last few texts."""


class RasterCache(Generic[Key]):
    """Rasters by what they show; the one that was not asked for longest goes first.

    limit: bytes of all rasters together. A raster that is larger than that is not kept.
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._bytes = limit, 0
        self._kept: OrderedDict[Key, Raster] = OrderedDict()
        self._lesson = 0
        self._asked: dict[Key, int] = {}  # the number of the last lesson that asked for a raster
        _CACHES.add(self)

    @property
    def size(self) -> int:
        """Bytes of the rasters that are kept."""
        return self._bytes

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def keep(self, key: Key, raster: Raster) -> Raster:
        """Keep a raster; returns the array that is kept, which can't be written to.

        A part of a larger array is copied: it would hold on to all of that.
        """
        if raster.base is not None:
            raster = raster.copy()
        raster.setflags(write=False)
        if key in self._kept:
            self._drop(key)
        self._kept[key], self._asked[key] = raster, self._lesson
        self._bytes += raster.nbytes
        while self._bytes > self._limit:
            self._drop(next(iter(self._kept)))
        return raster

    def ask(self, key: Key) -> Raster | None:
        """The raster of a key; None if it is not kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            self._asked[key] = self._lesson
        return found

    def find(self, key: Key, draw: Callable[[], Raster]) -> Raster:
        """The raster of a key; it is drawn if it is not there."""
        found = self.ask(key)
        return self.keep(key, draw()) if found is None else found

    def begin_lesson(self) -> None:
        """Drop the rasters that none of the last `KEPT_LESSONS` lessons asked for."""
        self._lesson += 1
        oldest = self._lesson - KEPT_LESSONS
        for key in [key for key, lesson in self._asked.items() if lesson <= oldest]:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        self._bytes -= self._kept.pop(key).nbytes
        del self._asked[key]


_CACHES: WeakSet[RasterCache[Any]] = WeakSet()


def begin_lesson() -> None:
    """Drop from every cache the rasters of lessons that were drawn long ago.

    A process that draws one lesson after the other would otherwise fill the caches to their limits.
    Their rasters lie scattered among the arrays of lessons that are gone, so that half as much
    memory again could not be given back.
    """
    for cache in _CACHES:
        cache.begin_lesson()
