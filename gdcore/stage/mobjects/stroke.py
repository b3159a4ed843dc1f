"""Lines whose width is measured on the screen: axes, trails, arrows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, ClassVar, Self

import numpy as np
from manim import Mobject
from numpy.typing import NDArray

from gdcore.stage.gl.view import Array
from gdcore.stage.mobjects.mesh import Mesh, resample

_NEAR = 0.002  # scene units: a quarter of a pixel of a frame of 1080 rows
_FEW = 16  # points of a stroke of which none is left out


class Stroke(Mesh):
    """One or several polylines, hidden where an opaque mesh is in front of them.

    Their width is measured on the screen, whatever way they run in the scene.

    points: (n, 3) scene units; width: scene units, a number or one for each point, (n,); breaks:
    indices of the points at which a new polyline begins; places: (n,) rising from 0 to 1, the share
    of the line at each point, by which `Create` and `shown` count (by index if left out); lift:
    scene units by which its depth alone is brought nearer to the eye, so that a surface on which it
    lies does not cut it; swell: 0 keeps the width the same everywhere, 1 lets it grow towards the
    eye as perspective has it; over_all: nothing hides it; in_front: drawn over translucent patches;
    round_ends: ends stick out by half the width. Other arguments as of `Mesh`.

    Attributes:
        shown: (from, to), 0..1 each: the part of the line that is drawn.
    """

    kind: ClassVar[str] = "stroke"
    blended: ClassVar[tuple[str, ...]] = (*Mesh.blended, "widths", "places", "shown", "lift")

    def __init__(
        self,
        points: Array | Sequence[Sequence[float]] | Sequence[Array],
        width: float | Array = 0.03,
        *,
        breaks: Sequence[int] = (),
        places: Array | None = None,
        lift: float = 0.0,
        swell: float = 1.0,
        over_all: bool = False,
        in_front: bool = False,
        round_ends: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.over_all, self.in_front, self.round_ends = over_all, in_front, round_ends
        self.lift, self.swell = float(lift), float(swell)
        self.shown = (0.0, 1.0)
        self.widths: Array = np.zeros(0)
        self.set_line(points, width, breaks=breaks, places=places)

    @property
    def phase(self) -> str:
        return "front_stroke" if self.in_front else "stroke"

    def set_line(
        self,
        points: Array | Sequence[Sequence[float]] | Sequence[Array],
        width: float | Array | None = None,
        *,
        breaks: Sequence[int] = (),
        places: Array | None = None,
    ) -> Self:
        """Become the polyline through `points`; arguments as for the constructor."""
        self.points = np.array(points, dtype=np.float64).reshape(-1, 3)
        count = len(self.points)
        if width is None:
            width = self.widths if len(self.widths) == count else float(self.widths.max())
        self.widths = np.array(np.broadcast_to(np.asarray(width, float), (count,)))
        self.breaks = np.array(sorted(breaks), dtype=np.int64)
        self.places = (
            np.linspace(0.0, 1.0, count) if places is None else np.array(places, dtype=float)
        )
        return self

    def segments(self) -> Array:
        """(m, 16): the point before, start, end, the point after, widths, places of each.

        Of points that lie closer together than can be seen, as where a descent has arrived, few
        are left: hundreds of round ends on one spot take longer to draw than a surface.
        """
        if len(self.points) < 2:
            return np.zeros((0, 16))
        first = np.zeros(len(self.points), dtype=bool)  # of each line
        first[0] = True
        first[self.breaks] = True
        seen = self._seen(first)
        count = len(seen)
        fresh = np.append(first[seen], True)
        start = np.flatnonzero(~fresh[1:count])
        before = np.where(fresh[start], start, start - 1)
        after = np.where(fresh[start + 2], start + 1, np.minimum(start + 2, count - 1))
        p, widths, places = self.points[seen], self.widths[seen], self.places[seen]
        return np.column_stack(
            [
                p[before], p[start], p[start + 1], p[after],
                widths[start], widths[start + 1],
                places[start], places[start + 1],
            ]
        )  # fmt: skip

    def _seen(self, first: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The indices of the points that are drawn: both ends of each line, and of the others one
        to each stretch of `_NEAR` along the line; first: (n,), which points begin a line."""
        count = len(self.points)
        if count <= _FEW:
            return np.arange(count)
        with np.errstate(over="ignore", invalid="ignore"):  # points beyond all numbers
            steps = np.linalg.norm(np.diff(self.points, axis=0), axis=1)
            along = np.floor(np.cumsum(np.nan_to_num(steps)) / _NEAR)
        kept = first.copy()
        kept[1:] |= np.diff(along, prepend=0.0) > 0
        kept[:-1] |= first[1:]
        kept[-1] = True
        # Where the width changes, as at an arrow's head, two points may stand on one spot.
        kept[1:] |= np.diff(self.widths) != 0
        kept[:-1] |= np.diff(self.widths) != 0
        return np.flatnonzero(kept)

    def align_points(self, mobject: Mobject) -> Self:
        super().align_points(mobject)
        assert isinstance(mobject, Stroke)
        sizes = [[len(line) for line in stroke.lines()] for stroke in (self, mobject)]
        if sizes[0] != sizes[1]:
            # Surplus lines of one stroke come out of the last line of the other.
            wanted = [max(pair) for pair in zip_longest(*sizes, fillvalue=2)]
            self.resample_lines(wanted)
            mobject.resample_lines(wanted)
        return self

    def align_points_with_larger(self, larger_mobject: Mobject) -> Self:
        """Does nothing: `align_points` gives each line as many points as its partner."""
        return self

    def lines(self) -> list[NDArray[np.int64]]:
        """The indices of the points of each polyline."""
        return np.split(np.arange(len(self.points)), self.breaks)

    def resample_lines(self, sizes: Sequence[int]) -> Self:
        """Become as many polylines, of so many points each; the last one is repeated."""
        old = self.lines()
        parts = [old[min(k, len(old) - 1)] for k in range(len(sizes))]
        for name in ("points", "widths", "places"):
            rows = getattr(self, name)
            pieces = [resample(rows[i], n) for i, n in zip(parts, sizes, strict=True)]
            setattr(self, name, np.concatenate(pieces))
        self.breaks = np.cumsum(sizes, dtype=np.int64)[:-1]
        return self

    def pointwise_become_partial(self, mobject: Mobject, a: float, b: float) -> Self:
        assert isinstance(mobject, Stroke)
        low, high = mobject.shown
        self.shown = (low + a * (high - low), low + b * (high - low))
        return self


class ArrowStroke(Stroke):
    """An arrow whose head always faces the eye.

    start, end: (3,) scene units; width: of the shaft, scene units; head: the head's width as a
    multiple of the shaft's. A short arrow has a smaller head and a thinner shaft. Other arguments
    as of `Stroke`; by default it is drawn over translucent patches and has flat ends.
    """

    def __init__(
        self,
        start: Array | Sequence[float],
        end: Array | Sequence[float],
        width: float = 0.05,
        *,
        head: float = 3.6,
        **kwargs: Any,
    ) -> None:
        self.shaft_width, self.head = float(width), float(head)
        kwargs.setdefault("in_front", True)
        kwargs.setdefault("round_ends", False)
        super().__init__(np.array([start, end], dtype=float), width, **kwargs)
        self.put(start, end)

    def put(self, start: Array | Sequence[float], end: Array | Sequence[float]) -> Self:
        """Move the arrow: it then leads from `start` to `end`, (3,) scene units each."""
        a, b = np.asarray(start, float), np.asarray(end, float)
        length = float(np.linalg.norm(b - a))
        # A head longer than three fifths of the arrow would leave no shaft.
        head_width = min(self.head * self.shaft_width, 0.6 * length)
        shaft_width = min(self.shaft_width, head_width / 2)
        neck = b - (b - a) / length * min(1.25 * head_width, 0.75 * length) if length else b
        points = np.array([a, neck, neck, b])
        widths = np.array([shaft_width, shaft_width, head_width, 0.0])
        return self.set_line(points, widths, breaks=[2], places=np.array([0.0, 0.8, 0.8, 1.0]))
