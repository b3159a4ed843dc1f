"""Colours that are chosen for a colour map: of descents, of the underside, and of many descents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from gdcore.stage.colour import contrast, hexadecimal, rgb
from gdcore.stage.eyes import EYES, distances, seen
from gdcore.stage.gl.view import Array

APART = 7
"""Descents whose colours can be told apart by every viewer, and no more."""
_LEAST_CONTRAST = 3.0  # of a line to the background (WCAG 2.2, 1.4.11)
_SHADES = (0.7, 0.85, 1.0, 1.08)  # what the light makes of a colour, from hollows to lit slopes
_LEVELS = np.array([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])  # of red, green and blue among the candidates
_ROUNDS = 4  # in which each colour may be exchanged for a better one
# Distances that are as good as each other: to eyes without blue cones few colours differ, and from
# the surface a descent is set off by its halo as well.
_NEED = {"normal": 18.0, "protanopia": 14.0, "deuteranopia": 14.0, "tritanopia": 9.0}
_NEED_OF_SURFACE = 12.0

_TINTS = (
    (0.0, 0.0, 0.0), (-0.5, 0.0, 0.5), (0.7, 0.0, -0.5), (-0.4, 0.4, -0.4), (0.5, -0.5, 0.5),
)  # fmt: skip
"""Greys without and with a tint of red, green and blue, for the underside."""
_UNLIKE = 7.0  # a distance from the surface with which plain grey serves


@cache
def descent_colours(background: str, surface: tuple[str, ...]) -> tuple[str, ...]:
    """The colours of up to seven descents, for the colours of a surface.

    Of all candidates with enough contrast to the background, the first is the most unlike the
    surface; each further one, and then each once more in turn, is chosen so that the least of its
    distances is greatest: to the others for all eyes, to the surface in all shades of the light.
    """
    grid = np.stack(np.meshgrid(_LEVELS, _LEVELS, _LEVELS, indexing="ij"), axis=-1).reshape(-1, 3)
    colours = grid[contrast(grid, rgb(background)) >= _LEAST_CONTRAST]
    shades = np.vstack([np.clip(np.array([rgb(c) for c in surface]) * s, 0, 1) for s in _SHADES])
    off = distances(colours, shades).min(axis=1) / _NEED_OF_SURFACE
    apart = np.min([distances(colours, colours, eye) / need for eye, need in _NEED.items()], axis=0)
    # Eyes that lack red or green cones count for the first colour, too.
    first = np.min([distances(colours, shades, eye).min(axis=1) for eye in EYES], axis=0)
    chosen = [int(np.argmax(first))]
    while len(chosen) < APART:
        chosen.append(int(np.argmax(np.minimum(off, apart[:, chosen].min(axis=1)))))
    for _ in range(_ROUNDS):
        for k in range(1, APART):
            others = chosen[:k] + chosen[k + 1 :]
            chosen[k] = int(np.argmax(np.minimum(off, apart[:, others].min(axis=1))))
    return tuple(hexadecimal(colours[k]) for k in chosen)


@cache
def underside_colour(background: str, surface: tuple[str, ...]) -> str:
    """A quiet colour that is no value of the surface's: plain grey, or what is most unlike them."""
    dark = float(seen(rgb(background)[None])[0, 0]) < 50
    level, tint = (0.42 if dark else 0.68), 0.13
    candidates = [[level + tint * part for part in parts] for parts in _TINTS]
    colours, values = np.array(candidates), np.array([rgb(c) for c in surface])
    least = distances(colours, values).min(axis=1)
    if least[0] > _UNLIKE:
        return hexadecimal(colours[0])
    return hexadecimal(colours[int(np.argmax(least))])


def grouped_colours(colours: Sequence[str], groups: Sequence[int]) -> tuple[str, ...]:
    """The colours of descents by their groups, numbered from 0."""
    return tuple(colours[group] for group in groups)


def ranked_colours(colours: Sequence[str], numbers: Sequence[float]) -> tuple[str, ...]:
    """The colours of descents by a number of each: from the first colour to the second by rank."""
    low, high = rgb(colours[0]), rgb(colours[1])
    ranks = np.argsort(np.argsort(numbers, kind="stable"), kind="stable")
    shares = ranks / max(len(ranks) - 1, 1)
    return tuple(hexadecimal(low + share * (high - low)) for share in shares)


def drawn_span(colours: Array, background: str, diverging: bool) -> tuple[float, float]:
    """The part of a colour map (n, 3) that is used: without ends that sink into the background."""
    far = distances(colours, rgb(background)[None])[:, 0] > 14.0
    near = np.flatnonzero(far)
    low, high = (near[0], near[-1]) if len(near) else (0, len(colours) - 1)
    if diverging:
        cut = max(low, len(colours) - 1 - high)
        low, high = cut, len(colours) - 1 - cut
    last = len(colours) - 1
    return max(0.02, min(low / last, 0.4)), min(0.98, max(high / last, 0.6))
