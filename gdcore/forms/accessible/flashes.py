"""How often the picture flashes, by the definition of WCAG 2.1 (general and red flash thresholds).

A flash is a pair of opposing changes. In light, each is one of at least a tenth of the greatest
relative luminance, where the darker image is below 0.8; in red, one of more than 20 in
320·(R − G − B), of linear parts and negative values taken for 0, with a saturated red, R/(R+G+B) of
at least 0.8, on one side. It counts where it fills a quarter of any field of 10 degrees: of
341 × 256 pixels on a screen of 1024 × 768, a third of its width and height.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gdcore.stage.colour import linear, luminance

Array = NDArray[np.float64]

LIMIT = 3
"""Flashes in any one second that a picture may have."""
_LIGHT, _DARKER = 0.1, 0.8
_RED, _SATURATED = 20.0, 0.8
_FIELD, _SHARE = 3, 0.25
"""Fields beside each other along each side, and the part of one that a flash has to fill."""


@dataclass(frozen=True)
class Flashes:
    """The second of a film with most flashes.

    count: how many; at: seconds, the end of that second; rate: pictures a second that were looked
    at: a faster change would not have been seen.
    """

    count: int
    at: float
    rate: float


@dataclass
class _Turns:
    """Counts, pixel by pixel, the changes of a quantity by at least `least` in turn up and down."""

    least: float
    extreme: Array | None = None
    """The value from which the present change is measured, (rows, columns)."""
    counting: NDArray[np.bool_] | None = None
    """Whether the extreme is one that a change may begin or end at by itself."""
    sense: NDArray[np.int8] | None = None
    """The sense of the last change: 1 up, −1 down, 0 none yet."""
    recent: list[tuple[float, NDArray[np.bool_]]] = field(default_factory=list)

    def most(self, t: float, value: Array, qualifies: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The number of changes of each pixel in the second before `t`, this picture's included.

        qualifies: where the picture has the property that one side of a change must have.
        """
        if self.extreme is None or self.sense is None or self.counting is None:
            self.extreme, self.counting = value.copy(), qualifies.copy()
            self.sense = np.zeros(value.shape, dtype=np.int8)
            return np.zeros(value.shape, dtype=np.int64)
        change = value - self.extreme
        turned = (np.abs(change) >= self.least) & (np.sign(change) != self.sense)
        turned &= qualifies | self.counting
        # Going on in the same sense moves the extreme from which the next change is measured.
        onward = turned | (np.sign(change) == self.sense)
        self.sense[turned] = np.sign(change[turned]).astype(np.int8)
        self.extreme[onward] = value[onward]
        self.counting[onward] = qualifies[onward]
        self.recent = [(at, seen) for at, seen in self.recent if at > t - 1.0]
        self.recent.append((t, turned))
        changes: NDArray[np.int64] = np.sum([seen for _, seen in self.recent], axis=0, dtype=int)
        return changes


def flashes(pictures: Iterable[tuple[float, NDArray[np.uint8]]], rate: float) -> Flashes:
    """The most flashes in any second.

    Args:
        pictures: (seconds, (rows, columns, 3 or 4) sRGB), in order of time, so many a second.
        rate: how many.
    """
    light, red = _Turns(_LIGHT), _Turns(_RED)
    worst, at = 0, 0.0
    for t, picture in pictures:
        colours = picture[..., :3] / 255.0
        bright = luminance(colours)
        parts = linear(colours)
        total = parts.sum(axis=-1)
        excess = 320.0 * np.maximum(parts[..., 0] - parts[..., 1] - parts[..., 2], 0.0)
        saturated = (total > 0.0) & (parts[..., 0] >= _SATURATED * total)
        for turns, value, qualifies in (
            (light, bright, bright < _DARKER),
            (red, excess, saturated),
        ):
            changes = _in_a_field(turns.most(t, value, qualifies))
            if changes > worst:
                worst, at = changes, t
    return Flashes(worst // 2, at, rate)


def _in_a_field(changes: NDArray[np.int64]) -> int:
    """The most changes that a quarter of some field has: fields beside each other, and between."""
    rows, columns = changes.shape
    high, wide = rows // _FIELD, columns // _FIELD
    most = 0
    for top in range(0, rows - high + 1, max(high // 2, 1)):
        for left in range(0, columns - wide + 1, max(wide // 2, 1)):
            part = np.sort(changes[top : top + high, left : left + wide], axis=None)
            most = max(most, int(part[-max(int(_SHARE * len(part)), 1)]))
    return most
