"""The claims of a spec, checked against what was computed; a false one says what is true."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gdcore.maths import CriticalPoint, Outcome
from gdcore.maths.landscape.basins import nearest_minimum
from gdcore.spec import Fault
from gdcore.spec.expect import (
    Claim,
    CountClaim,
    DescentClaim,
    FastestClaim,
    LowestClaim,
    MaximumClaim,
    MinimumClaim,
    PointClaim,
    ReachedClaim,
    SaddleClaim,
    StableClaim,
    ValueClaim,
)
from gdcore.spec.refusals import number_text
from gdcore.story.computed import Descent
from gdcore.story.facts.comparison import seen_values
from gdcore.story.facts.vocabulary import COUNTS, CRITICAL
from gdcore.story.lesson import Lesson

_NEAR = 1e-3  # of the domain's diagonal: what a reader takes for the same place
_WHOLE = 1e-6  # of a whole number, which is claimed exactly but was computed with rounding


@dataclass(frozen=True)
class Verdict:
    """Whether a claim holds.

    Attributes:
        index: of the claim in the spec's list, from 0.
        holds: whether it is true.
        measured: what is true, in one sentence, whether or not the claim says so.
    """

    index: int
    holds: bool
    measured: str


Judged = tuple[bool, str]


def check_claims(lesson: Lesson) -> tuple[Verdict, ...]:
    """What is true of each claim of the lesson's spec, in their order."""
    verdicts = []
    for index, claim in enumerate(lesson.spec.expect):
        judged = list(_JUDGES[type(claim)](lesson, claim))
        # The sentences that refute a claim are told; where none does, all that were measured.
        told = [text for holds, text in judged if not holds] or [text for _, text in judged]
        verdicts.append(
            Verdict(index, all(holds for holds, _ in judged), "; ".join(dict.fromkeys(told)))
        )
    return tuple(verdicts)


def claim_faults(lesson: Lesson) -> Iterator[Fault]:
    """A fault for each claim of the lesson that is false, with its place and what is true."""
    for verdict in check_claims(lesson):
        if not verdict.holds:
            yield claim_fault(lesson, verdict)


def claim_fault(lesson: Lesson, verdict: Verdict) -> Fault:
    """The fault of a false claim, with its place and what is true."""
    return lesson.spec.places.fault(("expect", verdict.index), f"false: {verdict.measured}")


def is_written(claimed: float, true: float) -> bool:
    """Whether a number is the true one as exactly as it is written: 0.26 is true of 0.2604.

    A whole number is exact.
    """
    if not math.isfinite(true):
        return False
    digits, _, exponent = number_text(claimed).partition("e")
    _, dot, decimals = digits.partition(".")
    if not dot or not decimals.strip("0"):
        return abs(claimed - true) <= _WHOLE * max(1.0, abs(claimed))
    half = 0.5 * 10.0 ** (int(exponent or 0) - len(decimals))
    return abs(claimed - true) <= half * (1 + 1e-9)


def _descent(lesson: Lesson, claim: DescentClaim) -> Iterator[Judged]:
    descent = _find(lesson, claim.descent)
    name, trajectory = descent.label, descent.trajectory
    n, outcome = trajectory.steps, trajectory.outcome
    after = f"after {n} step{'s' * (n != 1)}"
    ended = f"{name} ends {after}: {outcome}"
    if claim.outcome is not None:
        yield str(outcome) == claim.outcome, ended
    if claim.within is not None and claim.ends_near is None:
        done = outcome is not Outcome.STEPS_EXHAUSTED
        yield done and n <= claim.within, ended
    if claim.steps is not None:
        fewest, most = claim.steps
        yield fewest <= n <= most, ended
    if claim.value is not None:
        value = float(trajectory.values[-1])
        yield is_written(claim.value, value), f"{name} ends with f = {value:.6g}"
    if claim.ends_near is not None:
        yield _ends_near(lesson, claim, descent)


def _ends_near(lesson: Lesson, claim: DescentClaim, descent: Descent) -> Judged:
    points, name = descent.trajectory.points, descent.label
    away = np.linalg.norm(points - np.array(claim.ends_near), axis=1)
    near = claim.tolerance or _NEAR * _diagonal(lesson)
    far = np.flatnonzero(~(away <= near))
    settled = int(far[-1]) + 1 if far.size else 0
    end = f"{name} ends at {_place(points[-1].tolist())}, {away[-1]:.3g} from there"
    if settled == len(points):
        return False, end
    if claim.within is not None:
        step = f"{name} stays within {near:.3g} of it from step {settled} on"
        return settled <= claim.within, step
    return True, end


def _fastest(lesson: Lesson, claim: FastestClaim) -> Iterator[Judged]:
    ranking, labels = lesson.facts.ranking(), [d.label for d in lesson.descents]
    index = lesson.descents.index(_find(lesson, claim.fastest))
    arrived = [i for i in ranking.order if ranking.arrivals[i] is not None]
    if not arrived:
        yield False, "no descent arrives"
        return
    others = [i for i in arrived if i != index][: 1 if ranking.winner == index else 2]
    told = [index, *others] if ranking.arrivals[index] is not None else others
    told.sort(key=ranking.order.index)
    needs = [f"{labels[i]} {'needs ' * (i == told[0])}{ranking.arrivals[i]}" for i in told]
    needs[0] += " steps" if ranking.arrivals[told[0]] != 1 else " step"
    text = ", ".join(needs)
    if ranking.arrivals[index] is None:
        text += f"; {labels[index]} does not arrive"
    yield ranking.winner == index and not ranking.shared, text


def _lowest(lesson: Lesson, claim: LowestClaim) -> Iterator[Judged]:
    index = lesson.descents.index(_find(lesson, claim.lowest))
    ends = [float(seen_values(descent)[-1]) for descent in lesson.descents]
    values = [value if math.isfinite(value) else math.inf for value in ends]
    order = sorted(range(len(values)), key=lambda i: (values[i], i != index))
    others = [i for i in order if i != index]
    shown = sorted([index, *others[:1]], key=order.index)
    text = ", ".join(f"{lesson.descents[i].label} ends with f = {ends[i]:.6g}" for i in shown)
    lower = [i for i in others if not values[i] > values[index]]
    yield math.isfinite(values[index]) and not lower, text


def _point(lesson: Lesson, claim: PointClaim) -> Iterator[Judged]:
    (name,) = claim.places
    where: Sequence[float] = getattr(claim, name)
    found = _nearest(lesson, name, where)
    if found is None:
        yield False, f"there is no {name} in the domain"
        return
    near = claim.tolerance or _NEAR * _diagonal(lesson)
    away = math.dist(found.point, where)
    at = f"the nearest {name} is {_place(found.point)}"
    yield away <= near, at
    if claim.value is not None and away <= near:
        yield (
            is_written(claim.value, found.value),
            f"f = {found.value:.6g} at {_place(found.point)}",
        )


def _count(lesson: Lesson, claim: CountClaim) -> Iterator[Judged]:
    for plural, name in COUNTS.items():
        claimed = getattr(claim, plural)
        if claimed is not None:
            count = len(_critical(lesson, name))
            yield count == claimed, f"there {'is' if count == 1 else 'are'} {count} {plural}"


def _value(lesson: Lesson, claim: ValueClaim) -> Iterator[Judged]:
    at = _place(claim.at)
    if claim.value is not None:
        value = lesson.facts.at(claim.at).value
        yield is_written(claim.value, value), f"f = {value:.6g} at {at}"
    if claim.slopes is not None:
        gradient = lesson.facts.at(claim.at).gradient
        if gradient is None:
            yield False, f"there is no gradient at {at}"
        else:
            same = all(map(is_written, claim.slopes, gradient))
            yield same, f"the slopes at {at} are {_place(gradient)}"


def _stable(lesson: Lesson, claim: StableClaim) -> Iterator[Judged]:
    minima = [p for p in lesson.facts.landscape.minima if p.largest_stable_rate is not None]
    if claim.minimum is not None:
        away = [math.dist(p.point, claim.minimum) for p in minima]
        near = _NEAR * _diagonal(lesson)
        minima = [p for p, far in zip(minima, away, strict=True) if far <= near]
    if not minima:
        yield False, "there is no minimum with a curvature there"
        return
    rate = minima[0].largest_stable_rate or math.nan
    text = f"2/λmax = {rate:.6g} at the minimum {_place(minima[0].point)}"
    yield is_written(claim.stable_below, rate), text


def _reached(lesson: Lesson, claim: ReachedClaim) -> Iterator[Judged]:
    claimed = {_find(lesson, which).label for which in claim.global_minimum_reached_by}
    facts = lesson.facts.landscape
    if facts.lowest in ("edge", "elsewhere", "pole"):
        yield False, f"f is lowest {_ELSEWHERE[facts.lowest]}, not in a minimum of the domain"
        return
    if not facts.minima and not facts.floors:
        yield False, "there is no minimum in the domain"
        return
    found = [d.label for d in lesson.descents if _is_lowest(lesson, d)]
    value = facts.floors[0].value if facts.floors else facts.minima[0].value
    text = f"the lowest minimum, f = {value:.6g}, is reached by {', '.join(found) or 'no descent'}"
    yield set(found) == claimed, text


_ELSEWHERE = {
    "edge": "at the edge",
    "elsewhere": "where no minimum was found",
    "pole": "nowhere: it falls without bound",
}


def _is_lowest(lesson: Lesson, descent: Descent) -> bool:
    """Whether a descent ends near a lowest minimum, or as low as a whole line of them."""
    facts, end = lesson.facts.landscape, descent.trajectory.points[-1]
    if facts.floors:
        return lesson.rounding.alike(float(descent.trajectory.values[-1]), facts.floors[0].value)
    minima = np.array([p.point for p in facts.minima])
    (k,) = nearest_minimum(end[np.newaxis], minima, _diagonal(lesson)).tolist()
    return k >= 0 and facts.minima[k] in facts.lowest_minima


_JUDGES: dict[type[Claim], Callable[[Lesson, Any], Iterator[Judged]]] = {
    DescentClaim: _descent,
    FastestClaim: _fastest,
    LowestClaim: _lowest,
    MinimumClaim: _point,
    SaddleClaim: _point,
    MaximumClaim: _point,
    CountClaim: _count,
    ValueClaim: _value,
    StableClaim: _stable,
    ReachedClaim: _reached,
}


def _find(lesson: Lesson, which: int | str) -> Descent:
    """The descent of a number, counted from 1, or of a label as the spec writes it."""
    labels = [plan.label for plan in lesson.spec.descents]
    return lesson.descents[labels.index(which) if isinstance(which, str) else which - 1]


def _critical(lesson: Lesson, name: str) -> list[CriticalPoint]:
    return [p for p in lesson.landscape.points if p.kind in CRITICAL[name]]


def _nearest(lesson: Lesson, name: str, where: Sequence[float]) -> CriticalPoint | None:
    """The critical point of a kind that lies nearest to a place."""
    points = _critical(lesson, name)
    away = [math.dist(p.point, where) for p in points]
    return points[int(np.argmin(away))] if points else None


def _diagonal(lesson: Lesson) -> float:
    return float(np.linalg.norm(np.ptp(np.array(lesson.domain), axis=1)))


def _place(point: Sequence[float]) -> str:
    """A point for a message, with more digits than a film shows."""
    texts = [f"{0.0 if abs(x) < 1e-9 else x:.6g}" for x in point]
    return f"({', '.join(texts)})" if len(texts) > 1 else texts[0]
