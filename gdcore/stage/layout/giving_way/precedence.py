"""Which text gives way where two would meet, or where one would be cut off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

import numpy as np

from gdcore.stage.gl.view import Array
from gdcore.stage.layout.giving_way.boxes import CLEAR, gap, gaps, on_frame, share
from gdcore.stage.layout.lens import Lens
from gdcore.stage.mobjects.card import Card
from gdcore.stage.mobjects.label import Label
from gdcore.stage.mobjects.mesh import Mesh
from gdcore.stage.mobjects.picture import Picture
from gdcore.story.track import smooth

_CUT = 0.08  # ems of a text that may lie outside of its panel before it is gone
_STEPS = 1.2  # ems by which a text may step aside, into its panel or past another text


class Precedence(IntEnum):
    """Texts in space: of two that meet the lesser gives way, and all do to those on the frame.

    A name and what a beat speaks of step aside to stay within their panel; others go.
    """

    LEVEL = 1
    NUMBER = 2
    NAME = 3
    SPEECH = 4


class Order:
    """Keeps order among the texts of a stage, once all of them are where they want to be."""

    def __init__(self, mobjects: Sequence[Mesh], em: float, frame: tuple[float, float]) -> None:
        """em: scene units; frame: width and height of the frame in scene units."""
        self._em, self._frame = em, frame
        texts = [m for m in mobjects if isinstance(m, Label) and m.precedence and m.lens]
        lenses = {id(text.lens): text.lens for text in texts}
        self._groups = [(lens, [t for t in texts if t.lens is lens]) for lens in lenses.values()]
        self._fixed = [m for m in mobjects if isinstance(m, Picture) and m.anchor is None]
        self._asked: Callable[[], float] = lambda: 1.0
        self._motion: float | None = None
        self._known: dict[int, tuple[Array, tuple[float, float, float, float]]] = {}
        self._shares: dict[int, tuple[list[list[float]], list[float]]] = {}  # of each row's numbers

    def keep(self, motion: Callable[[], float] = lambda: 1.0) -> None:
        """Let each text of the moment step aside or go, as far as it has to.

        motion: asked for where texts meet; 0 while nothing moves, when a text is either there or
        gone: half of it for seconds would say neither. In motion it comes and goes by degrees.
        """
        self._asked, self._motion = motion, None
        above = [(self._extremes(m), m.opacity) for m in self._fixed if m.opacity > 0]
        boxes = np.array([box for box, _ in above]).reshape(-1, 4)
        shares = np.array([share for _, share in above])
        for lens, texts in self._groups:
            there = [text for text in texts if text.opacity > 0]
            around = self._boxes(lens, there) if lens is not None and there else None
            if around is not None:
                self._thin_out(there, around)
            for text in texts:
                text.wanted = text.opacity
            if lens is not None and around is not None:
                stay = [k for k, text in enumerate(there) if text.opacity > 0]
                if len(stay) < len(there):
                    there, around = [there[k] for k in stay], around[stay]
                self._keep_panel(lens, there, around, boxes, shares)

    def _thin_out(self, texts: list[Label], boxes: Array) -> None:
        """Leave out numbers of a row that is seen from its end, or from afar.

        Where neighbours come too near, every second one goes, then every second of the rest:
        numbers at even distances stay.
        """
        rows: dict[int, list[int]] = {}
        for k, text in enumerate(texts):
            if text.row is not None:
                rows.setdefault(id(text.row), []).append(k)
        for name, row in rows.items():
            places = boxes[row].tolist()
            known = self._shares.get(name)
            # While the camera rests, nothing changes.
            if known is None or known[0] != places:
                known = self._shares[name] = places, _row_shares(places, self._em)
            for k, left in zip(row, known[1], strict=True):
                texts[k].opacity *= left

    def _keep_panel(
        self, lens: Lens, texts: list[Label], boxes: Array, above: Array, shares: Array
    ) -> None:
        em, ranks = self._em, np.array([text.precedence for text in texts])
        wide, tall = self._frame
        rim = np.array(lens.rect or (-wide / 2, -tall / 2, wide / 2, tall / 2))
        inwards = np.maximum(rim[:2] - boxes[:, :2], 0) - np.maximum(boxes[:, 2:] - rim[2:], 0)
        inwards[ranks < Precedence.NAME] = 0.0
        inwards = np.clip(inwards, -_STEPS * em, _STEPS * em)
        boxes += np.tile(inwards, 2)
        for index in np.flatnonzero(ranks >= Precedence.NAME):
            step = self._dodge(boxes[index], above, shares)
            inwards[index, 1] += step
            boxes[index, [1, 3]] += step
        out = np.maximum(rim[:2] - boxes[:, :2], boxes[:, 2:] - rim[2:]).max(axis=1) / em
        for k, text in enumerate(texts):
            text.nudge = (float(inwards[k, 0]), float(inwards[k, 1]))
            text.opacity *= smooth(1.0 - max(float(out[k]), 0.0) / _CUT)
        self._settle(texts, boxes, ranks, above, shares)

    def _dodge(self, box: Array, above: Array, shares: Array) -> float:
        """How far up a text steps out of the way of what stands above or below it on the frame."""
        clear, step = CLEAR * self._em, 0.0
        for other in np.flatnonzero(gaps(box[None], above)[0] < clear):
            left, low, right, high = above[other]
            common = min(box[2], right) - max(box[0], left) + clear
            up, down = high + clear - box[1], box[3] + clear - low
            way = float(up if low + high < box[1] + box[3] else -down)
            # By degrees, where the one glides over the other or would have to go too far.
            way *= shares[other] * smooth(common / (0.5 * self._em))
            way *= smooth((_STEPS - abs(way) / self._em) / (0.25 * _STEPS))
            step = max(step, way, key=abs)
        return step

    def _settle(
        self, texts: list[Label], boxes: Array, ranks: Array, above: Array, shares: Array
    ) -> None:
        """Let the lesser of two texts that meet go; `above`, `shares`: what is before them all."""
        near = gaps(boxes, above) < CLEAR * self._em
        for k, other in np.argwhere(near):
            left = self._left(gap(boxes[k], above[other]))
            texts[k].opacity *= 1.0 - shares[other] * (1.0 - left)
        among = gaps(boxes, boxes)
        meet = among < CLEAR * self._em
        np.fill_diagonal(meet, False)
        if not meet.any():
            return
        # The first to go last: who gives way to it gives way to what it is then.
        for k in np.argsort(-ranks, kind="stable"):
            for other in np.flatnonzero(meet[k]):
                if (ranks[other], k) < (ranks[k], other) and texts[k].opacity > 0:
                    left = self._left(float(among[k, other]))
                    texts[other].opacity *= 1.0 - texts[k].opacity * (1.0 - left)

    def _left(self, apart: float) -> float:
        """How much of the lesser of two texts is left, 0 to 1; apart: scene units between them."""
        by_degrees = share(apart / self._em)
        if by_degrees in (0.0, 1.0):
            return by_degrees
        if self._motion is None:
            self._motion = self._asked()
        whole = float(by_degrees >= 0.5)
        return whole + self._motion * (by_degrees - whole)

    def _extremes(self, mesh: Picture) -> tuple[float, float, float, float]:
        # Hardly one of them moves, and each is asked for in every frame.
        known = self._known.get(id(mesh))
        if known is None or known[0] is not mesh.points:
            known = self._known[id(mesh)] = mesh.points, mesh.extremes
        return known[1]

    def _boxes(self, lens: Lens, texts: list[Label]) -> Array:
        """The boxes (n, 4) of texts as seen through a lens."""
        middles = on_frame(lens, np.array([text.anchor for text in texts]))
        # Of a card the letters count: plates may touch.
        pads = np.array([text.pad if isinstance(text, Card) else 0.0 for text in texts])
        boxes: Array = np.array([self._extremes(text) for text in texts]) + np.tile(middles, 2)
        return boxes + pads[:, None] * [1, 1, -1, -1]


def _row_shares(boxes: Sequence[Sequence[float]], em: float) -> list[float]:
    """How much of each number of a row there is room for, 0 to 1; em: scene units."""
    found = [1.0] * len(boxes)
    stride = 1
    while stride < len(boxes):
        kept = boxes[::stride]
        left = share(min(map(gap, kept, kept[1:])) / em)
        for k in range(stride, len(boxes), 2 * stride):
            found[k] *= left
        stride *= 2
    return found
