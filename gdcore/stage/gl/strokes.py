"""Painting of polylines with a given width on the screen."""

from __future__ import annotations

from dataclasses import dataclass
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
_FAR = 1e30  # scene units


@dataclass
class _Uploaded:
    source: tuple[NDArray[Any], ...]  # copies of the mesh's arrays: Manim changes them in place
    buffer: moderngl.Buffer
    array: moderngl.VertexArray
    count: int  # of segments


class StrokePainter:
    """Draws `Stroke`s: one quad for each segment, antialiased by its distance to the line."""

    def __init__(self) -> None:
        self._uploads: WeakKeyDictionary[Mesh, _Uploaded] = WeakKeyDictionary()
        self._program = shader_program("stroke", "stroke")

    def draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, Stroke)
        uploaded = self._upload(mesh)
        if not uploaded.count:
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
        uploaded.array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=uploaded.count)
        ctx.enable(moderngl.DEPTH_TEST)
        ctx.fbo.depth_mask = True

    def _upload(self, mesh: Stroke) -> _Uploaded:
        source: tuple[NDArray[Any], ...] = (mesh.points, mesh.widths, mesh.places, mesh.breaks)
        kept = self._uploads.get(mesh)
        if kept is not None and all(map(np.array_equal, kept.source, source)):
            return kept
        # What lies outside of single precision lies far outside of every frame.
        segments = np.clip(mesh.segments(), -_FAR, _FAR).astype("f4")
        data = segments.tobytes()
        if kept is None or kept.buffer.size < len(data):
            # Twice the room that is needed: a trail grows with every frame.
            buffer = open_context().buffer(reserve=max(2 * len(data), 64), dynamic=True)
            array = bind_vertices(self._program, buffer, _LAYOUT, per="/i")
            kept = self._uploads[mesh] = _Uploaded((), buffer, array, 0)
        kept.buffer.write(data)
        kept.source = tuple(array.copy() for array in source)
        kept.count = len(segments)
        return kept
