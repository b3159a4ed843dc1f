"""The projection from scene space to the frame: Manim's, as numbers for a shader."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# A plane stays a plane on the screen only if the depth is A + B/w. These two put
# w = 1/4 (three quarters of the way to the eye) at the near end and w = 2 at the far one.
_NEAR_W, _FAR_W = 0.25, 2.0
DEPTH_B = -2.0 / (1.0 / _NEAR_W - 1.0 / _FAR_W)
DEPTH_A = 1.0 - DEPTH_B / _FAR_W


@dataclass(frozen=True)
class View:
    """One camera's projection for one frame.

    The same rule as Manim's `ThreeDCamera.project_points`: move by `centre`, turn by
    `rotation`, scale x and y by `focal / (focal - z) * zoom`, then move by `offset`.

    rotation: (3, 3); centre: (3,) scene units; focal: scene units; frame: (width, height)
    in scene units; pixels: (width, height); offset: (2,) scene units on the screen;
    squash: factor of heights above `floor` (scene units), applied before all else; 0 flattens a
    landscape into a map.
    """

    rotation: Array
    centre: Array
    focal: float
    zoom: float
    frame: tuple[float, float]
    pixels: tuple[int, int]
    offset: tuple[float, float] = (0.0, 0.0)
    squash: float = 1.0
    floor: float = 0.0

    @property
    def pixels_per_unit(self) -> float:
        """Pixels of the screen to one scene unit at depth 0 and zoom 1."""
        return self.pixels[1] / self.frame[1]

    def turn(self, points: Array) -> Array:
        """Points (n, 3) of the scene in the camera's own axes: right, up, towards the eye."""
        if self.squash != 1.0:
            points = points.copy()
            points[:, 2] = self.floor + (points[:, 2] - self.floor) * self.squash
        turned: Array = (points - self.centre) @ self.rotation.T
        return turned

    def project(self, points: Array, lift: float | Array = 0.0) -> Array:
        """Where points (n, 3) fall: (n, 3) of pixel column, pixel row, depth in [-1, 1].

        lift: scene units towards the eye by which the depth, but not the place, is moved; (n,) or
        one number.
        """
        q = self.turn(np.asarray(points, dtype=np.float64))
        w = np.maximum((self.focal - q[:, 2]) / self.focal, _NEAR_W / 4)
        lifted = np.maximum(w - lift / self.focal, _NEAR_W / 4)
        width, height = self.pixels
        ppu = self.pixels_per_unit
        out = np.empty_like(q)
        out[:, 0] = width / 2 + (q[:, 0] * self.zoom / w + self.offset[0]) * ppu
        out[:, 1] = height / 2 - (q[:, 1] * self.zoom / w + self.offset[1]) * ppu
        out[:, 2] = DEPTH_A + DEPTH_B / lifted
        return out

    def uniform_block(self) -> bytes:
        """The std140 block `View` of `shaders/view.glsl`."""
        width, height = self.frame
        rotation = np.zeros((3, 4))
        rotation[:, :3] = self.rotation.T
        block = np.concatenate(
            [
                rotation.ravel(),
                [*self.centre, self.focal],
                # Negative, since the first row of the buffer is the picture's top row.
                [2 * self.zoom / width, -2 * self.zoom / height],
                [2 * self.offset[0] / width, -2 * self.offset[1] / height],
                [*self.pixels, self.pixels_per_unit, self.zoom],
                [2 / width, -2 / height, DEPTH_A, DEPTH_B],
                [self.squash, self.floor, 0.0, 0.0],
            ]
        )
        return block.astype("f4").tobytes()
