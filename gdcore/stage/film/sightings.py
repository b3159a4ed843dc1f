"""What is seen in the segments of a cache, so that a segment serves every film that looks the same.

A segment's file is named by what is seen in it: by the looks of its frames and all else that makes
its bytes. What is asked for has a key that is known before anything is drawn; it covers the whole
lesson. A sighting is a small file that tells for one such key which looks its frames have. So an
unchanged lesson is recognised by its keys alone. Where a lesson has changed, its stage is set to
one frame after the other, without painting, for as long as the looks agree with some sighting's:
a segment in which nothing looks different is then used again, whatever it was drawn for.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gdcore.stage.film.files import complete_or_nothing

_MARK = b"gdcore-seen-1"
_SUFFIX = ".seen"
_DIGEST = 32


@dataclass(frozen=True)
class Sightings:
    """The sightings in a folder of segments.

    Attributes:
        folder: where they and the segments lie.
        settings: what makes a segment's bytes besides the looks of its frames, as one text: code,
            size, encoder.
        look_size: bytes of a look.
    """

    folder: Path
    settings: str
    look_size: int

    def name(self, looks: Sequence[bytes]) -> str:
        """The name, without suffix, of the segment whose frames have these looks."""
        return sha256(self._setting + b"".join(looks)).hexdigest()

    def find(self, key: str) -> str | None:
        """The name of the segment that was drawn for a key; None if none was."""
        looks = self._read(self.folder / f"{key}{_SUFFIX}")
        return None if looks is None else self.name(looks)

    def write(self, key: str, looks: Sequence[bytes]) -> None:
        """Note what is seen in the segment that was asked for by a key.

        Where that can't be written, the next render takes longer.
        """
        content = _MARK + self._setting + b"".join(looks)
        with suppress(OSError), complete_or_nothing(self.folder / f"{key}{_SUFFIX}") as path:
            path.write_bytes(content + sha256(content).digest())

    def all_of(self, count: int) -> list[list[bytes]]:
        """The looks of all segments of `count` frames that were drawn with these settings."""
        found = {}
        for path in sorted(self.folder.glob(f"*{_SUFFIX}")):
            looks = self._read(path)
            if looks is not None and len(looks) == count:
                found[b"".join(looks)] = looks
        return list(found.values())

    @property
    def _setting(self) -> bytes:
        return sha256(self.settings.encode("utf-8", "surrogatepass")).digest()

    def _read(self, path: Path) -> list[bytes] | None:
        """The looks in a file; None if it is missing, damaged, or of other settings."""
        content = b""
        with suppress(OSError):
            content = path.read_bytes()
        head, body, checksum = len(_MARK) + _DIGEST, content[:-_DIGEST], content[-_DIGEST:]
        if body[:head] != _MARK + self._setting or sha256(body).digest() != checksum:
            return None
        looks, size = body[head:], self.look_size
        return [looks[k : k + size] for k in range(0, len(looks), size)]
