"""`gdcore lint`: what is wrong with a lesson's pictures."""

from __future__ import annotations

import click
import cloup

from gdcore.cli.arguments import load
from gdcore.cli.beats import beats_option
from gdcore.cli.options import FRAME_RATE, Resolution


@cloup.command("lint")
@cloup.argument("specs", nargs=-1, required=True, metavar="SPEC…", help="Spec files; - for stdin.")
@cloup.option(
    "-r",
    "--resolution",
    "sizes",
    type=Resolution(),
    multiple=True,
    help="A frame's size, several times for several frames; by default 1920x1080 and frames of "
    "4:3, 1:1 and 9:16.",
)
@cloup.option(
    "--at",
    "times",
    type=float,
    multiple=True,
    help="Look at this moment alone, seconds; several times for several moments.",
)
@cloup.option("--fps", type=FRAME_RATE, help="The video's frames a second; by default 60.")
@beats_option
def command(
    specs: tuple[str, ...],
    sizes: tuple[tuple[int, int], ...],
    times: tuple[float, ...],
    fps: float | None,
) -> int:
    """Draw some frames of a lesson and list their faults.

    Texts that leave the frame, run into each other, are too small or too faint, balls and labels
    that are hidden for the whole of their beat, captions that go before they can be read. Exits
    with 1 if something was found, with 2 if a spec or the call is at fault.
    """
    from gdcore.spec import SpecError

    status = 0
    for name in specs:
        try:
            status = max(status, _lint(name, sizes, times, fps))
        except SpecError as error:
            click.echo(str(error), err=True)
            status = 2
    return status


def _lint(
    name: str, sizes: tuple[tuple[int, int], ...], times: tuple[float, ...], fps: float | None
) -> int:
    lesson = load(name)
    # Imported late, with Manim, so that faults of a spec are reported without delay.
    from gdcore.stage.errors import RequestError, StageError
    from gdcore.stage.lint import FORMATS, lint
    from gdcore.stage.manim_adapter.settings import frame_rate
    from gdcore.stage.scene import lesson_timeline

    timeline = lesson_timeline(lesson, frame_rate(fps))
    found: dict[str, list[str]] = {}
    for width, height in sizes or FORMATS:
        try:
            findings = lint(timeline, (width, height), times or None)
        except StageError as error:
            click.echo(f"{name}: {error}", err=True)
            return 2 if isinstance(error, RequestError) else 1
        # What is the same in several frames is told once.
        for finding in findings:
            found.setdefault(str(finding), []).append(f"{width}x{height}")
    for line, frames in found.items():
        click.echo(f"{name}: {', '.join(frames)}: {line}")
    if not found:
        click.echo(f"{name}: ok")
    return int(bool(found))
