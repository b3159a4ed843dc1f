"""`gdcore functions`: everything that a spec can name."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import click
import cloup

WIDTH = 100  # columns


@cloup.command("functions")
def command() -> None:
    """Print the functions, optimizers and schedules that a spec can name."""
    for line in listing():
        click.echo(line)


def listing() -> Iterator[str]:
    """Everything that a spec can name, line by line."""
    from gdcore.maths import (
        CONSTANTS,
        FUNCTION_NAMES,
        LOSSES,
        NAMED_FUNCTIONS,
        OPTIMIZERS,
        SCHEDULES,
    )

    yield "A formula is made of"
    yield _item("operators", "+  -  *  /  ^ (or **)  ( )")
    yield _item("constants", ", ".join(CONSTANTS))
    yield _item("functions", ", ".join(FUNCTION_NAMES))
    yield _item("variables", "any other name, as in x^2 + 3*y^2")
    yield "\nKnown functions, as in function: peaks"
    for name, known in NAMED_FUNCTIONS.items():
        domain = ", ".join(
            f"{v} from {low:g} to {high:g}" for v, (low, high) in known.domain.items()
        )
        yield f"  {name}: {known.title}; {domain}"
        yield textwrap.fill(known.text, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)
    yield "\nOptimizers, with their parameters and defaults"
    yield from _records(OPTIMIZERS)
    yield "\nSchedules, as in learning_rates: [{schedule: cosine, learning_rate: 0.1}]"
    yield from _records(SCHEDULES)
    yield "\nLosses of a model on data, as in data: {file: line.csv, loss: log_loss}"
    yield from (f"  {name}" for name in LOSSES)


def _item(name: str, text: str) -> str:
    return textwrap.fill(f"  {name:10} {text}", WIDTH, subsequent_indent=" " * 13)


def _records(table: Mapping[str, type[Any]]) -> Iterator[str]:
    from gdcore.maths import parameters_of

    for name, kind in table.items():
        note = (inspect.getdoc(kind) or "").split("\n")[0]
        yield f"  {name}: {note}"
        usual = getattr(kind, "usual_rate", None)
        if usual is not None:
            yield f"      learning rate = {usual:g}, where the spec names none"
        for parameter in parameters_of(kind):
            default = "" if parameter.required else f" = {_plain(parameter.default)}"
            yield f"      {parameter.name}{default}: {parameter.description}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_plain, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
