"""What lies behind the texts, and what hides: one frame painted without any letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.colour import contrast
from gdcore.stage.gl.painter import FramePainter
from gdcore.stage.gl.view import DEPTH_A, DEPTH_B, Array, View
from gdcore.stage.lint.writing import Scene, Spot, Writing
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.plate import Plate

ROWS = 360
"""Pixels along the shorter side of the frame that is painted: colours and depths are as in a large
one, and a thin line still takes a pixel."""
_TOUCH = 0.03  # scene units: what is so little before a ball's front does not hide it
_DISC = 11  # points across a ball at which it is looked for
_WORST = 0.1  # of the ink: so much may lie on a line or an edge and stay readable


class Blank(Plate):
    """A card's plate without what is written on it, drawn in the card's turn."""

    def __init__(self, card: Card) -> None:
        super().__init__(1.0, 1.0, card.plate, card.cover, card.pad)
        self.hideable = card.hideable

    @property
    def phase(self) -> str:
        return "picture"


@dataclass(frozen=True, eq=False)
class Backdrop:
    """One moment without its letters. picture: (rows, columns, 3) from 0 to 1; depths: (rows,
    columns) from -1 to 1; scale: its pixels to one of the frame's."""

    picture: Array
    depths: NDArray[np.float32]
    scale: float

    def _at(
        self, columns: NDArray[Any], rows: NDArray[Any]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The indices of the frame's pixels, those outside taken to the edge."""
        tall, wide = self.depths.shape
        row = np.clip((rows * self.scale).astype(np.intp), 0, tall - 1)
        column = np.clip((columns * self.scale).astype(np.intp), 0, wide - 1)
        return row, column

    def shown(self, writing: Writing) -> float:
        """Which share of a text's ink nothing of the scene hides, and the frame has room for."""
        columns, rows = _places(writing)
        left, top, right, bottom = writing.clip
        seen = (columns >= left) & (columns < right) & (rows >= top) & (rows < bottom)
        if writing.mesh.hideable:
            seen &= self.depths[self._at(columns, rows)] > writing.depth
        return float(seen.mean())

    def contrast(self, writing: Writing) -> float:
        """The contrast of a text to what lies behind it, 1 to 21, where it is worst.

        That of the colour in it which can be read worst; a tenth of the letters may be worse
        still, where they lie on a line.
        """
        x, y = writing.corner
        worst = 21.0
        for pixels, own in writing.ink.colours:
            columns = writing.ink.columns[pixels] + (x + 0.5)
            rows = writing.ink.rows[pixels] + (y + 0.5)
            behind = self.picture[self._at(columns, rows)]
            ink = writing.opacity * own + (1 - writing.opacity) * behind
            worst = min(worst, float(np.quantile(contrast(ink, behind), _WORST)))
        return worst

    def ball_shown(self, spot: Spot, scene: Scene) -> float:
        """Which share of a ball's disc is seen."""
        at = np.linspace(-1, 1, _DISC)
        u, v = (axis.ravel() for axis in np.meshgrid(at, at))
        inside = u**2 + v**2 < 0.96
        u, v = u[inside], v[inside]
        view, radius = spot.view, spot.mesh.radius
        middle = view.turn(spot.mesh.points[:1])[0]
        w = (view.focal - middle[2]) / view.focal
        reach = radius * view.pixels_per_unit * view.zoom / w
        x, y, _ = view.project(spot.mesh.points[:1])[0]
        columns, rows = x + u * reach, y - v * reach
        front = middle[2] + np.sqrt(1 - u**2 - v**2) * radius + _TOUCH
        depth = DEPTH_A + DEPTH_B / ((view.focal - front) / view.focal)
        left, top, right, bottom = spot.clip
        seen = (columns >= left) & (columns < right) & (rows >= top) & (rows < bottom)
        seen &= self.depths[self._at(columns, rows)] >= depth
        for cover in scene.covers:
            if cover.rank > spot.rank and cover.share > 0.5:
                a, b, c, d = cover.box
                seen &= ~((columns >= a) & (columns < c) & (rows >= b) & (rows < d))
        return float(seen.mean())


class Painter:
    """Paints backdrops; keeps the plates without letters."""

    def __init__(self) -> None:
        self._painter = FramePainter()
        self._blanks: dict[int, Blank] = {}

    def paint(
        self, meshes: Sequence[Mesh], frame: View, background: tuple[float, float, float]
    ) -> Backdrop:
        """What a camera's view shows of the meshes, texts left out."""
        scale = min(1.0, ROWS / min(frame.pixels))
        wide, tall = (round(side * scale) for side in frame.pixels)
        small = replace(frame, pixels=(wide, tall))
        into: NDArray[Any] = np.zeros((tall, wide, 4), np.uint8)
        drawn = [m for mesh in meshes if (m := self._without_letters(mesh)) is not None]
        self._painter.paint(drawn, small, (*background, 1.0), into)
        return Backdrop(into[..., :3] / 255.0, self._painter.depths(), tall / frame.pixels[1])

    def _without_letters(self, mesh: Mesh) -> Mesh | None:
        if isinstance(mesh, Card):
            blank = self._blanks.setdefault(id(mesh), Blank(mesh))
            blank.points, blank.anchor, blank.lens = mesh.points, mesh.anchor, mesh.lens
            blank.nudge = mesh.nudge
            blank.opacity, blank.fixed_in_frame = mesh.opacity, mesh.fixed_in_frame
            return blank
        return None if isinstance(mesh, (Label, Figures)) else mesh


def _places(writing: Writing) -> tuple[Array, Array]:
    """Columns and rows (n,) on the frame of a text's inked pixels' middles."""
    x, y = writing.corner
    columns, rows = writing.ink.columns.astype(np.float64), writing.ink.rows.astype(np.float64)
    return columns + (x + 0.5), rows + (y + 0.5)
