"""Painting of balls: each a square, in which the shader intersects the view ray with the sphere."""

from __future__ import annotations

from collections.abc import Sequence

import moderngl
import numpy as np

from gdcore.stage.gl.context import Layout, columns, open_context, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh

_LAYOUT: Layout = (("middle", 3), ("size", 2), ("colour", 4), ("lamp", 3))


class BallPainter:
    """Draws `Ball`s with the depth of a sphere, so that a ball that touches a surface is whole."""

    def __init__(self) -> None:
        self._program = shader_program("ball", "ball")
        self._reserve(8)

    def _reserve(self, balls: int) -> None:
        """Make room for so many balls."""
        ctx = open_context()
        self._room = balls
        row = 4 * sum(floats for _, floats in _LAYOUT)
        self._buffer = ctx.buffer(reserve=row * balls, dynamic=True)
        self._array = ctx.vertex_array(
            self._program, [columns(self._program, self._buffer, _LAYOUT, "/i")]
        )

    def draw_all(self, meshes: Sequence[Mesh], view: View) -> None:
        """Draw balls in one call, later ones after earlier ones."""
        balls = [mesh for mesh in meshes if isinstance(mesh, Ball)]
        if len(balls) > self._room:
            self._reserve(2 * len(balls))
        rows = [
            (
                *ball.points[0], ball.radius, ball.lift, *ball.rgb, ball.opacity,
                *(view.rotation @ np.asarray(ball.lamp)),
            )
            for ball in balls
        ]  # fmt: skip
        if rows:
            self._buffer.write(np.array(rows, "f4"))
            self._array.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(rows))
