"""Manim's three-dimensional camera with a depth buffer."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Self

import numpy as np
from manim import Mobject, ThreeDCamera, ThreeDScene

from gdcore.stage.gl.painter import FramePainter
from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.mesh import Mesh


class MeshCamera(ThreeDCamera):
    """Draws mesh mobjects with OpenGL and all others as Manim does, over them.

    Meshes hide each other by their true depth. What Cairo draws (text, arrows, any `VMobject`)
    lies on top. Give it to a scene by `camera_class=MeshCamera`, or let the scene inherit from
    `MeshScene`.

    offset: (x, y) scene units by which the whole three-dimensional picture is moved on the
    screen. Raises `StageError` where OpenGL cannot start.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.offset = (0.0, 0.0)
        self._painter: FramePainter | None = None
        self._blank = False
        super().__init__(**kwargs)

    @property
    def view(self) -> View:
        """The projection as it stands."""
        return View(
            rotation=np.asarray(self.generate_rotation_matrix(), dtype=np.float64),
            centre=np.asarray(self.frame_center, dtype=np.float64),
            focal=float(self.get_focal_distance()),
            zoom=float(self.get_zoom()),
            frame=(float(self.frame_width), float(self.frame_height)),
            pixels=(int(self.pixel_width), int(self.pixel_height)),
            offset=self.offset,
        )

    def project_points(self, points: Array) -> Array:
        projected: Array = super().project_points(points)
        projected[:, :2] += self.offset
        return projected

    def reset(self) -> Self:
        """Begin a new frame. The background is painted with the meshes, if there are any."""
        if not hasattr(self, "pixel_array"):
            super().reset()
        self._blank = True
        return self

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        self.reset_rotation_matrix()
        shown = self.get_mobjects_to_display(mobjects, **kwargs)
        meshes = [mobject for mobject in shown if isinstance(mobject, Mesh)]
        if meshes:
            self.paint_meshes(meshes)
        elif self._blank:
            super().reset()
        self._blank = False
        others = [mobject for mobject in shown if not isinstance(mobject, Mesh)]
        for kind, group in groupby(others, self.type_or_raise):
            self.display_funcs[kind](list(group), self.pixel_array)

    def paint_meshes(self, meshes: list[Mesh]) -> None:
        """Draw the meshes over a plain background into `pixel_array`, replacing what is there."""
        if self._painter is None:
            self._painter = FramePainter()
        fixed = self.fixed_in_frame_mobjects
        for mesh in meshes:
            if mesh in fixed:
                mesh.fixed_in_frame = True
        alpha = float(self.background_opacity)
        red, green, blue = (float(c) * alpha for c in self.background_color.to_rgb())
        frame: Any = self.pixel_array
        self._painter.paint(meshes, self.view, (red, green, blue, alpha), frame)


class MeshScene(ThreeDScene):
    """A three-dimensional scene whose meshes hide each other, moving or still."""

    def __init__(self, camera_class: type[MeshCamera] = MeshCamera, **kwargs: Any) -> None:
        super().__init__(camera_class=camera_class, **kwargs)

    def get_moving_mobjects(self, *animations: Any) -> list[Mobject]:
        """All of them: a picture of the still ones, kept from frame to frame, has no depth."""
        return list(self.mobjects) + list(self.foreground_mobjects)
