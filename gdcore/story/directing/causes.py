"""Why descents go as they do, in words: the one cause that is known and matters most."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdcore.story.facts import DescentFacts, LocalRates
from gdcore.story.lesson import Lesson

_VALLEY = 10.0  # λmax/λmin from which a minimum is told as lying in a valley
_SMALL = 0.1  # η·λmax below which a rate is told as small
_FULL = 1e-9  # of 1 − η, which is 0 but for rounding


def cause_words(lesson: Lesson) -> str | None:
    """Why the descents of the lesson go as they do; None where none takes a step."""
    facts = lesson.facts.descents
    if not any(f.steps for f in facts):
        return None
    if len(facts) == 1:
        return _one(lesson, facts[0])
    noise = estimate_words(lesson)
    return f"{noise} {_several(lesson)}" if noise else _several(lesson)


def turn_words(lesson: Lesson) -> tuple[int, str] | None:
    """The first step in which f rises, and what to say of it: of a single descent that fell before.

    None where there is none, and for gradients with noise, whose values rise often.
    """
    if len(lesson.descents) != 1 or lesson.descents[0].trajectory.stochastic:
        return None
    values = lesson.descents[0].trajectory.values
    rises = np.flatnonzero(np.diff(values) > 0)
    if not rises.size or rises[0] == 0 or lesson.rounding.alike(*values[rises[0] :][:2]):
        return None
    k = int(rises[0]) + 1
    before, after = (lesson.rounding.value(float(v)) for v in values[k - 1 : k + 1])
    return k, lesson.language.say("cause.turn", step=str(k), before=before, after=after)


def after_words(lesson: Lesson, f: DescentFacts) -> str | None:
    """What explains the end of a descent, said after how it ended; None where nothing is known."""
    say, write = lesson.language.say, lesson.rounding
    if f.diagnosis.instability is not None:
        return _unstable(lesson, f)
    if f.kink is not None:
        return _kink(lesson, f)
    if f.ending == "under-way" and f.local is not None and f.local.to_go:
        return say("cause.to-go", more=write.number(f.local.to_go, 2))
    if f.ending in ("left", "falls") and lesson.facts.without_minimum:
        return say("cause.no-minimum")
    return None


def estimate_words(lesson: Lesson) -> str:
    """Where the steps get their gradients from, if not from f itself; empty if from f."""
    plans, data = lesson.spec.descents, lesson.spec.data
    say, words = lesson.language.say, []
    sizes = {plan.batch_size for plan in plans}
    sigmas = {plan.noise.standard_deviation if plan.noise else 0.0 for plan in plans}
    if data is not None and any(map(data.is_part, sizes)):
        everything = len(data.loss_function.targets)
        if len(sizes) == 1:
            words.append(say("cause.batch", few=sizes.pop() or everything, all=everything))
        else:
            words.append(say("cause.some-batch", all=everything))
    if any(sigmas):
        one = len(sigmas) == 1
        sigma = lesson.rounding.number(sigmas.pop()) if one else ""
        words.append(say("cause.noise", sigma=sigma) if one else say("cause.some-noise"))
    return " ".join(words)


def _one(lesson: Lesson, f: DescentFacts) -> str:
    say = lesson.language.say
    if noise := estimate_words(lesson):
        return noise
    if f.diagnosis.instability is not None:
        return _unstable(lesson, f)
    if f.kink is not None:
        return _kink(lesson, f)
    if f.diagnosis.decay:
        return say("cause.decay", decay=lesson.rounding.number(f.diagnosis.decay))
    rates = lesson.descents[f.index].trajectory.learning_rates
    if np.ptp(rates) > 0 and lesson.descents[f.index].optimizer != "line_search":
        first, last = (
            lesson.rounding.number(float(rates[0])),
            lesson.rounding.number(float(rates[-1])),
        )
        return say("cause.changing", first=first, last=last)
    if f.local is not None and f.local.factor is not None:
        return _local(lesson, f, f.local, f.local.factor)
    return method_words(lesson, f.index)


def method_words(lesson: Lesson, index: int) -> str:
    """What the optimizer of a descent makes of the gradient."""
    method = lesson.spec.descents[index].optimizer
    rates = lesson.descents[index].trajectory.learning_rates
    rate = lesson.rounding.number(float(rates[0])) if len(rates) else ""
    kept = getattr(method, "momentum", None)
    name: str = method.name
    if name == "newton":
        name = "newton-one" if len(rates) and (rates == 1).all() else "newton-any"
    return lesson.language.say(
        f"cause.{name}", rate=rate, kept="" if kept is None else lesson.rounding.number(kept)
    )


def _unstable(lesson: Lesson, f: DescentFacts) -> str:
    unstable, write = f.diagnosis.instability, lesson.rounding
    assert unstable is not None
    product, limit = write.beside(unstable.product, unstable.limit)
    return lesson.language.say(
        "cause.unstable-limit" if unstable.at_limit else "cause.unstable",
        product=product,
        limit=limit,
        place=write.place(unstable.minimum),
    )


def _kink(lesson: Lesson, f: DescentFacts) -> str:
    say, write, here = lesson.language.say, lesson.rounding, f.kink
    assert here is not None
    at, i = write.place(here.point), here.kink
    if i is None or len(here.point) > 1:
        return say("cause.kink-any", place=at)
    left, right = write.number(here.left[i]), write.number(here.right[i])
    return say("cause.kink", place=at, left=left, right=right)


def _local(lesson: Lesson, f: DescentFacts, local: LocalRates, factor: float) -> str:
    """Why the distance to the minimum shrinks as it does."""
    write = lesson.rounding.number
    assert local.rate is not None
    assert local.product is not None
    method = lesson.spec.descents[f.index].optimizer
    words: dict[str, Any] = {
        "factor": lesson.rounding.beside(factor, 1.0)[0],
        "part": write(1 - factor),
        "steep": write(local.factors[-1]),
        "along": write(local.factors[0]),
        "product": lesson.rounding.beside(local.product, local.limit or 2.0)[0],
        "ratio": write(local.condition, 2),
        "rate": write(local.rate),
        "curvature": write(local.curvatures[-1]),
    }
    if kept := getattr(method, "momentum", 0.0):
        swing = local.turns[int(np.argmax(local.factors))]
        name = "memory-swing" if swing else "memory"
        words["kept"] = write(kept)
    elif method.name == "newton":
        name = "newton-full" if factor < _FULL else "newton"
    elif len(local.curvatures) > 1 and local.condition >= _VALLEY:
        name = "zigzag" if local.product > 1 else "valley"
    elif local.product > 1:
        name = "crossing" if len(local.curvatures) == 1 else "round"
    elif local.product < _SMALL:
        name = "slow"
    else:
        name = "line" if len(local.curvatures) == 1 else "round"
    if name == "round":
        words["steep"] = write(min(local.factors))
        name = "even" if words["steep"] == words["factor"] else name
    return lesson.language.say(f"cause.{name}", **words)


def _several(lesson: Lesson) -> str:
    """What parts the descents of the lesson."""
    plans, facts, write = lesson.spec.descents, lesson.facts.descents, lesson.rounding
    say, count = lesson.language.say, len(facts)
    differ = [
        name
        for name in ("optimizer", "learning_rate", "start", "batch_size", "noise")
        if any(getattr(plan, name) != getattr(plans[0], name) for plan in plans)
    ]
    if differ == ["learning_rate"]:
        if (stable := lesson.facts.stable_limit) is not None:
            place, c, curvature = stable
            return say(
                "cause.rates",
                place=write.place(place),
                curvature=write.number(curvature),
                limit=write.number(c),
                stable=write.number(c / curvature),
            )
        return say("cause.rates-changing", count=count)
    if differ == ["start"]:
        if (ridge := lesson.facts.ridge) is not None and count == 2:
            name = "cause.ridge-valleys" if ridge.valleys else "cause.ridge-ends"
            return say(name, height=write.value(ridge.height))
        places = {write.place(f.point) for f in facts}
        if len(places) == 1 and all(f.ending in ("converged", "minimum") for f in facts):
            return say("cause.one-end", count=count, place=places.pop())
        return say("cause.starts", count=count)
    if "optimizer" in differ and "start" not in differ:
        ratios = {write.number(f.local.condition, 2) for f in facts if f.local is not None}
        steep = [f.local.condition for f in facts if f.local is not None]
        if len(ratios) == 1 and steep[0] >= _VALLEY:
            return say("cause.condition", ratio=ratios.pop())
        if "learning_rate" not in differ or len(differ) == 2:
            return say("cause.methods", count=count)
    return say("cause.clock", count=count)
