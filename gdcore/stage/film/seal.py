"""The seal at the end of each segment of the cache, by which damage is noticed.

A seal is 48 bytes: a mark of 8 bytes, the number of frames (8 bytes, big-endian) and a SHA-256 over
the file's name, its frames and all of its content before the seal. It is wrapped as the container's
own filler (a `free` box in MP4 and QuickTime, a `Void` element in WebM and Matroska), which every
player passes over. Bytes that changed, a head or tail that is missing, and two segments that have
exchanged their names all break it. Checking takes 0.6 ms a megabyte (1.8 GB/s for SHA-256).
"""

from __future__ import annotations

import mmap
from hashlib import sha256
from pathlib import Path

_MARK = b"gdcore-1"
_SIZE = len(_MARK) + 8 + 32
_EBML = (".webm", ".mkv")


def seal(path: Path, name: str, frames: int) -> None:
    """Append the seal to a complete segment of `frames` frames that will be called `name`."""
    with path.open("ab") as file:
        file.write(_filler_head(path.suffix))
    start = _MARK + frames.to_bytes(8, "big")
    checksum = _checksum(path, path.stat().st_size, name, start)
    with path.open("ab") as file:
        file.write(start + checksum)


def sealed_frames(path: Path, name: str | None = None) -> int | None:
    """The number of frames of a segment; None if its seal is broken or missing.

    name: what the file will be called, if it is called otherwise as yet.

    Raises:
        OSError: the file can't be read.
    """
    size = path.stat().st_size - _SIZE
    if size <= 0:
        return None
    with path.open("rb") as file:
        file.seek(size)
        found = file.read(_SIZE)
    start, checksum = found[:-32], found[-32:]
    if not start.startswith(_MARK) or _checksum(path, size, name or path.name, start) != checksum:
        return None
    return int.from_bytes(start[len(_MARK) :], "big")


def _checksum(path: Path, size: int, name: str, start: bytes) -> bytes:
    """SHA-256 of the name, the seal's first half `start`, and the file's first `size` bytes."""
    state = sha256(name.encode() + b"\0" + start)
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as content,
    ):
        state.update(content)
    return state.digest()


def _filler_head(suffix: str) -> bytes:
    if suffix in _EBML:
        return bytes([0xEC, 0x80 | _SIZE])  # EBML: the id of a Void element and its length
    return (8 + _SIZE).to_bytes(4, "big") + b"free"
