"""The label of each descent on screen: the parts in which it differs from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gdcore.maths import Optimizer, Schedule
from gdcore.spec.sources import Data
from gdcore.spec.spec import DescentPlan
from gdcore.words import Language

_DIGITS = 6  # of rates and parameters, which the lecturer has written
_POINT_DIGITS = 3  # of a start


def label(
    plans: Sequence[DescentPlan],
    data: Data | None,
    named_rates: Sequence[float | Schedule | None],
    language: Language,
) -> tuple[str, ...]:
    """A label for each descent: that of the spec, or made of the parts in which descents differ.

    Args:
        plans: the descents.
        data: the data of the spec.
        named_rates: the learning rate of each descent that the spec gives, None where it gives
            none. If all are equal, labels do not contain the rate.
        language: the lesson's.
    """
    write = _Writer(language)
    part = [data is not None and data.is_part(plan.batch_size) for plan in plans]
    titles = [
        title(plan.optimizer.name, language, few) for plan, few in zip(plans, part, strict=True)
    ]
    optimizers = [plan.optimizer for plan in plans]
    labels = []
    for plan, few, name in zip(plans, part, titles, strict=True):
        parts = [name] if _differ(titles) else []
        parts.extend(write.parameters(plan.optimizer, optimizers))
        alike = [p for p, other in zip(plans, titles, strict=True) if other == name]
        if _differ([other.batch_size for other in alike]):
            parts.append(write.batch(plan.batch_size if few else None))
        if _differ([other.noise for other in alike]):
            parts.append(write.noise(plan, alike))
        if _differ(named_rates):
            parts.append(write.rate(plan.learning_rate, plans))
        if _differ([other.start for other in plans]):
            parts.append(language.say("labels.start", point=write.point(plan.start)))
        labels.append(plan.label or ", ".join(parts) or name)
    return _numbered(labels, language)


def title(optimizer: str, language: Language, stochastic: bool = False) -> str:
    """An optimizer's name on screen; gradient descent with mini-batches (stochastic) is SGD."""
    if stochastic and optimizer == "gradient_descent":
        return language.say("optimizers.stochastic")
    return language.say(f"optimizers.{optimizer}")


def _differ(values: Sequence[object]) -> bool:
    return any(value != values[0] for value in values)


@dataclass(frozen=True)
class _Writer:
    """Writes the parts of a label in one language."""

    language: Language

    def parameters(self, optimizer: Optimizer, among: Sequence[Optimizer]) -> list[str]:
        """The parameters in which descents with the same optimizer differ."""
        alike = [choice.parameters for choice in among if choice.name == optimizer.name]
        differing = {
            key: value
            for key, value in optimizer.parameters.items()
            if _differ([parameters[key] for parameters in alike])
        }
        # A flag appears only where it is set: "amsgrad", but not "not amsgrad".
        return [
            key.replace("_", " ") if value is True else f"{key} = {self.value(value)}"
            for key, value in differing.items()
            if value is not False
        ]

    def batch(self, size: int | None) -> str:
        """The number of data of a step; None: all."""
        if size is None:
            return self.language.say("labels.all-data")
        return self.language.say("labels.batch-size", size=size)

    def noise(self, plan: DescentPlan, among: Sequence[DescentPlan]) -> str:
        """The noise's standard deviation, and its seed where others have the same deviation."""
        if plan.noise is None or plan.noise.standard_deviation == 0:
            return self.language.say("labels.no-noise")
        text = f"σ = {self.value(plan.noise.standard_deviation)}"
        noises = [other.noise for other in among if other.noise is not None]
        alike = [n.seed for n in noises if n.standard_deviation == plan.noise.standard_deviation]
        if not _differ(alike):
            return text
        return self.language.say("labels.seed", noise=text, seed=str(plan.noise.seed))

    def rate(self, rate: float | Schedule, among: Sequence[DescentPlan]) -> str:
        """The learning rate, or the schedule with the parameters in which it differs."""
        if isinstance(rate, float):
            return f"η = {self.value(rate)}"
        text = f"η: {self.schedule(rate)}"
        schedules = [p.learning_rate for p in among if isinstance(p.learning_rate, Schedule)]
        alike = [other.parameters for other in schedules if other.name == rate.name]
        if not rate.parts:
            for key, value in rate.parameters.items():
                if _differ([parameters[key] for parameters in alike]):
                    text += f", {key} = {self.value(value)}"
        return text

    def schedule(self, rate: float | Schedule) -> str:
        """cosine; warm up, then cosine; cosine × cyclic."""
        if isinstance(rate, float):
            return self.value(rate)
        if not rate.parts:
            return self.language.say(f"schedules.{rate.name}")
        text, *others = map(self.schedule, rate.parts)
        for other in others:
            text = self.language.say(f"schedules.{rate.name}", first=text, second=other)
        return text

    def value(self, value: object) -> str:
        """A parameter's value."""
        if isinstance(value, tuple):
            return self.point(value)
        if isinstance(value, float):
            return self.language.numerals.significant(value, _DIGITS)
        return str(value)

    def point(self, point: Sequence[float]) -> str:
        """A point's coordinates, in brackets if there are several."""
        numerals = self.language.numerals
        numbers = [numerals.significant(number, _POINT_DIGITS) for number in point]
        return f"({numerals.between.join(numbers)})" if len(numbers) > 1 else numbers[0]


def _numbered(labels: Sequence[str], language: Language) -> tuple[str, ...]:
    """The labels, with numbers appended to equal ones."""
    often = Counter(labels)
    seen: Counter[str] = Counter()
    result = []
    for text in labels:
        seen[text] += 1
        if often[text] > 1:
            result.append(language.say("labels.numbered", label=text, number=str(seen[text])))
        else:
            result.append(text)
    return tuple(result)
