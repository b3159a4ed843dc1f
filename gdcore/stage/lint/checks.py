"""The checks of one moment that need no painted picture: places and sizes of texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from gdcore.stage.layout.regions import MARGIN
from gdcore.stage.layout.type_scale import LEAST
from gdcore.stage.lint.advice import FindingKind
from gdcore.stage.lint.finding import Observation
from gdcore.stage.lint.writing import Box, FrameContent, Writing, area, overlap

LEAST_CONTRAST = 4.5
"""Least contrast ratio of text to its background: WCAG 2.2, level AA."""
LEGIBLE_OPACITY = 0.6
"""Opacity above which a text counts as legible; above 0.5, so that of two texts that cross-fade
neither is checked against the other."""
_SLACK = 1.5  # pixels by which rounding may move a text
_GAP = 0.12  # ems: letters of two texts that are nearer than this run into each other
_OPAQUE_PLATE = 0.5  # opacity from which a plate makes a text behind it unreadable
_COVERED_SHARE = 0.05  # share of a text's box that a plate may cover without a finding


def check_moment(content: FrameContent, frame: tuple[int, int], t: float) -> Iterator[Observation]:
    """Texts that are too small, cut off, under a plate or in each other, at `t` seconds.

    frame: (width, height) in pixels.
    """
    read = [w for w in content.writings if w.opacity > LEGIBLE_OPACITY]
    covered: set[tuple[int, int]] = set()
    for writing in read:
        yield from _check_place(writing, frame, t)
        if writing.em < LEAST * frame[1] * 0.999:
            message = (
                f"its letters are {writing.em:.0f} pixels high; in a frame of {frame[1]} they have "
                f"to be {LEAST * frame[1]:.0f}"
            )
            yield _observation(FindingKind.SMALL, writing, t, 1 / writing.em, message)
        for cover in content.covers:
            if (
                cover.mesh is writing.mesh
                or cover.rank < writing.rank
                or cover.share < _OPAQUE_PLATE
            ):
                continue
            share = area(overlap(writing.box, cover.box)) / max(area(writing.box), 1.0)
            if share > _COVERED_SHARE:
                covered.add((id(writing.mesh), id(cover.mesh)))
                message = f"{100 * share:.0f} % of it lies behind: {cover.mesh.name}"
                yield _observation(FindingKind.COVERED, writing, t, share, message)
    for a, b in combinations(read, 2):
        pair = id(a.mesh), id(b.mesh)
        if pair not in covered and pair[::-1] not in covered and touch(a, b):
            common = area(overlap(a.box, b.box))
            yield _observation(FindingKind.OVERLAP, a, t, common, f"runs into {b.subject.name}", b)


def _check_place(writing: Writing, frame: tuple[int, int], t: float) -> Iterator[Observation]:
    width, height = frame
    if not writing.in_space:
        dx, dy = MARGIN * width, MARGIN * height
        over, side = _outside(writing.box, (dx, dy, width - dx, height - dy))
        if over > _SLACK:
            message = f"{over:.0f} pixels outside the {100 * MARGIN:g} % margin at the {side}"
            yield _observation(FindingKind.OFF_SCREEN, writing, t, over, message)
        return
    over, side = _outside(writing.box, writing.clip)
    # A text that lies outside as a whole is not cut: the linter reports it as hidden.
    if over > _SLACK and area(overlap(writing.box, writing.clip)) > 0:
        where = "the frame's" if writing.clip == (0, 0, width, height) else "its panel's"
        message = f"cut off by {over:.0f} pixels at {where} {side} edge"
        yield _observation(FindingKind.CUT, writing, t, over, message)


def _outside(box: Box, within: Box) -> tuple[float, str]:
    """By how many pixels `box` sticks out of `within` on its worst side, and that side's name."""
    sides = ("left", "top", "right", "bottom")
    over = (within[0] - box[0], within[1] - box[1], box[2] - within[2], box[3] - within[3])
    worst = int(np.argmax(over))
    return over[worst], sides[worst]


def touch(a: Writing, b: Writing) -> bool:
    """Whether letters of two texts overlap or are nearer to each other than `_GAP` ems."""
    gap = _GAP * min(a.em, b.em)
    left, top, right, bottom = a.box
    if overlap((left - gap, top - gap, right + gap, bottom + gap), b.box) is None:
        return False
    # Boxes may overlap where neither text has letters, so the inked pixels are compared.
    reach = max(round(gap), 1)
    mask = np.zeros((round(bottom - top) + 2 * reach, round(right - left) + 2 * reach), bool)
    row = a.ink.rows - round(a.ink.box[1]) + reach
    column = a.ink.columns - round(a.ink.box[0]) + reach
    mask[row, column] = True
    wide = mask.copy()
    for shift in range(-reach, reach + 1):
        wide |= np.roll(mask, shift, axis=1)
    grown = wide.copy()
    for shift in range(-reach, reach + 1):
        grown |= np.roll(wide, shift, axis=0)
    row = b.ink.rows + b.corner[1] - round(top) + reach
    column = b.ink.columns + b.corner[0] - round(left) + reach
    inside = (row >= 0) & (row < mask.shape[0]) & (column >= 0) & (column < mask.shape[1])
    return bool(grown[row[inside], column[inside]].any())


def _observation(
    kind: FindingKind,
    writing: Writing,
    t: float,
    amount: float,
    message: str,
    other: Writing | None = None,
) -> Observation:
    key = (id(writing.mesh), id(other.mesh) if other else 0)
    passing = kind is not FindingKind.SMALL and (
        writing.in_space or (other is not None and other.in_space)
    )
    return Observation(kind, key, writing.subject, t, amount, message, passing)
