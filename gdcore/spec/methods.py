"""Optimizers and learning rates as a spec names them, checked against the one vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from gdcore.spec.values import Frozen, Positive, refuse


class OptimizerChoice(Frozen):
    """An optimizer by name, with the parameters that the spec gives it."""

    name: str
    parameters: Mapping[str, Any] = Field(default_factory=dict)


class ScheduleChoice(Frozen):
    """A learning rate that changes from step to step: a schedule by name, and its parameters."""

    name: str
    parameters: Mapping[str, Any] = Field(default_factory=dict)


def _optimizer(value: object) -> object:
    if isinstance(value, OptimizerChoice):
        return value
    if isinstance(value, str):
        return {"name": value}
    if isinstance(value, dict) and len(value) == 1:
        ((name, parameters),) = value.items()
        if parameters is None:
            parameters = {}
        if isinstance(parameters, dict):
            return {"name": name, "parameters": parameters}
    raise refuse("the name of an optimizer, or {name: {parameter: value}}", value)


OptimizerField = Annotated[OptimizerChoice, BeforeValidator(_optimizer)]


def _schedule(value: object) -> object:
    if isinstance(value, dict):
        name = value.get("schedule")
        return {"name": name, "parameters": {k: v for k, v in value.items() if k != "schedule"}}
    return value


def _kind(value: object) -> str:
    return "<schedule>" if isinstance(value, (dict, ScheduleChoice)) else "<number>"


LearningRate = Annotated[
    Annotated[Positive, Tag("<number>")]
    | Annotated[ScheduleChoice, BeforeValidator(_schedule), Tag("<schedule>")],
    Discriminator(_kind),
]
