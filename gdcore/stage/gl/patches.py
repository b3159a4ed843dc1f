"""Painting of translucent flat sheets."""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np

from gdcore.stage.gl.context import bind_vertices, open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.patch import Patch

_PARAMETERS = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], dtype=np.float64)


class PatchPainter:
    """Draws `Patch`es over the opaque meshes; a patch hides no other mesh."""

    def __init__(self) -> None:
        self._program = shader_program("patch", "patch")
        self._buffer = open_context().buffer(reserve=4 * 5 * 4, dynamic=True)
        self._array = bind_vertices(
            self._program, self._buffer, (("position", 3), ("parameter", 2))
        )

    def draw_all(self, meshes: Sequence[Mesh], view: View) -> None:
        for mesh in meshes:
            self._draw(mesh, view)

    def _draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, Patch)
        ctx = open_context()
        self._buffer.write(np.hstack([mesh.points, _PARAMETERS]).astype("f4").tobytes())
        set_uniforms(
            self._program,
            lift=mesh.lift,
            colour=(*mesh.rgb, mesh.opacity),
            lines=float(mesh.lines),
            line_width=max(1.0, view.pixels[1] / 1080),
        )
        ctx.fbo.depth_mask = False
        self._array.render(moderngl.TRIANGLE_STRIP, vertices=4)
        ctx.fbo.depth_mask = True
