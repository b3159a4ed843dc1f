"""The criteria of WCAG 2.1 AA that a film can meet or miss, each with what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gdcore.forms.accessible.flashes import LIMIT, Flashes
from gdcore.forms.accessible.pictures import film_flashes
from gdcore.stage.lint import TextContrast, text_contrasts
from gdcore.stage.lint.checks import LEAST_CONTRAST
from gdcore.story import Timeline
from gdcore.story.describing import Description, descriptions
from gdcore.story.describing.descriptions import speaking_seconds
from gdcore.story.reading import READING_SPEED
from gdcore.story.transcript import clock


class Verdict(StrEnum):
    """Whether a criterion is met: computed, or for a person to judge."""

    MISSED = "missed"
    MET = "met"
    JUDGE = "judge"


@dataclass(frozen=True)
class Finding:
    """What is known of one criterion.

    Attributes:
        criterion: its number and level in WCAG 2.1, as "1.4.3 AA"; empty for what no criterion
            asks for.
        name: of the criterion, in the lesson's language.
        verdict: whether it is met.
        told: sentences: what was measured, or what a person has to look at.
    """

    criterion: str
    name: str
    verdict: Verdict
    told: str


def report(
    timeline: Timeline,
    size: tuple[int, int] = (1920, 1080),
    advanced: Callable[[float], None] = lambda share: None,
) -> list[Finding]:
    """The findings of a film, measured criteria first.

    Args:
        timeline: the lesson's.
        size: (width, height) of the frame in pixels, for which contrasts are measured.
        advanced: called now and then with the share of the work that is done, 0 to 1.

    Raises:
        StageError: OpenGL can't start.
    """
    seen = film_flashes(timeline, lambda share: advanced(0.7 * share))
    contrasts = text_contrasts(timeline, size)
    advanced(1.0)
    said = timeline.lesson.language.say
    measured = [
        _contrast(timeline, contrasts),
        _flashes(timeline, seen),
        _reading(timeline),
        _descriptions(timeline, descriptions(timeline)),
    ]
    return [*measured, *_given(timeline), *_judged(said)]


def _finding(timeline: Timeline, criterion: str, key: str, met: bool, told: str) -> Finding:
    name = timeline.lesson.language.say(f"accessible.{key}")
    return Finding(criterion, name, Verdict.MET if met else Verdict.MISSED, told)


def _contrast(timeline: Timeline, contrasts: list[TextContrast]) -> Finding:
    """1.4.3: the text with the least contrast, and how many have too little."""
    say, write = timeline.lesson.language.say, timeline.lesson.rounding
    if not contrasts:
        return _finding(timeline, "1.4.3 AA", "contrast", True, say("accessible.no-text"))
    worst = min(contrasts, key=lambda one: one.ratio)
    weak = {one.subject for one in contrasts if one.ratio < LEAST_CONTRAST}
    told = say(
        "accessible.contrasts",
        count=len({one.subject for one in contrasts}),
        least=write.numerals.fixed(worst.ratio, 1),
        text=worst.subject.name,
        clock=clock(worst.t),
        limit=write.number(LEAST_CONTRAST),
        weak=len(weak),
    )
    return _finding(timeline, "1.4.3 AA", "contrast", not weak, told)


def _flashes(timeline: Timeline, seen: Flashes) -> Finding:
    """2.3.1: the most flashes in any second."""
    say, write = timeline.lesson.language.say, timeline.lesson.rounding
    told = say(
        "accessible.flashes",
        count=seen.count,
        limit=LIMIT,
        rate=write.number(seen.rate),
    )
    return _finding(timeline, "2.3.1 A", "flashing", seen.count <= LIMIT, told)


def _reading(timeline: Timeline) -> Finding:
    """How fast the captions have to be read: no criterion, but captions that nobody can read help
    nobody."""
    say, write = timeline.lesson.language.say, timeline.lesson.rounding
    speeds = [
        (len("".join(text.splitlines())) / (end - start), start)
        for start, end, text in timeline.captions()
    ]
    if not speeds:
        return _finding(timeline, "1.2.2 A", "captions", True, say("accessible.no-captions"))
    fastest, at = max(speeds)
    fast = sum(speed > READING_SPEED + 1e-6 for speed, _ in speeds)
    told = say(
        "accessible.reading",
        count=len(speeds),
        fastest=write.numerals.fixed(fastest, 1),
        clock=clock(at),
        limit=write.number(READING_SPEED),
        fast=fast,
    )
    return _finding(timeline, "1.2.2 A", "captions", fast == 0, told)


def _descriptions(timeline: Timeline, told: tuple[Description, ...]) -> Finding:
    """1.2.1: the transcript and the descriptions, and where they have no pause of their own."""
    say = timeline.lesson.language.say
    cut = sum(one.end - one.start < speaking_seconds(one.text) - 1e-6 for one in told)
    text = say(
        "accessible.descriptions",
        count=len(told),
        pauses=sum(one.in_pause for one in told),
        cut=cut,
    )
    return _finding(timeline, "1.2.1 A", "alternative", bool(told), text)


def _given(timeline: Timeline) -> Iterator[Finding]:
    """What every film has by the way it is made."""
    lesson = timeline.lesson
    say = lesson.language.say
    code, chapters = lesson.language.code, len(timeline.chapters())
    yield _finding(timeline, "1.1.1 A", "stills", True, say("accessible.stills-have"))
    yield _finding(timeline, "2.2.2 A", "pausing", True, say("accessible.page-has-controls"))
    yield _finding(
        timeline, "2.4.2 A", "titled", True, say("accessible.title-and-chapters", chapters=chapters)
    )
    yield _finding(timeline, "3.1.1 A", "language", True, say("accessible.language-is", code=code))


_JUDGED = (
    ("1.2.1 A", "all-told"),
    ("1.4.1 A", "colour"),
    ("1.4.5 AA", "images"),
    ("1.4.11 AA", "graphics"),
    ("3.1.2 AA", "own-words"),
)
"""(criterion, message) of what no program can tell."""


def _judged(say: Callable[..., str]) -> Iterator[Finding]:
    for criterion, key in _JUDGED:
        name, told = say(f"accessible.{key}"), say(f"accessible.{key}-asked")
        yield Finding(criterion, name, Verdict.JUDGE, told)
