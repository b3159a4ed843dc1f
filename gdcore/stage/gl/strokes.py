"""Painting of polylines with a given width on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

import moderngl
import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.context import Layout, columns, open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke

Rows = NDArray[np.float32]

_SEGMENT: Layout = (
    ("before", 3), ("start", 3), ("end", 3), ("after", 3), ("widths", 2), ("places", 2),
)  # fmt: skip
_MANNER: Layout = (("colour", 4), ("shown", 2), ("manner", 4))
_FAR = 1e30  # scene units


@dataclass
class _Line:
    """The segments of a mesh."""

    source: tuple[NDArray[Any], ...]  # copies of the mesh's arrays: Manim changes them in place
    segments: Rows


@dataclass
class _Batch:
    """The buffers of strokes that are drawn in one call: their segments, and how each is drawn."""

    segments: moderngl.Buffer
    manners: moderngl.Buffer
    array: moderngl.VertexArray
    room: int  # segments
    lines: list[Rows] = field(default_factory=list)  # the segments that were written last


class StrokePainter:
    """Draws `Stroke`s: one quad for each segment, antialiased by its distance to the line; all that
    stand in a row in one call."""

    def __init__(self) -> None:
        self._lines: WeakKeyDictionary[Mesh, _Line] = WeakKeyDictionary()
        self._batches: WeakKeyDictionary[Mesh, _Batch] = WeakKeyDictionary()  # by the first mesh
        self._program = shader_program("stroke", "stroke")

    def draw_all(self, meshes: Sequence[Mesh], view: View) -> None:
        """Draw strokes, later ones over earlier ones; none of them hides another mesh."""
        strokes = [mesh for mesh in meshes if isinstance(mesh, Stroke)]
        set_uniforms(self._program, thin=max(1.0, view.pixels[1] / 1080))
        ctx = open_context()
        ctx.fbo.depth_mask = False
        for over_all, group in groupby(strokes, lambda stroke: stroke.over_all):
            if over_all:
                ctx.disable(moderngl.DEPTH_TEST)
            self._draw_row(list(group))
            ctx.enable(moderngl.DEPTH_TEST)
        ctx.fbo.depth_mask = True

    def _draw_row(self, strokes: Sequence[Stroke]) -> None:
        lines = [self._segments(stroke) for stroke in strokes]
        counts = [len(line) for line in lines]
        count = sum(counts)
        if not count:
            return
        batch = self._batches.get(strokes[0])
        if batch is None or batch.room < count:
            # Twice the room that is needed: a trail grows with every frame.
            batch = self._batches[strokes[0]] = self._reserve(2 * count)
        # Most lines stay as they are while more and more of them is shown.
        is_known = len(lines) == len(batch.lines) and all(map(_is, lines, batch.lines))
        if not is_known:
            batch.segments.write(np.concatenate(lines))
            batch.lines = lines
        batch.manners.write(
            np.repeat(np.array([_manner(s) for s in strokes], "f4"), counts, axis=0)
        )
        batch.array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=count)

    def _reserve(self, room: int) -> _Batch:
        """Make room for so many segments."""
        ctx = open_context()
        segments = ctx.buffer(reserve=room * 4 * 16, dynamic=True)
        manners = ctx.buffer(reserve=room * 4 * 10, dynamic=True)
        array = ctx.vertex_array(
            self._program,
            [
                columns(self._program, segments, _SEGMENT, "/i"),
                columns(self._program, manners, _MANNER, "/i"),
            ],
        )
        return _Batch(segments, manners, array, room)

    def _segments(self, mesh: Stroke) -> Rows:
        """(m, 16), as of `Stroke.segments`; the same array as long as they are the same."""
        source: tuple[NDArray[Any], ...] = (mesh.points, mesh.widths, mesh.places, mesh.breaks)
        kept = self._lines.get(mesh)
        if kept is None or not all(map(np.array_equal, kept.source, source)):
            # What lies outside of single precision lies far outside of every frame.
            segments = np.clip(mesh.segments(), -_FAR, _FAR).astype("f4")
            kept = self._lines[mesh] = _Line(tuple(array.copy() for array in source), segments)
        return kept.segments


def _manner(stroke: Stroke) -> tuple[float, ...]:
    """How a stroke is drawn, as the columns of `_MANNER`."""
    return (
        *stroke.rgb, stroke.opacity, *stroke.shown,
        stroke.lift, float(stroke.fixed_in_frame), stroke.swell, float(stroke.round_ends),
    )  # fmt: skip


def _is(one: object, other: object) -> bool:
    return one is other
