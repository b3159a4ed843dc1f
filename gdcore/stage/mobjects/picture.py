"""Raster pictures on the screen, alone or beside a point of the scene."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array, View
from gdcore.stage.mobjects.mesh import Mesh


class Picture(Mesh):
    """An image on the screen, either at a place of the frame or beside a point of the scene.

    image: (rows, columns, 4) uint8, colours multiplied by their opacity, top row first; width,
    height: scene units on the screen; anchor: (3,) scene units, the point beside which it stands;
    its own position then counts from where that point falls on the screen. Without an anchor it is
    fixed in the frame. hideable: whether meshes between the anchor and the eye hide it; lift: scene
    units by which it stands nearer to the eye than its anchor, so that the thing that it names does
    not hide it. Other arguments as of `Mesh`.

    Attributes:
        nudge: (right, up), scene units on the screen, by which it is moved from its place.
    """

    kind: ClassVar[str] = "picture"

    def __init__(
        self,
        image: NDArray[np.uint8],
        width: float,
        height: float,
        *,
        anchor: Array | Sequence[float] | None = None,
        hideable: bool = False,
        lift: float = 0.3,
        **kwargs: Any,
    ) -> None:
        super().__init__(fixed_in_frame=anchor is None, **kwargs)
        self.image = image
        self.anchor = None if anchor is None else np.asarray(anchor, dtype=np.float64)
        self.hideable, self.lift = hideable, float(lift)
        self.nudge = (0.0, 0.0)
        x, y = width / 2, height / 2
        self.points = np.array([[-x, y, 0], [x, y, 0], [-x, -y, 0], [x, -y, 0]])

    def raster(self, pixels_per_unit: float) -> NDArray[np.uint8]:
        """The image for a screen with `pixels_per_unit` pixels to a scene unit."""
        return self.image

    def put(self, x: float, y: float, align: tuple[float, float] = (0, 0)) -> Self:
        """Move its point `align` to (x, y), scene units on the screen.

        align: (-1, -1) is its bottom left corner, (0, 0) its middle, (1, 1) its top right corner.
        """
        flat = self.points[:, :2]
        # Rounded, so that the last bits do not tell where it has been before: what is seen at a
        # moment depends on that moment alone.
        ends = np.round(flat - (flat.min(axis=0) + flat.max(axis=0)) / 2, 12)
        middle = np.array([x, y]) - np.asarray(align) * ends.max(axis=0)
        self.points = np.column_stack([ends + middle, self.points[:, 2]])
        return self

    @property
    def extremes(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in scene units, from the anchor or the frame's middle."""
        # Called for each text in each frame: NumPy's min and max would take five times as long.
        a, b, c, d = (float(v) for v in (*self.points[0, :2], *self.points[3, :2]))
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def place(self, view: View) -> tuple[float, float, float, float, float]:
        """(left, top, right, bottom) in pixels of the frame, and the depth, -1..1.

        `places` finds those of many at once.
        """
        width, height = view.pixels
        x, y, depth = width / 2, height / 2, -1.0
        if self.anchor is not None:
            x, y, depth = view.project(self.anchor[None], self.lift)[0]
        ppu = view.pixels_per_unit
        x, y = x + self.nudge[0] * ppu, y - self.nudge[1] * ppu
        low, high = self.points[:, :2].min(axis=0), self.points[:, :2].max(axis=0)
        return x + low[0] * ppu, y - high[1] * ppu, x + high[0] * ppu, y - low[1] * ppu, depth


def places(pictures: Sequence[Picture], view: View) -> Array:
    """`Picture.place` of each of several pictures: (n, 5)."""
    boxes = np.array([picture.extremes for picture in pictures]).reshape(-1, 4)
    nudges = np.array([picture.nudge for picture in pictures]).reshape(-1, 2)
    width, height = view.pixels
    spots = np.tile([width / 2, height / 2, -1.0], (len(pictures), 1))
    there = [k for k, picture in enumerate(pictures) if picture.anchor is not None]
    if there:
        anchors = np.array([pictures[k].anchor for k in there])
        spots[there] = view.project(anchors, np.array([pictures[k].lift for k in there]))
    ppu = view.pixels_per_unit
    x, y = spots[:, 0] + nudges[:, 0] * ppu, spots[:, 1] - nudges[:, 1] * ppu
    left, bottom, right, top = boxes.T * ppu
    return np.column_stack([x + left, y - top, x + right, y - bottom, spots[:, 2]])
