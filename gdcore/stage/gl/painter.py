"""Painting of one frame: all its meshes, in an order in which nearer ones hide those behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.balls import BallPainter
from gdcore.stage.gl.context import open_context, release_abandoned
from gdcore.stage.gl.floors import FloorPainter
from gdcore.stage.gl.patches import PatchPainter
from gdcore.stage.gl.pictures import PicturePainter
from gdcore.stage.gl.shades import ShadePainter
from gdcore.stage.gl.strokes import StrokePainter
from gdcore.stage.gl.surfaces import SurfacePainter
from gdcore.stage.gl.target import Target
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.mesh import Mesh


class KindPainter(Protocol):
    """Draws the meshes of one kind, in their order, and keeps a mesh's buffers as long as the mesh
    exists."""

    def draw_all(self, meshes: Sequence[Mesh], view: View) -> None: ...


class FramePainter:
    """Draws meshes into a frame, and owns the OpenGL buffers for it.

    The class has slots and no `__dict__`, so that Manim's hash of a camera covers its type alone.
    """

    __slots__ = ("_painters", "_pictures", "_surfaces", "_targets", "_view_buffer")

    def __init__(self) -> None:
        self._view_buffer = open_context().buffer(reserve=4 * 32)
        self._targets: dict[tuple[int, int], Target] = {}
        self._surfaces = SurfacePainter()
        self._pictures = PicturePainter()
        self._painters: dict[str, KindPainter] = {
            "floor": FloorPainter(),
            "shade": ShadePainter(),
            "stroke": StrokePainter(),
            "ball": BallPainter(),
            "patch": PatchPainter(),
        }

    def paint(
        self,
        meshes: Sequence[Mesh],
        view: View,
        background: tuple[float, float, float, float],
        into: NDArray[np.uint8],
    ) -> None:
        """Draw `meshes` as `view` shows them and write the frame into `into`.

        background: premultiplied RGBA, 0..1; into: (height, width, 4), top row first.
        """
        ctx = open_context()
        release_abandoned()
        target = self._targets.get(view.pixels)
        if target is None:
            # Buffers of one size are kept at a time.
            self._targets.clear()
            target = self._targets[view.pixels] = Target(view.pixels)
        target.frame.use()
        target.frame.clear(*background, depth=1.0)
        ctx.enable(moderngl.DEPTH_TEST)
        visible = [mesh for mesh in meshes if mesh.opacity > 0 and mesh.has_points()]
        lenses = {id(mesh.lens): mesh.lens for mesh in visible if mesh.lens is not None}
        for key, lens in lenses.items():
            seen = [mesh for mesh in visible if mesh.lens is not None and id(mesh.lens) == key]
            self._paint_view(seen, lens.view(view), target, lens.pixels(view))
        rest = [mesh for mesh in visible if mesh.lens is None]
        solid = [mesh for mesh in rest if _is_fixed_solid(mesh)]
        self._paint_view([m for m in rest if not _is_fixed_solid(m)], view, target, None)
        if solid:
            # Solids that are fixed in the frame are in front of the whole scene and hide each
            # other.
            target.frame.color_mask = False, False, False, False
            target.frame.clear(depth=1.0)
            target.frame.color_mask = True, True, True, True
            self._paint_view(solid, _upright(view), target, None)
        target.frame.read_into(into, components=4)

    def depths(self) -> NDArray[np.float32]:
        """The depth of each pixel of the frame painted last: (height, width), top row first.

        From -1 to 1 as in `View.project`; 1 where no opaque mesh was drawn.
        """
        (target,) = self._targets.values()
        data = target.frame.read(attachment=-1, components=1, dtype="f4")
        width, height = target.picture.size
        return 2.0 * np.frombuffer(data, np.float32).reshape(height, width) - 1.0

    def _paint_view(
        self,
        meshes: Sequence[Mesh],
        view: View,
        target: Target,
        part: tuple[int, int, int, int] | None,
    ) -> None:
        """Draw what one view shows, within a part of the frame (left, top, width, height)."""
        if not meshes:
            return
        self._view_buffer.write(view.uniform_block())
        self._view_buffer.bind_to_uniform_block(0)
        # The buffer's first row is the picture's top row, so that `part` needs no flip.
        target.frame.scissor = part  # type: ignore[assignment]  # None is the whole frame
        target.frame.use()
        groups: dict[str, list[Mesh]] = {}
        for mesh in meshes:
            groups.setdefault(mesh.phase, []).append(mesh)
        surfaces = groups.get("surface", [])
        for mesh in surfaces:
            self._surfaces.draw(mesh, view)
        self._painters["floor"].draw_all(groups.get("floor", []), view)
        if surfaces:
            self._surfaces.smooth_edges(surfaces, view, target)
        for phase in ("shade", "stroke", "ball"):
            self._painters[phase].draw_all(groups.get(phase, []), view)
        patches = sorted(groups.get("patch", []), key=lambda m: _nearness(m, view))
        self._painters["patch"].draw_all(patches, view)
        self._pictures.draw_all(groups.get("plate", []), view)
        self._painters["stroke"].draw_all(groups.get("front_stroke", []), view)
        self._pictures.draw_all(groups.get("picture", []), view)
        target.frame.scissor = None  # type: ignore[assignment]


def _is_fixed_solid(mesh: Mesh) -> bool:
    """Whether a mesh is fixed in the frame and needs a depth buffer of its own.

    Strokes and pictures do not: they compute their places on the frame themselves.
    """
    return mesh.fixed_in_frame and mesh.kind in ("surface", "ball", "patch")


def _upright(view: View) -> View:
    """The view for meshes that are fixed in the frame: straight from the front, not enlarged."""
    origin = np.zeros(3)
    return replace(view, rotation=np.eye(3), centre=origin, zoom=1.0, offset=(0.0, 0.0))


def _nearness(mesh: Mesh, view: View) -> float:
    return float(view.turn(mesh.points.mean(axis=0, keepdims=True))[0, 2])
