"""Sentences that have been spoken before, in the user's cache: saying one takes a second."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from gdcore.speech.speech import Samples

MOST_BYTES = 200_000_000
"""Of the cache: half an hour of speech. What was not used for longest goes first."""


class Kept:
    """The place of one sentence in the cache; where nothing can be written, nothing is kept."""

    def __init__(self, key: str) -> None:
        self._path = _folder() / f"{key}.npy"

    def read(self) -> Samples | None:
        """Its samples; None if they are not there, or damaged."""
        with suppress(OSError, ValueError, EOFError):
            samples = np.load(self._path, allow_pickle=False)
            if samples.dtype == np.int16 and samples.ndim == 1:
                os.utime(self._path)
                found: Samples = samples
                return found
        return None

    def write(self, samples: Samples) -> None:
        """Keep its samples."""
        with suppress(OSError):
            folder = self._path.parent
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=folder, suffix=".part")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    np.save(file, samples, allow_pickle=False)
                Path(name).replace(self._path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            _shrink(folder)


@lru_cache(maxsize=1)
def _folder() -> Path:
    return user_cache_path("gdcore") / "speech"


def _shrink(folder: Path) -> None:
    """Remove the files that were not used for longest, until the rest is within the limit."""
    files = sorted(_files(folder), reverse=True)
    total = 0
    for _, size, path in files:
        total += size
        if total > MOST_BYTES:
            path.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    for path in folder.glob("*.npy"):
        with suppress(OSError):
            stat = path.stat()
            yield stat.st_mtime, stat.st_size, path
