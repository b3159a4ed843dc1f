"""Painting of raster pictures: typeset text, colour bars."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.context import open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture


class PicturePainter:
    """Draws `Picture`s: unscaled ones pixel by pixel, without smoothing."""

    def __init__(self) -> None:
        self._program = shader_program("picture", "picture")
        self._array = open_context().vertex_array(self._program, [])
        self._uploads: WeakKeyDictionary[Mesh, tuple[NDArray[np.uint8], moderngl.Texture]] = (
            WeakKeyDictionary()
        )

    def draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, Picture)
        raster = mesh.raster(view.pixels_per_unit)
        texture = self._upload(mesh, raster)
        left, top, right, bottom, depth = mesh.place(view)
        rows, columns = raster.shape[:2]
        own_size = abs(right - left - columns) < 1.0 and abs(bottom - top - rows) < 1.0
        if own_size:
            left, top = round(left), round(top)
            right, bottom = left + columns, top + rows
        texture.filter = (moderngl.NEAREST,) * 2 if own_size else (moderngl.LINEAR,) * 2
        texture.use(0)
        set_uniforms(
            self._program,
            raster=0,
            box=(left, top, right, bottom),
            depth=depth,
            opacity=mesh.opacity,
        )
        ctx = open_context()
        ctx.fbo.depth_mask = False
        if not mesh.hideable:
            ctx.disable(moderngl.DEPTH_TEST)
        self._array.render(moderngl.TRIANGLE_STRIP, vertices=4)
        ctx.enable(moderngl.DEPTH_TEST)
        ctx.fbo.depth_mask = True

    def _upload(self, mesh: Mesh, raster: NDArray[np.uint8]) -> moderngl.Texture:
        kept = self._uploads.get(mesh)
        if kept is not None and kept[0] is raster:
            return kept[1]
        size = (raster.shape[1], raster.shape[0])
        if kept is not None and kept[1].size == size:
            texture = kept[1]
            texture.write(np.ascontiguousarray(raster))
        else:
            texture = open_context().texture(size, 4, np.ascontiguousarray(raster).tobytes())
            texture.repeat_x = texture.repeat_y = False
        self._uploads[mesh] = (raster, texture)
        return texture
