"""What a picture of meshes is painted from, as a digest that is the same in every process."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any
from weakref import ref

import numpy as np
from manim import ManimColor, Mobject
from numpy.typing import NDArray

from gdcore.stage.manim_adapter.camera import MeshCamera
from gdcore.stage.mobjects.mesh import Mesh

SIZE = 16
"""Bytes of a look."""


_NUMBERS = {bool, int, float, type(None)}


_contents: dict[int, tuple[ref[Any], bytes, NDArray[Any] | None]] = {}
"""Digests of large arrays by their ids: rasters of texts, points of surfaces; with a copy of those
that can be written to."""
_LARGE = 4096  # bytes


class _Unknown(Exception):
    """A value of which it can't be told whether it is the same as another."""


def look(mobjects: Iterable[Mobject], camera: MeshCamera) -> bytes | None:
    """A digest of all that the picture of these mobjects is painted from; None where there is none.

    Equal looks are equal pictures. It covers the camera, and every attribute of every mesh that can
    be seen, in the order of drawing, but for those that are declared as `Mesh.unpainted`. So a mesh
    with an attribute that is new to this file has the attribute in its look. There is no look where
    something else than a mesh is drawn, or where an attribute is neither a number, a text, an array
    nor a record of these: the picture then counts as unlike any other.

    Returns SIZE bytes of a SHA-256.
    """
    numbers: list[Any] = []  # and tuples of them
    words: list[str] = []
    state = sha256()
    known: dict[int, int] = {}
    turned = False  # whether something is seen from where the camera itself stands

    def take(value: Any) -> None:
        """Add a value to the numbers or the words, an array to the digest."""
        kind = type(value)
        if kind in _NUMBERS:
            numbers.append(value)
        elif kind is np.ndarray:
            if value.dtype.hasobject:
                raise _Unknown
            numbers.append(value.shape)
            words.append(value.dtype.str)
            state.update(_content(value))
        elif kind is str:
            words.append(value)
        elif kind is bytes:
            numbers.append(len(value))
            state.update(value)
        elif isinstance(value, np.generic):
            take(value.item())
        elif kind is tuple and _NUMBERS.issuperset(map(type, value)):
            numbers.append(value)
        elif kind in (tuple, list):
            numbers.append(len(value))
            for part in value:
                take(part)
        elif isinstance(value, ManimColor):
            take(tuple(value.to_rgba().tolist()))
        elif id(value) in known:  # one lens for several meshes, which are painted together
            numbers.append(known[id(value)])
        elif is_dataclass(value) and kind is not type:
            known[id(value)] = len(known)
            words.append(kind.__qualname__)
            for field in fields(value):
                take(getattr(value, field.name))
        else:
            raise _Unknown

    def take_mesh(mesh: Mobject) -> None:
        if not isinstance(mesh, Mesh):
            raise _Unknown
        nonlocal turned
        if mesh.opacity > 0 and mesh.has_points():
            turned = turned or _turns(mesh)
            unpainted = mesh.unpainted
            kind: Any = type(mesh)
            words.append(_heading(kind, tuple(vars(mesh))))
            for name, value in vars(mesh).items():
                if name not in unpainted:
                    if type(value) in _NUMBERS:  # most of them
                        numbers.append(value)
                    else:
                        take(value)
        for part in mesh.submobjects:
            take_mesh(part)

    try:
        for mobject in mobjects:
            take_mesh(mobject)
        view = camera.view
        take(view if turned else (view.focal, view.frame, view.pixels))
        take(camera.background_color)
        take((camera.background_opacity, camera.background_image))
    except _Unknown:
        return None
    # In this version of the format numbers and tuples are equal bytes where they are equal.
    state.update(marshal.dumps(numbers, 2))
    state.update(repr(words).encode("utf-8", "surrogatepass"))
    return state.digest()[:SIZE]


@cache
def _heading(kind: Any, names: tuple[str, ...]) -> str:
    """A mesh's type and the names of those of its attributes that are painted, in their order."""
    painted = " ".join(name for name in names if name not in kind.unpainted)
    return f"{kind.__module__} {kind.__qualname__} {painted}"


def _turns(mesh: Mesh) -> bool:
    """Whether a mesh's place on the frame depends on the camera's own angles, zoom and centre."""
    if mesh.lens is not None:
        return False
    return not mesh.fixed_in_frame or getattr(mesh, "anchor", None) is not None


def _content(array: NDArray[Any]) -> Any:
    """The bytes of an array, or their digest."""
    if array.nbytes < _LARGE:
        return array.tobytes()
    whole: Any = array if array.flags.c_contiguous else np.ascontiguousarray(array)
    key = id(array)
    known = _contents.get(key)
    if known is not None and known[0]() is array and _is_still(array, known[2]):
        return known[1]
    gone = ref(array, lambda _: _contents.pop(key, None))
    kept = array.copy() if array.flags.writeable or array.base is not None else None
    digest = sha256(whole).digest()
    _contents[key] = gone, digest, kept
    return digest


def _is_still(array: NDArray[Any], copy: NDArray[Any] | None) -> bool:
    """Whether an array is what it was when the copy was made; None: it can't be written to."""
    if copy is None:
        return not array.flags.writeable
    # Not as numbers: one that is not a number is unlike itself. To compare takes a tenth of the
    # time of a digest.
    same = array.dtype == copy.dtype and array.shape == copy.shape
    return same and bool(np.array_equal(_bits(array), _bits(copy)))


def _bits(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8)
