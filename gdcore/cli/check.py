"""`gdcore check`: validate specs."""

from __future__ import annotations

import click
import cloup

from gdcore.cli.arguments import load
from gdcore.cli.beats import beats_option


@cloup.command("check")
@cloup.argument("specs", nargs=-1, required=True, metavar="SPEC…", help="Spec files; - for stdin.")
@beats_option
def command(specs: tuple[str, ...]) -> int:
    """Validate specs.

    Print every fault of every spec on standard error, and exit with 2 if there is one.
    """
    from gdcore.spec import SpecError

    faulty = False
    for name in specs:
        try:
            spec = load(name)
        except SpecError as error:
            faulty = True
            click.echo(str(error), err=True)
        else:
            d = spec.dimension
            note = "" if d <= 2 else f" ({d} variables: told on a board, without a picture)"
            click.echo(f"{name}: ok{note}")
    return 2 if faulty else 0
