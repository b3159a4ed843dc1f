"""`gdcore frame`: one frame of a lesson, or many on a contact sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
import cloup

from gdcore.cli.arguments import STANDARD_INPUT, load, refuse_overwriting
from gdcore.cli.beats import beats_option
from gdcore.cli.options import FRAME_RATE, Moment, MomentType, Resolution, Spacing
from gdcore.process import loading

if TYPE_CHECKING:
    from gdcore.story import Timeline


@cloup.command("frame")
@cloup.argument("spec", metavar="SPEC", help="A spec file; - for stdin.")
@cloup.option(
    "--at",
    "moments",
    type=MomentType(),
    multiple=True,
    help="The time in the video: 12.5 (seconds), 1:05 or 50%; several times for a contact sheet.",
)
@cloup.option(
    "--every",
    type=Spacing(),
    help="A contact sheet: a picture every so many seconds, or one of each beat (--every beat).",
)
@cloup.option(
    "--columns",
    type=click.IntRange(1, 1000),
    help="A sheet's pictures in a row; by default so many that it is nearly 16:9.",
)
@cloup.option(
    "-o",
    "--output",
    type=cloup.Path(path_type=Path, dir_okay=False),
    help="The PNG file; by default the spec's name and the time, here.",
)
@cloup.option(
    "-r",
    "--resolution",
    type=Resolution(),
    help="Its size, or that of each picture of a sheet; by default of the spec's aspect, 1080 "
    "pixels at the shorter side, 360 on a sheet.",
)
@cloup.option("--fps", type=FRAME_RATE, help="The video's frames a second; by default 60.")
@cloup.option(
    "--alt", "alternative", is_flag=True, help="Print the picture's alternative text, too."
)
@beats_option
def command(
    spec: str,
    moments: tuple[Moment, ...],
    every: float | Literal["beat"] | None,
    columns: int | None,
    output: Path | None,
    resolution: tuple[int, int] | None,
    fps: float | None,
    alternative: bool,
) -> int:
    """Draw one frame of a lesson, as it is in the video, and print where it is.

    With several times, draw them all on one contact sheet, each with its time and beat.

    Inside the PNG file are its alternative text, as the description that the PNG standard has a
    place for, and the spec, which `gdcore open` writes again.
    """
    is_sheet = every is not None or len(moments) > 1
    if (every is None) == (not moments):
        raise click.UsageError("which moments: say either --at TIME or --every SECONDS")
    if columns and not is_sheet:
        raise click.UsageError("--columns is for a sheet: give several times, or --every")
    if output is not None and output.suffix.lower() != ".png":
        raise click.UsageError(f"a frame is a PNG file: {output} should end in .png")
    lesson = load(spec)
    refuse_overwriting(lesson, output)
    # Imported late, with Manim, so that faults of a spec are reported without delay.
    with loading():
        from gdcore.stage.about import sheet_about, still_about
        from gdcore.stage.errors import RequestError, StageError
        from gdcore.stage.manim_adapter.file_writer import save_still
        from gdcore.stage.manim_adapter.settings import frame_rate
        from gdcore.stage.scene import lesson_timeline
        from gdcore.stage.sheet import draw_sheet
        from gdcore.stage.still import draw_still

    timeline = lesson_timeline(lesson, frame_rate(fps))
    try:
        if is_sheet:
            name, times = "sheet", _times(timeline, moments, every)
            picture = draw_sheet(timeline, times, resolution, columns)
            about = sheet_about(timeline, times)
        else:
            t = moments[0].seconds(timeline.duration)
            name, picture = f"{t:g}s", draw_still(timeline, t, resolution)
            about = still_about(timeline, t)
        stem = "lesson" if spec == STANDARD_INPUT else Path(spec).stem
        output = output or Path(f"{stem}-{name}.png")
        save_still(picture, output, about.chunks)
    except StageError as error:
        click.echo(f"{spec}: {error}", err=True)
        return 2 if isinstance(error, RequestError) else 1
    except OSError as error:
        # Not the name of the unfinished file, of which the user knows nothing.
        click.echo(f"{output or spec}: can't be written: {error.strerror or error}", err=True)
        return 1
    click.echo(output)
    if alternative:
        click.echo(about.alternative)
    return 0


def _times(
    timeline: Timeline, moments: tuple[Moment, ...], every: float | Literal["beat"] | None
) -> tuple[float, ...]:
    """Seconds of the pictures on a sheet."""
    from gdcore.stage.sheet import moments_every

    if every is None:
        return tuple(moment.seconds(timeline.duration) for moment in moments)
    return moments_every(timeline, every)
