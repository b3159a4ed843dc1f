"""Whether two moments of a stage look the same, without painting them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

from gdcore.stage.mobjects.mesh import Mesh

_FEW = 2000  # numbers of an array that are compared; more are a surface or trail, laid once
_BESIDES = ("points", "anchor", "image", "paint", "nudge")  # what else of a mesh may change


def picture_key(mobjects: Sequence[Mesh]) -> Hashable:
    """All that shows of the mobjects: equal for two moments in a row if they look the same.

    A large array counts as changed when another one has taken its place; what is written into it
    in place does not show here.
    """
    return tuple(_look(mesh) for mesh in mobjects if mesh.opacity > 0)


def _look(mesh: Mesh) -> Hashable:
    parts: list[Hashable] = [id(mesh)]
    parts += [_plain(getattr(mesh, name)) for name in mesh.blended]
    # Most have few of these, and Manim looks long for what is missing.
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
