"""`gdcore explain`: a spec with every default filled in, and its timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click
import cloup

from gdcore.cli.arguments import load

if TYPE_CHECKING:
    from gdcore.story import Lesson, Timeline


@cloup.command("explain")
@cloup.argument("spec", metavar="SPEC", help="A spec file; - for stdin.")
def command(spec: str) -> None:
    """Print the spec with every default filled in, then what comes of it.

    The output is a valid spec: descents and timeline follow as comments.
    """
    from gdcore.spec import write_yaml
    from gdcore.story import StoryError, default_story, prepare, settle

    settled = load(spec)
    lesson = prepare(settled)
    try:
        timeline = settle(lesson, fps=60)
    except StoryError as error:
        click.echo(write_yaml(settled), nl=False)
        told = [f"timeline: none, {error}"]
    else:
        story = settled.story or default_story(lesson)
        click.echo(write_yaml(settled.model_copy(update={"story": story})), nl=False)
        told = list(_timeline(timeline))
    for line in (*_descents(lesson), "", *told):
        click.echo(f"# {line}".rstrip())


def _descents(lesson: Lesson) -> Iterator[str]:
    yield f"descents: {len(lesson.descents)}"
    rows = []
    for descent in lesson.descents:
        trajectory = descent.trajectory
        n = trajectory.steps
        end = ", ".join(f"{number:.6g}" for number in trajectory.points[-1])
        rows.append(
            (
                descent.label,
                f"{trajectory.outcome.value} after {n} step{'s' * (n != 1)}",
                f"at ({end})",
                f"f = {trajectory.values[-1]:.6g}",
                trajectory.reason,
            )
        )
    yield from _table(rows)


def _timeline(timeline: Timeline) -> Iterator[str]:
    yield f"timeline: {timeline.duration:.2f} seconds"
    rows = [("start", "end", "beat", "caption")]
    for beat in timeline.beats:
        caption = " ".join((beat.caption or "").split())
        rows.append((f"{beat.start:.2f}", f"{beat.end:.2f}", beat.name, caption))
    yield from _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows in columns of equal width, two spaces in."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
