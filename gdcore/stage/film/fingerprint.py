"""Fingerprints of the code that draws a picture: this package's, its libraries', an author's.

A cached segment is used again only while its timeline and these fingerprints are the same. The
machine's graphics driver is left out, so that a cache stays valid on another machine.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

LIBRARIES = (
    "manim", "typst", "moderngl", "numpy", "scipy", "sympy", "cmap", "pillow", "av"
)  # fmt: skip
"""Libraries of which another version may draw another picture of the same timeline."""

_PACKAGE = Path(__file__).resolve().parents[2]
_NOT_IN_THE_PICTURE = {"cli", "farm", "__pycache__"}
_LIBRARY_FOLDERS = {"site-packages", "dist-packages"}


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
        state.update(f"{library} {library_version(library)}\n".encode())
    return state.hexdigest()


def outside_code(things: Iterable[Any]) -> str:
    """One string for classes and functions that do not come from this package.

    It changes with every byte of the files that define them and of those that they import, with the
    versions of the libraries among these, and with the plain values (numbers, texts) that the
    functions close over.
    """
    found: list[str] = []
    modules: dict[str, None] = {}
    for thing in things:
        module = thing.__module__
        if module.split(".")[0] == _PACKAGE.name:
            continue
        functions = [thing, *vars(thing).values()] if isinstance(thing, type) else [thing]
        found += [module, thing.__qualname__, *map(_enclosed, functions)]
        modules[module] = None
    return sha256("\n".join([*found, *_sources(modules)]).encode()).hexdigest()


def outside_files(things: Iterable[Any]) -> dict[str, Path]:
    """The files of the modules, by their names, of which `outside_code` covers the content: those
    that define these classes and functions, and those that they import; no library's."""
    modules = dict.fromkeys(thing.__module__ for thing in things)
    return {name: file for name, file in _files(modules).items() if file is not None}


def _sources(modules: Iterable[str]) -> list[str]:
    """The modules and all that they import, each with its content, a library with its version."""
    return [
        f"{name} {sha256(file.read_bytes()).hexdigest() if file else _version_of_module(name)}"
        for name, file in sorted(_files(modules).items())
    ]


def _files(modules: Iterable[str]) -> dict[str, Path | None]:
    """The modules and all that they import, each with its file; None for one of a library."""
    found: dict[str, Path | None] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in found or name.split(".")[0] in (_PACKAGE.name, *sys.stdlib_module_names):
            continue
        file = _file_of(name)
        if file is None or _LIBRARY_FOLDERS & set(file.parts):
            found[name] = None
            continue
        found[name] = file
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        waiting += _imports(file.read_bytes(), package)
    return found


def _imports(source: bytes, package: str) -> Iterator[str]:
    """The names of the modules that a module may import, anywhere in its code."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # no Python: an extension in C
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _with_parents(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [base])])
            yield from _with_parents(base)
            # What is imported from a package may be a module of it.
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _file_of(name: str) -> Path | None:
    """A module's file; None for one that has none, or a name that is no module."""
    file = getattr(sys.modules.get(name), "__file__", None)
    if file is None and name not in sys.modules:
        with suppress(ImportError, AttributeError, ValueError):
            spec = find_spec(name) if _is_safe_to_look_for(name) else None
            file = spec.origin if spec is not None and spec.has_location else None
    path = Path(file) if file else None
    return path if path is not None and path.is_file() else None


def _is_safe_to_look_for(name: str) -> bool:
    """Whether looking for a module imports nothing: its package, if it is in one, is imported."""
    package = name.rpartition(".")[0]
    return not package or hasattr(sys.modules.get(package), "__path__")


def _version_of_module(name: str) -> str:
    for distribution in _distributions().get(name.split(".")[0], ()):
        return f"{distribution} {library_version(distribution)}"
    return ""


@cache
def _distributions() -> Mapping[str, list[str]]:
    return packages_distributions()


def _enclosed(function: Any) -> str:
    """The plain values in a function's closure, as text."""
    values = []
    for cell in getattr(function, "__closure__", None) or ():
        with suppress(ValueError):  # not bound yet
            values.append(cell.cell_contents)
    return repr([v for v in values if isinstance(v, (bool, int, float, str, tuple, Path))])


def library_version(library: str) -> str:
    """The version of an installed package; "none" if there is none."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
