"""The opened folder: its lessons, read and written whole, and the drafts that are not saved yet."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from gdcore.spec.faults import SpecError
from gdcore.spec.yaml_text import read_file

STATE = ".gdcore-studio"
"""The folder, within the opened one, that keeps drafts."""
MOST_LESSONS = 500
"""Lessons that the page lists; a folder with more was hardly meant."""
_SUFFIXES = (".yaml", ".yml")
_LINE_END = re.compile(r"\r\n?")
_NAME = re.compile(r"[\w][\w .-]*")


class FolderError(Exception):
    """A file that can't be opened or written; the message says why."""


@dataclass(frozen=True)
class Draft:
    """A text that is not saved yet.

    text: what the lecturer has written; base: the file's text from which the writing began, None if
    there was no file.
    """

    text: str
    base: str | None


class Folder:
    """The folder that the studio has opened. Nothing outside of it is read or written.

    root: the folder; links to it are followed once, here.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def path(self, name: str) -> Path:
        """The file of a lesson by its name relative to the folder, as `valley.yaml`.

        Raises:
            FolderError: the name leads out of the folder, by dots or by a link, or is no YAML file.
        """
        try:
            path = (self.root / name).resolve()
        except (OSError, RuntimeError, ValueError):
            raise FolderError(f"{name}: this path leads nowhere") from None
        if not path.is_relative_to(self.root):
            raise FolderError(f"{name} lies outside the opened folder")
        if path.suffix.lower() not in _SUFFIXES:
            raise FolderError(f"{name}: a lesson's file ends in .yaml")
        if STATE in path.relative_to(self.root).parts:
            raise FolderError(f"{name} is one of the studio's own files")
        return path

    def lessons(self) -> list[str]:
        """Names of all YAML files in the folder itself, in alphabetical order."""
        found = []
        for path in sorted(self.root.iterdir()):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                try:
                    self.path(path.name)
                except FolderError:
                    continue  # a link out of the folder
                found.append(path.name)
        return found[:MOST_LESSONS]

    def read(self, name: str) -> str | None:
        """The text of a lesson's file, its lines ended by line feeds; None if there is no file.

        Raises:
            FolderError: it is not text, too long, or may not be read.
        """
        path = self.path(name)
        if not path.exists():
            return None
        try:
            return _LINE_END.sub("\n", read_file(path, name))
        except SpecError as error:
            raise FolderError(str(error)) from None

    def write(self, name: str, text: str) -> None:
        """Write a lesson's file, whole or not at all, with the line ends that it has.

        Raises:
            FolderError: it can't be written; the file is as before.
        """
        path = self.path(name)
        with contextlib.suppress(OSError):
            if b"\r\n" in path.read_bytes():
                text = text.replace("\n", "\r\n")
        _write_whole(path, text)

    def new_name(self, wish: str) -> str:
        """The name of a new lesson's file, from what the lecturer typed.

        Raises:
            FolderError: it can't be a file's name, or is taken.
        """
        name = wish.strip()
        if not name.lower().endswith(_SUFFIXES):
            name += ".yaml"
        if not _NAME.fullmatch(name):
            raise FolderError("a name has letters, digits, spaces, _ and - only")
        if self.path(name).exists():
            raise FolderError(f"there is a {name} already")
        return name

    def draft(self, name: str) -> Draft | None:
        """The text of a lesson that was not saved when the studio ended; None for none."""
        try:
            kept = json.loads(self._draft_path(name).read_text(encoding="utf-8"))
            return Draft(str(kept["text"]), kept["base"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep_draft(self, name: str, draft: Draft | None) -> None:
        """Keep a text that is not saved; None: it is saved, forget it.

        Raises:
            FolderError: it can't be kept.
        """
        path = self._draft_path(name)
        try:
            if draft is None:
                path.unlink(missing_ok=True)
                return
            if not path.parent.exists():
                path.parent.mkdir()
                (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise FolderError(f"{path.parent}: {error.strerror}") from None
        _write_whole(path, json.dumps(asdict(draft)))

    def _draft_path(self, name: str) -> Path:
        inside = self.path(name).relative_to(self.root)
        return self.root / STATE / f"{'~'.join(inside.parts)}.json"


def _write_whole(path: Path, text: str) -> None:
    """Write a text beside the file and then give it the file's name."""
    part = None
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
            encoding="utf-8",
            newline="",
        ) as stream:
            part = Path(stream.name)
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_mask())
        part.replace(path)
    except (OSError, UnicodeError) as error:
        if part is not None:
            part.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or error
        raise FolderError(f"{path.name} can't be written: {reason}") from None


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
