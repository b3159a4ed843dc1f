"""Painting of raster pictures: typeset text, colour bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.atlas import Atlas
from gdcore.stage.gl.context import bind_vertices, open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture, places

Raster = NDArray[np.uint8]
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
        if not meshes:
            return
        pictures: Any = meshes
        rasters = [picture.raster(view.pixels_per_unit) for picture in pictures]
        boxes = places(pictures, view)
        sizes = np.array([raster.shape[1::-1] for raster in rasters])
        own = (np.abs(boxes[:, 2:4] - boxes[:, :2] - sizes) < 1.0).all(axis=1)
        boxes[own, :2] = np.round(boxes[own, :2])
        boxes[own, 2:4] = boxes[own, :2] + sizes[own]
        # At the near end nothing hides it.
        boxes[[not picture.hideable for picture in pictures], 4] = -1.0
        ctx = open_context()
        ctx.fbo.depth_mask = False
        ctx.depth_func = "<="
        together = [
            size and self._atlas.fits(raster)
            for size, raster in zip(own.tolist(), rasters, strict=True)
        ]
        for fits, group in groupby(range(len(rasters)), together.__getitem__):
            row = list(group)
            spots = self._atlas.places([rasters[k] for k in row]) if fits else None
            if spots is None:
                for k in row:
                    self._draw_single(pictures[k], rasters[k], boxes[k].tolist(), bool(own[k]))
            else:
                opacities = [pictures[k].opacity for k in row]
                self._draw_row(boxes[row], spots, opacities)
        ctx.depth_func = "<"
        ctx.fbo.depth_mask = True

    def _draw_row(self, boxes: Array, spots: NDArray[np.int64], opacities: Sequence[float]) -> None:
        """Draw pictures of their own size; spots: of their rasters in the atlas."""
        assert self._atlas.texture is not None
        if len(boxes) > self._room:
            self._reserve(2 * len(boxes))
        rows = np.empty((len(boxes), 8), np.float32)
        rows[:, :4], rows[:, 4:6], rows[:, 6] = boxes[:, :4], spots, boxes[:, 4]
        rows[:, 7] = opacities
        self._buffer.write(np.repeat(rows, 6, axis=0))
        self._atlas.texture.use(0)
        set_uniforms(self._many, atlas=0)
        self._many_array.render(moderngl.TRIANGLES, vertices=6 * len(boxes))

    def _draw_single(self, mesh: Picture, raster: Raster, box: list[float], own_size: bool) -> None:
        texture = self._upload(mesh, raster)
        texture.filter = (moderngl.NEAREST,) * 2 if own_size else (moderngl.LINEAR,) * 2
        texture.use(0)
        set_uniforms(self._single, raster=0, box=tuple(box[:4]), depth=box[4], opacity=mesh.opacity)
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
