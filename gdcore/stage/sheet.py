"""Contact sheets: many moments of a film on one picture, each with its time and beat."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.colour import rgb
from gdcore.stage.errors import RequestError
from gdcore.stage.film.frames import Frame
from gdcore.stage.frame_size import SHEET_PICTURE, frame_size
from gdcore.stage.live import LivePicture
from gdcore.stage.still import check_moment
from gdcore.stage.text.typeset import Text, escape, raster, set_texts
from gdcore.stage.theme import Theme, theme_of
from gdcore.story import Timeline
from gdcore.words import language

SHAPE = 16 / 9
"""Width to height that a sheet comes near to where no number of columns is asked for."""
MOST_PIXELS = 89_478_485
"""Of a whole sheet: Pillow, and the programs that use it, take a larger picture for an attack."""
BEAT_SHARE = 0.7
"""Part of a beat at which its picture is taken: what it shows has come, and has not gone."""

_LETTERS = 1 / 15
"""Height of an em to the shorter side of a picture."""
_SMALLEST = 14
"""Pixels of an em, however small the pictures are."""
_MOST_LINES = 2
"""Of a chapter's title."""
_LETTER = 0.5
"""Width of an average letter in ems."""


def draw_sheet(
    timeline: Timeline,
    moments: Sequence[float],
    size: tuple[int, int] | None = None,
    columns: int | None = None,
) -> Frame:
    """A contact sheet, (height, width, 4) RGBA; the arguments and errors of `ContactSheet`.

    size: of each picture; None: `SHEET_PICTURE` pixels at its shorter side.
    """
    size = size or frame_size(timeline.lesson.spec.aspect, SHEET_PICTURE)
    return ContactSheet(timeline, moments, size, columns).draw(LivePicture(timeline, size))


def moments_every(timeline: Timeline, spacing: float | Literal["beat"]) -> tuple[float, ...]:
    """The moments of a film that lie so many seconds apart, or one of each beat.

    They begin at the end of the first such stretch: a film's first frame is empty.

    Raises:
        RequestError: the film is shorter than that, or its frames lie further apart.
    """
    if spacing == "beat":
        return tuple(beat.start + BEAT_SHARE * beat.seconds for beat in timeline.beats)
    if spacing * timeline.fps < 1 - 1e-9:
        raise RequestError(
            f"the film has {timeline.fps:g} frames a second: ask for a picture every "
            f"{1 / timeline.fps:.3g} s or less often"
        )
    count = math.floor(timeline.duration / spacing + 1e-9)
    if count < 1:
        raise RequestError(
            f"the film is {timeline.duration:.6g} s long: there is no picture every {spacing:g} s"
        )
    return tuple(min(spacing * k, timeline.duration) for k in range(1, count + 1))


@dataclass(frozen=True)
class Grid:
    """Where the pictures of a sheet lie, `count` of `size` pixels: (width, height).

    columns: pictures in a row; label: height of the lines below a picture in pixels.
    """

    count: int
    size: tuple[int, int]
    columns: int
    label: int

    @property
    def em(self) -> int:
        return _em(self.size)

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width) of the whole in pixels, with an em around each picture."""
        (wide, high), em = self.size, self.em
        across, down = self.columns * (wide + em) + em, self.rows * (high + self.label + em) + em
        return down, across

    def place(self, k: int) -> tuple[int, int]:
        """(row, column) of the first pixel of picture `k`."""
        (wide, high), em = self.size, self.em
        down, across = divmod(k, self.columns)
        return em + down * (high + self.label + em), em + across * (wide + em)


class ContactSheet:
    """Pictures of a film side by side, in the order of their moments; below each its time and beat.

    timeline: the lesson's; moments: seconds; size: (width, height) of each picture in pixels;
    columns: pictures in a row; None: so many that the whole is nearly 16:9.

    Attributes:
        grid: where the pictures lie.

    Raises:
        RequestError: a moment lies outside the film, or there are too many for one picture.
    """

    def __init__(
        self,
        timeline: Timeline,
        moments: Sequence[float],
        size: tuple[int, int],
        columns: int | None = None,
    ) -> None:
        for t in moments:
            check_moment(timeline, t)
        self._timeline, self._moments, self._size = timeline, moments, size
        em, count = _em(size), len(moments)
        # Refused before the texts are set: of ten thousand pictures that alone takes a minute.
        self._refuse_too_large(Grid(count, size, 1, 2 * em))
        label = max(label.shape[0] for label in self._labels)
        choices = [columns] if columns else range(1, count + 1)
        grids = [Grid(count, size, min(some, count), label) for some in choices]
        self.grid = min(grids, key=_strangeness)
        self._refuse_too_large(self.grid)

    def draw(self, live: LivePicture) -> Frame:
        """The sheet, (height, width, 4) RGBA; live: the lesson's picture in the sheet's size."""
        grid, theme = self.grid, self._theme
        sheet = np.empty((*grid.shape, 4), dtype=np.uint8)
        sheet[:] = _rgba(theme.background)
        line, edge = _rgba(theme.grid), max(1, grid.em // 16)
        wide, high = grid.size
        for k, (t, label) in enumerate(zip(self._moments, self._labels, strict=True)):
            row, column = grid.place(k)
            # Without an edge, a dark picture on a dark sheet would have no shape.
            sheet[row - edge : row + high + edge, column - edge : column + wide + edge] = line
            sheet[row : row + high, column : column + wide] = live.frame(t)
            below = sheet[row + high : row + high + label.shape[0], column : column + wide]
            _lay(label[:, :wide], below)
        return sheet

    @cached_property
    def _theme(self) -> Theme:
        return theme_of(self._timeline.lesson.spec)

    @cached_property
    def _labels(self) -> list[NDArray[np.uint8]]:
        """What stands below each picture: rasters, premultiplied."""
        texts = [self._text(t) for t in self._moments]
        set_texts(texts)
        return [_within(raster(text), text) for text in texts]

    def _text(self, t: float) -> Text:
        """Time and name of the beat in one line, its chapter below."""
        timeline, theme, em = self._timeline, self._theme, _em(self._size)
        code = timeline.lesson.spec.language
        beat, width = timeline.beat_at(t), self._size[0]
        most = math.floor(_MOST_LINES * width / (_LETTER * em))
        chapter = beat.chapter if len(beat.chapter) <= most else f"{beat.chapter[: most - 1]}…"
        seconds = language(code).numerals.fixed(t, 2, pad=False)
        return Text(
            f"*{escape(seconds)} s*#h(1em){escape(beat.name)}\\ "
            f'#text(fill: rgb("{theme.muted}"))[{escape(chapter)}]',
            size=em, colour=theme.text, width=width, trim=False, language=code,
        )  # fmt: skip

    def _refuse_too_large(self, grid: Grid) -> None:
        height, width = grid.shape
        if height * width <= MOST_PIXELS:
            return
        (wide, high), em = grid.size, grid.em
        most = MOST_PIXELS // ((wide + em) * (high + grid.label + em))
        raise RequestError(
            f"{grid.count} pictures of {wide} × {high} are too many for one sheet, which holds "
            f"{most} of them: ask for fewer (a longer --every), or for smaller ones (-r)"
        )


def _em(size: tuple[int, int]) -> int:
    return max(round(_LETTERS * min(size)), _SMALLEST)


def _strangeness(grid: Grid) -> tuple[float, int]:
    """How far a sheet's shape is from `SHAPE`; of two alike the one with fewer empty places."""
    height, width = grid.shape
    return abs(math.log(width / height / SHAPE)), grid.rows * grid.columns - grid.count


def _within(image: NDArray[np.uint8], text: Text) -> NDArray[np.uint8]:
    """An untrimmed text without its margins, but for a little room above and below."""
    side, above = text.margin, text.margin - round(text.size / 2)
    return image[above : image.shape[0] - above, side : image.shape[1] - side]


def _rgba(colour: str) -> NDArray[np.uint8]:
    return np.append(np.round(255 * rgb(colour)), 255).astype(np.uint8)


def _lay(image: NDArray[np.uint8], onto: NDArray[np.uint8]) -> None:
    """Lay a premultiplied raster over opaque pixels, in place."""
    image = image[: onto.shape[0], : onto.shape[1]]
    under = onto[: image.shape[0], : image.shape[1]]
    alpha = image[..., 3:].astype(np.uint16)
    under[..., :3] = image[..., :3] + (under[..., :3] * (255 - alpha) + 127) // 255
