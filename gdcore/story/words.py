"""What the story says: sentences with the lesson's own numbers, and how long they take to read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdcore.spec.labels import title as optimizer_title
from gdcore.story.lesson import Descent, Lesson
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


def first_step_words(lesson: Lesson, descent: Descent) -> str | None:
    """What the first step does; None where there is none."""
    points, values = descent.trajectory.points, descent.trajectory.values
    if len(points) < 2:
        return None
    before, after = float(values[0]), float(values[1])
    verb = "falls" if after < before else "rises" if after > before else "stays"
    change = (
        f"f {verb} from {significant(before)} to {significant(after)}"
        if after != before
        else f"f stays at {significant(before)}"
    )
    return (
        f"{_estimate_meaning(lesson, descent)}The first step leads from "
        f"{place(lesson, points[0].tolist())} to {place(lesson, points[1].tolist())}: {change}."
    )


def _estimate_meaning(lesson: Lesson, descent: Descent) -> str:
    """What the letter of an estimated gradient stands for."""
    if not descent.trajectory.stochastic:
        return ""
    if descent.batches is None or lesson.data is None:
        return "ĝ is the gradient with its noise. "
    size, n = len(descent.batches(0)), len(lesson.data.targets)
    return f"ĝ is the gradient on {size} of the {n} data points. "


def estimate_words(lesson: Lesson) -> str:
    """Where the steps get their gradients from, if not from f itself; empty if from f."""
    plans, data = lesson.spec.descents, lesson.spec.data
    sizes = {plan.batch_size for plan in plans}
    sigmas = {plan.noise.standard_deviation if plan.noise else 0.0 for plan in plans}
    words = []
    if data is not None and any(map(data.is_part, sizes)):
        of = f"of the {len(data.loss_function.targets)} data points: cheap, but noisy."
        step, few = ("Each step", sizes.pop()) if len(sizes) == 1 else ("A mini-batch", "some")
        words.append(f"{step} sees {few} {of}")
    if any(sigmas):
        one = f" of standard deviation {significant(sigmas.pop())}" if len(sigmas) == 1 else ""
        words.append(f"{'Each gradient has' if one else 'Some gradients have'} noise{one}.")
    return " ".join(words)


def run_words(lesson: Lesson) -> str | None:
    """What is seen while the descents run."""
    descents = lesson.descents
    if not any(descent.trajectory.steps for descent in descents):
        return None
    estimate = estimate_words(lesson)
    if len(descents) > 1:
        text = f"{len(descents)} descents on one clock: the same step at the same time."
        return f"{text} {estimate}".strip()
    if estimate:
        return f"{estimate} The descent wanders, but downhill on average."
    name, rate = descents[0].optimizer, descents[0].learning_rate
    if not isinstance(rate, float):
        method = optimizer_title(name, lesson.language)
        return f"{method} with a learning rate that changes from step to step."
    η = significant(rate)
    if name == "gradient_descent":
        return f"Each step goes against the gradient: η = {η} times the gradient at that point."
    if name == "momentum":
        return f"Each step keeps part of the one before and adds −η times the gradient, η = {η}."
    return f"{optimizer_title(name, lesson.language)} with the learning rate η = {η}."
