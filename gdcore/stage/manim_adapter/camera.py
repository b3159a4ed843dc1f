"""Manim's three-dimensional camera with a depth buffer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Self, TypeGuard

import numpy as np
from manim import ManimColor, Mobject, ParsableManimColor, ThreeDCamera, ThreeDScene

from gdcore.stage.gl.painter import FramePainter
from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.mesh import Mesh


class _Canvas:
    """What a camera paints with: no `__dict__`, so that Manim's hash of it is its type alone.

    A play's name in the cache must not depend on whether an earlier play was painted or came from
    the cache itself.
    """

    __slots__ = ("is_blank", "painter", "rotation")

    def __init__(self) -> None:
        self.painter: FramePainter | None = None
        self.is_blank = False
        self.rotation: tuple[tuple[float, float, float], Array] | None = None  # of the last angles


class MeshCamera(ThreeDCamera):
    """Draws mesh mobjects with OpenGL and all others as Manim does, over them.

    Meshes hide each other by their true depth. What Cairo draws (text, arrows, any `VMobject`)
    lies on top. Give it to a scene by `camera_class=MeshCamera`, or let the scene inherit from
    `MeshScene`. Angles, zoom and centre are those of Manim's `ThreeDCamera`.

    Attributes:
        offset: (x, y), scene units by which the whole three-dimensional picture is moved on the
            screen.
        background_color: a colour of Manim's, its name or "#rrggbb".

    Raises:
        StageError: OpenGL cannot start (when the first mesh is drawn).
    """

    def __init__(self, **kwargs: Any) -> None:
        self.offset = (0.0, 0.0)
        self._canvas = _Canvas()
        super().__init__(**kwargs)
        self.type_or_raise(Mobject())  # fills `display_funcs`, which Manim's hash of a camera sees

    @property
    def background_color(self) -> ManimColor:
        """Of the frame behind everything; a name or "#rrggbb" may be given as well."""
        return self._background_color

    @background_color.setter
    def background_color(self, color: ParsableManimColor) -> None:
        self._background_color = ManimColor.parse(color)
        self.init_background()

    @property
    def view(self) -> View:
        """The projection as it stands."""
        return View(
            rotation=self.generate_rotation_matrix(),
            centre=np.asarray(self.frame_center, dtype=np.float64),
            focal=float(self.get_focal_distance()),
            zoom=float(self.get_zoom()),
            frame=(float(self.frame_width), float(self.frame_height)),
            pixels=(int(self.pixel_width), int(self.pixel_height)),
            offset=self.offset,
        )

    def generate_rotation_matrix(self) -> Array:
        """Manim's rotation matrix, (3, 3), computed once for each set of angles."""
        angles = self.get_phi(), self.get_theta(), self.get_gamma()
        known = self._canvas.rotation
        if known is None or known[0] != angles:
            matrix = np.asarray(super().generate_rotation_matrix(), dtype=np.float64)
            matrix.flags.writeable = False
            known = self._canvas.rotation = angles, matrix
        return known[1]

    def project_points(self, points: Array) -> Array:
        projected: Array = super().project_points(points)
        projected[:, :2] += self.offset
        return projected

    def add_fixed_in_frame_mobjects(self, *mobjects: Mobject) -> None:
        super().add_fixed_in_frame_mobjects(*mobjects)
        _fix_in_frame(mobjects, True)

    def remove_fixed_in_frame_mobjects(self, *mobjects: Mobject) -> None:
        super().remove_fixed_in_frame_mobjects(*mobjects)
        _fix_in_frame(mobjects, False)

    def reset(self) -> Self:
        """Begin a new frame. The background is painted with the meshes, if there are any."""
        if not hasattr(self, "pixel_array"):
            super().reset()
        self._canvas.is_blank = True
        return self

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        self.reset_rotation_matrix()
        given = list(mobjects)
        if not kwargs and _are_lone_meshes(given):
            # Manim would take a millisecond to find out that there is nothing to sort or unfold.
            self.paint_meshes(given)
            self._canvas.is_blank = False
            return
        shown = self.get_mobjects_to_display(given, **kwargs)
        meshes = [mobject for mobject in shown if isinstance(mobject, Mesh)]
        if meshes:
            self.paint_meshes(meshes)
        elif self._canvas.is_blank:
            super().reset()
        self._canvas.is_blank = False
        others = [mobject for mobject in shown if not isinstance(mobject, Mesh)]
        for kind, group in groupby(others, self.type_or_raise):
            self.display_funcs[kind](list(group), self.pixel_array)

    def paint_meshes(self, meshes: Sequence[Mesh]) -> None:
        """Draw the meshes over the background into `pixel_array`, replacing what is there."""
        canvas = self._canvas
        if canvas.painter is None:
            canvas.painter = FramePainter()
        alpha = float(self.background_opacity)
        red, green, blue = (
            float(c) * alpha for c in ManimColor.parse(self.background_color).to_rgb()
        )
        frame: Any = self.pixel_array
        if self.background_image is None:
            canvas.painter.paint(meshes, self.view, (red, green, blue, alpha), frame)
            return
        canvas.painter.paint(meshes, self.view, (0.0, 0.0, 0.0, 0.0), frame)
        through = 1.0 - frame[..., 3:] / 255.0
        frame += np.round(self.background * through).astype(np.uint8)


def _are_lone_meshes(mobjects: list[Any]) -> TypeGuard[list[Mesh]]:
    """Whether all of them are meshes that are drawn in the order in which they stand, once each."""
    return (
        bool(mobjects)
        and all(isinstance(m, Mesh) and not m.submobjects and not m.z_index for m in mobjects)
        and len({id(m) for m in mobjects}) == len(mobjects)
    )


def _fix_in_frame(mobjects: Iterable[Mobject], fixed: bool) -> None:
    for mobject in mobjects:
        for part in mobject.get_family():
            if isinstance(part, Mesh):
                part.fixed_in_frame = fixed


class MeshScene(ThreeDScene):
    """A `ThreeDScene` whose meshes hide each other by their true depth.

    Meshes (`SurfaceMesh`, `Stroke`, `Ball`, `Patch`, `Label`, `Card`, `Picture`) are added and
    animated as Manim's own mobjects are; those lie over the meshes. `scenes/your_own.py` is an
    example.

    camera_class: `MeshCamera` or a class derived from it.
    """

    def __init__(self, camera_class: type[MeshCamera] = MeshCamera, **kwargs: Any) -> None:
        super().__init__(camera_class=camera_class, **kwargs)

    def get_moving_mobjects(self, *animations: Any) -> list[Mobject]:
        """All of them: a picture of the still ones, kept from frame to frame, has no depth."""
        return list(self.mobjects) + list(self.foreground_mobjects)
