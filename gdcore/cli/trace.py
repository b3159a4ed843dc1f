"""`gdcore trace`: the numbers of every descent."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import cloup
import numpy as np

from gdcore.cli.arguments import load, opened, refuse_overwriting
from gdcore.cli.beats import beats_option

if TYPE_CHECKING:
    from gdcore.story import Descent, Lesson

_CHUNK = 10_000  # rows that are converted to text at once, to limit memory


@cloup.command("trace")
@cloup.argument("spec", metavar="SPEC", help="A spec file; - for stdin.")
@cloup.option(
    "--format",
    "kind",
    type=cloup.Choice(["csv", "json"]),
    help="What to write; without it, what the output file's name says, else csv.",
)
@cloup.option(
    "-o", "--output", type=cloup.Path(path_type=Path), help="The file; without it, the terminal."
)
@beats_option
def command(spec: str, kind: str | None, output: Path | None) -> None:
    """Print every point, value and gradient of each descent, in full precision."""
    from gdcore.story import compute_lesson

    complete = load(spec)
    refuse_overwriting(complete, output)
    lesson = compute_lesson(complete)
    if kind is None:
        kind = "json" if output is not None and output.suffix == ".json" else "csv"
    with opened(output) as stream:
        (write_json if kind == "json" else write_csv)(lesson, stream)


def write_json(lesson: Lesson, stream: TextIO) -> None:
    """Write the lesson's numbers as JSON; numbers that are not finite become null."""
    from gdcore.spec import as_mapping

    stream.write(f'{{"spec": {json.dumps(as_mapping(lesson.spec))}, "descents": [')
    for index, descent in enumerate(lesson.descents):
        trajectory = descent.trajectory
        head = {
            "label": descent.label,
            "optimizer": descent.optimizer,
            "learning_rate": _rate(descent),
            "start": list(descent.start),
            "outcome": str(trajectory.diagnosis.rule),
        }
        stream.write((",\n" if index else "\n") + json.dumps(head)[:-1])
        for name in ("points", "values", "gradients"):
            stream.write(f',\n "{name}": [')
            for number, rows in enumerate(_chunks(getattr(trajectory, name))):
                stream.write(", " * bool(number) + json.dumps(_nulls(rows), allow_nan=False)[1:-1])
            stream.write("]")
        stream.write("}")
    stream.write("\n]}\n")


def write_csv(lesson: Lesson, stream: TextIO) -> None:
    """Write one row for each point; numbers that are not finite become empty."""
    names = lesson.variables
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        [
            *("descent", "label", "optimizer", "outcome", "step", "learning_rate"),
            *names,
            "value",
            *(f"gradient_{name}" for name in names),
        ]
    )
    for index, descent in enumerate(lesson.descents):
        t = descent.trajectory
        head = [index, descent.label, descent.optimizer, str(t.diagnosis.rule)]
        # The rate of the step that begins at the point; the last point begins none.
        rates = np.append(t.learning_rates, np.nan)[:, np.newaxis]
        table = np.hstack([rates, t.points, t.values[:, np.newaxis], t.gradients])
        for start, rows in zip(range(0, len(table), _CHUNK), _chunks(table), strict=True):
            for step, row in enumerate(_nulls(rows), start):
                writer.writerow([*head, step, *row])


def _rate(descent: Descent) -> Any:
    from gdcore.spec.methods import rate_entry

    return rate_entry(descent.learning_rate)


def _chunks(array: Any) -> Iterator[Any]:
    for start in range(0, len(array), _CHUNK):
        yield array[start : start + _CHUNK]


def _nulls(rows: Any) -> list[Any]:
    """The rows as lists of floats, with None for numbers that are not finite."""
    finite = np.isfinite(rows)
    if finite.all():
        return list(rows.tolist())
    table = rows.astype(object)
    table[~finite] = None
    return list(table.tolist())
