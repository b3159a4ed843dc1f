"""Fingerprints of the code that draws a picture: this package's, its libraries', an author's.

A cached segment is used again only while its timeline and these fingerprints are the same. The
machine's graphics driver is left out, so that a cache stays valid on another machine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

LIBRARIES = (
    "manim", "typst", "moderngl", "numpy", "scipy", "sympy", "cmap", "pillow", "av"
)  # fmt: skip
"""Libraries of which another version may draw another picture of the same timeline."""

_PACKAGE = Path(__file__).resolve().parents[2]
_NOT_IN_THE_PICTURE = {"cli", "__pycache__"}


@cache
def code_fingerprint() -> str:
    """One string for this package's files (code, shaders, data) and the libraries' versions."""
    state = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE)
        is_hidden = path.name.startswith(".")  # such as an editor's swap files
        if is_hidden or not path.is_file() or _NOT_IN_THE_PICTURE & set(inside.parts):
            continue
        content = path.read_bytes()
        state.update(f"{inside.as_posix()} {len(content)}\n".encode())
        state.update(content)
    for library in LIBRARIES:
        state.update(f"{library} {_version(library)}\n".encode())
    return state.hexdigest()


def outside_code(things: Iterable[Any]) -> str:
    """One string for classes and functions that do not come from this package.

    It changes with every byte of the files that define them, and with the plain values (numbers,
    texts) that their functions close over. Modules that those files import are not included.
    """
    found: list[str] = []
    for thing in things:
        module = thing.__module__
        if module.split(".")[0] == _PACKAGE.name:
            continue
        file = getattr(sys.modules.get(module), "__file__", None)
        content = sha256(Path(file).read_bytes()).hexdigest() if file else ""
        functions = [thing, *vars(thing).values()] if isinstance(thing, type) else [thing]
        found += [thing.__qualname__, content, *map(_enclosed, functions)]
    return sha256("\n".join(found).encode()).hexdigest()


def _enclosed(function: Any) -> str:
    """The plain values in a function's closure, as text."""
    values = []
    for cell in getattr(function, "__closure__", None) or ():
        with suppress(ValueError):  # not bound yet
            values.append(cell.cell_contents)
    return repr([v for v in values if isinstance(v, (bool, int, float, str, tuple, Path))])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
