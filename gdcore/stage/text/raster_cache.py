"""Pictures that were drawn before, up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Raster = NDArray[np.uint8]
Key = TypeVar("Key", bound=Hashable)


class RasterCache(Generic[Key]):
    """Rasters by what they show; the one that was not asked for longest goes first.

    limit: bytes of all rasters together. A raster that is larger than that is not kept.
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._bytes = limit, 0
        self._kept: OrderedDict[Key, Raster] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes of the rasters that are kept."""
        return self._bytes

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def keep(self, key: Key, raster: Raster) -> Raster:
        """Keep a raster; returns the array that is kept.

        A part of a larger array is copied: it would hold on to all of that.
        """
        if raster.base is not None:
            raster = raster.copy()
        self._bytes += raster.nbytes - (self._kept[key].nbytes if key in self._kept else 0)
        self._kept[key] = raster
        self._kept.move_to_end(key)
        while self._bytes > self._limit:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return raster

    def find(self, key: Key, draw: Callable[[], Raster]) -> Raster:
        """The raster of a key; it is drawn if it is not there."""
        found = self._kept.get(key)
        if found is None:
            return self.keep(key, draw())
        self._kept.move_to_end(key)
        return found
