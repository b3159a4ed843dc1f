"""`gdcore explain`: a spec with every default filled in, and its timeline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click
import cloup
import numpy as np

from gdcore.cli.arguments import load
from gdcore.cli.beats import beats_option

if TYPE_CHECKING:
    from gdcore.maths import CriticalPoint, Landscape, Schedule
    from gdcore.story import Lesson, Timeline

MOST_SENTENCES = 12  # of critical points and of basins; Rastrigin's function has 441
MOST_CHARACTERS = 400  # of a partial derivative; nobody reads a longer one

_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@cloup.command("explain")
@cloup.argument("spec", metavar="SPEC", help="A spec file; - for stdin.")
@cloup.option(
    "--transcript", "only_words", is_flag=True, help="Print only what the film says, by chapters."
)
@beats_option
def command(spec: str, only_words: bool) -> None:
    """Print the spec with every default filled in, then what comes of it.

    The output is a valid spec: descents, landscape and timeline follow as comments.
    """
    from gdcore.spec import SpecError, write_yaml
    from gdcore.story import StoryError, compute_lesson, default_story, make_timeline, transcript
    from gdcore.story.claims import claim_faults

    complete = load(spec)
    lesson = compute_lesson(complete)
    if only_words:
        click.echo(transcript(make_timeline(lesson)), nl=False)
        return
    try:
        timeline = make_timeline(lesson, fps=60)
    except StoryError as error:
        click.echo(write_yaml(complete), nl=False)
        told = [f"timeline: none, {error}"]
    else:
        story = complete.story or default_story(lesson)
        click.echo(write_yaml(complete.model_copy(update={"story": story})), nl=False)
        told = list(_timeline(timeline))
    comments = (*_gradient(lesson), *_descents(lesson), "", *_landscape(lesson), "", *told)
    for line in (*comments, *_claims(lesson)):
        # A label may contain line ends; its second line would not be a comment.
        click.echo(f"# {_LINE_ENDS.sub(' ', line)}".rstrip())
    if faults := list(claim_faults(lesson)):
        raise SpecError(faults)


def _gradient(lesson: Lesson) -> Iterator[str]:
    """The partial derivatives of a function, as formulas in the notation of a spec."""
    from gdcore.maths.formula.printer import formula_text

    # The gradient of a loss on data is a sum over all entries: it is left out.
    expressions = getattr(lesson.function, "shortest_gradient", ())
    if not expressions:
        return
    yield "gradient:"
    rows = []
    for name, expression in zip(lesson.variables, expressions, strict=True):
        text = formula_text(expression)
        if len(text) > MOST_CHARACTERS:
            text = f"a formula of {len(text)} characters"
        derivative = f"∂f/∂{name}" if len(expressions) > 1 else f"f′({name})"
        rows.append((derivative, f"= {text}"))
    yield from _table(rows)
    yield ""


def _descents(lesson: Lesson) -> Iterator[str]:
    """How each descent ended and why, in the words of a film about it."""
    from gdcore.story import ending

    yield f"descents: {len(lesson.descents)}"
    rows = [
        (
            descent.label,
            _rate(lesson, descent.learning_rate),
            descent.trajectory.outcome.value,
            ending(lesson, facts),
        )
        for descent, facts in zip(lesson.descents, lesson.facts.descents, strict=True)
    ]
    yield from _table(rows)


def _rate(lesson: Lesson, rate: float | Schedule) -> str:
    if isinstance(rate, float):
        return f"η = {lesson.rounding.number(rate, 6)}"
    return f"η: {rate.name.replace('_', ' ')}"


def _landscape(lesson: Lesson) -> Iterator[str]:
    """The critical points, and the share of the starts that reaches each minimum."""
    from gdcore.story import landscape_report

    found = lesson.landscape
    names = Counter("edge minimum" if p.on_edge else str(p.kind) for p in _points(found))
    names.update(f"{s.shape} of critical points" for s in found.sets)
    counted = ", ".join(f"{n} × {name}" for name, n in names.items())
    yield f"landscape: {counted or 'no critical point in the domain'}"
    sentences = landscape_report(lesson) if names else []
    yield from (f"  {sentence}" for sentence in sentences[:MOST_SENTENCES])
    if len(sentences) > MOST_SENTENCES:
        yield f"  … and {len(sentences) - MOST_SENTENCES} more"
    if found.minima:
        yield ""
        yield from _basins(lesson)


def _points(found: Landscape) -> tuple[CriticalPoint, ...]:
    return (*found.points, *found.edge_minima)


def _basins(lesson: Lesson) -> Iterator[str]:
    from gdcore.story import basin_shares

    first = lesson.descents[0].label if lesson.descents else "a small enough learning rate"
    yield f"basins: which minimum {first} reaches from starts all over the domain"
    shares = basin_shares(lesson)
    if shares is None:
        yield "  left out: to count them would take too long with this function"
        return
    rows = []
    for share in shares[:MOST_SENTENCES]:
        part = f"{100 * share.share:.1f} % of the starts"
        if share.minimum is None:
            rows.append(("none of them", "", part, ""))
        else:
            numbers = np.array([*share.minimum, share.value])
            *at, value = np.where(np.abs(numbers) < 1e-9, 0.0, numbers)  # rounding is no news
            place = ", ".join(f"{x:.4g}" for x in at)
            median = f"median {share.steps:g} steps"
            if not share.settled:
                median = f"near it, but most not settled after {share.steps:g} steps"
            rows.append((f"({place})", f"f = {value:.6g}", part, median))
    yield from _table(rows)
    if len(shares) > MOST_SENTENCES:
        rest = sum(share.share for share in shares[MOST_SENTENCES:])
        yield f"  … and {len(shares) - MOST_SENTENCES} more with {100 * rest:.1f} %"


def _claims(lesson: Lesson) -> Iterator[str]:
    """Each claim with what was measured."""
    from gdcore.spec.expect import claim_entry
    from gdcore.spec.flow import flow
    from gdcore.story.claims import check_claims

    if lesson.spec.expect:
        yield ""
        yield "claims:"
    rows = []
    for claim, verdict in zip(lesson.spec.expect, check_claims(lesson), strict=True):
        told = flow(claim_entry(claim))
        rows.append(("✓" if verdict.holds else "✗", told, verdict.measured))
    yield from _table(rows) if rows else ()


def _timeline(timeline: Timeline) -> Iterator[str]:
    yield f"timeline: {timeline.duration:.2f} seconds"
    rows = [("start", "end", "beat", "caption")]
    for beat in timeline.beats:
        caption = " ".join((beat.caption or "").split())
        rows.append((f"{beat.start:.2f}", f"{beat.end:.2f}", beat.name, caption))
    yield from _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines of text with aligned columns, indented by two spaces."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
