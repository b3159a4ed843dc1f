"""What can be wrong at one moment, each check on its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from gdcore.stage.layout.regions import MARGIN
from gdcore.stage.lint.finding import Kind, Observation
from gdcore.stage.lint.writing import Box, Scene, Writing, area, overlap

LEAST_EM = 1 / 30
"""Of the frame's height: the least height of an em."""
LEAST_CONTRAST = 4.5
"""WCAG's least contrast of text (level AA)."""
READ = 0.6
"""Opacity from which a text is there to be read: of two that change places neither is."""
_SLACK = 1.5  # pixels by which rounding may move a text
_GAP = 0.12  # of an em: texts nearer than this run into each other
_HIDES = 0.5  # opacity from which a plate makes what is behind it unreadable
_COVERED = 0.05  # of a text's box that a plate may touch


def check_moment(scene: Scene, frame: tuple[int, int], t: float) -> Iterator[Observation]:
    """All that geometry alone can tell. frame: width and height in pixels."""
    read = [w for w in scene.writings if w.opacity > READ]
    covered: set[tuple[int, int]] = set()
    for writing in read:
        yield from _place(writing, frame, t)
        if writing.em < LEAST_EM * frame[1] * 0.999:
            words = f"an em is {writing.em:.0f} pixels high, of {frame[1]} it should be"
            message = f"{words} {LEAST_EM * frame[1]:.0f}"
            yield _observation(Kind.SMALL, writing, t, 1 / writing.em, message)
        for cover in scene.covers:
            if cover.mesh is writing.mesh or cover.rank < writing.rank or cover.share < _HIDES:
                continue
            share = area(overlap(writing.box, cover.box)) / max(area(writing.box), 1.0)
            if share > _COVERED:
                covered.add((id(writing.mesh), id(cover.mesh)))
                message = f"{100 * share:.0f} % of it lie under a plate ({cover.mesh.name})"
                yield _observation(Kind.COVERED, writing, t, share, message)
    for a, b in combinations(read, 2):
        pair = id(a.mesh), id(b.mesh)
        if pair not in covered and pair[::-1] not in covered and touch(a, b):
            common = area(overlap(a.box, b.box))
            yield _observation(Kind.OVERLAP, a, t, common, f"runs into {b.name}", b)


def _place(writing: Writing, frame: tuple[int, int], t: float) -> Iterator[Observation]:
    width, height = frame
    if not writing.in_space:
        dx, dy = MARGIN * width, MARGIN * height
        over, side = _outside(writing.box, (dx, dy, width - dx, height - dy))
        if over > _SLACK:
            message = f"{over:.0f} pixels outside the {100 * MARGIN:g} % margin at the {side}"
            yield _observation(Kind.OFF_SCREEN, writing, t, over, message)
        return
    over, side = _outside(writing.box, writing.clip)
    # What is outside as a whole is not cut, but hidden.
    if over > _SLACK and area(overlap(writing.box, writing.clip)) > 0:
        where = "the frame's" if writing.clip == (0, 0, width, height) else "its panel's"
        message = f"cut off by {over:.0f} pixels at {where} {side} edge"
        yield _observation(Kind.CUT, writing, t, over, message)


def _outside(box: Box, within: Box) -> tuple[float, str]:
    """By how much a box sticks out most, and where."""
    sides = ("left", "top", "right", "bottom")
    over = (within[0] - box[0], within[1] - box[1], box[2] - within[2], box[3] - within[3])
    worst = int(np.argmax(over))
    return over[worst], sides[worst]


def touch(a: Writing, b: Writing) -> bool:
    """Whether the letters of two texts are nearer to each other than texts may be."""
    gap = _GAP * min(a.em, b.em)
    left, top, right, bottom = a.box
    if overlap((left - gap, top - gap, right + gap, bottom + gap), b.box) is None:
        return False
    # Boxes may overlap where no letters are: the letters decide.
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
    kind: Kind,
    writing: Writing,
    t: float,
    amount: float,
    message: str,
    other: Writing | None = None,
) -> Observation:
    key = (id(writing.mesh), id(other.mesh) if other else 0)
    passing = kind is not Kind.SMALL and (
        writing.in_space or (other is not None and other.in_space)
    )
    return Observation(kind, key, writing.name, t, amount, message, passing)
