"""The record beside a film: which spec it is of, and from what it was joined.

`Short.mp4` has the record `.Short.mp4.json`. Two specs in different folders can have one name, and
so one film: by the record the second is refused instead of replacing the film of the first. It also
tells whether a film that can't be written again is already the one that was asked for.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from gdcore.stage.errors import RequestError
from gdcore.stage.film.files import complete_or_nothing

_NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True)
class FilmRecord:
    """What is known of a film's file.

    Attributes:
        spec: the absolute path of its spec.
        parts: SHA-256 of all that the film was joined from; empty for pictures.
        checksum: SHA-256 of the file; empty for pictures.
    """

    spec: str
    parts: str = ""
    checksum: str = ""


def refuse_another_film(film: Path, spec: Path) -> None:
    """RequestError if a film is there that belongs to another spec, which still exists."""
    record = _read(film)
    if record is None or not film.exists():
        return
    owner = Path(record.spec)
    with suppress(OSError):  # the other spec is gone: its film may go, too
        if not owner.samefile(spec):
            raise RequestError(
                f"{film} is the film of {owner}, which it would replace; name another file with "
                "-o, or rename one of the two specs"
            )


def is_film_of(film: Path, spec: Path) -> bool:
    """Whether a file is there that was rendered from this spec, by its record."""
    record = _read(film)
    with suppress(OSError):
        return record is not None and film.is_file() and Path(record.spec).samefile(spec)
    return False


def write_record(film: Path, spec: Path, parts: str = "") -> None:
    """Record a complete film; `parts`, as from `parts_digest`, for one that was joined."""
    checksum = _checksum(film) if parts else ""
    with complete_or_nothing(_beside(film)) as path:
        record = FilmRecord(str(spec.absolute()), parts, checksum)
        path.write_text(json.dumps(asdict(record)), encoding="utf-8")


def stands_for(film: Path, parts: str, error: OSError) -> bool:
    """Whether a film that could not be written is there already, joined from the same parts.

    error: why it could not be written; True only where writing is not allowed, as in a folder that
    is read-only.
    """
    if error.errno not in _NOT_WRITABLE:
        return False
    record = _read(film)
    with suppress(OSError):
        return record is not None and record.parts == parts and record.checksum == _checksum(film)
    return False


def parts_digest(segments: Sequence[Path], *settings: object) -> str:
    """SHA-256 of the names of segments, which say what is in them, and of other settings."""
    names = [segment.name for segment in segments]
    return sha256(repr((names, settings)).encode(errors="surrogatepass")).hexdigest()


def _beside(film: Path) -> Path:
    return film.with_name(f".{film.name[:200]}.json")


def _read(film: Path) -> FilmRecord | None:
    """The record of a film; None if it is missing or damaged."""
    try:
        found = json.loads(_beside(film).read_text(encoding="utf-8"))
        record = FilmRecord(**found)
    except (OSError, ValueError, TypeError):
        return None
    return record if all(isinstance(part, str) for part in found.values()) else None


def _checksum(film: Path) -> str:
    with film.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
