"""`gdcore check`: validate specs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import cloup

from gdcore.cli.arguments import load
from gdcore.cli.beats import beats_option

if TYPE_CHECKING:
    from gdcore.spec import Spec
    from gdcore.story import Lesson

MOST_STEPS = 200_000
"""The most steps of all descents that are computed in search of warnings: some seconds."""


@cloup.command("check")
@cloup.argument("specs", nargs=-1, required=True, metavar="SPEC…", help="Spec files; - for stdin.")
@cloup.option("--claims", is_flag=True, help="Check what the specs claim under expect, too.")
@beats_option
def command(specs: tuple[str, ...], claims: bool) -> int:
    """Validate specs.

    Print every fault of every spec on standard error, and exit with 2 if there is one. A valid spec
    is computed, and warnings tell what is probably not meant: descents that leave the domain at
    once, do not move, or have a learning rate with which they can't settle.
    """
    from gdcore.spec import SpecError

    faulty = False
    for name in specs:
        try:
            spec = load(name)
            lesson = _computed(spec, claims)
        except SpecError as error:
            faulty = True
            click.echo(str(error), err=True)
        else:
            d = spec.dimension
            note = "" if d <= 2 else f" ({d} variables: told on a board, without a picture)"
            click.echo(f"{name}: ok{_claimed(spec) if claims else ''}{note}")
            for line in _warnings(lesson):
                click.echo(line, err=True)
    return 2 if faulty else 0


def _computed(spec: Spec, claims: bool) -> Lesson | None:
    """The lesson of a spec; None where computing takes long and no text or claim asks for it.

    Raises:
        SpecError: a text names no fact of the lesson or a step that no descent takes, holds a
            faulty formula or letters that no font has, or a claim is false.
    """
    from gdcore.spec import SpecError
    from gdcore.stage.faults import lesson_faults
    from gdcore.stage.text.letters import letter_faults
    from gdcore.story import compute_lesson
    from gdcore.story.quoting import needs_computing

    claims = claims and bool(spec.expect)
    many = sum(plan.steps for plan in spec.descents) > MOST_STEPS
    if many and not claims and not needs_computing(spec):
        if faults := list(letter_faults(spec)):
            raise SpecError(faults)
        return None
    lesson = compute_lesson(spec)
    if faults := lesson_faults(lesson, claims):
        raise SpecError(faults)
    return lesson


def _claimed(spec: Spec) -> str:
    """How many claims hold."""
    count = len(spec.expect)
    return ", no claims" if not count else f", {count} claim{'s' * (count != 1)} true"


def _warnings(lesson: Lesson | None) -> Iterator[str]:
    """A line for each warning, with its place in the text."""
    from gdcore.story.warnings import warnings

    if lesson is None:
        return
    for warning in warnings(lesson):
        yield f"{lesson.spec.places.place(warning.path)}: warning: {warning.message}"
