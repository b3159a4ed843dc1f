"""The colours and depths behind the texts of a frame, from the frame painted without letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.colour import contrast
from gdcore.stage.gl.painter import FramePainter
from gdcore.stage.gl.view import DEPTH_A, DEPTH_B, Array, View
from gdcore.stage.lint.writing import BallOnFrame, FrameContent, Writing
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.figures import Figures
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.plate import Plate

ROWS = 360
"""Pixels along the shorter side of the painted frame: enough for the colours and depths of a larger
one, and for a thin line still to take a pixel."""
_TOUCH = 0.03  # scene units: a surface that is this little in front of a ball does not hide it
_DISC = 11  # sample points across a ball's diameter, to measure how much of the ball is visible
_IGNORED_INK = 0.1  # share of a text's ink that may lie on a line or an edge: it stays readable


class Blank(Plate):
    """A card's plate without its text, drawn where the card comes in the order of drawing."""

    def __init__(self, card: Card) -> None:
        super().__init__(1.0, 1.0, card.plate, card.cover, card.pad)
        self.hideable = card.hideable

    @property
    def phase(self) -> str:
        return "picture"


@dataclass(frozen=True, eq=False)
class Backdrop:
    """One frame painted without letters.

    picture: colours (rows, columns, 3), 0 to 1; depths: (rows, columns), from -1 at the eye to 1 at
    the back; scale: pixels of this picture to one pixel of the frame.
    """

    picture: Array
    depths: NDArray[np.float32]
    scale: float

    def _at(
        self, columns: NDArray[Any], rows: NDArray[Any]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Row and column indices of this picture for columns and rows of the frame's pixels.

        Pixels outside the frame get the index of the nearest edge.
        """
        tall, wide = self.depths.shape
        row = np.clip((rows * self.scale).astype(np.intp), 0, tall - 1)
        column = np.clip((columns * self.scale).astype(np.intp), 0, wide - 1)
        return row, column

    def shown(self, writing: Writing) -> float:
        """The share of a text's ink, 0 to 1, that lies in its panel and is hidden by no mesh."""
        columns, rows = _ink_pixels(writing)
        left, top, right, bottom = writing.clip
        seen = (columns >= left) & (columns < right) & (rows >= top) & (rows < bottom)
        if writing.mesh.hideable:
            seen &= self.depths[self._at(columns, rows)] > writing.depth
        return float(seen.mean())

    def contrast(self, writing: Writing) -> float:
        """The lowest contrast ratio (WCAG, 1 to 21) of a text to the picture behind it.

        The minimum over the text's colours; of each colour the tenth of the pixels with the least
        contrast is ignored, since letters may cross a line and stay readable.
        """
        x, y = writing.corner
        worst = 21.0
        for pixels, own in writing.ink.colours:
            columns = writing.ink.columns[pixels] + (x + 0.5)
            rows = writing.ink.rows[pixels] + (y + 0.5)
            behind = self.picture[self._at(columns, rows)]
            ink = writing.opacity * own + (1 - writing.opacity) * behind
            worst = min(worst, float(np.quantile(contrast(ink, behind), _IGNORED_INK)))
        return worst

    def ball_shown(self, ball: BallOnFrame, content: FrameContent) -> float:
        """The share of a ball's disc, 0 to 1, that neither the picture nor a plate hides."""
        at = np.linspace(-1, 1, _DISC)
        u, v = (axis.ravel() for axis in np.meshgrid(at, at))
        inside = u**2 + v**2 < 0.96
        u, v = u[inside], v[inside]
        view, radius = ball.view, ball.mesh.radius
        middle = view.turn(ball.mesh.points[:1])[0]
        w = (view.focal - middle[2]) / view.focal
        reach = radius * view.pixels_per_unit * view.zoom / w
        x, y, _ = view.project(ball.mesh.points[:1])[0]
        columns, rows = x + u * reach, y - v * reach
        front = middle[2] + np.sqrt(1 - u**2 - v**2) * radius + _TOUCH + ball.mesh.lift
        depth = DEPTH_A + DEPTH_B / ((view.focal - front) / view.focal)
        left, top, right, bottom = ball.clip
        seen = (columns >= left) & (columns < right) & (rows >= top) & (rows < bottom)
        seen &= self.depths[self._at(columns, rows)] >= depth
        for cover in content.covers:
            if cover.rank > ball.rank and cover.share > 0.5:
                a, b, c, d = cover.box
                seen &= ~((columns >= a) & (columns < c) & (rows >= b) & (rows < d))
        return float(seen.mean())


class Painter:
    """Paints backdrops, and keeps the empty plate of each card from frame to frame."""

    def __init__(self) -> None:
        self._painter = FramePainter()
        self._blanks: dict[int, Blank] = {}

    def paint(
        self, meshes: Sequence[Mesh], frame: View, background: tuple[float, float, float]
    ) -> Backdrop:
        """The backdrop of `meshes` in a camera's view; background: red, green, blue, 0 to 1."""
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


def _ink_pixels(writing: Writing) -> tuple[Array, Array]:
    """Columns and rows (n,) of the middles of a text's inked pixels, in pixels of the frame."""
    x, y = writing.corner
    columns, rows = writing.ink.columns.astype(np.float64), writing.ink.rows.astype(np.float64)
    return columns + (x + 0.5), rows + (y + 0.5)
