"""`gdcore facts`: what a caption of a spec can quote."""

from __future__ import annotations

import click
import cloup

from gdcore.cli.arguments import load
from gdcore.cli.beats import beats_option
from gdcore.story.facts.vocabulary import Vocabulary

_HELP = """\
In a caption, title or label: "At {minimum} it has {f(minimum):.2f} degrees."
A format is .2f (decimal places), .3g (significant digits) or .0% (percent).
A number behind the dot asks for a point or step of a descent: {descent.1.value.12}
In brackets stands any point: {f(1, 2)}, {slope.x(descent.1.end)}, {distance(start, minimum)}"""


@cloup.command("facts")
@cloup.argument("spec", metavar="SPEC", help="A spec file; - for stdin.")
@beats_option
def command(spec: str) -> None:
    """Print every fact that a caption of the spec can quote, with its name and present value."""
    from gdcore.story import compute_lesson

    lesson = compute_lesson(load(spec))
    rows = [
        (f"{{{name}}}", fact.written(lesson.rounding))
        for name, fact in Vocabulary(lesson).published()
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        click.echo(f"{name.ljust(width)}  {value}")
    click.echo(f"\n{_HELP}")
