"""The text of a spec, from a file or a stream of bytes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from yaml.reader import Reader

from gdcore.spec.faults import Fault, SpecError

MOST_BYTES = 1_000_000
"""The longest text that is read; a long lesson has a few thousand."""

FORBIDDEN: re.Pattern[str] = Reader.NON_PRINTABLE
"""Control characters, surrogates and the like, which no text may hold."""


def read_file(path: Path, name: str) -> str:
    """The text of a spec file; SpecError if it is missing, unreadable, too long or not text."""
    try:
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except FileNotFoundError:
        raise _failure(name, "there is no such file") from None
    except IsADirectoryError:
        raise _failure(name, "this is a folder, not a spec") from None
    except PermissionError:
        raise _failure(name, "no permission to read this file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _failure(name, f"this file can't be read: {reason}") from None


def read_stream(stream: BinaryIO, name: str) -> str:
    """The text of a stream of bytes; SpecError if it is not UTF-8 or too long."""
    # One byte more than the limit, to detect a longer text without reading all of it.
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise _failure(name, f"longer than {MOST_BYTES:,} bytes; this is no spec".replace(",", " "))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        raise _failure(name, "not UTF-8; save the file in that encoding", line, column) from None


def check_text(text: str, name: str) -> None:
    """Raise SpecError for a text that is too long or holds a control character."""
    if len(text) > MOST_BYTES:
        raise _failure(name, f"longer than {MOST_BYTES:,} characters".replace(",", " "))
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        before = text[: forbidden.start()].split("\n")
        kind = "a NUL character" if forbidden.group() == "\0" else "a control character"
        raise _failure(name, f"{kind} in the text", len(before), len(before[-1]) + 1)


def _failure(name: str, message: str, line: int = 0, column: int = 0) -> SpecError:
    return SpecError([Fault(name, line, column, "", message)])
