"""Whether two moments of a stage look the same, without painting them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

from gdcore.stage.mobjects.mesh import Mesh

_FEW = 2000  # the most numbers of an array to compare; a larger one is replaced, not written to
_BESIDES = ("points", "anchor", "image", "paint", "nudge")  # attributes not in `Mesh.blended`


def picture_key(mobjects: Sequence[Mesh]) -> Hashable:
    """A key of the mobjects' look: equal for two moments in a row if their pictures are equal.

    An array of more than `_FEW` numbers is compared by identity: numbers that are written into it
    in place do not change the key.
    """
    return tuple(_look(mesh) for mesh in mobjects if mesh.opacity > 0)


def _look(mesh: Mesh) -> Hashable:
    parts: list[Hashable] = [id(mesh)]
    parts += [_plain(getattr(mesh, name)) for name in mesh.blended]
    # Not getattr: most meshes lack most of these, and Manim's `__getattr__` is slow to say so.
    own = vars(mesh)
    parts += [_plain(own.get(name)) for name in _BESIDES]
    lens = mesh.lens
    if lens is not None:
        parts += vars(lens).values()
    return tuple(parts)


def _plain(value: Any) -> Hashable:
    if isinstance(value, np.ndarray):
        return hash(value.tobytes()) if value.size <= _FEW else id(value)
    return value  # numbers and tuples of them
