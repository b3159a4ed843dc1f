"""The values of level curves, written on them where the landscape is a map."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.spatial import KDTree

from gdcore.maths import Objective
from gdcore.maths.arrays import lengths
from gdcore.maths.remembering import remembered
from gdcore.stage.colour import black_or_white
from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.precedence import Precedence
from gdcore.stage.layout.space import Space
from gdcore.stage.layout.ticks import nice_step, tick_labels
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.props.registry import in_panel
from gdcore.stage.setting import Setting
from gdcore.story.track import smooth
from gdcore.story.traits import props_that

_SAMPLES = 97  # points a side of the grid on which level curves are located
_MOST_LEVELS = 7  # levels with a number; more numbers would fill the map
_MOST_LABELS, _MOST_SMALL = 10, 6
_SHOWS_FROM = 0.85  # flatness, 0 to 1, of the landscape from which on the numbers fade in


def _opacity(setting: Setting, t: float) -> float:
    """Opacity of the numbers at `t` seconds, 0 to 1."""
    flat = setting.flatness(t)
    shown = setting.landscape(t)
    shown *= 1.0 - setting.timeline.shown_most(props_that(fills_map=True), t)
    if setting.panel.kind == "map":
        shown *= smooth(2.0 * setting.timeline.value("surface.reveal", t) - 1.0)
    return shown * smooth((flat - _SHOWS_FROM) / (1.0 - _SHOWS_FROM))


@in_panel(
    "level_labels",
    order=20,
    each="panel",
    when=lambda s: s.panel.kind != "curve" and not s.panel.inset,
    seen=lambda s, t: _opacity(s, t) > 0,
)
class LevelLabelsProp:
    """Numbers on some level curves, away from the descents, while the landscape is a map."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        levels = label_levels(setting)
        written = tick_labels(levels, setting.lesson.language.numerals)
        texts = dict(zip(levels, written, strict=True))
        self._labels: list[Card] = []
        self.mobjects: list[Mesh] = []
        for level, point in _places(setting, levels):
            plate = self._surface_colour(level)
            card = Card(
                texts[level], setting.layout.tick, black_or_white(plate), plate=plate, cover=0.94,
                pad=0.12 * setting.layout.em, anchor=setting.space.place(point, level),
                pixels_per_unit=setting.layout.pixels_per_unit,
            )  # fmt: skip
            card.precedence = Precedence.LEVEL
            self._labels.append(card)
        self.mobjects = list(self._labels)

    def _surface_colour(self, level: float) -> str:
        """The surface's colour at a level, as seen from above."""
        low, high = self._setting.colour_range
        colours = self._setting.theme.colours()
        share = (level - low) / (high - low)
        rgb = colours[round(min(max(share, 0.0), 1.0) * (len(colours) - 1))]
        return "#" + "".join(f"{round(255 * c):02X}" for c in rgb)

    def show(self, t: float) -> None:
        opacity = _opacity(self._setting, t)
        for label in self._labels:
            label.opacity = opacity


def label_levels(setting: Setting) -> list[float]:
    """The levels that get numbers, evenly spaced by a multiple of the level step."""
    low, high = setting.space.values
    step = setting.level_step
    wanted = nice_step(low, high, _MOST_LEVELS - 1)
    every = max(1, round(wanted / step))
    first, last = int(np.ceil(low / step)), int(np.floor(high / step))
    return [k * step for k in range(first, last + 1) if k % every == 0]


def _places(setting: Setting, levels: list[float]) -> list[tuple[float, Array]]:
    """(level, data point (2,)) of each number, well apart."""
    space, em = setting.space, setting.em
    wide, tall = 1.3 * em, 0.6 * em
    descents = KDTree(_descents(setting) / [wide, tall])
    edge = np.asarray(space.half[:2]) - [wide + 0.4 * em, tall + 0.4 * em]
    rounds: list[tuple[float, Array]] = []
    numbers = np.zeros((0, 2))

    @cache
    def known(level: float) -> tuple[Array, Array, Array, Array]:
        """Points on a level curve, their places, the way to the next curve and to a descent."""
        points, spots, steepness = _curve(setting.lesson.function, space, level)
        with np.errstate(all="ignore"):
            gap = setting.level_step / steepness  # scene units
        clear = np.minimum(descents.query(spots / [wide, tall])[0], 9.0)
        fits = (np.abs(spots) < edge).all(axis=1) & (clear > 1.7)
        fits &= np.isfinite(gap) & (gap > 0.5 * em)
        return points[fits], spots[fits], gap[fits], clear[fits]

    # Two rounds, so that each level gets one number before any gets a second.
    for level in levels * 2:
        if len(rounds) >= (_MOST_SMALL if setting.panel.small else _MOST_LABELS):
            break
        points, spots, gap, clear = known(level)
        apart = np.min(np.linalg.norm(spots[:, None] - numbers, axis=2), axis=1, initial=99.0)
        fits = apart > 3.2 * em
        if len(rounds) >= len(levels):
            fits &= apart > 7 * em
        if not fits.any():
            continue
        score = np.minimum(gap / em, 2.0) + np.minimum(apart / em, 8.0) / 8 + clear / 9
        best = int(np.argmax(np.where(fits, score, -np.inf)))
        rounds.append((level, points[best]))
        numbers = np.vstack([numbers, spots[best]])
    return rounds


@remembered(8)
def _sampled(function: Objective, space: Space) -> tuple[Array, Array]:
    """A grid over the domain, (rows, columns, 2), and the values there."""
    axes = [np.linspace(a, b, _SAMPLES) for a, b in zip(space.lows, space.highs, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="xy"), axis=-1)
    return grid, function.value(grid)


@remembered(64)
def _curve(function: Objective, space: Space, level: float) -> tuple[Array, Array, Array]:
    """Data points (n, 2) on a level curve, their places on the map (n, 2), the slope there (n,).

    Places in scene units, slopes in data units to a scene unit.
    """
    points = crossings(*_sampled(function, space), level)
    spots = space.place(points, np.zeros(len(points)))[:, :2]
    with np.errstate(all="ignore"):
        return points, spots, lengths(function.gradient(points) / space.scale[:2])


def _descents(setting: Setting) -> Array:
    """Places (n, 2) on the descents' paths, scene units, so close that no number fits between."""
    ways = [np.zeros((0, 2))]
    for index in setting.panel.descents:
        descent = setting.lesson.descents[index]
        points = descent.trajectory.points[: int(descent.visible_steps) + 1]
        spots = setting.space.place(points, np.zeros(len(points)))[:, :2]
        lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(spots, axis=0), axis=1))])
        count = int(min(lengths[-1] / (0.4 * setting.em), 400)) + 2
        at = np.linspace(0.0, lengths[-1], count)
        ways.append(np.column_stack([np.interp(at, lengths, spots[:, k]) for k in (0, 1)]))
    found = np.concatenate(ways)
    return found[np.isfinite(found).all(axis=1)]


def crossings(grid: Array, values: Array, level: float) -> Array:
    """Points (n, 2) at which the values on a grid's edges equal a level, by linear interpolation.

    grid: (rows, columns, 2); values: (rows, columns).
    """
    found = []
    for a, b, v, w in (
        (grid[:, :-1], grid[:, 1:], values[:, :-1], values[:, 1:]),
        (grid[:-1], grid[1:], values[:-1], values[1:]),
    ):
        with np.errstate(all="ignore"):
            crossed = (v - level) * (w - level) < 0
            share = (level - v[crossed]) / (w[crossed] - v[crossed])
        found.append(a[crossed] + share[:, None] * (b[crossed] - a[crossed]))
    return np.concatenate(found)
