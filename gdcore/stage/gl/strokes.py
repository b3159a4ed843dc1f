"""Painting of polylines of a width on the screen."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.context import bind_vertices, open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke

_LAYOUT = (("before", 3), ("start", 3), ("end", 3), ("after", 3), ("widths", 2), ("places", 2))


class StrokePainter:
    """Draws `Stroke`s: one quad for each segment, antialiased by its distance to the line."""

    def __init__(self) -> None:
        self._uploads: WeakKeyDictionary[
            Mesh, tuple[tuple[NDArray[Any], ...], moderngl.VertexArray, int]
        ] = WeakKeyDictionary()
        self._program = shader_program("stroke", "stroke")

    def draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, Stroke)
        array, count = self._upload(mesh)
        if not count:
            return
        ctx = open_context()
        set_uniforms(
            self._program,
            shown=mesh.shown,
            lift=mesh.lift,
            fixed_in_frame=float(mesh.fixed_in_frame),
            thin=max(1.0, view.pixels[1] / 1080),
            swell=mesh.swell,
            round_ends=float(mesh.round_ends),
            colour=(*mesh.rgb, mesh.opacity),
        )
        ctx.fbo.depth_mask = False
        if mesh.over_all:
            ctx.disable(moderngl.DEPTH_TEST)
        array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=count)
        ctx.enable(moderngl.DEPTH_TEST)
        ctx.fbo.depth_mask = True

    def _upload(self, mesh: Stroke) -> tuple[moderngl.VertexArray, int]:
        source: tuple[NDArray[Any], ...] = (mesh.points, mesh.widths, mesh.places, mesh.breaks)
        kept = self._uploads.get(mesh)
        if kept is not None and all(
            a is b or np.array_equal(a, b) for a, b in zip(kept[0], source, strict=True)
        ):
            return kept[1], kept[2]
        segments = mesh.segments().astype("f4")
        copied: tuple[NDArray[Any], ...] = tuple(array.copy() for array in source)
        buffer = open_context().buffer(segments.tobytes() or b"\0" * 64)
        array = bind_vertices(self._program, buffer, _LAYOUT, per="/i")
        self._uploads[mesh] = (copied, array, len(segments))
        return array, len(segments)
