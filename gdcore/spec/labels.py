"""The label of each descent on screen: the parts in which it differs from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gdcore.maths import Optimizer, Schedule
from gdcore.spec.sources import Data
from gdcore.spec.spec import DescentPlan

TITLES = {
    "lbfgs": "L-BFGS",
    "nesterov": "Nesterov",
    "rmsprop": "RMSprop",
    "adamw": "AdamW",
    "nadam": "NAdam",
    "radam": "RAdam",
}
"""Names on screen of optimizers for which capitalizing the name in the spec would be wrong."""


def label(
    plans: Sequence[DescentPlan],
    data: Data | None,
    named_rates: Sequence[float | Schedule | None],
) -> tuple[str, ...]:
    """A label for each descent: that of the spec, or made of the parts in which descents differ.

    Args:
        plans: the descents.
        data: the data of the spec.
        named_rates: the learning rate of each descent that the spec gives, None where it gives
            none. If all are equal, labels do not contain the rate.
    """
    part = [data is not None and data.is_part(plan.batch_size) for plan in plans]
    titles = [title(plan.optimizer.name, few) for plan, few in zip(plans, part, strict=True)]
    optimizers = [plan.optimizer for plan in plans]
    labels = []
    for plan, few, name in zip(plans, part, titles, strict=True):
        parts = [name] if _differ(titles) else []
        parts.extend(_parameters(plan.optimizer, optimizers))
        alike = [p for p, other in zip(plans, titles, strict=True) if other == name]
        if _differ([other.batch_size for other in alike]):
            parts.append(f"batch size {plan.batch_size}" if few else "all data")
        if _differ([other.noise for other in alike]):
            parts.append(_noise(plan, alike))
        if _differ(named_rates):
            parts.append(_rate(plan.learning_rate, plans))
        if _differ([other.start for other in plans]):
            parts.append(f"start {_point(plan.start)}")
        labels.append(plan.label or ", ".join(parts) or name)
    return _numbered(labels)


def title(optimizer: str, stochastic: bool = False) -> str:
    """An optimizer's name on screen; gradient descent with mini-batches (stochastic) is SGD."""
    if stochastic and optimizer == "gradient_descent":
        return "SGD"
    return TITLES.get(optimizer, optimizer.replace("_", " ").capitalize())


def _differ(values: Sequence[object]) -> bool:
    return any(value != values[0] for value in values)


def _parameters(optimizer: Optimizer, among: Sequence[Optimizer]) -> list[str]:
    """The parameters in which descents with the same optimizer differ."""
    alike = [choice.parameters for choice in among if choice.name == optimizer.name]
    differing = {
        key: value
        for key, value in optimizer.parameters.items()
        if _differ([parameters[key] for parameters in alike])
    }
    # A flag appears only where it is set: "amsgrad", but not "not amsgrad".
    return [
        key.replace("_", " ") if value is True else f"{key} = {_value(value)}"
        for key, value in differing.items()
        if value is not False
    ]


def _noise(plan: DescentPlan, among: Sequence[DescentPlan]) -> str:
    if plan.noise is None or plan.noise.standard_deviation == 0:
        return "no noise"
    text = f"σ = {plan.noise.standard_deviation:.6g}"
    noises = [other.noise for other in among if other.noise is not None]
    alike = [n.seed for n in noises if n.standard_deviation == plan.noise.standard_deviation]
    return f"{text}, seed {plan.noise.seed}" if _differ(alike) else text


def _rate(rate: float | Schedule, among: Sequence[DescentPlan]) -> str:
    if isinstance(rate, float):
        return f"η = {rate:.6g}"
    text = f"η: {_schedule(rate)}"
    schedules = [p.learning_rate for p in among if isinstance(p.learning_rate, Schedule)]
    alike = [other.parameters for other in schedules if other.name == rate.name]
    if not rate.parts:
        for key, value in rate.parameters.items():
            if _differ([parameters[key] for parameters in alike]):
                text += f", {key} = {_value(value)}"
    return text


def _schedule(rate: float | Schedule) -> str:
    """cosine; warm up, then cosine; cosine × cyclic."""
    if isinstance(rate, float):
        return f"{rate:.6g}"
    joint = ", then " if rate.name == "sequence" else " × "
    return joint.join(map(_schedule, rate.parts)) or rate.name.replace("_", " ")


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return _point(value)
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _point(point: Sequence[float]) -> str:
    numbers = [f"{number:.3g}" for number in point]
    return f"({', '.join(numbers)})" if len(numbers) > 1 else numbers[0]


def _numbered(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels, with numbers appended to equal ones."""
    often = Counter(labels)
    seen: Counter[str] = Counter()
    result = []
    for text in labels:
        seen[text] += 1
        result.append(f"{text} ({seen[text]})" if often[text] > 1 else text)
    return tuple(result)
