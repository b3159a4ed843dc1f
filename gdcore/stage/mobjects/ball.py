"""The ball that shows where a descent is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import LAMP, Mesh


class Ball(Mesh):
    """A lit sphere.

    centre: (3,) scene units; radius: scene units; lamp: (3,), where the light comes from, in the
    scene's axes, unit length; lift: scene units by which its depth alone is brought nearer to the
    eye, so that a line through it does not cut it. Other arguments as of `Mesh`:
    color, opacity, fixed_in_frame.
    """

    kind: ClassVar[str] = "ball"

    def __init__(
        self,
        centre: Array | Sequence[float] = (0, 0, 0),
        radius: float = 0.12,
        *,
        lamp: Array | Sequence[float] = LAMP,
        lift: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.lift = float(lift)
        self.lamp = tuple(float(part) for part in lamp)
        # The points are the middle and the six ends of the axes, for Manim's bounding boxes and
        # its scaling.
        ends = np.vstack([np.zeros(3), np.eye(3), -np.eye(3)])
        self.points = np.asarray(centre, float) + radius * ends

    @property
    def radius(self) -> float:
        """Scene units; scaling the ball changes it."""
        return float(np.linalg.norm(self.points[1] - self.points[0]))

    def put(self, centre: Array | Sequence[float]) -> Self:
        """Move the ball: its middle is then at `centre`, (3,) scene units."""
        # Rounded, so that the last bits do not tell where the ball has been before: what is seen at
        # a moment depends on that moment alone.
        ends = np.round(self.points - self.points[0], 12)
        self.points = np.asarray(centre, float) + ends
        return self
