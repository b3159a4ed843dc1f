"""How the descents ended, said as it is: a saddle is no minimum."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from gdcore.maths import Outcome
from gdcore.story.lesson import Descent, Lesson
from gdcore.story.numbers import count, significant, vector, with_minus
from gdcore.story.words import named_place

SEVERAL = 4  # descents that are told one by one; more are counted
_STANDING = 1e-8  # ‖∇f‖ of a descent that goes nowhere, whether a stop rule noticed or not


def outcome_words(lesson: Lesson) -> str | None:
    """How the descents ended, each in a line; of many, how many ended which way."""
    descents = lesson.descents
    if not descents:
        return None
    if len(descents) == 1:
        reason = descents[0].trajectory.reason
        told = ending(lesson, descents[0]) + "."
        # Where the curvature explains it, that is the sentence to take home.
        return f"{told}\n{with_minus(reason)}" if reason.startswith("η·λ") else told
    if len(descents) <= SEVERAL:
        endings = [(d.label, ending(lesson, d, brief=True)) for d in descents]
        return "\n".join(f"{label}: {text[0].lower()}{text[1:]}" for label, text in endings)
    kinds = Counter(descent.trajectory.outcome for descent in descents)
    counted = ", ".join(f"{n} {_KINDS[kind]}" for kind, n in kinds.most_common())
    best = min(descents, key=_last_value)
    if len(kinds) == 1:
        counted = f"All {len(descents)} descents: {_KINDS[next(iter(kinds))]}"
    else:
        counted = f"{len(descents)} descents: {counted}"
    if _last_value(best) == math.inf:
        return f"{counted}."
    return f"{counted}. Lowest: {best.label} with f = {significant(_last_value(best))}."


_KINDS = {
    Outcome.CONVERGED: "converged",
    Outcome.AT_SADDLE: "at a saddle point",
    Outcome.AT_MAXIMUM: "at a maximum",
    Outcome.ON_PLATEAU: "on a plateau",
    Outcome.OSCILLATING: "jumping to and fro",
    Outcome.STEPS_EXHAUSTED: "not yet converged",
    Outcome.DIVERGED: "diverged",
    Outcome.LEFT_DOMAIN: "left the domain",
    Outcome.NOT_FINITE: "reached a point where f is undefined",
}


def ending(lesson: Lesson, descent: Descent, brief: bool = False) -> str:
    """How one descent ended, in a clause with a capital letter and without a full stop.

    The brief one leaves out the place: several are read at once.
    """
    trajectory = descent.trajectory
    n = trajectory.steps
    end, value = trajectory.points[-1].tolist(), float(trajectory.values[-1])
    at = f"f = {significant(value)}"
    if not brief:
        at += f" at {named_place(lesson, end)}"
    after = f"after {count(n, 'step')}"
    clipped = int(np.count_nonzero(trajectory.clipped))
    if clipped:
        after += f", {clipped} of them cut at the edge"
    colon = ", " if brief else ": "
    match trajectory.outcome:
        case Outcome.NOT_FINITE if n == 0:
            if math.isfinite(value) and np.isfinite(trajectory.gradients[0]).all():
                return "No step is taken: the first would lead to where f is undefined"
            return "No step can be taken: f or its slope is undefined at the start"
        case Outcome.STEPS_EXHAUSTED if n == 0:
            return f"No step is taken{colon}{at}"
        case outcome if n == 0 and outcome in _AT_REST:
            return f"At rest from the start, {_AT_REST[outcome]}: the gradient is 0"
        case Outcome.CONVERGED:
            return f"Converged {after}{colon}{at}"
        case Outcome.AT_SADDLE | Outcome.AT_MAXIMUM:
            where = _AT_REST[trajectory.outcome]
            return f"Stopped {after} {where}, not a minimum{colon}{at}"
        case Outcome.ON_PLATEAU:
            return f"Stopped {after} on a plateau, where f is flat all around{colon}{at}"
        case Outcome.OSCILLATING:
            return f"Still jumping to and fro {after}{colon}{at}"
        case Outcome.DIVERGED:
            first = float(trajectory.values[0])
            way = "grew" if value > first else "fell"
            return (
                f"Diverged {after}{colon}f {way} from {significant(first)} to {significant(value)}"
            )
        case Outcome.LEFT_DOMAIN:
            gone = f"Left the domain at step {math.ceil(descent.visible_steps)}"
            return gone if brief else f"{gone}, on the way to {_far(lesson, end)}"
        case Outcome.NOT_FINITE:
            last = "" if brief else f"; the last is {at}"
            return f"Stopped {after}: f is undefined at the next point{last}"
        case _:
            still = float(np.linalg.norm(trajectory.gradients[-1])) < _STANDING
            return f"{'At rest' if still else 'Not yet converged'} {after}{colon}{at}"


_AT_REST = {
    Outcome.CONVERGED: "at a minimum",
    Outcome.AT_SADDLE: "at a saddle point",
    Outcome.AT_MAXIMUM: "at a maximum",
    Outcome.ON_PLATEAU: "on a plateau",
}


def _far(lesson: Lesson, p: Sequence[float]) -> str:
    """A point that may lie far outside the domain, short."""
    widths = [high - low for low, high in lesson.domain]
    if all(abs(x) < 100 * w for x, w in zip(p, widths, strict=True)):
        return named_place(lesson, p)
    return vector(p)


def _last_value(descent: Descent) -> float:
    value = float(descent.trajectory.values[-1])
    return value if math.isfinite(value) else math.inf
