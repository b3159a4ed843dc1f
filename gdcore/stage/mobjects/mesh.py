"""The base class of all mesh mobjects: colour, opacity, and the methods of Manim's animations."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np
from manim import Camera, Mobject, ParsableManimColor

from gdcore.stage.colour import rgb
from gdcore.stage.errors import StageError
from gdcore.stage.gl.view import Array
from gdcore.stage.layout.lens import Lens

LAMP = (-0.4463, 0.1488, 0.8824)
"""The direction to the light, unit length, in the scene's axes: high up, from the left in most of
Manim's views."""

PHASES = (
    "surface", "floor", "shade", "stroke", "ball", "patch", "plate", "front_stroke", "picture",
)  # fmt: skip
"""The phases of a frame, in which meshes are drawn over each other."""


class Mesh(Mobject):
    """A mobject that is drawn with a depth buffer instead of by Cairo.

    `FadeIn`, `FadeOut`, `Create`, `Uncreate`, `Transform` and `.animate` work on it. Put several
    into a `Group`, not a `VGroup`. It needs a `MeshCamera`. This is the base class of all meshes.

    color: any colour of Manim's; opacity: 0 (invisible) to 1 (hides what is behind);
    fixed_in_frame: its x and y are then places on the screen, in scene units from the frame's
    middle, and the camera does not move it (`camera.add_fixed_in_frame_mobjects` does the same).

    Attributes:
        points: (n, 3) scene units.
        rgb: (3,), 0..1.
        lens: the projection of the lesson's panel that shows the mesh; None: the camera's own.
    """

    kind: ClassVar[str] = ""
    # Names of the attributes besides the points that a Transform interpolates: numbers, or arrays
    # whose shape is the same in both meshes.
    blended: ClassVar[tuple[str, ...]] = ("rgb", "opacity")
    # Names of the attributes that no painter reads: all others are part of a picture's look.
    unpainted: ClassVar[frozenset[str]] = frozenset(
        {"color", "name", "point_hash", "submobjects", "target", "updaters", "updating_suspended"}
    )

    def __init__(
        self,
        color: ParsableManimColor = "#FFFFFF",
        opacity: float = 1.0,
        fixed_in_frame: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(color=color, **kwargs)
        self.rgb: Array = rgb(color)
        self.opacity = float(opacity)
        self.fixed_in_frame = fixed_in_frame
        self.lens: Lens | None = None

    @property
    def phase(self) -> str:
        """The phase of a frame in which the mesh is drawn; see `FramePainter.paint`."""
        return self.kind

    def has_points(self) -> bool:
        return len(self.points) > 0

    def set_color(
        self, color: ParsableManimColor = "#FFFFFF", alpha: Any = None, family: bool = True
    ) -> Self:
        super().set_color(color, alpha=alpha, family=family)
        self.rgb = rgb(color)
        return self

    def set_opacity(self, opacity: float, family: bool = True) -> Self:
        """Set the opacity: 0 is invisible, 1 hides what is behind."""
        self.opacity = float(opacity)
        if family:
            for part in self.submobjects:
                part.set_opacity(opacity)
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> Self:
        """Reduce the opacity by the share `darkness`, 0..1."""
        self.opacity *= 1.0 - darkness
        return super().fade(darkness, family)

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:
        for name in self.blended:
            a, b = getattr(mobject1, name), getattr(mobject2, name)
            if isinstance(a, tuple):
                value: Any = tuple((1 - alpha) * x + alpha * y for x, y in zip(a, b, strict=True))
            else:
                value = (1 - alpha) * a + alpha * b
            setattr(self, name, value)
        return self

    def align_points(self, mobject: Mobject) -> Self:
        if type(mobject) is not type(self):
            one, other = type(self).__name__, type(mobject).__name__
            raise TypeError(
                f"a Transform cannot lead from a {one} to a {other}; FadeTransform or "
                "FadeOut and FadeIn can"
            )
        return super().align_points(mobject)

    def align_points_with_larger(self, larger_mobject: Mobject) -> Self:
        """Resample to as many points as the larger mesh has, changing the shape little."""
        self.points = resample(self.points, len(larger_mobject.points))
        return self

    def pointwise_become_partial(self, mobject: Mobject, a: float, b: float) -> Self:
        """Show the part of `mobject` from share `a` to `b`, 0..1; for `Create`.

        A mesh whose points have no order, such as a ball, fades instead.
        """
        assert isinstance(mobject, Mesh)
        self.opacity = mobject.opacity * (b - a)
        return self

    def get_point_mobject(self, center: Any = None) -> Any:
        """An invisible copy shrunk to a point, for Transforms from or to nothing."""
        point = self.copy()
        point.fade(1)
        point.points[:] = self.get_center() if center is None else np.asarray(center)
        return point


def resample(rows: Array, count: int) -> Array:
    """`count` rows spread evenly over the polyline through `rows`, by index."""
    if not len(rows):
        return np.zeros((count, *rows.shape[1:]))
    at = np.linspace(0, len(rows) - 1, count)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, len(rows) - 1)
    share = (at - low).reshape(-1, *[1] * (rows.ndim - 1))
    blended: Array = rows[low] * (1 - share) + rows[high] * share
    return blended


_type_or_raise = Camera.type_or_raise


def _refuse_meshes(camera: Camera, mobject: Mobject) -> Any:
    if isinstance(mobject, Mesh):
        raise StageError(
            f"{type(mobject).__name__} needs a camera with depth: let the scene inherit from "
            "MeshScene, or give it camera_class=MeshCamera"
        )
    return _type_or_raise(camera, mobject)


# Manim's cameras silently leave out a mobject of an unknown kind, so that a mesh in a plain `Scene`
# would be missing for no visible reason. `MeshCamera` does not call this method for meshes.
Camera.type_or_raise = _refuse_meshes  # type: ignore[assignment, method-assign]
