"""Painting of balls: each a square, in which the shader intersects the view ray with the sphere."""

from __future__ import annotations

import moderngl
import numpy as np

from gdcore.stage.gl.context import open_context, set_uniforms, shader_program
from gdcore.stage.gl.view import View
from gdcore.stage.mobjects.ball import Ball
from gdcore.stage.mobjects.mesh import Mesh


class BallPainter:
    """Draws `Ball`s with the depth of a sphere, so that a ball that touches a surface is whole."""

    def __init__(self) -> None:
        self._program = shader_program("ball", "ball")
        self._array = open_context().vertex_array(self._program, [])

    def draw(self, mesh: Mesh, view: View) -> None:
        assert isinstance(mesh, Ball)
        set_uniforms(
            self._program,
            middle=tuple(mesh.points[0]),
            radius=mesh.radius,
            lift=mesh.lift,
            colour=(*mesh.rgb, mesh.opacity),
            lamp=tuple(view.rotation @ np.asarray(mesh.lamp)),
        )
        self._array.render(moderngl.TRIANGLE_STRIP, vertices=4)
