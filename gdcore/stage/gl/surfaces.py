"""Painting of surface meshes, with smooth outlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.context import bind_vertices, open_context, set_uniforms, shader_program
from gdcore.stage.gl.outline import outline_edges
from gdcore.stage.gl.target import Target
from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.surface import SurfaceMesh

# An outline edge lies behind the part of the surface that curves towards the eye just inside
# it: one pixel inside, a hill of radius 1 is sqrt(2 * 0.0075) = 0.12 units nearer.
EDGE_LIFT = 0.15


@dataclass
class _Uploaded:
    source: tuple[NDArray[Any], ...]  # the mesh's arrays as they were uploaded
    vertices: moderngl.Buffer
    colours: moderngl.Texture
    cell: float  # scene units: the mean side of a cell
    faces: NDArray[np.int64] | None  # of the mesh, when its triangles were uploaded
    triangles: dict[int, moderngl.Buffer] = field(default_factory=dict)  # by the first corner
    arrays: dict[tuple[object, ...], moderngl.VertexArray] = field(default_factory=dict)
    paint: tuple[NDArray[np.uint8], moderngl.Texture] | None = None
    outline: tuple[tuple[object, ...], Array] | None = None  # for the view it was computed for


class SurfacePainter:
    """Draws `SurfaceMesh`es and then antialiases their outlines."""

    def __init__(self) -> None:
        self._uploads: WeakKeyDictionary[Mesh, _Uploaded] = WeakKeyDictionary()
        self._edges = open_context().buffer(reserve=24 * 4096, dynamic=True)
        self._smooth = shader_program("edge", "edge")
        self._edge_array = _edge_array(self._smooth, self._edges)

    def draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, SurfaceMesh)
        ctx = open_context()
        uploaded = self._upload(mesh)
        cut = mesh.kept is not None or mesh.shown != (0.0, 1.0, 0.0, 1.0)
        painted = mesh.paint is not None and mesh.paint_opacity > 0
        plain = mesh.opacity < 1 and mesh.behind is not None
        # At a rim the values of a cell's corners may lie far apart, and at `kept` even far beyond
        # the colour map, which `surface.frag` handles under POLES.
        wanted = {
            "CUT": cut,
            "POLES": mesh.kept is not None or bool(mesh.rim.any()),
            "PAINT": painted,
            "BEHIND": plain,
            "LEVELS": bool(mesh.level_step) and mesh.level_strength > 0,
            "LATTICE": mesh.grid_strength > 0,
            "OPAQUE": mesh.opacity >= 1,
            "UNDERSIDE": mesh.underside is not None,
        }
        defines = tuple(name for name, on in wanted.items() if on)
        program = shader_program("surface", "surface", defines)
        corner = _nearest_corner(mesh, view)
        if corner not in uploaded.triangles:
            indices = mesh.triangles(corner)
            if not len(indices):
                return  # isolated points without a triangle between them
            uploaded.triangles[corner] = ctx.buffer(indices.astype("i4").tobytes())
        key = (corner, *defines)
        if key not in uploaded.arrays:
            uploaded.arrays[key] = bind_vertices(
                program, uploaded.vertices, _LAYOUT, uploaded.triangles[corner]
            )
        array = uploaded.arrays[key]
        uploaded.colours.use(0)
        if mesh.paint is not None and painted:
            if uploaded.paint is None or uploaded.paint[0] is not mesh.paint:
                uploaded.paint = (mesh.paint, _paint_texture(mesh.paint))
            uploaded.paint[1].use(1)
            rows, columns = mesh.paint.shape[:2]
            # The mesh's corners lie on the middles of the picture's outermost pixels.
            span = ((columns - 1) / columns, (rows - 1) / rows, 0.5 / columns, 0.5 / rows)
            set_uniforms(program, paint=1, paint_span=span, paint_opacity=mesh.paint_opacity)
        thick = view.pixels[1] / 1080  # line widths are given for a frame of 1080 rows
        low, high = mesh.value_range
        step = mesh.level_step or 1.0
        set_uniforms(
            program,
            colours=0,
            base=mesh.base,
            rise=mesh.rise,
            cell=uploaded.cell,
            range=(low, high if high > low else low + 1.0),
            level=(mesh.level_origin, step),
            # Along a valley's floor the lowest level of all would be touched, not crossed: dots. So
            # would the highest one along a ridge.
            drawn=(
                (low - mesh.level_origin) / step + 0.02,
                (high - mesh.level_origin) / step - 0.02,
            ),
            level_ink=(*mesh.level_rgb, mesh.level_strength),
            level_width=max(mesh.level_width * thick, 0.8),
            grid_ink=(*mesh.grid_rgb, mesh.grid_strength),
            grid_width=max(mesh.grid_width * thick, 0.6),
            lamp=tuple(mesh.lamp),
            underside=mesh.underside or (0.0, 0.0, 0.0),
            opacity=mesh.opacity,
            kept=mesh.kept or (-1e30, 1e30),
            shown=mesh.shown,
            behind=mesh.behind or (0.0, 0.0, 0.0),
        )
        if mesh.opacity < 1 and not plain:
            # Only the nearest sheet of a translucent surface is drawn, not its slopes behind that.
            # moderngl applies a changed colour mask only when the framebuffer is used again.
            ctx.fbo.color_mask = (False, False, False, False)
            ctx.fbo.use()
            array.render()
            ctx.fbo.color_mask = (True, True, True, True)
            ctx.fbo.use()
            ctx.depth_func = "<="
            array.render()
            ctx.depth_func = "<"
        else:
            ctx.disable(moderngl.BLEND)
            array.render()
            ctx.enable(moderngl.BLEND)

    def smooth_edges(self, meshes: list[Mesh], view: View, target: Target) -> None:
        """Antialias the outlines of `meshes`, which have been drawn into `target`."""
        ctx = open_context()
        found = [self._outline(m, view) for m in meshes if isinstance(m, SurfaceMesh)]
        edges = found[0] if len(found) == 1 else np.concatenate(found)
        if not len(edges):
            return
        if edges.nbytes > self._edges.size:
            self._edges = ctx.buffer(reserve=2 * edges.nbytes, dynamic=True)
            self._edge_array = _edge_array(self._smooth, self._edges)
        self._edges.write(edges.tobytes())
        ctx.disable(moderngl.BLEND)
        # A pixel must read its neighbours' old colours.
        target.keep()
        target.frame.use()
        target.frame.depth_mask = False
        target.kept.use(0)
        set_uniforms(self._smooth, picture=0)
        self._edge_array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(edges))
        target.frame.depth_mask = True
        ctx.enable(moderngl.BLEND)

    def _outline(self, mesh: SurfaceMesh, view: View) -> Array:
        """(n, 6) float32, see `outline_edges`; computed once while camera and mesh stand still."""
        uploaded = self._uploads[mesh]
        key = (view.uniform_block(), mesh.base, mesh.rise)
        if uploaded.outline is None or uploaded.outline[0] != key:
            uploaded.outline = (key, outline_edges(mesh, view, EDGE_LIFT).astype("f4"))
        return uploaded.outline[1]

    def _upload(self, mesh: SurfaceMesh) -> _Uploaded:
        source: tuple[NDArray[Any], ...] = (
            mesh.points,
            mesh.values,
            mesh.lattice,
            mesh.light,
            mesh.solid,
            mesh.rim,
            mesh.colours,
        )
        kept = self._uploads.get(mesh)
        if kept is not None and kept.faces is not mesh.faces:
            kept = None
        if kept is not None and all(map(np.array_equal, kept.source, source)):
            return kept
        ctx = open_context()
        vertices = mesh.vertices().astype("f4").tobytes()
        source = tuple(array.copy() for array in source)  # Manim changes points in place
        if kept is not None and all(map(np.array_equal, kept.source[4:], source[4:])):
            # A mesh that moves keeps its triangles and colours.
            kept.vertices.write(vertices)
            kept.source, kept.cell = source, _cell(mesh)
            kept.outline = None
            return kept
        uploaded = _Uploaded(
            source,
            ctx.buffer(vertices),
            _colour_texture(mesh.colours),
            _cell(mesh),
            mesh.faces,
        )
        self._uploads[mesh] = uploaded
        return uploaded


# The columns of `SurfaceMesh.vertices`.
_LAYOUT = (
    ("position", 3), ("normal", 3), ("value", 1), ("light", 2), ("lattice", 2), ("parameter", 2),
)  # fmt: skip


def _nearest_corner(mesh: SurfaceMesh, view: View) -> int:
    """Index of the grid's corner that is nearest to the eye, for `SurfaceMesh.triangles`.

    Drawn from there, slopes behind a hill fail the depth test before they are shaded.
    """
    columns = mesh.shape[1]
    corners = mesh.points[[0, columns - 1, -columns, -1]]
    return int(np.argmax(view.turn(corners)[:, 2]))


def _cell(mesh: SurfaceMesh) -> float:
    """The mean side of a cell along both directions of the grid, seen from above, scene units."""
    grid = mesh.points.reshape(*mesh.shape, 3)[..., :2]
    return float(np.mean([np.linalg.norm(np.diff(grid, axis=k), axis=2).mean() for k in (0, 1)]))


def _edge_array(program: moderngl.Program, edges: moderngl.Buffer) -> moderngl.VertexArray:
    return open_context().vertex_array(program, [(edges, "3f 3f/i", "start", "end")])


def _paint_texture(paint: NDArray[np.uint8]) -> moderngl.Texture:
    size = (paint.shape[1], paint.shape[0])
    texture = open_context().texture(size, 4, np.ascontiguousarray(paint).tobytes())
    texture.filter = (moderngl.LINEAR, moderngl.LINEAR)
    texture.repeat_x = texture.repeat_y = False
    return texture


def _colour_texture(colours: Array) -> moderngl.Texture:
    texture = open_context().texture(
        (len(colours), 1), 3, (np.clip(colours, 0, 1) * 255 + 0.5).astype("u1").tobytes()
    )
    texture.filter = (moderngl.LINEAR, moderngl.LINEAR)
    texture.repeat_x = texture.repeat_y = False
    return texture
