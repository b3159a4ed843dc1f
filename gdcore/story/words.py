"""What the story says: sentences with the lesson's own numbers, and how long they take to read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.spec.labels import title as optimizer_title
from gdcore.story.lesson import Lesson
from gdcore.story.numbers import count, places_for, point, significant, vector
from gdcore.story.quoting import filled

_MOST_WRITTEN = 4  # components of a vector that a sentence can hold

LOSS_NAMES = {"mean_squared_error": "mean squared error", "log_loss": "log loss"}

_NOTHING = 1e-7  # of the drawn values: rounding and the last steps, for a value that tends to 0


def title(lesson: Lesson) -> str:
    """The lesson's title: the spec's own, or one that says what is compared."""
    if lesson.spec.title:
        return filled(lesson, lesson.spec.title)
    plans = lesson.spec.descents
    stochastic = bool(plans) and all(descent.batches for descent in lesson.descents)
    optimizers = {plan.optimizer.name for plan in plans}
    if len(optimizers) > 1:
        return "Optimizers side by side"
    method = optimizer_title(next(iter(optimizers), "gradient_descent"), lesson.language)
    if stochastic:
        method = f"Stochastic {method[0].lower()}{method[1:]}"
    if len({plan.learning_rate for plan in plans if isinstance(plan.learning_rate, float)}) > 1:
        return f"{method} with several learning rates"
    if len({plan.start for plan in plans}) > 1:
        return f"{method} from {len({plan.start for plan in plans})} starts"
    return method


def place(lesson: Lesson, p: Sequence[float]) -> str:
    """A point of the domain, as exact as the eye: (0.375, 0.951)."""
    return point(p, [places_for(high - low) for low, high in lesson.domain])


def named_place(lesson: Lesson, p: Sequence[float], at: object = None) -> str:
    """A point in a sentence: (1, 3), or x = 2 for one variable; by its name if `at` is one."""
    if isinstance(at, str):
        return {"start": "the start", "minimum": "the lowest point found"}[at]
    text = place(lesson, p)
    return text if len(p) > 1 else f"{lesson.variables[0]} = {text}"


def level(lesson: Lesson, value: float) -> str:
    """A value as the eye sees it: 0 where it differs from it by nothing that is drawn."""
    low, high = lesson.value_range
    return significant(0.0 if abs(value) < _NOTHING * (high - low) else value)


def surface_words(lesson: Lesson) -> str:
    """What the surface is."""
    names = ", ".join(lesson.variables)
    if lesson.spec.layout == "board":
        return _board_words(lesson, names)
    over = f"({names})" if len(lesson.variables) > 1 else names
    text = f"The height above {over} is the value f({names})"
    if lesson.spec.flat:
        low, high = lesson.value_range
        return (
            "Seen from above: each line joins places with the same f, here from "
            f"{significant(low)} to {significant(high)}."
        )
    if lesson.data is not None:
        loss, model = LOSS_NAMES[lesson.data.loss], lesson.spec.formula.replace("*", "·")
        entries = count(len(lesson.data.targets), "data point")
        text = f"The height above {over} is the {loss} of {model} on {entries}"
    if lesson.poles:
        return f"{text}; where it grows without bound, the picture is cut."
    low, high = lesson.value_range
    return f"{text}: here from {significant(low)} to {significant(high)}."


def _board_words(lesson: Lesson, names: str) -> str:
    """What there is to look at where no picture is: the gradient as a list of numbers."""
    d = len(lesson.variables)
    text = f"f({names}) has {count(d, 'variable')}"
    if d > 2:
        text += " and no surface to look at"
    if not lesson.descents:
        return f"{text}."
    start = lesson.descents[0].start
    gradient = lesson.descents[0].trajectory.gradients[0]
    if d > _MOST_WRITTEN or not np.isfinite(gradient).all():
        return f"{text}, but its gradient is a list of {d} numbers all the same."
    return f"{text}. At {place(lesson, start)} its gradient is ∇f = {vector(gradient.tolist())}."
