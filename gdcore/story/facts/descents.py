"""Facts about one descent: where it ended, how, and why it went as it did."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gdcore.maths import CriticalKind, Diagnosis, Objective, Outcome, Trajectory
from gdcore.maths.arrays import Array
from gdcore.maths.descent.decay import minimised
from gdcore.maths.descent.diagnosis import WINDOW
from gdcore.maths.landscape.critical_points import describe, refine
from gdcore.story.computed import Computed
from gdcore.story.facts.local import LocalRates, local_rates
from gdcore.story.facts.point import PointFacts

At = Callable[[Sequence[float]], PointFacts]

Ending = Literal[
    "unmoved",  # no step was asked for
    "no-start",  # f or its gradient is no number at the start
    "no-first",  # the first step leads to where f is no number
    "minimum", "saddle", "maximum", "plateau", "still",  # at rest there; still: of no known kind
    "kink",  # at rest where f has no gradient
    "converged",  # the stopping rule was met, near a critical point
    "halted",  # the stopping rule was met, far from any
    "balance",  # at rest where the gradient and the weight decay cancel
    "edge",  # the steps ran out, and the last ones were cut where it stays, at the domain's edge
    "arrived",  # the steps ran out, and what is written of it is written of the minimum, too
    "under-way",  # the steps ran out while it approached
    "wanders",  # the steps ran out; nothing says that it approaches anything
    "never",  # the steps ran out, and the rate is too large for it to come to rest
    "noisy",  # the steps ran out; noise in its gradients does not let it come to rest
    "swings",  # its steps turn back on themselves and do not shrink
    "rises", "falls",  # it diverged, uphill or downhill
    "left",  # it left the domain
    "undefined", "endless", "rough",  # at the next point f is undefined, too large, or has no slope
]  # fmt: skip

_KINDS: dict[CriticalKind, Ending] = {
    CriticalKind.MINIMUM: "minimum",
    CriticalKind.SADDLE: "saddle",
    CriticalKind.MAXIMUM: "maximum",
}

AT_REST: tuple[Ending, ...] = ("minimum", "saddle", "maximum", "plateau", "still", "kink",
                               "converged", "halted", "balance")  # fmt: skip
"""The endings in which a descent stands still."""

_STILL = 1e-8  # |∇f + λ·x| of a descent that stands still, whether a rule noticed or not
_RINGS = (1 / 64, 1 / 16)  # parts of the domain at which the neighbourhood of a point is looked at
_LEVEL = 1e-6  # of the drawn values: places whose values differ by less are as high as each other
_THERE = 1e-3  # of the domain: a critical point so near is where a descent without a step stands
_CLOSE = 1e-2  # of the domain: as near a stopping rule can end a descent to a flat minimum
_LOOK = 4  # so many of the last points must look alike for a descent to look as if it were there
_ALMOST = 1e-3  # |∇f| at a balance, part of that at the start, below which it is not told as one


@dataclass(frozen=True)
class DescentFacts:
    """What may be said about one descent.

    Attributes:
        index: its place among the lesson's descents.
        ending: how it ended.
        steps: the number of steps taken.
        first: f at the start; not-a-number where it is undefined.
        last: f at the last point.
        point: (d,), the last point.
        place: the facts about the last point.
        exit: the step that leaves the domain for good; None if it ends inside.
        inside: f at the last point in the domain.
        diagnosis: the outcome in numbers.
        local: the rates near the minimum that it approaches; None if it approaches none.
        kink: a point between the last two of a descent that jumps over a kink; else None.
        noise: the root mean square, over the last steps, of the noise in the gradients; 0 without.
    """

    index: int
    ending: Ending
    steps: int
    first: float
    last: float
    point: tuple[float, ...]
    place: PointFacts
    exit: int | None
    inside: float
    diagnosis: Diagnosis
    local: LocalRates | None
    kink: PointFacts | None
    noise: float

    @property
    def at_rest(self) -> bool:
        """Whether the descent stands still at its end."""
        return self.ending in AT_REST

    @property
    def stays(self) -> bool:
        """Whether it ends in the domain, at a finite value, without diverging."""
        gone = self.exit is not None or self.ending in ("rises", "falls", "left", "no-start")
        return not gone and math.isfinite(self.inside)


def descent_facts(lesson: Computed, at: At, index: int) -> DescentFacts:
    """The facts about one of the lesson's descents; at: those about a point."""
    descent = lesson.descents[index]
    t = descent.trajectory
    place = at(t.points[-1].tolist())
    moving = t.steps > 0 and bool(np.isfinite(t.gradients[-1]).all())
    method = lesson.spec.descents[index].optimizer
    local = local_rates(lesson.function, method, t) if moving else None
    kink = _kink(lesson, at, t) if t.outcome is Outcome.OSCILLATING else None
    noise = _noise(t)
    left = int(descent.visible_steps)
    return DescentFacts(
        index,
        _ending(lesson, minimised(lesson.function, method), t, place, local, noise),
        t.steps,
        float(t.values[0]),
        float(t.values[-1]),
        tuple(t.points[-1].tolist()),
        place,
        None if descent.visible_steps >= t.steps else math.floor(descent.visible_steps) + 1,
        float(t.values[left]),
        t.diagnosis,
        local,
        kink,
        noise,
    )


def _ending(
    lesson: Computed,
    target: Objective,
    t: Trajectory,
    place: PointFacts,
    local: LocalRates | None,
    noise: float,
) -> Ending:
    d = t.diagnosis
    match t.outcome:
        case Outcome.NOT_FINITE:
            if t.steps:
                return _lost(lesson.function, d)
            known = math.isfinite(t.values[0]) and np.isfinite(t.gradients[0]).all()
            return "no-first" if known else "no-start"
        case Outcome.LEFT_DOMAIN:
            return "left"
        case Outcome.DIVERGED:
            return "rises" if t.values[-1] > t.values[0] else "falls"
        case Outcome.OSCILLATING:
            return "swings"
    pull = math.hypot(*(t.gradients[-1] + d.decay * t.points[-1]))
    resting = d.rule is Outcome.CONVERGED or pull < _STILL
    if resting and place.smoothness == "kink":
        return "kink"
    if resting and d.decay and d.gradient_norm > _ALMOST * np.linalg.norm(t.gradients[0]):
        return "balance"
    if resting:
        away, kind = _critical(lesson, target, t.points[-1])
        if t.outcome is Outcome.CONVERGED and t.steps:
            return "converged" if away <= _CLOSE else "halted"
        return kind if away <= _THERE and kind else _level(lesson, t.points[-1])
    if not t.steps:
        return "unmoved"
    last = t.points[-_LOOK:]
    if t.clipped[-_LOOK:].all() and all(lesson.rounding.together(p, last[0]) for p in last):
        return "edge"
    if d.instability is not None:
        return "never"
    if local is not None and not t.stochastic and _looks_there(lesson, t, local):
        return "arrived"
    if t.stochastic:
        return "noisy" if noise > 0 else "wanders"
    if local is None:
        return "under-way" if _approaches(t) else "wanders"
    # Steps of a fixed size, as of RMSprop, bring a descent near a minimum and not to it.
    return "under-way" if local.factors or local.to_go != 0 else "wanders"


def _lost(function: Objective, d: Diagnosis) -> Ending:
    """Why the next point of a descent can't be reached."""
    if d.lost is None or not np.isfinite(d.lost).all():
        return "endless"
    value = float(function.value(np.array(d.lost)))
    if math.isnan(value):
        return "undefined"
    return "rough" if math.isfinite(value) else "endless"


def _critical(lesson: Computed, target: Objective, p: Array) -> tuple[float, Ending | None]:
    """(distance, kind): how far from p the critical point is that Newton's steps lead to.

    The distance is the largest share of a variable's interval; infinite without such a point. The
    kind, by the Hessian there, is None where the Hessian is singular.
    """
    lows, highs = np.array(lesson.domain).T
    found, critical = refine(target, p[np.newaxis])
    if not critical[0]:
        return math.inf, None
    away = float((np.abs(found[0] - p) / (highs - lows)).max())
    return away, _KINDS.get(describe(target, found[0]).kind)


def _level(lesson: Computed, p: Array) -> Ending:
    """Whether f is flat around a point, as far as the drawn values show it."""
    lows, highs = np.array(lesson.domain).T
    ways = np.vstack([np.eye(len(p)), -np.eye(len(p)), np.ones(len(p)), -np.ones(len(p))])
    around = np.clip([p + r * (highs - lows) * w for r in _RINGS for w in ways], lows, highs)
    values = lesson.function.value(around) - lesson.function.value(p)
    level = _LEVEL * (lesson.value_range[1] - lesson.value_range[0])
    return "plateau" if bool((np.abs(values) <= level).all()) else "still"


def _approaches(t: Trajectory) -> bool:
    """Whether the values of the last steps fall from each to the next, as the whole way does."""
    values = t.values[-WINDOW - 1 :]
    return bool((np.diff(values) < 0).all())


def _looks_there(lesson: Computed, t: Trajectory, local: LocalRates) -> bool:
    """Whether f is written like at the minimum, and the descent has been there or comes nearer.

    With weight decay, where the minimum is not one of f, only the points tell.
    """
    write, last = lesson.rounding, t.points[-_LOOK:]
    if not write.alike(float(t.values[-1]), local.value):
        return False
    if all(write.together(p, local.minimum) for p in last):
        return True
    distances = np.linalg.norm(last - local.minimum, axis=1)
    return not t.diagnosis.decay and bool((np.diff(distances) < 0).all())


def _kink(lesson: Computed, at: At, t: Trajectory) -> PointFacts | None:
    """A kink between the last two points: where the slope on the way between them changes sign."""
    low, high = t.points[-2].copy(), t.points[-1].copy()
    way = high - low
    slope = float(lesson.function.gradient(low) @ way)
    for _ in range(60):
        middle = 0.5 * (low + high)
        if (float(lesson.function.gradient(middle) @ way) < 0) == (slope < 0):
            low = middle
        else:
            high = middle
    here = at(high.tolist())
    return here if here.smoothness == "kink" else None


def _noise(t: Trajectory) -> float:
    if not t.stochastic or not t.steps:
        return 0.0
    error = (t.followed - t.gradients[:-1])[-WINDOW:]
    return float(np.sqrt((error * error).sum(axis=1).mean()))
