"""Basins of attraction: the surface painted by the minimum that each start reaches."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from gdcore.maths import BasinMap
from gdcore.stage.colour import hexadecimal, rgb
from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.basins_key import NOWHERE, entries, key_name, places_of
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.sight import Sight
from gdcore.stage.props.registry import in_panel, on_frame, paints_surface
from gdcore.stage.setting import Setting
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson

PIXELS = 768
"""Pixels along each side of the painted picture, about as many as the surface has on a frame of
1080 rows."""
_SMOOTH = 0.7  # cells of the map: width of the blur that smooths its stepped borders
_DARKEST = 0.6  # brightness, 0 to 1, of the start with the most steps
_STRIPE = 16  # pixels: period of the hatch where no minimum is reached
_DOT = 0.1  # scene units: diameter of the dot on a minimum


def basin_picture(lesson: Lesson, theme: Theme) -> NDArray[np.uint8]:
    """The map as a picture, (PIXELS, PIXELS, 4), row 0 at the lowest value of the second variable.

    The colour shows the minimum that is reached, its brightness how few steps it takes; starts that
    reach none are hatched.
    """
    return _picture(lesson.basins, theme)


@lru_cache(maxsize=4)
def _picture(basins: BasinMap, theme: Theme) -> NDArray[np.uint8]:
    factor = [(PIXELS - 1) / (n - 1) for n in basins.labels.shape]
    shape = tuple(round(n * f) for n, f in zip(basins.labels.shape, factor, strict=True))
    best, chosen = np.full(shape, -1.0), np.zeros(shape, dtype=np.int64)
    for label in range(-1, len(basins.minima)):
        cells = (basins.labels == label).astype(np.float64)
        if not cells.any():
            continue
        share = _enlarged(ndimage.gaussian_filter(cells, _SMOOTH, mode="nearest"), shape)
        chosen = np.where(share > best, label, chosen)
        best = np.maximum(share, best)
    colours = np.array([rgb(basin_colour(theme, k)) for k in range(len(basins.minima))])
    paint = colours.reshape(-1, 3)[np.maximum(chosen, 0)] if len(colours) else np.zeros((*shape, 3))
    paint = paint * _brightness(basins, shape)[..., None]
    row, column = np.indices(shape)
    dark = (row + column) // _STRIPE % 2 == 0
    hatch = rgb(theme.nowhere) * np.where(dark, 0.72, 1.12)[..., None]
    paint = np.where((chosen < 0)[..., None], hatch, paint)
    alpha = np.ones((*shape, 1))
    return (np.clip(np.concatenate([paint, alpha], axis=2), 0, 1) * 255 + 0.5).astype(np.uint8)


@paints_surface("basins")
def paint(setting: Setting) -> NDArray[np.uint8]:
    """The picture that covers the surface while the basins are shown, (PIXELS, PIXELS, 4) uint8."""
    return basin_picture(setting.lesson, setting.theme)


def _brightness(basins: BasinMap, shape: tuple[int, ...]) -> Array:
    """Brightness of each start: from 1 at a minimum down to `_DARKEST` for the most steps."""
    long = np.log1p(basins.steps.astype(np.float64))
    reached = long[basins.labels >= 0]
    if not reached.size:
        return np.ones(shape)
    low, high = np.percentile(reached, [2, 98])
    share = np.clip((long - low) / max(high - low, 1e-9), 0, 1)
    return 1.0 - (1.0 - _DARKEST) * np.clip(_enlarged(share, shape), 0, 1)


def _enlarged(cells: Array, shape: tuple[int, ...]) -> Array:
    factor = [n / m for n, m in zip(shape, cells.shape, strict=True)]
    return np.asarray(ndimage.zoom(cells, factor, order=1, mode="nearest"), dtype=np.float64)


def basin_colour(theme: Theme, index: int) -> str:
    """The colour of a minimum's basin; after the theme's last colour they repeat, paler."""
    turn, place = divmod(index, len(theme.basins))
    full = rgb(theme.basins[place])
    return hexadecimal(full + (1 - full) * min(0.55 * turn, 0.75))


@in_panel("basins", order=44)
class BasinsProp:
    """Dots on the minima of one cue's basins, which `SurfaceProp` paints on the surface."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._cue = cue
        theme, minima = setting.theme, setting.lesson.basins.minima
        inside = [m for m in minima if setting.space.holds(m, setting.lesson.function.value(m))]
        places = [setting.on_surface(m.tolist())[0] for m in inside]
        self._dots: list[tuple[Stroke, float]] = []
        if places:
            self._sight = Sight(setting, np.array(inside), cue.start, cue.end)
            # A line from a point to itself has round ends, which together are a dot.
            points, breaks = np.repeat(places, 2, axis=0), range(2, 2 * len(places), 2)
            for share, colour, lift in ((1.7, theme.background, 0.05), (1.0, theme.text, 0.06)):
                width = share * _DOT * setting.thick
                dots = Stroke(points, width, breaks=breaks, color=colour, lift=lift, swell=0.5)
                self._dots.append((dots, width))
        self.mobjects: list[Mesh] = [dots for dots, _ in self._dots]

    def show(self, t: float) -> None:
        opacity = self._cue.opacity(t)
        for dots, width in self._dots:
            dots.opacity = opacity
            if opacity > 0:
                # A dot that a hill hides shrinks to nothing, lest half of it should stick out.
                dots.widths = width * np.repeat(self._sight.at(t), 2)


@on_frame("basins", order=12)
def basins_legend_prop(setting: Setting, cue: Cue) -> CueProp:
    """The legend of the basins: the colour and value of each minimum, in the colour bar's place."""
    layout, theme, em = setting.layout, setting.theme, setting.layout.em
    rows = entries(setting.lesson)
    labels = [layout.label(text, em, theme.text) for _, text in rows]
    name = key_name(layout, theme)
    places = places_of(labels, name, setting.slots.colours, em)
    parts: list[Mesh] = [name.put(*next(places), align=(-1, 0))]
    for (index, _), label, (x, y) in zip(rows, labels, places, strict=True):
        if index is not None:
            colour = theme.nowhere if index == NOWHERE else basin_colour(theme, index)
            pixels = round(em * layout.pixels_per_unit)
            swatch = _swatch(colour, pixels, hatched=index == NOWHERE)
            parts.append(Picture(swatch, em, em).put(x, y, align=(-1, 0)))
        parts.append(label.put(x + 1.3 * em, y, align=(-1, 0)))
    return CueProp(cue, parts)


def _swatch(colour: str, pixels: int, hatched: bool) -> NDArray[np.uint8]:
    row, column = np.indices((pixels, pixels))
    dark = hatched & ((row - column) // max(pixels // 5, 1) % 2 == 0)
    paint = rgb(colour) * np.where(dark, 0.72, 1.12 if hatched else 1.0)[..., None]
    full = np.concatenate([paint, np.ones((pixels, pixels, 1))], axis=2)
    return (np.clip(full, 0, 1) * 255 + 0.5).astype(np.uint8)
