"""What the mathematics offers by name: functions, optimizers, schedules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from gdcore.maths import (
    NAMED_FUNCTIONS,
    OPTIMIZERS,
    SCHEDULES,
    ExpressionError,
    Function,
    ParameterError,
    make_optimizer,
    make_schedule,
    parameters_of,
)
from gdcore.spec.faults import quoted, suggest
from gdcore.spec.values import fault

DEFAULT_INTERVAL = (-3.0, 3.0)
"""The interval of a variable for which neither the spec nor a known function gives one."""


def read_function(function: str) -> Function:
    """The function of a spec, from its formula or its name; ExpressionError where it is neither."""
    known = NAMED_FUNCTIONS.get(function.strip())
    if known is not None:
        return known.function()
    word = function.strip()
    if word.isidentifier() and len(word) > 1:
        hint = suggest(word, NAMED_FUNCTIONS, "the known functions are")
        raise ExpressionError(f"no known function is called {quoted(word)}; {hint}")
    return Function.parse(function)


def default_interval(function: str, name: str) -> tuple[float, float]:
    """The interval of a variable that the spec gives none."""
    known = NAMED_FUNCTIONS.get(function.strip())
    low, high = known.domain.get(name, DEFAULT_INTERVAL) if known else DEFAULT_INTERVAL
    return float(low), float(high)


def checked_optimizer(
    name: object, parameters: Mapping[str, Any], at: tuple[str, ...] = ()
) -> dict[str, Any]:
    """All parameters of an optimizer, with the values in force; `at` is the way to them."""
    if not isinstance(name, str) or name not in OPTIMIZERS:
        hint = suggest(str(name), OPTIMIZERS, "the optimizers are")
        raise fault(f"there is no optimizer {quoted(str(name))}; {hint}")
    return _checked(name, OPTIMIZERS[name], make_optimizer, parameters, at)


def checked_schedule(name: object, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """All parameters of a schedule, with the values in force."""
    if not isinstance(name, str) or name not in SCHEDULES:
        hint = suggest(str(name), [*SCHEDULES, "sequence", "product"], "the schedules are")
        message = f"there is no schedule {quoted(str(name))}; {hint}"
        raise faults_at([(("schedule",), message)])
    return _checked(name, SCHEDULES[name], make_schedule, parameters, ())


def _checked(
    name: str,
    factory: Callable[..., Any],
    make: Callable[..., Any],
    parameters: Mapping[str, Any],
    at: tuple[str, ...],
) -> dict[str, Any]:
    """All parameters, or every fault, each at its parameter."""
    known = [parameter.name for parameter in parameters_of(factory)]
    found = {
        key: f"{name} has no parameter {quoted(key)}; "
        + (suggest(key, known, "its parameters are") if known else "it takes none")
        for key in parameters
        if key not in known
    }
    usable = {key: value for key, value in parameters.items() if key in known}
    made = None
    # A refusal names one parameter: put it aside and ask again, until all are told.
    while made is None:
        try:
            made = make(name, **usable)
        except ParameterError as error:
            faulty = error.parameter or ""
            message = error.message.removeprefix(f"{name}: ").removeprefix(f"{faulty}: ")
            found[faulty if faulty in usable else ""] = message
            if usable.pop(faulty, None) is None:
                break
    if found or made is None:
        raise faults_at([((*at, key) if key else at, message) for key, message in found.items()])
    return dict(made.parameters)


def faults_at(faults: Iterable[tuple[tuple[str | int, ...], str]]) -> ValidationError:
    """Several faults of one value, each with the way to it."""
    return ValidationError.from_exception_data(
        "spec",
        [
            InitErrorDetails(type=fault(message), loc=location, input=None)
            for location, message in faults
        ],
    )
