"""What a picture of meshes is painted from, as a digest that is the same in every process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
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


_PLAIN = {bool, int, float, str, bytes}


_contents: dict[int, tuple[ref[Any], bytes]] = {}
"""Digests of large arrays that can't be written to, by their ids: rasters of texts, above all."""
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
    plain: list[Any] = []
    state = sha256()
    known: dict[int, int] = {}
    turned = False  # whether something is seen from where the camera itself stands

    def take(value: Any) -> None:
        """Add a value to the plain ones, an array to the digest."""
        kind = type(value)
        if kind in _PLAIN or value is None:
            plain.append(value)
        elif kind is np.ndarray:
            if value.dtype.hasobject:
                raise _Unknown
            plain.append((value.shape, value.dtype.str))
            state.update(_content(value))
        elif isinstance(value, np.generic):
            plain.append(value.item())
        elif kind is tuple and _PLAIN.issuperset(map(type, value)):
            plain.append(value)
        elif kind in (tuple, list):
            plain.append(len(value))
            for part in value:
                take(part)
        elif isinstance(value, ManimColor):
            take(tuple(value.to_rgba().tolist()))
        elif id(value) in known:  # one lens for several meshes, which are painted together
            plain.append(known[id(value)])
        elif is_dataclass(value) and kind is not type:
            known[id(value)] = len(known)
            plain.append(kind.__qualname__)
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
            plain.append((type(mesh).__module__, type(mesh).__qualname__))
            unpainted = mesh.unpainted
            for name, value in vars(mesh).items():
                if name not in unpainted:
                    plain.append(name)
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
    state.update(repr(plain).encode("utf-8", "surrogatepass"))
    return state.digest()[:SIZE]


def _turns(mesh: Mesh) -> bool:
    """Whether a mesh's place on the frame depends on the camera's own angles, zoom and centre."""
    if mesh.lens is not None:
        return False
    return not mesh.fixed_in_frame or getattr(mesh, "anchor", None) is not None


def _content(array: NDArray[Any]) -> Any:
    """The bytes of an array, or their digest."""
    whole: Any = array if array.flags.c_contiguous else np.ascontiguousarray(array)
    if array.flags.writeable or array.base is not None or array.nbytes < _LARGE:
        return whole
    key = id(array)
    known = _contents.get(key)
    if known is None or known[0]() is not array:
        gone = ref(array, lambda _: _contents.pop(key, None))
        known = _contents[key] = gone, sha256(whole).digest()
    return known[1]
