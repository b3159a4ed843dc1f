"""What each descent is called on screen: whatever tells it from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gdcore.spec.methods import OptimizerChoice, ScheduleChoice

TITLES = {
    "nesterov": "Nesterov",
    "rmsprop": "RMSprop",
    "adamw": "AdamW",
    "nadam": "NAdam",
    "radam": "RAdam",
}
"""Optimizers whose name on screen is not their name in the spec with a capital letter."""

Descent = tuple[tuple[float, ...], float | ScheduleChoice, OptimizerChoice]


def label(
    descents: Sequence[Descent], names: Sequence[str | None], stochastic: bool = False
) -> tuple[str, ...]:
    """A label for each descent: its own name, or the parts in which the descents differ.

    stochastic: whether the gradients come from a part of the data.
    """
    starts, rates, optimizers = zip(*descents, strict=True) if descents else ((), (), ())
    labels = []
    for (start, rate, optimizer), name in zip(descents, names, strict=True):
        parts = []
        if _differ([choice.name for choice in optimizers]):
            parts.append(title(optimizer.name, stochastic))
        parts.extend(_parameters(optimizer, optimizers))
        if _differ(rates):
            parts.append(_rate(rate))
        if _differ(starts):
            parts.append(f"start {_point(start)}")
        labels.append(name or ", ".join(parts) or title(optimizer.name, stochastic))
    return _numbered(labels)


def title(optimizer: str, stochastic: bool = False) -> str:
    """An optimizer's name as it stands on screen; gradient descent on a part of the data is SGD."""
    if stochastic and optimizer == "gradient_descent":
        return "SGD"
    return TITLES.get(optimizer, optimizer.replace("_", " ").capitalize())


def _differ(values: Sequence[object]) -> bool:
    return any(value != values[0] for value in values)


def _parameters(optimizer: OptimizerChoice, among: Sequence[OptimizerChoice]) -> list[str]:
    """The parameters in which descents with the same optimizer differ."""
    alike = [choice.parameters for choice in among if choice.name == optimizer.name]
    return [
        f"{key} = {_value(value)}"
        for key, value in optimizer.parameters.items()
        if _differ([parameters[key] for parameters in alike])
    ]


def _rate(rate: float | ScheduleChoice) -> str:
    if isinstance(rate, float):
        return f"η = {rate:.6g}"
    return f"η: {rate.name.replace('_', ' ')}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return _point(value)
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _point(point: Sequence[float]) -> str:
    numbers = [f"{number:.3g}" for number in point]
    return f"({', '.join(numbers)})" if len(numbers) > 1 else numbers[0]


def _numbered(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels, with a number behind those that are the same."""
    often = Counter(labels)
    seen: Counter[str] = Counter()
    result = []
    for text in labels:
        seen[text] += 1
        result.append(f"{text} ({seen[text]})" if often[text] > 1 else text)
    return tuple(result)
