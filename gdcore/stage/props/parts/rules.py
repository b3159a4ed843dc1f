"""Update rules as formulas, in the letters of the field."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from gdcore.stage.text.formulas import symbol_name
from gdcore.story import Descent, Lesson

_POINT = "bold(p)"
_STEP = f"{_POINT}_(k+1) = {_POINT}_k − eta"

# The letters of the papers; bold is a vector, powers and quotients are taken by components.
RULES: dict[str, tuple[str, ...]] = {
    "gradient_descent": (f"{_STEP} nabla f({_POINT}_k)",),
    "momentum": (
        f"bold(v)_(k+1) = mu bold(v)_k + nabla f({_POINT}_k)",
        f"{_STEP} bold(v)_(k+1)",
    ),
    "nesterov": (
        f"bold(v)_(k+1) = mu bold(v)_k + nabla f({_POINT}_k)",
        f"{_STEP} (nabla f({_POINT}_k) + mu bold(v)_(k+1))",
    ),
    "adagrad": (
        f"bold(s)_(k+1) = bold(s)_k + nabla f({_POINT}_k)^2",
        f"{_STEP} nabla f({_POINT}_k) / (sqrt(bold(s)_(k+1)) + epsilon)",
    ),
    "rmsprop": (
        f"bold(s)_(k+1) = alpha bold(s)_k + (1 − alpha) nabla f({_POINT}_k)^2",
        f"{_STEP} nabla f({_POINT}_k) / (sqrt(bold(s)_(k+1)) + epsilon)",
    ),
    "adam": (
        f"bold(m)_(k+1) = beta_1 bold(m)_k + (1 − beta_1) nabla f({_POINT}_k)",
        f"bold(v)_(k+1) = beta_2 bold(v)_k + (1 − beta_2) nabla f({_POINT}_k)^2",
        f"{_STEP} hat(bold(m))_(k+1) / (sqrt(hat(bold(v))_(k+1)) + epsilon)",
    ),
}
GENERAL = (f"{_POINT}_(k+1) = {_POINT}_k + Delta {_POINT}_k",)
"""For an optimizer whose rule has no line of its own here."""


ESTIMATE = "hat(bold(g))_k"
"""What a step of a stochastic descent follows: an estimate of the gradient."""


def rule_lines(lesson: Lesson, descent: Descent) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A descent's rule as Typst math, and its last line with the numbers of the first step.

    The second comes in parts between which a line may break; it is empty if no step was made.
    """
    rule = RULES.get(descent.optimizer, GENERAL)
    track = descent.trajectory
    if track.stochastic:
        rule = tuple(line.replace(f"nabla f({_POINT}_k)", ESTIMATE) for line in rule)
    decay = track.diagnosis.decay
    if decay:
        followed = ESTIMATE if track.stochastic else f"nabla f({_POINT}_k)"
        rule = tuple(line.replace(followed, f"({followed} + lambda {_POINT}_k)") for line in rule)
    if len(lesson.variables) == 1:
        name = symbol_name(lesson.variables[0])
        rule = tuple(plain_letters(line, name) for line in rule)
    if len(track.points) < 2:
        return rule, ()
    first = step_numbers(lesson, descent, 0)
    change = _bracketed(_plain(first.change))
    if first.rate is None:
        return rule, (_plain(first.end), f"= {_plain(first.start)}", f"+ {change}")
    rate = _plain(first.rate)
    return rule, (_plain(first.end), f"= {_plain(first.start)}", f"− {rate} dot {change}")


@dataclass(frozen=True)
class StepNumbers:
    """The numbers of one step, written: end = start − rate · change.

    rate: None where the step is no multiple of a gradient; then end = start + change.
    """

    end: str
    start: str
    rate: str | None
    change: str


def step_numbers(lesson: Lesson, descent: Descent, k: int) -> StepNumbers:
    """The numbers of a descent's step from point k to point k + 1."""
    track, numerals = descent.trajectory, lesson.language.numerals
    start, end = (numerals.vector(p, 4) for p in track.points[k : k + 2])
    plain = descent.optimizer == "gradient_descent" and not track.diagnosis.decay
    # A step that was cut at the edge of the domain is shorter than the rule says.
    if plain and not track.clipped[k + 1]:
        rate = numerals.significant(float(track.learning_rates[k]), 3)
        return StepNumbers(end, start, rate, numerals.vector(track.followed[k], 4))
    step = np.subtract(track.points[k + 1], track.points[k])
    return StepNumbers(end, start, None, numerals.vector(step, 4))


def _plain(text: str) -> str:
    """Numbers as text in a formula: Typst would read 10⁻⁷ as something else."""
    return f'"{text}"'


def _bracketed(text: str) -> str:
    inner = text.strip('"')
    return f'"({inner})"' if inner.startswith("−") else text


def plain_letters(math: str, name: str) -> str:
    """A rule for one variable: its name for the point, f′ for the gradient, nothing bold."""
    math = math.replace("nabla f(", "f'(").replace(_POINT, name)
    return re.sub(r"bold\((\w+)\)", r"\1", math)
