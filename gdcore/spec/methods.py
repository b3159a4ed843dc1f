"""Optimizers and learning rates as a spec names them, checked against the one vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)

from gdcore.maths import ParameterError, Schedule, make_schedule, product, sequence
from gdcore.spec.faults import quoted, suggest
from gdcore.spec.values import Frozen, Positive, refuse
from gdcore.spec.vocabulary import checked_optimizer, checked_schedule, faults_at


class OptimizerChoice(Frozen):
    """An optimizer by name, with every parameter that is in force."""

    name: str
    parameters: Mapping[str, Any] = Field(default_factory=dict)


class ScheduleChoice(Frozen):
    """A learning rate that changes from step to step: a schedule and all its parameters.

    `name` is one of SCHEDULES, or of COMPOSITIONS with learning rates as its parts.
    """

    name: str
    parameters: Mapping[str, Any] = Field(default_factory=dict)

    @property
    def parts(self) -> tuple[float | ScheduleChoice, ...]:
        """What it is composed of; nothing for a schedule of its own."""
        parts: tuple[float | ScheduleChoice, ...] = self.parameters.get("schedules", ())
        return parts

    def make(self) -> Schedule:
        """The schedule itself."""
        if self.name in COMPOSITIONS:
            return compose(self.name, self.parts, self.parameters.get("milestones", ()))
        return make_schedule(self.name, **self.parameters)

    def as_mapping(self) -> dict[str, Any]:
        """As a spec has it, in plain data."""
        mapping = {"schedule": self.name, **self.parameters}
        if self.parts:
            mapping["schedules"] = [
                part if isinstance(part, float) else part.as_mapping() for part in self.parts
            ]
        return mapping


COMPOSITIONS: Mapping[str, Mapping[str, str]] = {
    "sequence": {
        "schedules": "Learning rates one after the other, each counting its own steps from 0.",
        "milestones": "The steps at which the second, third, … begins.",
    },
    "product": {
        "schedules": "Learning rates that are multiplied: all but one begin at 1, as a rule.",
    },
}
"""Schedules that are composed of others: their parameters, each with what it is."""


def compose(
    name: str, parts: Sequence[float | ScheduleChoice], milestones: Sequence[int]
) -> Schedule:
    """The composition of schedules; ParameterError where they can't be composed so."""
    made = [
        make_schedule("constant", learning_rate=part) if isinstance(part, float) else part.make()
        for part in parts
    ]
    return sequence(made, milestones) if name == "sequence" else product(*made)


def _optimizer(value: object) -> object:
    if isinstance(value, OptimizerChoice):
        return value
    if isinstance(value, str):
        return choose_optimizer(value)
    if isinstance(value, dict) and len(value) == 1:
        ((name, parameters),) = value.items()
        if parameters is None or isinstance(parameters, dict):
            checked = checked_optimizer(name, parameters or {}, at=(name,))
            return OptimizerChoice(name=name, parameters=checked)
    raise refuse("the name of an optimizer, or {name: {parameter: value}}", value)


def choose_optimizer(name: str) -> OptimizerChoice:
    """The optimizer of that name with its default parameters."""
    return OptimizerChoice(name=name, parameters=checked_optimizer(name, {}))


OptimizerField = Annotated[
    OptimizerChoice, BeforeValidator(_optimizer), WithJsonSchema({"language": "optimizer"})
]


def _schedule(value: object) -> object:
    if isinstance(value, dict):
        if "schedule" not in value:
            raise refuse("a number or a schedule such as {schedule: cosine}", value)
        name = value["schedule"]
        parameters = {key: entry for key, entry in value.items() if key != "schedule"}
        if name in COMPOSITIONS:
            return _composed(name, parameters)
        return ScheduleChoice(name=name, parameters=checked_schedule(name, parameters))
    return value


def _composed(name: str, given: Mapping[str, Any]) -> ScheduleChoice:
    """A composition, or every fault of it and of its parts."""
    known = COMPOSITIONS[name]
    found: list[tuple[tuple[str | int, ...], str]] = [
        ((key,), f"{name} has no parameter {quoted(key)}; {suggest(key, known, 'it has')}")
        for key in given
        if key not in known
    ]
    parts: list[float | ScheduleChoice] = []
    entries, milestones = given.get("schedules"), given.get("milestones", [])
    if not isinstance(entries, (list, tuple)) or not entries:
        place = ("schedules",) if "schedules" in given else ()
        found.append((place, f"{name} takes schedules, as in schedules: [0.1, {{schedule: step}}]"))
        entries = []
    for index, entry in enumerate(entries):
        try:
            parts.append(_learning_rate().validate_python(entry))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                found.append((("schedules", index, *detail["loc"]), detail["msg"]))
    whole = isinstance(milestones, (list, tuple)) and all(type(m) is int for m in milestones)
    if not whole:
        found.append((("milestones",), "expected numbers of steps such as [10]"))
    if not found:
        try:
            compose(name, parts, milestones)
        except ParameterError as error:
            key = "schedules" if error.parameter == "parts" else str(error.parameter)
            message = error.message.removeprefix(f"{error.parameter}: ")
            found.append(((key,) if key in given else (), message))
    if found:
        raise faults_at(found)
    parameters: dict[str, Any] = {"schedules": tuple(parts)}
    if "milestones" in known:
        parameters["milestones"] = tuple(milestones)
    return ScheduleChoice(name=name, parameters=parameters)


@cache
def _learning_rate() -> TypeAdapter[float | ScheduleChoice]:
    return TypeAdapter(LearningRate)


def _kind(value: object) -> str:
    return "<schedule>" if isinstance(value, (dict, ScheduleChoice)) else "<number>"


LearningRate = Annotated[
    Annotated[Positive, Tag("<number>")]
    | Annotated[ScheduleChoice, BeforeValidator(_schedule), Tag("<schedule>")],
    Discriminator(_kind),
    WithJsonSchema({"language": "learning_rate"}),
]
