"""Partial derivatives: two planes cut the surface, each leaving a curve with its tangent."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from gdcore.stage.aim import lens_at
from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.placement import Spot, around, choose, looked_at
from gdcore.stage.layout.giving_way.precedence import Precedence
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.patch import Patch
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.touching import HALF_SIDE, TALLEST
from gdcore.stage.props.registry import in_panel, thins_surface
from gdcore.stage.setting import Setting
from gdcore.stage.text.formulas import symbol_name
from gdcore.story import Cue
from gdcore.story.track import since, smooth

_PLANE = 0.13  # opacity of a plane: the surface behind it stays readable
_POINTS = 301  # along a slice's curve
_WIDTH, _TANGENT = 0.055, 0.045
_LONGER = 1.45  # length of a tangent to the tangent plane's width, so that both are visible
_DOT = 0.15
_LIFT = 0.06
RECEDES_TO = 0.42
"""Opacity of the surface behind the slices."""
SECONDS = 6.0
"""Seconds in which two slices are drawn, one after the other, unless the cue is too short."""
_SHARE = 0.7  # share of the cue's time, at most, for drawing; in the rest the picture stands still


@in_panel("slices", order=42)
class SlicesProp:
    """One cue's two slices: plane, curve and tangent of the first, then of the second.

    The plane x = a comes first; along its curve y changes, so that its slope is ∂f/∂y.
    """

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        assert cue.point is not None
        self._point = np.asarray(cue.point, dtype=np.float64)
        self._place, _, gradient = setting.on_surface(cue.point)
        slices = (0, 1)
        self._curves = [self._curve(held) for held in slices]
        self._rims = [self._rim(curve) for curve in self._curves]
        self._sheets: list[list[Patch]] = [[], []]
        self._tangents: list[Stroke] = []
        self._hidden: list[Stroke] = []
        self._labels: list[list[Card]] = [[], []]
        if setting.panel.kind == "surface":
            self._sheets = [self._plane(held) for held in slices]
            self._tangents = [self._tangent(held, gradient) for held in slices]
            lines = (*self._curves, *self._tangents)
            self._hidden = [self._behind(line) for line in lines]
            self._labels = self._name(gradient)
        # A line from a point to itself has round ends, which together are a dot.
        self._dot = Stroke(
            [self._place, self._place], _DOT * setting.thick, color=setting.theme.text, lift=0.35,
            swell=0.5,
        )  # fmt: skip
        self.mobjects: list[Mesh] = [
            *self._hidden, *self._rims, *self._curves, *self._tangents, self._dot,
            *self._sheets[0], *self._sheets[1], *self._labels[0], *self._labels[1],
        ]  # fmt: skip

    def _colour(self, held: int) -> str:
        return self._setting.theme.slices[held]

    def _curve(self, held: int) -> Stroke:
        """The curve on the surface on which the variable of index `held` is constant."""
        space = self._setting.space
        points = np.tile(self._point, (_POINTS, 1))
        points[:, 1 - held] = np.linspace(space.lows[1 - held], space.highs[1 - held], _POINTS)
        height, width = self._setting.lesson.function.value, _WIDTH * self._setting.thick
        return self._setting.lines([points], height, width, self._colour(held), lift=_LIFT)

    def _rim(self, curve: Stroke) -> Stroke:
        """A wider dark line under the curve, so that the curve is visible on bright slopes."""
        return Stroke(
            curve.points, 1.8 * curve.widths, breaks=list(curve.breaks), lift=0.9 * _LIFT,
            color=self._setting.theme.background, swell=0.5,
        )  # fmt: skip

    def _behind(self, line: Stroke) -> Stroke:
        """The part of a line behind the surface, shown once the surface is translucent.

        In a bowl the tangents lie entirely below the surface.
        """
        return Stroke(
            line.points, 0.9 * line.widths, breaks=list(line.breaks), places=line.places,
            over_all=True, color=line.color, swell=0.5,
        )  # fmt: skip

    def _plane(self, held: int) -> list[Patch]:
        """The plane on which variable `held` is constant, in two halves that meet at the point.

        Two crossing planes can't be sorted by depth, but their halves can.
        """
        space = self._setting.space
        half, other = space.half[2], 1 - held
        ends = [-space.half[other], float(self._place[other]), space.half[other]]
        sheets = []
        for a, b in pairwise(ends):
            if b - a < 1e-6:
                continue
            corners = np.zeros((4, 3))
            corners[:, held] = self._place[held]
            corners[:, other] = (a, b, a, b)
            corners[:, 2] = (-half, -half, half, half)
            sheets.append(Patch(corners, lines=0, color=self._colour(held)))
        return sheets

    def _direction(self, held: int, gradient: Array) -> Array:
        """The vector from the point to an end of the slice's tangent: (3,) scene units."""
        space = self._setting.space
        directions = np.eye(2) / space.scale[:2, None]
        sides = [space.tangent(direction, gradient) for direction in directions]
        rise = sum(abs(float(side[2])) for side in sides)
        # As the tangent plane has it, whose edges are parallel to both.
        half = min(HALF_SIDE, TALLEST / rise if rise > 0 else HALF_SIDE)
        return np.asarray(_LONGER * half * sides[1 - held])

    def _tangent(self, held: int, gradient: Array) -> Stroke:
        along = self._direction(held, gradient)
        # From the point outwards, so that the line is drawn to both sides at once.
        line = np.array([self._place, self._place - along, self._place, self._place + along])
        return Stroke(
            line, _TANGENT * self._setting.thick, breaks=[2], places=np.array([0.0, 1, 0, 1]),
            color=self._colour(held), lift=0.12, swell=0.5,
        )  # fmt: skip

    def _name(self, gradient: Array) -> list[list[Card]]:
        """For each slice, cards with the equation of its plane and with its slope."""
        setting, layout = self._setting, self._setting.layout
        names = [symbol_name(name) for name in setting.lesson.variables]
        cards: list[list[Card]] = [[], []]
        spots: list[list[Spot]] = []
        gap, write = 0.35 * layout.em, setting.lesson.rounding
        slopes = write.slopes(gradient.tolist())
        for held in (0, 1):
            other = 1 - held
            slope, value = slopes[other], write.coordinate(self._point.tolist(), held)
            texts = (
                f'$partial f slash partial {names[other]} = "{slope}"$',
                f'${names[held]} = "{value}"$',
            )
            cards[held] = [
                Card(
                    text, layout.em, self._colour(held), plate=setting.theme.plate, cover=0.75,
                    pad=0.22 * layout.em, anchor=self._place,
                    pixels_per_unit=layout.pixels_per_unit,
                )
                for text in texts
            ]  # fmt: skip
            along = self._direction(held, gradient)
            size = (cards[held][0].width, cards[held][0].height)
            ends = [self._place + sign * along for sign in (1.0, -1.0)]
            spots.append([spot for end in ends for spot in around(end, size, gap)])
            top = np.array([*self._place[:2], setting.space.half[2]])
            corners = []
            for sign in (1.0, -1.0):
                corner = top.copy()
                corner[other] = sign * setting.space.half[other]
                corners.append(Spot(corner, np.array([0.0, cards[held][1].height / 2 + 0.5 * gap])))
            spots.append(corners)
        every = [cards[0][0], cards[1][0], cards[0][1], cards[1][1]]
        lines = [np.repeat(self._place[None], 8, axis=0)]
        lines += [curve.points[::10] for curve in self._curves]
        lines += [np.linspace(t.points[1], t.points[3], 12) for t in self._tangents]
        chosen = choose(
            [lens_at(setting, t) for t in looked_at(self._cue)], setting.panel.region,
            [(c.width, c.height) for c in every],
            [spots[0], spots[2], spots[1], spots[3]], np.concatenate(lines), 0.25 * layout.em,
            setting.panel.texts,
        )  # fmt: skip
        for card, spot in zip(every, chosen, strict=True):
            card.anchor = spot.anchor
            card.put(*spot.offset)
            card.precedence = Precedence.SPEECH
        return cards

    def show(self, t: float) -> None:
        cue = self._cue
        shown = cue.opacity(t)
        upright = shown * smooth(1.0 - self._setting.flatness(t))
        self._dot.opacity = shown
        gone = receded(cue, t) if self._hidden else 0.0
        for held in (0, 1):
            done = progress(cue, t)
            first = 0.5 * held

            def part(a: float, b: float, first: float = first, done: float = done) -> float:
                return smooth((done - first - a) / (b - a))

            drawn = part(0.08, 0.32)
            for curve in (self._curves[held], self._rims[held]):
                curve.opacity, curve.shown = shown, (-1e-6, drawn)
            # On a translucent surface a dark rim would be too conspicuous.
            self._rims[held].opacity = 0.75 * shown * (1 - gone)
            for sheet in self._sheets[held]:
                sheet.opacity = upright * part(0.0, 0.14) * _PLANE * (1.0 - 0.3 * gone)
            for tangent in self._tangents[held : held + 1]:
                tangent.opacity, tangent.shown = upright, (-1e-6, part(0.34, 0.42))
            for hidden, line in zip(
                self._hidden[held::2], (self._curves[held], *self._tangents[held::2]), strict=False
            ):
                # Tangents are shown almost opaque even behind the surface, curves faintly.
                share = 0.9 if line in self._tangents else 1.0 - RECEDES_TO
                hidden.opacity, hidden.shown = upright * gone * share, line.shown
            for card, appears in zip(self._labels[held], (0.38, 0.06), strict=False):
                card.opacity = upright * part(appears, appears + 0.08)


@thins_surface("slices")
def recede(setting: Setting, cue: Cue) -> Callable[[float], float]:
    """The opacity of the surface behind a cue's slices."""
    return lambda t: 1.0 - (1.0 - RECEDES_TO) * receded(cue, t)


def progress(cue: Cue, t: float) -> float:
    """Progress of drawing both slices at `t` seconds: 0 to 1, the first one done at 0.5."""
    seconds = max(min(SECONDS, _SHARE * (cue.end - cue.start)), 1e-6)
    return min(1.0, max(0.0, since(cue.start, t) / seconds))


def receded(cue: Cue, t: float) -> float:
    """How far the surface has faded for a cue's slices at `t` seconds: 0 not, 1 to RECEDES_TO.

    It fades before the first tangent comes, which may lie below it.
    """
    return smooth((progress(cue, t) - 0.3) / 0.2) * cue.opacity(t)
