"""Critical points: on each a sign of its kind, and beside it a label with name and value."""

from __future__ import annotations

import numpy as np

from gdcore.maths import CriticalKind, CriticalPoint, CriticalSet
from gdcore.stage.aim import lens_at
from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.placement import around, choose, looked_at
from gdcore.stage.layout.giving_way.precedence import Precedence
from gdcore.stage.layout.regions import Layout
from gdcore.stage.layout.slots import KIND
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.marker import Marker, Shape
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.stroke import Stroke
from gdcore.stage.props.parts.cue_prop import CueProp
from gdcore.stage.props.parts.sight import Sight
from gdcore.stage.props.registry import in_panel, on_frame
from gdcore.stage.props.rooms import Size, takes_room
from gdcore.stage.setting import Setting
from gdcore.stage.theme import Theme
from gdcore.story import Cue, Lesson
from gdcore.story.beats.critical_points import kind_name
from gdcore.story.rounding import Rounding
from gdcore.story.track import since, smooth

SHAPES: dict[CriticalKind, Shape] = {
    CriticalKind.MINIMUM: "disc",
    CriticalKind.MAXIMUM: "triangle",
    CriticalKind.SADDLE: "cross",
    CriticalKind.DEGENERATE: "diamond",
}
MOST_LABELLED, MOST_MARKED = 14, 80
"""The most points with a label, and with a sign: more would cover the landscape."""
_SIZE = 0.62  # ems: size of a sign
_LIFT = 0.1  # scene units: half of a sign, lest the slope should cut it; a ball hides it still
_TRAIL = 10  # places on each trail that labels should not cover
_BETWEEN = 0.25  # seconds from the appearance of one point to the next
_ALONG = 41  # places along a curve that labels should not cover


@in_panel("critical_points", order=48)
class CriticalPointsProp:
    """One cue's critical points; lines along which all points are critical are drawn as lines."""

    def __init__(self, setting: Setting, cue: Cue) -> None:
        self._setting, self._cue = setting, cue
        landscape = setting.lesson.landscape
        self._points = most_telling(landscape.points, MOST_MARKED)
        places = [setting.on_surface(p.point)[0] for p in self._points]
        layout, theme = setting.layout, setting.theme
        size = _SIZE * layout.em * (0.85 if setting.panel.small else 1.0)
        self._markers = [
            Marker(
                SHAPES[p.kind], size, kind_colour(theme, p.kind), theme.background,
                anchor=place, hideable=True, lift=_LIFT, pixels_per_unit=layout.pixels_per_unit,
            )
            for p, place in zip(self._points, places, strict=True)
        ]  # fmt: skip
        self._lines = [self._line(found) for found in landscape.sets]
        self._cards, self._sight = self._name(places, landscape.sets)
        step = min(_BETWEEN, 0.35 * (cue.end - cue.start) / max(len(self._points), 1))
        self._comes = [cue.start + k * step for k in range(len(self._points))]
        self.mobjects: list[Mesh] = [*self._lines, *self._markers, *self._cards]

    def _line(self, found: CriticalSet) -> Stroke:
        setting = self._setting
        points, breaks = chained(found.points, found.shape, setting)
        values = np.clip(
            np.nan_to_num(setting.lesson.function.value(points)), *setting.space.values
        )
        return Stroke(
            setting.space.place(points, values), 0.07 * setting.thick, breaks=breaks, lift=0.08,
            color=kind_colour(setting.theme, found.kind), swell=0.5,
        )  # fmt: skip

    def _name(
        self, places: list[Array], sets: tuple[CriticalSet, ...]
    ) -> tuple[list[Card], Sight | None]:
        setting, layout, theme = self._setting, self._setting.layout, self._setting.theme
        labelled = self._points[: MOST_LABELLED // (2 if setting.panel.small else 1)]
        named = setting.slots.kinds is None
        lesson = setting.lesson
        texts = [(kind_colour(theme, p.kind), label_text(lesson, p, named)) for p in labelled]
        anchors = places[: len(labelled)]
        self._named = len(labelled)
        data = [np.asarray(p.point) for p in self._points]
        if not setting.panel.small:
            for found in _once(sets, lesson.rounding):
                middle = found.points[len(found.points) // 2]
                value = lesson.rounding.value(found.value)
                name = kind_name(lesson, found.kind, several=True)
                words = f'{name}, $f = "{value}"$'
                texts.append((kind_colour(theme, found.kind), words))
                anchors.append(setting.on_surface(middle)[0])
                data.append(middle)
        if not data:
            return [], None
        cards = [
            Card(
                text, layout.em, colour, plate=theme.plate, cover=0.8, pad=0.2 * layout.em,
                anchor=anchor, pixels_per_unit=layout.pixels_per_unit,
            )
            for (colour, text), anchor in zip(texts, anchors, strict=True)
        ]  # fmt: skip
        radius = 0.5 * _SIZE * layout.em
        sizes = [(card.width, card.height) for card in cards]
        chosen = choose(
            [lens_at(setting, t) for t in looked_at(self._cue)], setting.panel.region,
            sizes,
            [around(a, s, radius) for a, s in zip(anchors, sizes, strict=True)],
            np.array(places + self._ways() + self._curve()).reshape(-1, 3), radius,
            setting.panel.texts,
        )  # fmt: skip
        for card, spot in zip(cards, chosen, strict=True):
            card.put(*spot.offset)
            card.precedence = Precedence.SPEECH
        return cards, Sight(setting, np.array(data), self._cue.start, self._cue.end)

    def _ways(self) -> list[Array]:
        """Places of balls and on trails during the cue, which labels should not cover."""
        setting, timeline = self._setting, self._setting.timeline
        moments = [t for t in looked_at(self._cue) if setting.balls(t) > 0]
        if not moments:
            return []
        places = [timeline.position(index, t) for index in setting.panel.descents for t in moments]
        for index in setting.panel.descents:
            last = int(timeline.steps(index, moments[-1]))
            points = setting.lesson.descents[index].trajectory.points[: last + 1]
            lengths = np.linalg.norm(np.diff(points, axis=0), axis=1).cumsum()
            if last and lengths[-1] > 0:
                at = np.searchsorted(lengths, np.linspace(0, lengths[-1], _TRAIL))
                places += [tuple(points[k]) for k in dict.fromkeys(at.tolist())]
        return [setting.on_surface(place)[0] for place in places]

    def _curve(self) -> list[Array]:
        """Places along a curve, which labels should not cover; none for a surface."""
        setting = self._setting
        if setting.space.dimension > 1:
            return []
        (low, high), *_ = setting.lesson.domain
        return [setting.on_surface((float(x),))[0] for x in np.linspace(low, high, _ALONG)]

    def show(self, t: float) -> None:
        shown = self._cue.opacity(t)
        for line in self._lines:
            line.opacity = shown
            line.shown = (-1e-6, smooth(since(self._cue.start, t) / 1.2))
        if self._sight is None or shown == 0:
            for mesh in (*self._markers, *self._cards):
                mesh.opacity = 0.0
            return
        seen = self._sight.at(t).tolist()
        for marker, comes, share in zip(self._markers, self._comes, seen, strict=False):
            marker.opacity = shown * smooth(since(comes, t) / 0.3) * share
        comes_with = [*self._comes[: self._named], *(self._cue.start + 0.8 for _ in self._lines)]
        shares = [*seen[: self._named], *seen[len(self._markers) :]]
        for card, comes, share in zip(self._cards, comes_with, shares, strict=False):
            # With its point a label goes behind a hill: pale letters could not be read.
            card.opacity = shown * smooth((since(comes, t) - 0.1) / 0.4) * share


@on_frame("critical_points", order=14)
def kinds_prop(setting: Setting, cue: Cue) -> CueProp:
    """The legend of the signs, beside the landscape, for points whose labels lack the kind."""
    parts: list[Mesh] = []
    layout, theme = setting.layout, setting.theme
    slot = setting.slots.kinds
    if slot is not None:
        em, kinds = layout.em, _kinds(setting.lesson)
        left, top = slot.corner(0.0, 0.0 if slot.flow == "row" else KIND * em * len(kinds))
        x, y = left, top if slot.flow == "row" else top - KIND * em * (len(kinds) - 0.5)
        for kind in kinds:
            colour = kind_colour(theme, kind)
            marker = Marker(
                SHAPES[kind], _SIZE * em, colour, theme.background,
                pixels_per_unit=layout.pixels_per_unit,
            )  # fmt: skip
            name = layout.label(kind_name(setting.lesson, kind), em, colour)
            marker.put(x + 0.4 * em, y)
            parts += [marker, name.put(x + 1.1 * em, y, align=(-1, 0))]
            if slot.flow == "row":
                x += name.width + 2.2 * em
            else:
                y += KIND * em
    return CueProp(cue, parts)


@takes_room("critical_points", "list")
def kinds_room(cue: Cue, lesson: Lesson, layout: Layout, theme: Theme) -> Size:
    """The height of a list of kinds; nothing where there is room to name each beside its point."""
    if len(lesson.landscape.points) <= layout.most_named:
        return 0.0, 0.0
    return 0.0, KIND * layout.em * len(_kinds(lesson))


def _kinds(lesson: Lesson) -> list[CriticalKind]:
    """The kinds of the points that have signs."""
    points = most_telling(lesson.landscape.points, MOST_MARKED)
    return sorted({p.kind for p in points}, key=list(CriticalKind).index, reverse=True)


def most_telling(points: tuple[CriticalPoint, ...], most: int) -> list[CriticalPoint]:
    """At most `most` of the points: minima, then maxima, then saddles, in each the most extreme
    first."""
    order = {
        CriticalKind.MINIMUM: 0,
        CriticalKind.MAXIMUM: 1,
        CriticalKind.SADDLE: 2,
        CriticalKind.DEGENERATE: 2,
    }
    return sorted(points, key=lambda p: (order[p.kind], _height(p), p.point))[:most]


def _height(p: CriticalPoint) -> float:
    return -p.value if p.kind is CriticalKind.MAXIMUM else p.value


def kind_colour(theme: Theme, kind: CriticalKind) -> str:
    """The colour of a kind of critical point."""
    return {
        CriticalKind.MINIMUM: theme.minimum,
        CriticalKind.MAXIMUM: theme.maximum,
        CriticalKind.SADDLE: theme.saddle,
        CriticalKind.DEGENERATE: theme.degenerate,
    }[kind]


def label_text(lesson: Lesson, p: CriticalPoint, named: bool) -> str:
    """A point's label as Typst markup: its kind and value, or the value alone unless `named`."""
    text = f'"{lesson.rounding.value(p.value)}"'
    return f"{kind_name(lesson, p.kind)}, $f = {text}$" if named else f"${text}$"


def _once(sets: tuple[CriticalSet, ...], rounding: Rounding) -> list[CriticalSet]:
    """One of each group of sets that would get the same label."""
    kept: dict[tuple[CriticalKind, str], CriticalSet] = {}
    for found in sets:
        kept.setdefault((found.kind, rounding.value(found.value)), found)
    return list(kept.values())


def chained(points: Array, shape: str, setting: Setting) -> tuple[Array, list[int]]:
    """Points of a critical line or curve in order along it, and the indices after its gaps."""
    space = setting.space
    spots = space.place(points, np.zeros(len(points)))[:, :2]
    if shape == "region":
        # Dots: each a line from a point to itself.
        return np.repeat(points, 2, axis=0), list(range(2, 2 * len(points), 2))
    away = np.linalg.norm(spots[:, None] - spots[None], axis=2)
    np.fill_diagonal(away, np.inf)
    typical = float(np.median(away.min(axis=1)))
    left = np.ones(len(points), dtype=bool)
    # Begin with the point farthest from all others, which is an end of a line; a ring has no end.
    here = int(np.argmax(np.where(np.isfinite(away), away, 0).sum(axis=1)))
    order, breaks = [here], []
    left[here] = False
    while left.any():
        ahead = np.where(left, away[order[-1]], np.inf)
        nearest = int(np.argmin(ahead))
        if ahead[nearest] > 4 * typical:
            breaks.append(len(order))
        order.append(nearest)
        left[nearest] = False
    line = points[order]
    if shape == "curve" and away[order[0], order[-1]] < 3 * typical:
        line = np.vstack([line, line[:1]])
    if shape == "line":
        line = _to_the_edge(line, setting)
    return line, breaks


def _to_the_edge(line: Array, setting: Setting) -> Array:
    """The line, prolonged to the domain's edge if it is straight and nearly reaches it."""
    low, high = np.asarray(setting.space.lows), np.asarray(setting.space.highs)
    ends = []
    for end, other in ((line[0], line[-1]), (line[-1], line[0])):
        out = (end - other) / max(float(np.linalg.norm(end - other)), 1e-12)
        with np.errstate(all="ignore"):
            room = np.where(out > 0, high - end, low - end) / out
        reach = float(np.min(np.where(np.abs(out) > 1e-9, room, np.inf)))
        ends.append(end + out * reach if reach < 0.06 * float((high - low).max()) else end)
    return np.vstack([ends[0], line, ends[1]])
