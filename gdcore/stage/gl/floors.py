"""Painting of the maps on the floor below surfaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import moderngl
import numpy as np

from gdcore.stage.gl.context import bind_vertices, open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.floor import Floor
from gdcore.stage.mobjects.mesh import Mesh

_MOST = 1e38  # of the greatest number in single precision a third


@dataclass
class _Uploaded:
    source: tuple[Array, Array, Array]
    is_covered: bool  # wholly
    values: moderngl.Texture
    colours: moderngl.Texture


class FloorPainter:
    """Draws `Floor`s as opaque sheets; lines are computed for each pixel, from few values."""

    def __init__(self) -> None:
        self._uploads: WeakKeyDictionary[Mesh, _Uploaded] = WeakKeyDictionary()
        self._buffer = open_context().buffer(reserve=4 * 5 * 4, dynamic=True)
        layout = (("position", 3), ("parameter", 2))
        programs = [shader_program("floor", "floor", names) for names in (("COVER",), ())]
        self._ways = [(one, bind_vertices(one, self._buffer, layout)) for one in programs]

    def draw_all(self, meshes: Sequence[Mesh], view: View) -> None:
        for mesh in meshes:
            self._draw(mesh, view)

    def _draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, Floor)
        ctx = open_context()
        uploaded = self._upload(mesh)
        rows, columns = mesh.values.shape
        # The corners lie on the middles of the outermost values.
        u, v = (0.5 / columns, 1 - 0.5 / columns), (0.5 / rows, 1 - 0.5 / rows)
        parameters = np.array([[a, b] for b in v for a in u])
        self._buffer.write(np.hstack([mesh.points, parameters]).astype("f4").tobytes())
        program, array = self._ways[uploaded.is_covered]
        uploaded.values.use(0)
        uploaded.colours.use(1)
        low, high = mesh.value_range
        set_uniforms(
            program,
            values=0,
            colours=1,
            range=(low, high if high > low else low + 1.0),
            level=(mesh.level_origin, mesh.level_step or 1.0),
            level_ink=(*mesh.level_rgb, mesh.level_strength if mesh.level_step else 0.0),
            level_width=max(mesh.level_width * view.pixels[1] / 1080, 0.8),
            ground=tuple(mesh.rgb),
            tint=mesh.tint,
            opacity=mesh.opacity,
        )
        ctx.disable(moderngl.BLEND)
        array.render(moderngl.TRIANGLE_STRIP, vertices=4)
        ctx.enable(moderngl.BLEND)

    def _upload(self, mesh: Floor) -> _Uploaded:
        kept = self._uploads.get(mesh)
        source = (mesh.values, mesh.cover, mesh.colours)
        if kept is not None and all(a is b for a, b in zip(kept.source, source, strict=True)):
            return kept
        ctx = open_context()
        # Bare ground has any value in place of not-a-number, which would spread to its neighbours.
        values = np.where(np.isfinite(mesh.values), mesh.values, mesh.value_range[0])
        # What lies outside of single precision has the colour of the end of the range.
        values = np.clip(values, -_MOST, _MOST)
        # Of a floor that is covered wholly the cover is not looked up at each pixel.
        covered = bool((mesh.cover >= 1).all())
        parts = [values] if covered else [values, mesh.cover]
        data = np.stack(parts, axis=-1).astype("f4").tobytes()
        numbers = ctx.texture(mesh.values.shape[::-1], len(parts), data, dtype="f4")
        colours = (np.clip(mesh.colours, 0, 1) * 255 + 0.5).astype("u1")
        ramp = ctx.texture((len(colours), 1), 3, colours.tobytes(), alignment=1)
        for texture in (numbers, ramp):
            texture.filter = (moderngl.LINEAR, moderngl.LINEAR)
            texture.repeat_x = texture.repeat_y = False
        self._uploads[mesh] = _Uploaded(source, covered, numbers, ramp)
        return self._uploads[mesh]
