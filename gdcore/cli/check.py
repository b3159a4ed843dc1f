"""`gdcore check`: validate specs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import cloup

from gdcore.cli.arguments import read
from gdcore.cli.beats import beats_option

if TYPE_CHECKING:
    from gdcore.spec import Spec, SpecText

MOST_STEPS = 200_000
"""The most steps of all descents that are computed in search of warnings: some seconds."""


@cloup.command("check")
@cloup.argument("specs", nargs=-1, required=True, metavar="SPEC…", help="Spec files; - for stdin.")
@beats_option
def command(specs: tuple[str, ...]) -> int:
    """Validate specs.

    Print every fault of every spec on standard error, and exit with 2 if there is one. A valid spec
    is computed, and warnings tell what is probably not meant: descents that leave the domain at
    once, do not move, or have a learning rate with which they can't settle.
    """
    from gdcore.spec import SpecError

    faulty = False
    for name in specs:
        try:
            text = read(name)
            spec = text.load()
        except SpecError as error:
            faulty = True
            click.echo(str(error), err=True)
        else:
            d = spec.dimension
            note = "" if d <= 2 else f" ({d} variables: told on a board, without a picture)"
            click.echo(f"{name}: ok{note}")
            for line in _warnings(text, spec):
                click.echo(line, err=True)
    return 2 if faulty else 0


def _warnings(text: SpecText, spec: Spec) -> Iterator[str]:
    """A line for each warning, with its place in the text."""
    from gdcore.story import compute_lesson
    from gdcore.story.warnings import warnings

    if sum(plan.steps for plan in spec.descents) > MOST_STEPS:
        return
    for warning in warnings(compute_lesson(spec)):
        yield f"{text.place(warning.path)}: warning: {warning.message}"
