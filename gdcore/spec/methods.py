"""Optimizers and learning rates as a spec names them, checked against the one vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from gdcore.spec.values import Frozen, Positive, refuse
from gdcore.spec.vocabulary import checked_optimizer, checked_schedule


class OptimizerChoice(Frozen):
    """An optimizer by name, with every parameter that is in force."""

    name: str
    parameters: Mapping[str, Any] = Field(default_factory=dict)


class ScheduleChoice(Frozen):
    """A learning rate that changes from step to step: a schedule and all its parameters."""

    name: str
    parameters: Mapping[str, Any] = Field(default_factory=dict)


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
        return ScheduleChoice(name=name, parameters=checked_schedule(name, parameters))
    return value


def _kind(value: object) -> str:
    return "<schedule>" if isinstance(value, (dict, ScheduleChoice)) else "<number>"


LearningRate = Annotated[
    Annotated[Positive, Tag("<number>")]
    | Annotated[ScheduleChoice, BeforeValidator(_schedule), Tag("<schedule>")],
    Discriminator(_kind),
    WithJsonSchema({"language": "learning_rate"}),
]
