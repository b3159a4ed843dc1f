"""What a machine draws with: two that agree in it draw the same pictures of the same lesson."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass

import typst

import gdcore
from gdcore.stage.film.fingerprint import LIBRARIES, code_fingerprint, library_version
from gdcore.stage.gl.context import open_context


@dataclass(frozen=True)
class Machine:
    """What decides what a machine's pictures look like.

    Attributes:
        version: gdcore's.
        code: a fingerprint of gdcore's files and the libraries' versions.
        libraries: the versions, by the libraries' names.
        python: "3.11".
        fonts: the families that are installed, Typst's own among them.
        opengl: version and renderer of the driver.
    """

    version: str
    code: str
    libraries: tuple[tuple[str, str], ...]
    python: str
    fonts: tuple[str, ...]
    opengl: str

    def unlike(self, other: Machine) -> Iterator[str]:
        """In what this machine differs from another one, in words; nothing where they agree."""
        if self.version != other.version:
            yield f"it has gdcore {self.version}, here it is {other.version}"
        here = dict(other.libraries)
        others = [
            f"{name} {version} in place of {here[name]}"
            for name, version in self.libraries
            if version != here.get(name)
        ]
        if others:
            yield f"it has {', '.join(others)}"
        if self.code != other.code and self.version == other.version and not others:
            yield "its files of gdcore differ from those here"
        if self.python != other.python:
            yield f"it has Python {self.python}, here it is {other.python}"
        mine, theirs = set(self.fonts), set(other.fonts)
        if mine != theirs:
            lacking, more = sorted(theirs - mine), sorted(mine - theirs)
            parts = [f"lacks {_some(lacking)}"] * bool(lacking) + [f"has {_some(more)}"] * bool(
                more
            )
            yield f"its fonts differ: it {' and '.join(parts)}"
        if self.opengl != other.opengl:
            yield f"it draws with OpenGL {self.opengl}, here it is {other.opengl}"


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def this_machine() -> Machine:
    """What this machine draws with. Call it in the thread that owns OpenGL.

    Raises:
        StageError: OpenGL cannot start.
    """
    info = open_context().info
    return Machine(
        gdcore.__version__,
        code_fingerprint(),
        tuple((name, library_version(name)) for name in LIBRARIES),
        ".".join(platform.python_version_tuple()[:2]),
        tuple(sorted(set(typst.Fonts().families()))),
        f"{info['GL_VERSION']}, {info['GL_RENDERER']}",
    )
