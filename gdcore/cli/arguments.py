"""Reading the spec that a command names, and writing whole files."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from gdcore.spec import Spec

STANDARD_INPUT = "-"


def load(spec: str) -> Spec:
    """The spec in a file, or on standard input for ``-``; SpecError lists all its faults."""
    from gdcore.spec import load_spec, read_spec_stream

    if spec == STANDARD_INPUT:
        return read_spec_stream(sys.stdin.buffer, "<stdin>")
    return load_spec(spec)


def refuse_overwriting(spec: Spec, output: Path | None) -> None:
    """UsageError if a command would write its output over the spec's file or over its data."""
    if output is None or not output.exists():
        return
    inputs: dict[str, Path | None] = {"the spec itself": spec.source}
    if spec.data and spec.source:
        inputs["the spec's data"] = spec.source.parent / spec.data.entry.file
    for what, path in inputs.items():
        if path is not None and path.exists() and path.samefile(output):
            raise click.UsageError(f"{output} is {what}: give the output another name")


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """A text file to write, or standard output for None.

    The file gets its name when it is complete; on an error an existing file stays unchanged.
    """
    if path is None:
        yield sys.stdout
        return
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            yield stream
        # mkstemp's files are private to the user: give it the permissions of other new files.
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
