"""`gdcore lint`: what is wrong with a lesson's pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click
import cloup

from gdcore.cli.arguments import load
from gdcore.cli.beats import beats_option
from gdcore.cli.options import FRAME_RATE, Resolution
from gdcore.process import loading

if TYPE_CHECKING:
    from gdcore.stage.lint import Finding

MOST_QUOTED = 4
"""The most texts of one part, such as numbers of an axis, that a line quotes."""


@cloup.command("lint")
@cloup.argument("specs", nargs=-1, required=True, metavar="SPEC…", help="Spec files; - for stdin.")
@cloup.option(
    "-r",
    "--resolution",
    "sizes",
    type=Resolution(),
    multiple=True,
    help="A frame's size, several times for several frames; by default of the spec's aspect, 1080 "
    "pixels at the shorter side.",
)
@cloup.option("--all-aspects", is_flag=True, help="Look at frames of every aspect, too.")
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
    all_aspects: bool,
    times: tuple[float, ...],
    fps: float | None,
) -> int:
    """Draw some frames of a lesson, list their faults, and say what to change in the spec.

    Texts that leave the frame, run into each other, are too small or too faint, balls and labels
    that are hidden for the whole of their beat, captions that go before they can be read, numbers
    in them that are written by hand and agree with no fact of the lesson. Exits
    with 1 if something was found, with 2 if a spec or the call is at fault.
    """
    from gdcore.spec import SpecError

    status = 0
    for name in specs:
        try:
            status = max(status, _lint(name, sizes, all_aspects, times, fps))
        except SpecError as error:
            click.echo(str(error), err=True)
            status = 2
    return status


def _lint(
    name: str,
    sizes: tuple[tuple[int, int], ...],
    all_aspects: bool,
    times: tuple[float, ...],
    fps: float | None,
) -> int:
    lesson = load(name)
    # Imported late, with Manim, so that faults of a spec are reported without delay.
    with loading():
        from gdcore.stage.errors import RequestError, StageError
        from gdcore.stage.frame_size import STILL, frame_size
        from gdcore.stage.lint import FORMATS, lint
        from gdcore.stage.manim_adapter.settings import frame_rate
        from gdcore.stage.scene import lesson_timeline
        from gdcore.story.handwritten import handwritten_faults

    timeline = lesson_timeline(lesson, frame_rate(fps))
    by_hand = list(handwritten_faults(timeline.lesson))
    for fault in by_hand:
        click.echo(str(fault))
    found: dict[Finding, list[str]] = {}
    own = () if sizes else (frame_size(lesson.aspect, STILL),)
    for width, height in dict.fromkeys([*sizes, *own, *(FORMATS if all_aspects else ())]):
        try:
            findings = lint(timeline, (width, height), times or None)
        except StageError as error:
            click.echo(f"{name}: {error}", err=True)
            return 2 if isinstance(error, RequestError) else 1
        # What is the same in several frames is told once.
        for finding in together(findings):
            found.setdefault(finding, []).append(f"{width}x{height}")
    for finding, frames in found.items():
        # Beats of the default story stand nowhere in the text.
        place = lesson.places.place(finding.path) if lesson.story is not None else name
        click.echo(f"{place}: {finding} ({', '.join(frames)})")
    if not found and not by_hand:
        click.echo(f"{name}: ok")
    return int(bool(found or by_hand))


def together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with texts of one part that have the same fault in the same beats as one."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        key = (finding.kind, finding.beat, finding.subject.part, finding.advice)
        groups.setdefault(key if finding.subject.text else finding, []).append(finding)
    for group in groups.values():
        first, texts = group[0], list(dict.fromkeys(f.subject.text for f in group))
        more = f" and {len(texts) - MOST_QUOTED} more" if len(texts) > MOST_QUOTED else ""
        subject = replace(first.subject, text=", ".join(texts[:MOST_QUOTED]) + more)
        end = max(finding.end for finding in group)
        yield replace(first, subject=subject, end=end)
