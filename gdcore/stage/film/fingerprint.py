"""What a picture depends on besides its timeline: this package's own code and a few libraries.

A cached segment may be used again only while all of it is the same. The machine's graphics driver
is left out on purpose: a cache that is carried to another machine stays valid.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("manim", "typst", "moderngl", "numpy", "sympy", "cmap", "av")
"""The libraries whose next version may draw or compute something else from the same timeline."""

_PACKAGE = Path(__file__).resolve().parents[2]
_NOT_IN_THE_PICTURE = {"cli", "__pycache__"}


@cache
def code_fingerprint() -> str:
    """One string for this package's files (code, shaders, data) and the libraries' versions."""
    state = sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        inside = path.relative_to(_PACKAGE)
        is_hidden = path.name.startswith(".")  # an editor's
        if is_hidden or not path.is_file() or _NOT_IN_THE_PICTURE & set(inside.parts):
            continue
        content = path.read_bytes()
        state.update(f"{inside.as_posix()} {len(content)}\n".encode())
        state.update(content)
    for library in LIBRARIES:
        state.update(f"{library} {_version(library)}\n".encode())
    return state.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
