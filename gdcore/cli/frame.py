"""`gdcore frame`: one frame of a lesson, fast."""

from __future__ import annotations

from pathlib import Path

import click
import cloup

from gdcore.cli.arguments import load, refuse_overwriting
from gdcore.cli.beats import beats_option
from gdcore.cli.options import FRAME_RATE, Resolution
from gdcore.process import loading


@cloup.command("frame")
@cloup.argument("spec", metavar="SPEC", help="A spec file; - for stdin.")
@cloup.option("--at", "seconds", type=float, required=True, help="The time in the video, seconds.")
@cloup.option(
    "-o",
    "--output",
    type=cloup.Path(path_type=Path, dir_okay=False),
    help="The PNG file; by default the spec's name and the time, here.",
)
@cloup.option("-r", "--resolution", type=Resolution(), help="Its size; by default 1920x1080.")
@cloup.option("--fps", type=FRAME_RATE, help="The video's frames a second; by default 60.")
@beats_option
def command(
    spec: str,
    seconds: float,
    output: Path | None,
    resolution: tuple[int, int] | None,
    fps: float | None,
) -> int:
    """Draw one frame of a lesson, as it is in the video, and print where it is."""
    output = output or Path(f"{Path(spec).stem}-{seconds:g}s.png")
    if output.suffix.lower() != ".png":
        raise click.UsageError(f"a frame is a PNG file: {output} should end in .png")
    lesson = load(spec)
    refuse_overwriting(lesson, output)
    # Imported late, with Manim, so that faults of a spec are reported without delay.
    with loading():
        from gdcore.stage.errors import RequestError, StageError
        from gdcore.stage.manim_adapter.file_writer import save_still
        from gdcore.stage.manim_adapter.settings import frame_rate
        from gdcore.stage.scene import lesson_timeline
        from gdcore.stage.still import draw_still

    timeline = lesson_timeline(lesson, frame_rate(fps))
    try:
        save_still(draw_still(timeline, seconds, resolution), output)
    except StageError as error:
        click.echo(f"{spec}: {error}", err=True)
        return 2 if isinstance(error, RequestError) else 1
    click.echo(output)
    return 0
