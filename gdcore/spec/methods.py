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
from gdcore.maths.parameters import Parameterized, faults_of, parameters_of
from gdcore.maths.spelling import called_here, known_name, unknown
from gdcore.spec.flow import flow
from gdcore.spec.refusals import fault, faults_at, refuse
from gdcore.spec.values import Positive, as_number

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
    if isinstance(value, dict) and len(value) > 1:
        raise _crowded(value)
    if not isinstance(name, str) or not isinstance(parameters, dict | None):
        raise refuse("the name of an optimizer, or {name: {parameter: value}}", value)
    known = known_name(name, OPTIMIZERS)
    if known is None:
        raise fault(unknown("there is no optimizer", name, OPTIMIZERS, "the optimizers are"))
    return _made(OPTIMIZERS[known], parameters or {}, at)


def _crowded(entry: dict[Any, Any]) -> ValidationError:
    """The faults of an optimizer with several keys where its name alone should stand."""
    own = next((key for key in entry if known_name(key, OPTIMIZERS)), None)
    if own is None:
        named = next(
            (n for value in entry.values() if (n := known_name(value, OPTIMIZERS))), "adam"
        )
        expected = f"the name of an optimizer, or {{{named}: {{parameter: value}}}}"
        return faults_at([((), refuse(expected, entry))])
    names = [p.name for p in parameters_of(OPTIMIZERS[str(known_name(own, OPTIMIZERS))])]
    found = []
    for key in entry:
        if known_name(key, names):
            message = f"{key} belongs to {own}: indent it further than {own}, or write "
            found.append(((key,), f"{message}{{{own}: {{{key}: …}}}}"))
        elif key != own:
            found.append(
                ((key,), _no_parameter(own, str(key)) or "begin it with a dash of its own")
            )
    return _faults(found)


def _no_parameter(optimizer: str, key: str) -> str:
    """What to say of a learning rate among an optimizer's parameters; "" for another key."""
    rate = ["learning_rate"]
    if not known_name(key, rate) and not called_here(key, rate):
        return ""
    return f"{optimizer} has no learning rate of its own: write it under learning_rates"


def _schedule(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if "schedule" not in value:
        example = next(filter(None, (known_name(key, SCHEDULES) for key in value)), "cosine")
        raise refuse(f"a number or a schedule such as {{schedule: {example}}}", value)
    written = value["schedule"]
    if not isinstance(written, str):
        error = refuse("the name of a schedule", written, _one_after_the_other(written))
        raise faults_at([(("schedule",), error)])
    name = known_name(written, SCHEDULES)
    if name is None:
        message = unknown("there is no schedule", written, SCHEDULES, "the schedules are")
        raise _faults([(("schedule",), message)])
    parameters = {key: entry for key, entry in value.items() if key != "schedule"}
    return _made(SCHEDULES[name], parameters, ())


def _rate(value: object) -> object:
    """The entry of a learning rate; refused with what to write for a bare name or a list."""
    name = known_name(value, SCHEDULES)
    if name is not None:
        hint = f"write {{schedule: {name}}}; {_one_after_the_other(['warm_up', 'cosine'])}"
        raise refuse("a positive number or a schedule", value, hint)
    if isinstance(value, (list, tuple)):
        raise refuse("a positive number or a schedule", value, _one_after_the_other(value))
    return value


def _one_after_the_other(entries: object) -> str:
    """How a sequence of learning rates is written, as a hint for one written as a list."""
    if not isinstance(entries, (list, tuple)) or not entries:
        return "as in {schedule: cosine}"
    parts = [
        {"schedule": name} if (name := known_name(entry, SCHEDULES)) else entry
        for entry in entries[:3]
    ]
    marks = [10 * k for k in range(1, len(parts))]
    sequence = {"schedule": "sequence", "schedules": parts, "milestones": marks}
    return f"one after the other: {flow(sequence)}"


def _made(kind: type[Parameterized], given: Mapping[str, Any], at: Place) -> Parameterized:
    """The record with the given parameters; ValidationError with a fault for each wrong one."""
    names = [p.name for p in parameters_of(kind)]
    values = {known_name(key, names) or key: _evaluated(value) for key, value in given.items()}
    found: list[tuple[Place, str]] = [
        ((*at, key), (at and _no_parameter(kind.name, str(key))) or message)
        for key, message in faults_of(kind, values).items()
    ]
    if "schedules" in kind.__dataclass_fields__:
        values["schedules"] = _parts(kind.name, values, found)
    if not found:
        try:
            return kind(**values)
        except ParameterError as error:
            key = error.parameter
            place = (*at, key) if key is not None and key in values else at
            found.append((place, error.message))
    raise _faults(found)


def _evaluated(value: Any) -> Any:
    """A parameter's value, with the number of a constant formula such as 9/10 in its place."""
    if isinstance(value, list):
        return [_evaluated(entry) for entry in value]
    number = as_number(value) if isinstance(value, (str, float)) else None
    if number is None:
        return value
    return int(number) if number.is_integer() else number


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
    BeforeValidator(_rate),
    WithJsonSchema({"language": "learning_rate"}),
]
