"""Short names for descents: what tells each from the others, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from gdcore.spec import DescentPlan, ScheduleChoice, Spec
from gdcore.story.numbers import point, significant
from gdcore.story.spelling import optimizer_title


def label_descents(spec: Spec) -> tuple[str, ...]:
    """A label for each descent, all different: "η = 0.1", "Adam", "start (1, 3)".

    A label that the lecturer wrote stays. A single descent is called by its optimizer. Where
    nothing tells two descents apart, a number does.
    """
    plans = spec.descents
    parts = [[_optimizer(plan, plans), _rate(plan), f"start {point(plan.start)}"] for plan in plans]
    differ = [k for k in range(3) if len({part[k] for part in parts}) > 1] or [0]
    labels = [
        # The spec's own default label is the optimizer's name.
        ", ".join(part[k] for k in differ) if plan.label == plan.optimizer.name else plan.label
        for plan, part in zip(plans, parts, strict=True)
    ]
    return tuple(_numbered(labels))


def _optimizer(plan: DescentPlan, plans: Sequence[DescentPlan]) -> str:
    """The optimizer's title, with those parameters that differ between its uses."""
    title = optimizer_title(plan.optimizer.name)
    used = [p.optimizer.parameters for p in plans if p.optimizer.name == plan.optimizer.name]
    names = sorted({name for parameters in used for name in parameters})
    telling = [n for n in names if len({repr(parameters.get(n)) for parameters in used}) > 1]
    given = [
        f"{n.replace('_', ' ')} {_value(plan.optimizer.parameters[n])}"
        for n in telling
        if n in plan.optimizer.parameters
    ]
    return f"{title} ({', '.join(given)})" if given else title


def _rate(plan: DescentPlan) -> str:
    rate = plan.learning_rate
    if not isinstance(rate, ScheduleChoice):
        return f"η = {significant(rate)}"
    given = ", ".join(f"{k.replace('_', ' ')} {_value(v)}" for k, v in rate.parameters.items())
    return f"η {rate.name} ({given})" if given else f"η {rate.name}"


def _value(value: object) -> str:
    match value:
        case bool() | str() | None:
            return str(value).lower()
        case int() | float():
            return significant(float(value))
        case list() | tuple():
            return point([float(x) for x in value])
    return str(value)


def _numbered(labels: list[str]) -> list[str]:
    """The labels, with a number behind those that come more than once."""
    seen: dict[str, int] = {}
    numbered: list[str] = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        numbered.append(f"{label} #{seen[label]}" if labels.count(label) > 1 else label)
    return numbered
