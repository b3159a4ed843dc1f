"""Painting of soft dark spots on the ground."""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np

from gdcore.stage.gl.context import bind_vertices, open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.shade import Shade, shares, triangles


class ShadePainter:
    """Draws `Shade`s over the surfaces; they hide no other mesh."""

    def __init__(self) -> None:
        self._program = shader_program("shade", "shade")
        self._shares = shares()[:, None]
        indices = open_context().buffer(triangles().astype("i4").tobytes())
        self._buffer = open_context().buffer(reserve=16 * len(self._shares), dynamic=True)
        self._array = bind_vertices(
            self._program, self._buffer, (("position", 3), ("share", 1)), indices
        )

    def draw_all(self, meshes: Sequence[Mesh], view: View) -> None:
        for mesh in meshes:
            self._draw(mesh, view)

    def _draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, Shade)
        ctx = open_context()
        self._buffer.write(np.hstack([mesh.points, self._shares]).astype("f4").tobytes())
        set_uniforms(
            self._program, lift=mesh.lift, colour=(*mesh.rgb, mesh.opacity * mesh.darkness)
        )
        ctx.fbo.depth_mask = False
        self._array.render(moderngl.TRIANGLES)
        ctx.fbo.depth_mask = True
