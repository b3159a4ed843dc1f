"""Files that appear under their name only when they are complete."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

_MARK = ".unfinished"
_ABANDONED_AFTER = 3600.0
"""Seconds without a write after which an unfinished file belongs to a process that was killed; an
encoder writes every few seconds."""

_number = count()


def unfinished(target: Path) -> Path:
    """A name beside `target`, of the same suffix and nobody else's, to write under."""
    return target.with_name(
        f"{_MARK}-{os.getpid()}-{next(_number)}-{target.stem[:100]}{target.suffix}"
    )


@contextmanager
def complete_or_nothing(target: Path) -> Iterator[Path]:
    """Write under the name that this gives; it becomes `target` at the end, or vanishes.

    Whoever reads `target` meanwhile, or after a kill, finds the old file or none: never a half.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    path = unfinished(target)
    try:
        yield path
        path.replace(target)
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Remove what killed processes left unfinished in a folder."""
    for path in folder.glob(f"{_MARK}-*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
                path.unlink()
