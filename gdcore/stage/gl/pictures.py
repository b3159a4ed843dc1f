"""Painting of raster pictures: typeset text, colour bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from weakref import WeakKeyDictionary

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.atlas import Atlas
from gdcore.stage.gl.context import bind_vertices, open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture

Raster = NDArray[np.uint8]
Box = tuple[float, float, float, float, float]
"""Left, top, right, bottom in pixels, and the depth."""
_LAYOUT = (("box", 4), ("origin", 2), ("state", 2))


class PicturePainter:
    """Draws `Picture`s: unscaled ones pixel by pixel, without smoothing, all that stand in a row in
    one call."""

    def __init__(self) -> None:
        self._single = shader_program("picture", "picture")
        self._single_array = open_context().vertex_array(self._single, [])
        self._uploads: WeakKeyDictionary[Mesh, tuple[Raster, moderngl.Texture]] = (
            WeakKeyDictionary()
        )
        self._many = shader_program("quads", "quads")
        self._atlas = Atlas()
        self._reserve(64)

    def _reserve(self, pictures: int) -> None:
        """Make room for so many pictures in a row."""
        self._room = pictures
        self._buffer = open_context().buffer(reserve=pictures * 6 * 8 * 4, dynamic=True)
        self._many_array = bind_vertices(self._many, self._buffer, _LAYOUT)

    def draw_all(self, meshes: Sequence[Mesh], view: View) -> None:
        """Draw pictures, later ones over earlier ones; none of them hides another mesh."""
        found: list[tuple[Picture, Raster, Box, bool]] = []
        for mesh in meshes:
            assert isinstance(mesh, Picture)
            raster = mesh.raster(view.pixels_per_unit)
            left, top, right, bottom, depth = mesh.place(view)
            rows, columns = raster.shape[:2]
            own_size = abs(right - left - columns) < 1.0 and abs(bottom - top - rows) < 1.0
            if own_size:
                left, top = round(left), round(top)
                right, bottom = left + columns, top + rows
            # At the near end nothing hides it.
            box = (left, top, right, bottom, depth if mesh.hideable else -1.0)
            found.append((mesh, raster, box, own_size and self._atlas.fits(raster)))
        ctx = open_context()
        ctx.fbo.depth_mask = False
        ctx.depth_func = "<="
        for together, row in groupby(found, lambda one: one[3]):
            run = list(row)
            places = self._atlas.places([raster for _, raster, _, _ in run]) if together else None
            if places is None:
                for mesh, raster, box, _ in run:
                    self._draw_single(mesh, raster, box)
            else:
                self._draw_run(run, places)
        ctx.depth_func = "<"
        ctx.fbo.depth_mask = True

    def _draw_run(
        self, run: Sequence[tuple[Picture, Raster, Box, bool]], places: NDArray[np.int64]
    ) -> None:
        """Draw pictures of their own size; `places`: of their rasters in the atlas."""
        assert self._atlas.texture is not None
        if len(run) > self._room:
            self._reserve(2 * len(run))
        rows = np.empty((len(run), 8), np.float32)
        boxes = np.array([box for _, _, box, _ in run])
        rows[:, :4], rows[:, 4:6], rows[:, 6] = boxes[:, :4], places, boxes[:, 4]
        rows[:, 7] = [mesh.opacity for mesh, _, _, _ in run]
        self._buffer.write(np.repeat(rows, 6, axis=0))
        self._atlas.texture.use(0)
        set_uniforms(self._many, atlas=0)
        self._many_array.render(moderngl.TRIANGLES, vertices=6 * len(run))

    def _draw_single(self, mesh: Picture, raster: Raster, box: Box) -> None:
        texture = self._upload(mesh, raster)
        own_size = box[2] - box[0] == raster.shape[1] and box[3] - box[1] == raster.shape[0]
        texture.filter = (moderngl.NEAREST,) * 2 if own_size else (moderngl.LINEAR,) * 2
        texture.use(0)
        set_uniforms(self._single, raster=0, box=box[:4], depth=box[4], opacity=mesh.opacity)
        self._single_array.render(moderngl.TRIANGLE_STRIP, vertices=4)

    def _upload(self, mesh: Mesh, raster: Raster) -> moderngl.Texture:
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
