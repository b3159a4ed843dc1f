"""`gdcore accessible`: how far a lesson's film meets WCAG 2.1 AA."""

from __future__ import annotations

import click
import cloup

from gdcore.cli.arguments import load
from gdcore.cli.beats import beats_option
from gdcore.cli.options import FRAME_RATE, Resolution
from gdcore.process import loading


@cloup.command("accessible")
@cloup.argument("spec", metavar="SPEC", help="A spec file; - for stdin.")
@cloup.option(
    "-r",
    "--resolution",
    type=Resolution(),
    help="The size of the frames in which contrasts are measured; by default that of a render.",
)
@cloup.option("--fps", type=FRAME_RATE, help="The video's frames a second; by default 60.")
@beats_option
def command(spec: str, resolution: tuple[int, int] | None, fps: float | None) -> int:
    """Report on a film by the criteria of WCAG 2.1 AA, in the lesson's language.

    Measured: the contrast of every text with what stands behind it, flashes a second, how fast
    captions have to be read, pauses for descriptions. What no program can judge is listed for a
    person. Exits with 1 if something that was measured is not met.
    """
    lesson = load(spec)
    # Imported late, with Manim, so that faults of a spec are reported without delay.
    with loading():
        from gdcore.forms.accessible import Verdict, report
        from gdcore.stage.errors import RequestError, StageError
        from gdcore.stage.frame_size import STILL, frame_size
        from gdcore.stage.manim_adapter.settings import frame_rate
        from gdcore.stage.scene import lesson_timeline

    timeline = lesson_timeline(lesson, frame_rate(fps))
    try:
        findings = report(timeline, resolution or frame_size(lesson.aspect, STILL))
    except StageError as error:
        click.echo(f"{spec}: {error}", err=True)
        return 2 if isinstance(error, RequestError) else 1
    say = timeline.lesson.language.say
    for verdict in Verdict:
        chosen = [finding for finding in findings if finding.verdict is verdict]
        if chosen:
            click.echo(say(f"accessible.{verdict}"))
        for finding in chosen:
            click.echo(f"  {finding.criterion:9}  {finding.name}: {finding.told}")
    return int(any(finding.verdict is Verdict.MISSED for finding in findings))
