"""Small solids for points in space: spheres, cubes and octahedra, as triangles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.forms.page.sampled import Array


@dataclass(frozen=True, eq=False)
class Solid:
    """A body around the origin that touches the unit sphere from inside.

    corners: (n, 3); faces: (m, 3), indices of corners.
    """

    corners: Array
    faces: NDArray[np.int64]


def _outward(corners: Array, faces: NDArray[np.int64]) -> Solid:
    """A convex body whose faces all go round counter-clockwise, seen from outside."""
    a, b, c = (corners[faces[:, k]] for k in range(3))
    inward = (np.cross(b - a, c - a) * a).sum(axis=1) < 0
    faces[inward] = faces[inward][:, ::-1]
    return Solid(corners, faces)


@cache
def octahedron() -> Solid:
    """Eight faces."""
    corners = np.vstack([np.eye(3), -np.eye(3)])
    faces = [(a, b, c) for a in (0, 3) for b in (1, 4) for c in (2, 5)]
    return _outward(corners, np.array(faces))


@cache
def cube() -> Solid:
    """Twelve triangles."""
    corners = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) / np.sqrt(3)
    faces = []
    for axis in range(3):
        for side in (-1, 1):
            a, b, c, d = np.flatnonzero(np.sign(corners[:, axis]) == side).tolist()
            faces += [(a, b, c), (b, c, d)]
    return _outward(corners, np.array(faces))


@cache
def sphere(rounds: int = 2) -> Solid:
    """An octahedron whose faces were each cut in four, so many times, and rounded."""
    solid = octahedron()
    corners, faces = solid.corners.tolist(), solid.faces.tolist()
    for _ in range(rounds):
        middles: dict[tuple[int, int], int] = {}

        def middle(a: int, b: int, middles: dict[tuple[int, int], int] = middles) -> int:
            key = (min(a, b), max(a, b))
            if key not in middles:
                point = np.add(corners[a], corners[b])
                middles[key] = len(corners)
                corners.append((point / np.linalg.norm(point)).tolist())
            return middles[key]

        finer = []
        for a, b, c in faces:
            ab, bc, ca = middle(a, b), middle(b, c), middle(c, a)
            finer += [[a, ab, ca], [b, bc, ab], [c, ca, bc], [ab, bc, ca]]
        faces = finer
    return _outward(np.array(corners), np.array(faces))


def placed(solid: Solid, places: Array, sizes: Array) -> dict[str, Any]:
    """Copies of a solid as plotly's mesh: places (n, 3) and sizes (3,), in data units."""
    corners = (places[:, None] + solid.corners * sizes).reshape(-1, 3)
    count = len(solid.corners)
    faces = (solid.faces + count * np.arange(len(places))[:, None, None]).reshape(-1, 3)
    found = dict(zip("xyz", corners.T, strict=True))
    return found | dict(zip("ijk", faces.T, strict=True))
