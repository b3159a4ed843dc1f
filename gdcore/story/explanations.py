"""What the beats that explain have to say, with the numbers of landscape and methods."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from gdcore.maths import CriticalKind
from gdcore.maths.arrays import Array
from gdcore.spec.labels import title as optimizer_title
from gdcore.story.lesson import Descent, Lesson
from gdcore.story.numbers import count, significant
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


def internals_words(lesson: Lesson, descent: Descent, steps: int) -> str | None:
    """What the method keeps in mind, with the numbers of the last step shown."""
    trajectory = descent.trajectory
    k = min(steps, trajectory.steps) - 1
    if k < 0:
        return None
    name = optimizer_title(descent.optimizer, lesson.language)
    moved = trajectory.points[k + 1] - trajectory.points[k]
    gradient, rate = trajectory.followed[k], float(trajectory.learning_rates[k])
    long = float(np.linalg.norm(moved))
    plain = rate * math.hypot(*gradient)
    scale = _scale(descent, k + 1)
    step = f"Step {k + 1}"
    if scale is not None:
        sizes = listed(
            [
                f"{significant(float(s), 2)} along {v}"
                for s, v in zip(scale, lesson.variables, strict=True)
            ]
        )
        return (
            f"{name} divides each component by its usual size, after {count(k + 1, 'step')} "
            f"{sizes}. So flat and steep directions get steps of similar length."
        )
    remembers = {"velocity", "first_moment", "momentum", "direction"} & set(trajectory.states)
    if remembers and plain > _TINY:
        ratio = significant(long / plain, 2)
        turn = _angle(moved, -gradient)
        letter = "ĝ" if trajectory.stochastic else "∇f"
        return (
            f"{name} remembers earlier steps: {step.lower()} is {ratio} times as long as "
            f"η·‖{letter}‖"
            + (
                f" and points {turn:.0f}° away from −{letter}."
                if len(moved) > 1 and turn >= 1
                else "."
            )
        )
    first = float(np.linalg.norm(trajectory.points[1] - trajectory.points[0]))
    return (
        f"{name} keeps nothing in mind: each step follows from the slope of its place, "
        f"{significant(first)} long at first and {significant(long)} at step {k + 1}."
    )


def algorithm_words(lesson: Lesson, descent: Descent, steps: int) -> str | None:
    """The same lines again and again, and what they have done so far."""
    trajectory = descent.trajectory
    k = min(steps, trajectory.steps)
    if k == 0:
        return "The stop rule holds at the start: the loop takes no step."
    first, last = float(trajectory.values[0]), float(trajectory.values[k])
    take = "takes" if k == 1 else "take"
    return (
        f"The same lines in every step: gradient, step, new point. {count(k, 'step')} {take} "
        f"f from {significant(first)} to {significant(last)}."
    )


def _scale(descent: Descent, k: int) -> Array | None:
    """By what an adaptive method divides each component after k steps: (d,); None for others."""
    states = descent.trajectory.states
    for name in ("corrected_second_moment", "second_moment", "squared_gradient",
                 "squared_gradient_sum"):  # fmt: skip
        if name in states:
            return np.asarray(np.sqrt(states[name][k]))
    return np.asarray(states["largest_gradient"][k]) if "largest_gradient" in states else None


def _angle(a: Array, b: Array) -> float:
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    cosine = float(a @ b) / size if size > _TINY else 1.0
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine))))


def _share(share: float) -> str:
    return f"{100 * share:.0f} %"


def listed(words: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _several(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {more}"
