"""`gdcore open`: the spec that is inside a film or a still."""

from __future__ import annotations

from pathlib import Path

import click
import cloup

from gdcore.cli.arguments import opened
from gdcore.process import loading


@cloup.command("open")
@cloup.argument(
    "file",
    type=cloup.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A film (mp4, webm, mov) or a still (png) that gdcore has made.",
)
@cloup.option(
    "-o",
    "--output",
    type=cloup.Path(path_type=Path, dir_okay=False),
    help="The YAML file to write; by default the spec is printed.",
)
def command(file: Path, output: Path | None) -> int:
    """Write the spec that a film or a still was made from, comments and all.

    A file of data that the spec names is not inside; what is missing is told on standard error.
    """
    with loading():
        from gdcore.spec import data_file
        from gdcore.stage.errors import RequestError
        from gdcore.stage.film.inside import spec_inside

    if output is not None and output.exists() and output.samefile(file):
        raise click.UsageError(f"{output} is the file to read from: give the spec another name")
    try:
        text = spec_inside(file)
    except RequestError as error:
        click.echo(str(error), err=True)
        return 2
    with opened(output) as stream:
        stream.write(text)
    if data := data_file(text):
        click.echo(
            f"the lesson reads {data}, which is not inside: put that file beside the spec", err=True
        )
    if output is not None:
        click.echo(output)
    return 0
