"""What the beats that explain have to say, with the numbers of landscape and methods."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from gdcore.maths import CriticalKind
from gdcore.story.lesson import Lesson
from gdcore.story.numbers import significant
from gdcore.story.words import level, named_place, place

_FIELD = 25  # places along each variable at which the longest arrow is looked up
_TINY = 1e-12
_TIE = 1e-9  # of the drawn values: minima that differ by less are as low as each other
_TOLD = 2  # places that are named one by one; more are counted


def contour_words(rising: bool = False) -> str:
    """What a contour map shows, or what becomes of it."""
    if rising:
        return "The same places on the surface again: each line of the map is one height."
    return (
        "Seen from above: along each line f stays the same, close lines mean a steep slope, "
        "and −∇f crosses them at right angles."
    )


def critical_words(lesson: Lesson) -> str:
    """How many critical points of which kind there are, and the lowest minimum."""
    landscape = lesson.landscape
    counts = Counter(p.kind for p in landscape.points)
    kinds = [_several(counts[kind], *nouns) for kind, nouns in _KINDS.items() if counts[kind]]
    zero = "f′ is 0" if len(lesson.variables) == 1 else "The gradient is 0"
    kinds = [f"at {listed(kinds)}"] if kinds else []
    for shape, number in Counter(s.shape for s in landscape.sets).items():
        kinds.append(f"along {'a' if number == 1 else number} whole {shape}{'s' * (number > 1)}")
    lines = [f"{zero} {listed(kinds)}."] if kinds else []
    minima = landscape.minima
    if minima:
        low, high = lesson.value_range
        best = [p for p in minima if p.value - minima[0].value < _TIE * (high - low)]
        which = "The lowest minimum" if len(minima) > len(best) else "The minimum"
        where = named_place(lesson, minima[0].point)
        if len(best) > 1:
            which = "The lowest minima" if len(minima) > len(best) else "The minima"
            where = (
                listed([place(lesson, p.point) for p in best])
                if len(best) <= _TOLD
                else f"{len(best)} places"
            )
        lines.append(f"{which}: f = {level(lesson, minima[0].value)} at {where}.")
    elif valleys := [s for s in landscape.sets if s.kind is CriticalKind.MINIMUM]:
        floor = min(valleys, key=lambda s: s.value)
        lines.append(f"Its points are minima: f = {level(lesson, floor.value)}.")
    elif kinds:
        only = len(landscape.points) == 1
        lines.append("It is no minimum." if only else "None of them is a minimum.")
    if not lines:
        lines.append(f"{zero} nowhere in this domain: there is no minimum, maximum or saddle.")
    return " ".join(lines)


_KINDS = {
    CriticalKind.MINIMUM: ("minimum", "minima"),
    CriticalKind.CUSP: ("cusp", "cusps"),
    CriticalKind.MAXIMUM: ("maximum", "maxima"),
    CriticalKind.SADDLE: ("saddle point", "saddle points"),
    CriticalKind.DEGENERATE: ("degenerate point", "degenerate points"),
}


def basins_words(lesson: Lesson) -> str:
    """Which share of the starts ends in which minimum."""
    basins = lesson.basins
    shares = [float(np.mean(basins.labels == k)) for k in range(len(basins.minima))]
    reached = [k for k, share in enumerate(shares) if share > 0.0]
    if not reached and any(s.kind is CriticalKind.MINIMUM for s in lesson.landscape.sets):
        return "The minima form a whole line: where a descent ends on it depends on its start."
    if not reached:
        return "From no start in this domain does a descent settle in a minimum."
    values = [f"f = {significant(float(basins.values[k]))}" for k in reached]
    if len(reached) == 1:
        share = shares[reached[0]]
        if share == 1.0:
            return f"Every start in this domain ends in the one minimum, {values[0]}."
        return (
            f"{_share(share)} of all starts end in the one minimum, {values[0]}; "
            "the others settle nowhere."
        )
    best = reached[0]
    rest = 1.0 - sum(shares)
    text = (
        f"The start decides: each colour is the basin of one of {len(reached)} minima. "
        f"{_share(shares[best])} of all starts reach the lowest, {values[0]} at "
        f"{place(lesson, basins.minima[best].tolist())}"
    )
    return f"{text}; {_share(rest)} settle in none." if rest > 0.005 else f"{text}."


def field_words(lesson: Lesson, direction: str) -> str:
    """What the arrows are, and how long the longest."""
    axes = [np.linspace(low, high, _FIELD) for low, high in lesson.domain]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    norms = np.linalg.norm(lesson.function.gradient(grid), axis=-1)
    sizes = norms[np.isfinite(norms)]
    longest = f" The steepest slope here is ‖∇f‖ = {significant(float(sizes.max()))}."
    text = (
        "Each arrow is the gradient ∇f of its place: it points steepest uphill."
        if direction == "ascent"
        else "Each arrow is −∇f of its place: the way steepest downhill, where a step would go."
    )
    return text + (longest if sizes.size and not math.isclose(sizes.max(), 0.0) else "")


def _share(share: float) -> str:
    return f"{100 * share:.0f} %"


def listed(words: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _several(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {more}"
