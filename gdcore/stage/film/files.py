"""Files that appear under their name only when they are complete."""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_MARK = ".unfinished"
_ABANDONED_AFTER = 24 * 3600.0
"""Seconds without a write after which an unfinished file counts as abandoned, on file systems that
know no locks."""


class Unfinished:
    """A file that is being written beside its target, under a name that nobody else has.

    Its name holds the host, the process and 32 random bits, so that processes of several machines
    do not meet on a shared disk. The process that writes it holds a lock on it. The operating
    system releases the lock when the process ends, even by a crash: `sweep` removes unlocked files.

    Attributes:
        path: where to write; open it in a way that truncates it, and do not replace it.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        while True:
            self.path = target.with_name(_name(target))
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
            _lock(descriptor, wait=True)
            # Another process's `sweep` may have removed the file before it was locked.
            if self.path.exists():
                break
            os.close(descriptor)
        self._descriptor: int | None = descriptor

    def complete(self) -> None:
        """Rename the file, which is complete, to its target, replacing an older one."""
        self.path.replace(self.target)
        self._let_go()

    def discard(self) -> None:
        """Remove the unfinished file; does nothing after `complete` or a first `discard`."""
        if self._descriptor is not None:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            self._let_go()

    def _let_go(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def complete_or_nothing(target: Path) -> Iterator[Path]:
    """A path to write to; the file there becomes `target` at the end, or is removed on an error.

    A process that reads `target` meanwhile, or after this one was killed, finds the old file or
    none, never an incomplete one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    file = Unfinished(target)
    try:
        yield file.path
        file.complete()
    finally:
        file.discard()


def sweep(folder: Path) -> None:
    """Remove the unfinished files of a folder whose owners are gone."""
    for path in folder.glob(f"{_MARK}-*"):
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDWR)
            try:
                if _is_abandoned(descriptor):
                    path.unlink()
            finally:
                os.close(descriptor)


def _name(target: Path) -> str:
    host = "".join(c for c in socket.gethostname() if c.isalnum())[:20]
    # A file's name may have 255 bytes, and a character up to four.
    stem = target.stem[:40]
    return f"{_MARK}-{host}-{os.getpid()}-{secrets.token_hex(4)}-{stem}{target.suffix}"


def _is_abandoned(descriptor: int) -> bool:
    """Whether no process holds the file's lock; without locks, whether the file is old."""
    try:
        if _lock(descriptor, wait=False):
            return True
    except BlockingIOError:
        return False
    return time.time() - os.fstat(descriptor).st_mtime > _ABANDONED_AFTER


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Take the lock on an open file; False where the file system or the platform has none.

    Raises:
        BlockingIOError: another process holds it, and `wait` is false.
    """
    if fcntl is None:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True
