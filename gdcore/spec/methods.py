"""Optimizers and learning rates in a spec, read as the records of `gdcore.maths` and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import (
    BeforeValidator,
    Discriminator,
    InstanceOf,
    PlainSerializer,
    Tag,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)

from gdcore.maths import OPTIMIZERS, SCHEDULES, Optimizer, ParameterError, Schedule
from gdcore.maths.parameters import Parameterized, faults_of
from gdcore.maths.spelling import unknown
from gdcore.spec.refusals import fault, faults_at, refuse
from gdcore.spec.values import Positive

Place = tuple[str | int, ...]


def record(method: Any) -> Any:
    """An optimizer or a schedule as plain data: its name and all its parameters."""
    if isinstance(method, Parameterized):
        parameters = {key: record(value) for key, value in method.parameters.items()}
        return {"name": method.name, "parameters": parameters}
    return [record(entry) for entry in method] if isinstance(method, tuple) else method


def optimizer_entry(optimizer: Optimizer) -> Any:
    """An optimizer as plain data, as a spec writes it."""
    return {optimizer.name: optimizer.parameters} if optimizer.parameters else optimizer.name


def rate_entry(rate: float | Schedule) -> Any:
    """A learning rate as plain data, as a spec writes it."""
    if isinstance(rate, float):
        return rate
    entry = {"schedule": rate.name, **rate.parameters}
    if rate.parts:
        entry["schedules"] = [rate_entry(part) for part in rate.parts]
    return entry


def _optimizer(value: object) -> object:
    if isinstance(value, Optimizer):
        return value
    name: Any = value
    parameters: Any = None
    at: Place = ()
    if isinstance(value, dict) and len(value) == 1:
        ((name, parameters),) = value.items()
        at = (name,)
    if not isinstance(name, str) or not isinstance(parameters, dict | None):
        raise refuse("the name of an optimizer, or {name: {parameter: value}}", value)
    if name not in OPTIMIZERS:
        raise fault(unknown("there is no optimizer", name, OPTIMIZERS, "the optimizers are"))
    return _made(OPTIMIZERS[name], parameters or {}, at)


def _schedule(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if "schedule" not in value:
        raise refuse("a number or a schedule such as {schedule: cosine}", value)
    name = value["schedule"]
    if not isinstance(name, str) or name not in SCHEDULES:
        message = unknown("there is no schedule", str(name), SCHEDULES, "the schedules are")
        raise _faults([(("schedule",), message)])
    parameters = {key: entry for key, entry in value.items() if key != "schedule"}
    return _made(SCHEDULES[name], parameters, ())


def _made(kind: type[Parameterized], given: Mapping[str, Any], at: Place) -> Parameterized:
    """The record with the given parameters; ValidationError with a fault for each wrong one."""
    found: list[tuple[Place, str]] = [
        ((*at, key), message) for key, message in faults_of(kind, given).items()
    ]
    values = dict(given)
    if "schedules" in kind.__dataclass_fields__:
        values["schedules"] = _parts(kind.name, given, found)
    if not found:
        try:
            return kind(**values)
        except ParameterError as error:
            key = error.parameter
            place = (*at, key) if key is not None and key in given else at
            found.append((place, error.message))
    raise _faults(found)


def _parts(name: str, given: Mapping[str, Any], found: list[tuple[Place, str]]) -> list[Any]:
    """The learning rates that a schedule is composed of; their faults are appended to `found`."""
    entries = given.get("schedules")
    if not isinstance(entries, (list, tuple)) or not entries:
        place: Place = ("schedules",) if "schedules" in given else ()
        found.append((place, f"{name} takes schedules, as in schedules: [0.1, {{schedule: step}}]"))
        return []
    parts = []
    for index, entry in enumerate(entries):
        try:
            parts.append(_learning_rate().validate_python(entry))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                found.append((("schedules", index, *detail["loc"]), detail["msg"]))
    return parts


def _faults(faults: Iterable[tuple[Place, str]]) -> ValidationError:
    """One exception for several faults of a value, each with its place within the value."""
    return faults_at([(place, fault(message)) for place, message in faults])


@cache
def _learning_rate() -> TypeAdapter[float | Schedule]:
    return TypeAdapter(LearningRate)


def _kind(value: object) -> str:
    return "<schedule>" if isinstance(value, (dict, Schedule)) else "<number>"


if TYPE_CHECKING:
    AnyOptimizer: TypeAlias = Optimizer
    AnySchedule: TypeAlias = Schedule
else:
    AnyOptimizer = Annotated[InstanceOf[Optimizer], PlainSerializer(record)]
    AnySchedule = Annotated[InstanceOf[Schedule], PlainSerializer(record)]

OptimizerField = Annotated[
    AnyOptimizer, BeforeValidator(_optimizer), WithJsonSchema({"language": "optimizer"})
]
LearningRate = Annotated[
    Annotated[Positive, Tag("<number>")]
    | Annotated[AnySchedule, BeforeValidator(_schedule), Tag("<schedule>")],
    Discriminator(_kind),
    WithJsonSchema({"language": "learning_rate"}),
]
